"""Words that show that a month follows or precedes them: الأول من مارس, منذ مارس, مارس الماضي.

All of them are folded. Numbers and other months are handled in `months`.
"""

from collections.abc import Sequence

from indexer.arabic.lexicon import clitics
from indexer.arabic.orthography.normalizer import fold


def _with_proclitics(*words: str) -> frozenset[str]:
    """Folded words, alone and behind proclitics."""
    return frozenset(proclitic + fold(word) for word in words for proclitic in clitics.OF_MONTHS)


_OF = "من"
# The last word of an ordinal day, before من. Without من, or without their article, these also
# precede verbs.
_ORDINALS = frozenset(
    map(
        fold,
        (
            *("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"),
            *("التاسع", "العاشر", "عشر", "العشرين", "العشرون", "الثلاثين", "الثلاثون"),
            *("والعشرين", "والعشرون", "والثلاثين", "والثلاثون", "الأخير"),
        ),
    )
)
# Words that only a span of time follows.
_PARTS = _with_proclitics(
    *("شهر", "شهري", "فاتح", "غرة", "مطلع", "مستهل", "أوائل", "منتصف", "أواسط", "أواخر", "نهاية"),
    *("موفى", "غضون"),
) | {*("اول", "منذ", "ومنذ", "خلال", "وخلال", "بحلول", "وبحلول", "لغايه")}
# بداية, غاية and حلول have other uses ("at first", "an aim", "solutions") unless a preposition
# governs them; من خلال means "through".
_PARTS_GOVERNED = {
    "بدايه": frozenset({*("في", "من", "منذ", "مع", "حتي", "قبل", "بعد", "الي")}),
    "غايه": frozenset({"الي"}),
    "حلول": frozenset({"مع", "قبل", "بعد", "حتي"}),
}
_THROUGH = (_OF, "خلال")
# No verb follows these.
_PREPOSITIONS = frozenset({"في", "وفي", "بين", "وبين", "الي", "والي"})
_PAST_OR_TO_COME = frozenset(
    map(
        fold,
        (
            *("الماضي", "المنصرم", "الفائت", "الجاري", "الحالي", "القادم", "المقبل"),
            *("الماضيين", "المنصرمين", "القادمين", "المقبلين"),
        ),
    )
)
_OF_THE_YEAR = (
    *(("من", "العام"), ("من", "السنه"), ("من", "هذا", "العام"), ("من", "هذه", "السنه")),
    *(("من", "كل", "عام"), ("من", "كل", "سنه")),
)


def precedes_month(before: Sequence[str], *, verb: bool) -> bool:
    """Whether the words before a word show that it is a month. If it is otherwise a `verb`, a
    preposition suffices."""
    *_, second, last = ("", "", *before)
    if (second, last) == _THROUGH:
        return False
    if last == _OF and second in _ORDINALS:
        return True
    governed = second in _PARTS_GOVERNED.get(last, ())
    return last in _PARTS or governed or (verb and last in _PREPOSITIONS)


def follows_month(behind: Sequence[str]) -> bool:
    """Whether the words behind a word show that it is a month."""
    if behind and behind[0] in _PAST_OR_TO_COME:
        return True
    return any(tuple(behind[: len(words)]) == words for words in _OF_THE_YEAR)
