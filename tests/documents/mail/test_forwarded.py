"""Messages that are forwarded in the text of others."""

import datetime

import pytest

from indexer.documents.files.content import Unpacked
from indexer.documents.mail import reader as mail
from indexer.releases.release import Release
from tests.documents.mail.test_mail import SUBJECT, TEXT, UNFOLDED, message

DAY = datetime.date(2025, 2, 9)
NOTE = "للعلم والنشر مع الشكر"
SENDER = "بلدية ظهر البيدر"


def read(text: str, subject: str, subtype: str = "plain") -> Release:
    made = message(subject)
    made.set_content(text, subtype=subtype)
    (found,) = mail.read(Unpacked("a.eml", iter([made.as_bytes(policy=UNFOLDED)])))
    assert isinstance(found, Release), found
    return found


def plain(*lines: str) -> str:
    return "\n".join((NOTE, "", *lines, "", "", TEXT))


FORWARDED = (
    plain("---------- Forwarded message ---------", f"من: {SENDER} <a@b.lb>", "Date: الأحد، 9 فبراير 2025 في 9:00 ص", f"Subject: {SUBJECT}", "To: <c@d.lb>"),
    plain("________________________________", f"From: {SENDER} <a@b.lb>", "Sent: Sunday, February 9, 2025 9:00 AM", "To: c@d.lb", "Cc: e@f.lb", f"Subject: {SUBJECT}"),
    plain("Begin forwarded message:", "", f"*From:* {SENDER} <a@b.lb>", f"*Subject:* {SUBJECT}", "*Date:* 9 February 2025 at 09:00", "*To:* c@d.lb"),
    plain(f"De : {SENDER} <a@b.lb>", "Envoyé : dimanche 9 février 2025 09:00", "À : c@d.lb", f"Objet : {SUBJECT}"),
    plain(f"من: {SENDER}", "تم الإرسال: الأحد، 9 فبراير، 2025 09:00 ص", "إلى: c@d.lb", f"الموضوع: RE: {SUBJECT}"),
)  # fmt: skip


@pytest.mark.parametrize("prefix", ["Fwd: ", "FW: ", "إعادة توجيه: ", "TR : "])
@pytest.mark.parametrize("text", FORWARDED)
def test_headers_of_a_forwarded_message_are_read(text: str, prefix: str) -> None:
    found = read(text, f"{prefix}خبر")
    assert (found.title, found.agency, found.published) == (SUBJECT, SENDER, DAY)
    assert found.body == TEXT


@pytest.mark.parametrize("text", FORWARDED)
def test_a_reply_keeps_its_own_sender(text: str) -> None:
    found = read(text, "Re: خبر")
    # Below it stands what it answers.
    assert (found.agency, found.title) == ("وزارة الأشغال", "خبر")


@pytest.mark.parametrize("label", ["أرسل", "ارسلت", "أُرسلت", "ارسل في", "أُرسلت في"])
def test_the_date_label_may_have_a_vowel_mark(label: str) -> None:
    text = plain(f"من: {SENDER}", f"{label}: 9 فبراير 2025", f"الموضوع: {SUBJECT}")
    assert read(text, "Fwd: خبر").published == DAY


def test_html_may_have_the_headers_in_one_paragraph() -> None:
    head = f"<b>من:</b> {SENDER} &lt;a@b.lb&gt;<br><b>التاريخ:</b> 9 فبراير 2025<br><b>إلى:</b> c@d.lb<br><b>الموضوع:</b> {SUBJECT}"
    body = "".join(f"<p>{each}</p>" for each in TEXT.split("\n\n"))
    for above in ("<hr>", "---------- Forwarded message ---------<br>"):
        found = read(f"<p>{NOTE}</p><p>{above}{head}</p>{body}", "Fwd: x", "html")
        assert (found.title, found.agency, found.published) == (SUBJECT, SENDER, DAY)
        assert found.body == TEXT


def test_innermost_of_nested_forwarded_messages_is_read() -> None:
    inner = f"From: {SENDER} <a@b.lb>\nDate: 9 Feb 2025\nTo: x@y.lb\nSubject: {SUBJECT}\n\n{TEXT}"
    outer = f"From: علي <x@y.lb>\nDate: 11 Feb 2025\nTo: z@y.lb\nSubject: Fwd: {SUBJECT}\n\n{inner}"
    found = read(f"{NOTE}\n\n{outer}", "Fwd: Fwd: خبر")
    assert (found.title, found.agency, found.published, found.body) == (SUBJECT, SENDER, DAY, TEXT)


def block(subject: str, to: str = "c@d.lb") -> str:
    return f"-----Original Message-----\nFrom: {SENDER} <a@b.lb>\nDate: 9 Feb 2025\nTo: {to}\n{subject}"


@pytest.mark.parametrize("subject", [f"Subject: {SUBJECT}", "Cc: x@y.lb"])
def test_two_forwarded_messages_are_both_kept(subject: str) -> None:
    other = "افتتح وزير النقل أمس الجسر الجديد."
    found = read(f"{block(subject)}\n\n{TEXT}\n\n{block('Subject: آخر')}\n\n{other}", "Fwd: خبر")
    assert (found.agency, found.published) == (SENDER, DAY)
    assert found.body.startswith(TEXT.partition("\n")[0])
    assert found.body.endswith(other)


def test_a_note_above_a_message_forwarded_twice_is_left_out() -> None:
    outer = block(f"Subject: FW: {SUBJECT}").replace(SENDER, "علي")
    found = read(f"{outer}\n\n{NOTE}\n\n{block(f'Subject: {SUBJECT}')}\n\n{TEXT}", "Fwd: خبر")
    assert (found.title, found.agency, found.body) == (SUBJECT, SENDER, TEXT)


@pytest.mark.parametrize(
    "to",
    [
        "c@d.lb; e@f.lb;\n g@h.lb; i@j.lb",
        "c@d.lb,\n <e@f.lb>,\n علي <g@h.lb>,\n <i@j.lb>",
        "سعيد\n علي <c@d.lb>; e@f.lb",
    ],
)
def test_addresses_may_span_lines(to: str) -> None:
    subject = f"Subject: {SUBJECT}"
    for head in (block(subject, to), block(f"{subject}\nCc: {to}"), block(f"Cc: {to}\n{subject}")):
        found = read(f"{head}\n\n{TEXT}", "Fwd: خبر")
        assert (found.title, found.agency, found.published) == (SUBJECT, SENDER, DAY)
        assert found.body.endswith(TEXT)


@pytest.mark.parametrize(
    "line",
    ["press@b.lb", "كتب أحمد، المنسق، إلى: الجميع", "a@b.lb وغيره، الموضوع: بيان", "إلى: الصحف"],
)
def test_a_line_of_the_text_is_not_taken_for_addresses(line: str) -> None:
    head = block(f"Subject: {SUBJECT}\nCc: x@y.lb")
    assert read(f"{head}\n\n{line}\n\n{TEXT}", "Fwd: خبر").body == f"{line}\n\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\nمن: الوزارة",
        f"من: بيروت\n\n{TEXT}",
        f"{'كلمة ' * 60}\n\nFrom: {SENDER} <a@b.lb>\nDate: 9 Feb 2025\nTo: x@y.lb\n\n{TEXT}",
    ],
)
def test_a_text_of_its_own_is_whole(text: str) -> None:
    found = read(text, f"Fwd: {SUBJECT}")
    assert (found.title, found.agency) == (SUBJECT, "وزارة الأشغال")
    assert found.body.count("\n\n") >= 2


def test_lines_without_end_are_read_in_time() -> None:
    for line in ("From: a ", "من: ", "- " * 9, "___ "):
        read(f"{TEXT}\n\n{line * (400_000 // len(line))}", f"Fwd: {SUBJECT}")
