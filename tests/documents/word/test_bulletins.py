"""Word files with a release below each heading."""

from pathlib import Path

import docx
import pytest

from indexer.documents import folder
from indexer.documents.readers import DocumentReader
from indexer.releases.release import Release

RELEASES = (
    ("وزير الصحة يستقبل سفير اليابان", "مسقط، 3 نوفمبر 2025 - استقبل معالي وزير الصحة سفير اليابان المعتمد لدى السلطنة."),
    ("وزارة الصحة تطلق عيادات متنقلة", "مسقط، 4 نوفمبر 2025 - أطلقت وزارة الصحة عيادات متنقلة في محافظة الوسطى."),
)  # fmt: skip
REPORT = (
    ("مقدمة", "يتناول هذا التقرير حصيلة السنة وما تحقق فيها من برامج ومشاريع في مختلف القطاعات."),
    ("حصيلة البرامج الصحية الوطنية", "تم إنجاز خمسة برامج وطنية شملت جميع المحافظات خلال السنة الماضية."),
)  # fmt: skip


def read(
    path: Path, *parts: tuple[str, str], above: tuple[tuple[str, str], ...] = ()
) -> list[Release]:
    document = docx.Document()
    for style, text in above:
        document.add_paragraph(text, style=style)
    for title, text in parts:
        document.add_heading(title, 1)
        document.add_paragraph(text)
    document.save(str(path))
    (source,) = folder.find([path])
    with DocumentReader() as reading:
        return [one for one in folder.read(source, reading) if isinstance(one, Release)]


@pytest.mark.parametrize(
    "above",
    [(), (("Title", "النشرة الأسبوعية"),), (("Normal", "العدد 12"), ("Normal", "نوفمبر 2025"))],
)
def test_a_bulletin_is_split_into_releases(
    tmp_path: Path, above: tuple[tuple[str, str], ...]
) -> None:
    first, second = read(tmp_path / "a.docx", *RELEASES, above=above)
    assert (first.id, second.id) == ("a.docx", "a.docx.2")
    assert [first.title, second.title] == [title for title, _ in RELEASES]
    assert first.paragraphs == [RELEASES[0][1], *(text for _, text in above)]
    assert second.paragraphs == [RELEASES[1][1]]
    assert first.place == second.place == "مسقط"


@pytest.mark.parametrize(
    ("parts", "above"),
    [
        (REPORT, ()),
        (RELEASES, (("Title", "الوزير يستقبل سفير اليابان ويطلق العيادات"),)),
        (RELEASES, (("Normal", "تقدم هذه الوثيقة عرضا لما قامت به الوزارة في الأسبوع الماضي."),)),
        (RELEASES, (("Normal", "وزارة الصحة تعلن حصيلة برامجها لسنة 2025"),)),
        (RELEASES[:1], ()),
        ((*RELEASES, ("نبذة عن وزارة الصحة", "وزارة الصحة هي الجهة المسؤولة عن القطاع الصحي.")), ()),
        ((*RELEASES, ("عنوان بلا نص تحته", "")), ()),
    ],
)  # fmt: skip
def test_a_document_with_sections_is_one_release(
    tmp_path: Path, parts: tuple[tuple[str, str], ...], above: tuple[tuple[str, str], ...]
) -> None:
    (one,) = read(tmp_path / "a.docx", *parts, above=above)
    assert all(text in one.body for _, text in parts)
