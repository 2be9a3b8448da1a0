"""Removes what surrounds the text of a message: signatures, footers of mailing lists, and links for
unsubscribing or viewing the message in a browser.
"""

import re
from collections.abc import Sequence

from indexer.documents.mail import forwarded
from indexer.documents.text import prose

# The line above a signature (RFC 3676, 4.3), with or without its space.
_SIGNATURE_MARK = re.compile(r"^-- ?$", re.MULTILINE)
SIGNATURE = "--"
# The most paragraphs and characters of a signature or a list footer; longer text below such a rule
# is text.
_PARAGRAPHS, _CHARACTERS = 12, 200
_RULE = re.compile(r"[_=*-]{10,}")
_LIST = re.compile(
    r"\b(?:mailing list|listinfo|google groups|unsubscribe|list-unsubscribe|liste de diffusion)\b|القائمة البريدية|قائمة بريدية",
    re.IGNORECASE,
)
# At the edges of bulk mail: adjacent links, and the reason for receiving it. Sentences of a
# statement may mention a subscription.
_LINK = (
    r"(?:(?:ال)?[إا]لغاء (?:ال)?اشتراك|عرض (?:هذه الرسالة |الرسالة |البريد )?في (?:ال)?متصفح|تحديث (?:ال)?تفضيلات|"
    r"unsubscribe|(?:view|open) (?:this (?:e-?mail|message) )?(?:in|on) (?:your|the|a) (?:web )?browser|"
    r"(?:update|manage) (?:your )?preferences|se d[eé]sabonner|se d[eé]sinscrire|"
    r"voir (?:ce message |cet e-?mail )?dans (?:le|votre) navigateur)(?: من هنا| هنا| here| ici)?"
)
_MESSAGE = r"(?:الرسالة|النشرة|البريد)(?: (?:الإلكتروني|البريدية|الإخبارية))*"
_WHY = (
    rf"(?:لقد )?(?:وصلتك|تصلك|تلقيت|تتلقى|استلمت|تستلم) هذ[ها] {_MESSAGE}[\s،,]*(?:$|(?:ل[أا]ن|بصفت|بناء|بسبب|كون|عبر|من خلال))|"
    rf"ل[إا]لغاء (?:ال)?اشتراك(?:ك|كم)?(?: (?:في|من) (?:(?:هذه )?(?:{_MESSAGE}|(?:ال)?قائمة(?:نا)?(?: البريدية)?)|نشرتنا|قائمتنا))?"
    r"[\s،,:]*(?:اضغط|انقر|يرجى|الرجاء|من هنا|عبر|الرابط|http)|"
    r"you (?:are receiving|received|get) this (?:e-?mail|message|newsletter)|to unsubscribe|"
    r"vous recevez ce(?:t|tte)? (?:e-?mail|message|courriel|lettre)|pour vous d[eé](?:sabonn|sinscri)"
)
_SUBSCRIPTION_LINE = re.compile(
    rf"(?:{_WHY}).*|(?:{_LINK})(?:[\s|.،,·•–-]+(?:{_LINK}))*[\s.:]*(?:https?://\S+)?", re.IGNORECASE
)


def split_signatures(text: str) -> list[str]:
    """Splits a text at the marks above signatures; the marks are parts themselves."""
    first, *others = _SIGNATURE_MARK.split(text)
    return [first, *(part for other in others for part in (SIGNATURE, other))]


def strip(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without signatures and footers; all of them if nothing would be left."""
    kept = list(paragraphs)
    for at in _tail(kept):
        if _is_list_footer(kept[at:]):
            del kept[at:]
    marks = [at for at, paragraph in enumerate(kept) if _is_mark(paragraph)]
    # Several marks are separators within the text.
    if len(marks) == 1 and marks[0] in _tail(kept) and _is_short(kept[marks[0] + 1 :]):
        del kept[marks[0] :]
    while kept and _is_subscription_line(kept[-1]):
        del kept[-1]
    while kept and _is_subscription_line(kept[0]):
        del kept[0]
    return kept or list(paragraphs)


def _tail(paragraphs: Sequence[str]) -> range:
    """The indexes at which a signature or a list footer may begin, last first."""
    return range(len(paragraphs) - 1, max(len(paragraphs) - _PARAGRAPHS, 0) - 1, -1)


def _is_list_footer(below: Sequence[str]) -> bool:
    """Whether paragraphs are the footer of a mailing list, below a rule or a signature mark."""
    is_ruled = _RULE.match(prose.trim(below[0])) or _is_mark(below[0])
    return bool(is_ruled and _is_short(below[1:]) and _LIST.search(" ".join(below)))


def _is_mark(paragraph: str) -> bool:
    return prose.trim(paragraph) == SIGNATURE


def _is_short(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs can be a signature, and not text or a forwarded message."""
    is_text = any(len(each) > _CHARACTERS for each in paragraphs)
    return not is_text and forwarded.find(paragraphs, len(paragraphs)) is None


def _is_subscription_line(paragraph: str) -> bool:
    return len(paragraph) <= _CHARACTERS and bool(
        _SUBSCRIPTION_LINE.fullmatch(prose.trim(paragraph))
    )
