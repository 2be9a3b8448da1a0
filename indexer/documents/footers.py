"""What stands around the text of a message and is none of it: a signature, the lines that lists of addresses add below, and how
to leave them or to see the message elsewhere.
"""

import re
from collections.abc import Sequence

from indexer.documents import forwarded, prose

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
_WHY = (
    r"(?:لقد )?(?:وصلتك|تصلك|تلقيت|تتلقى|استلمت|تستلم) هذ[ها] (?:الرسالة|النشرة|البريد)|"
    r"ل[إا]لغاء (?:ال)?اشتراك(?:ك|كم)?[^.]{0,40}(?:اضغط|انقر|يرجى|الرابط|http)|"
    r"you (?:are receiving|received|get) this|to unsubscribe|vous recevez ce|pour vous d[eé]s"
)
_MANAGED = re.compile(
    rf"(?:{_WHY}).*|(?:{_LINK})(?:[\s|.،,·•–-]+(?:{_LINK}))*[\s.:]*(?:https?://\S+)?", re.IGNORECASE
)


def parted(text: str) -> list[str]:
    """A text at the marks above its signatures, which are parts themselves."""
    first, *others = _SIGNED.split(text)
    return [first, *(part for other in others for part in (SIGNATURE, other))]


def without(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without what stands around the text; all of them where nothing else is there."""
    kept = list(paragraphs)
    for at in range(len(kept) - 1, max(len(kept) - _PARAGRAPHS, 0) - 1, -1):
        if _is_footer(kept[at:]):
            del kept[at:]
    while kept and _is_managed(kept[-1]):
        del kept[-1]
    while kept and _is_managed(kept[0]):
        del kept[0]
    return kept or list(paragraphs)


def _is_footer(below: Sequence[str]) -> bool:
    """Whether paragraphs are a signature below its mark, or below a rule what a list adds."""
    first, rest = prose.bare(below[0]), below[1:]
    if any(len(each) > _CHARACTERS for each in rest) or forwarded.read(rest, len(rest)):
        return False
    rule = _RULE.match(first)
    return first == SIGNATURE or bool(rule and _LIST.search(" ".join([first, *rest])))


def _is_managed(paragraph: str) -> bool:
    return len(paragraph) <= _CHARACTERS and bool(_MANAGED.fullmatch(prose.bare(paragraph)))
