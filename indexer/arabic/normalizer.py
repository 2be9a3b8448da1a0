"""From a surface word to its clean and its folded spelling.

`clean` removes what is not spelling: compatibility forms, vowel marks, invisible characters, letters
of other keyboards, digit scripts, case. `fold` then drops the distinctions that readers do not type:
the seats of hamza, ى/ي, ة/ه, Latin accents. Both are pure, never raise, and are idempotent.

Order matters: NFKC comes first, because it turns presentation forms into letters and composes a
decomposed أ (alef, U+0654) before the marks, U+0654 among them, are removed.
"""

import re
import unicodedata

from indexer.arabic import letters, numbers

_REMOVED = re.compile(f"[{letters.VOWEL_MARKS}{letters.FORMAT_MARKS}{letters.TATWEEL}\\s]")
_FOREIGN = str.maketrans(letters.FOREIGN_LETTERS)
_VARIANTS = str.maketrans(letters.SPELLING_VARIANTS)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_NOT_ARABIC = re.compile("[a-z\u00c0-\u04ff]")
# Egyptian spelling writes the final seat twice: قارىء, شاطىء for قارئ, شاطئ.
_DOUBLE_SEAT = re.compile(f"{letters.ALEF_MAKSURA}{letters.HAMZA}$")
# After a silent yeh the seat is a yeh; many write an alef: هيأة, بيأة for هيئة, بيئة.
_ALEF_SEAT = re.compile(
    f"{letters.YEH}{letters.ALEF_HAMZA_ABOVE}(?=[{letters.TEH_MARBUTA}{letters.HEH}])"
)


def clean(surface: str) -> str:
    """The spelling itself: harakat, tatweel, invisible marks and compatibility forms removed."""
    word = unicodedata.normalize("NFKC", surface)
    word = _REMOVED.sub("", word).translate(_FOREIGN).casefold()
    # Removing marks can bring base and combining letters together, casefold can decompose:
    # compose once more, so that cleaning twice equals cleaning once.
    word = _REMOVED.sub("", unicodedata.normalize("NFKC", word))
    return numbers.canonical(word) if word[:1].isdecimal() else word


def fold(surface: str) -> str:
    """The clean spelling without the distinctions that readers leave out: the exact layer's term."""
    word = clean(surface)
    word = _DOUBLE_SEAT.sub(letters.YEH_HAMZA, word)
    word = _ALEF_SEAT.sub(letters.YEH + letters.YEH_HAMZA, word)
    if _NOT_ARABIC.search(word):
        word = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", word))
    return word.translate(_VARIANTS)
