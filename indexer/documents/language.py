"""Which language a release is in, when it does not say."""

import re

# Enough to tell; a later quotation in another language does not change the answer.
_SAMPLE_CHARACTERS = 1_000

_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]+"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def guess(title: str, body: str) -> str:
    """``ar``, ``zh`` or ``en``: the script with the most letters in the title and the body's start.

    Arabic wins a tie with Han, and either wins one with the rest; a text without letters is ``en``.
    """
    sample = title + "\n" + body[:_SAMPLE_CHARACTERS]
    arabic, han = _count(_ARABIC, sample), _count(_HAN, sample)
    others = _count(_LETTERS, sample) - arabic - han
    if max(arabic, han) == 0 or max(arabic, han) < others:
        return "en"
    return "ar" if arabic >= han else "zh"


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))
