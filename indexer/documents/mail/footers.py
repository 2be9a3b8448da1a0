"""What stands around the text of a message and is none of it: a signature, the lines that lists of addresses add below, and how
to leave them or to see the message elsewhere.
"""

import re
from collections.abc import Sequence

from indexer.documents.mail import forwarded
from indexer.documents.text import prose

# Above a signature (RFC 3676, 4.3), with its space or without.
_SIGNED = re.compile(r"^-- ?$", re.MULTILINE)
SIGNATURE = "--"
# A signature and the lines of a list are short; text below such a rule is text.
_PARAGRAPHS, _CHARACTERS = 12, 200
_RULE = re.compile(r"[_=*-]{10,}")
_LIST = re.compile(
    r"\b(?:mailing list|listinfo|google groups|unsubscribe|list-unsubscribe|liste de diffusion)\b|القائمة البريدية|قائمة بريدية",
    re.IGNORECASE,
)
# At either edge of what is sent to many: links beside one another, and why one gets it. A sentence of a statement may speak of a
# subscription.
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
_MANAGED = re.compile(
    rf"(?:{_WHY}).*|(?:{_LINK})(?:[\s|.،,·•–-]+(?:{_LINK}))*[\s.:]*(?:https?://\S+)?", re.IGNORECASE
)


def split_signatures(text: str) -> list[str]:
    """A text at the marks above its signatures, which are parts themselves."""
    first, *others = _SIGNED.split(text)
    return [first, *(part for other in others for part in (SIGNATURE, other))]


def strip(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without what stands around the text; all of them where nothing else is there."""
    kept = list(paragraphs)
    for at in _tail(kept):
        if _is_of_list(kept[at:]):
            del kept[at:]
    marks = [at for at, paragraph in enumerate(kept) if _is_mark(paragraph)]
    # Several part a text.
    if len(marks) == 1 and marks[0] in _tail(kept) and _is_short(kept[marks[0] + 1 :]):
        del kept[marks[0] :]
    while kept and _is_managed(kept[-1]):
        del kept[-1]
    while kept and _is_managed(kept[0]):
        del kept[0]
    return kept or list(paragraphs)


def _tail(paragraphs: Sequence[str]) -> range:
    """Where a signature or the lines of a list may begin, from the end on."""
    return range(len(paragraphs) - 1, max(len(paragraphs) - _PARAGRAPHS, 0) - 1, -1)


def _is_of_list(below: Sequence[str]) -> bool:
    """Whether paragraphs are what a list adds, below a rule or the mark of a signature."""
    is_ruled = _RULE.match(prose.bare(below[0])) or _is_mark(below[0])
    return bool(is_ruled and _is_short(below[1:]) and _LIST.search(" ".join(below)))


def _is_mark(paragraph: str) -> bool:
    return prose.bare(paragraph) == SIGNATURE


def _is_short(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs can be a signature, and are neither text nor a message that is forwarded."""
    is_text = any(len(each) > _CHARACTERS for each in paragraphs)
    return not is_text and forwarded.find(paragraphs, len(paragraphs)) is None


def _is_managed(paragraph: str) -> bool:
    return len(paragraph) <= _CHARACTERS and bool(_MANAGED.fullmatch(prose.bare(paragraph)))
