"""From a surface word to its clean and its folded spelling.

`clean` removes what is not spelling: compatibility forms, vowel marks, invisible characters,
letters of other keyboards, digit scripts, case. `fold` then drops the distinctions that readers do
not type: the seats of hamza, ى/ي, ة/ه, Latin accents, ’ and '. Both are pure, never raise, and are
idempotent.

The order matters. Invisible marks go first, because they separate a base from its combining hamza.
Then NFKC turns presentation forms into letters and composes a decomposed أ (alef, U+0654), before
the marks, U+0654 among them, are removed. NFKC runs again after the letters of other keyboards are
replaced, because it composes no hamza with a Persian yeh. Small Quranic alefs become letters where
they stand for one, while the marks that tell this are still there.
"""

import re
import unicodedata

from indexer.arabic.orthography import letters, numbers

_INVISIBLE = re.compile(f"[{letters.FORMAT_MARKS}]")
_REMOVED = re.compile(f"[{letters.VOWEL_MARKS}{letters.FORMAT_MARKS}{letters.TATWEEL}\\s]")
_FOREIGN = str.maketrans(letters.FOREIGN_LETTERS)
_VARIANTS = str.maketrans(letters.SPELLING_VARIANTS)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_NOT_ARABIC = re.compile("[a-z\u00c0-\u04ff]")
# A combining hamza on a tatweel or a dotless yeh has a yeh as its seat: مسـٔول, سىٔل.
_BARE_SEAT = re.compile(
    f"(?:{letters.TATWEEL}+|{letters.ALEF_MAKSURA})(?=[{letters.VOWEL_MARKS}]*\u0654)"
)
# Egyptian spelling doubles the final seat: قارىء, شاطىء for قارئ, شاطئ.
_DOUBLE_SEAT = letters.ALEF_MAKSURA + letters.HAMZA
# After a silent yeh the seat is a yeh, but many write an alef: هيأة, بيأة for هيئة, بيئة.
_ALEF_SEAT_LETTERS = letters.YEH + letters.ALEF_HAMZA_ABOVE
_ALEF_SEAT = re.compile(f"{_ALEF_SEAT_LETTERS}(?=[{letters.TEH_MARBUTA}{letters.HEH}])")

# A small alef above stands for a letter, as in Quranic spelling (السَّمٰوٰت), except in words that
# everyone writes without it (هذا, ذلك, لكن, إله, رحمن, أولئك) and beside a letter that already is
# the alef (موسىٰ, صلوٰة).
_SMALL_ALEF = letters.SUPERSCRIPT_ALEF
_OTHER_MARKS = re.compile(f"(?!{_SMALL_ALEF})[{letters.VOWEL_MARKS}{letters.TATWEEL}]")
_SILENT_ALEF = re.compile(
    f"(?<=ه){_SMALL_ALEF}(?=[ذؤهك])|(?<=ط){_SMALL_ALEF}(?=ه$)|(?<=ذ){_SMALL_ALEF}(?=ل)|(?<=ل){_SMALL_ALEF}(?=[هك])"
    f"|(?<=رحم){_SMALL_ALEF}|(?<=ول){_SMALL_ALEF}(?=ئ)"
    f"|(?<=[اىيآأ]){_SMALL_ALEF}$|(?<=[اآأ]){_SMALL_ALEF}|{_SMALL_ALEF}(?=[اآ])"
)
# Function words are often written as they are pronounced, or without their hamza: each to its
# correct folded spelling.
AS_SPOKEN = {
    conjunction + written: conjunction + right
    for right, spellings in {
        "هذا": ("هاذا",),
        "هذه": ("هاذه",),
        "ذلك": ("ذالك",),
        "كذلك": ("كذالك",),
        "هكذا": ("هاكذا",),
        "لكن": ("لاكن",),
        "هءلاء": ("هولاء", "هاولاء", "هاءلاء"),
        "اولءك": ("اولاءك", "اولايك"),
    }.items()
    for written in spellings
    for conjunction in ("", "و", "ف")
}
_ON_ANOTHER = re.compile(f"و{_SMALL_ALEF}(?=ة)|ى{_SMALL_ALEF}(?=.)")


# Nearly all words of running text; they are returned unchanged.
_PLAIN = re.compile(f"[{letters.PLAIN}]+")
# Most others: the same letters with marks that are simply removed.
_VOCALISED = re.compile(f"[{letters.PLAIN}{letters.TATWEEL}{letters.HARAKAT}]+")
_UNMARKED = dict.fromkeys((0x640, *range(0x64B, 0x653)))


def clean(surface: str) -> str:
    """The spelling without harakat, tatweel, invisible marks and compatibility forms."""
    if _PLAIN.fullmatch(surface):
        return surface
    if _VOCALISED.fullmatch(surface):
        return surface.translate(_UNMARKED)
    word = unicodedata.normalize("NFKC", _INVISIBLE.sub("", surface)).translate(_FOREIGN)
    word = unicodedata.normalize("NFKC", _BARE_SEAT.sub(letters.YEH, word))
    if _SMALL_ALEF in word:
        word = _with_full_alefs(word)
    word = _REMOVED.sub("", word).casefold()
    # Removing marks can make base and combining letters adjacent, and casefold can decompose:
    # compose once more, so that cleaning is idempotent.
    return numbers.canonical(_REMOVED.sub("", unicodedata.normalize("NFKC", word)))


def _with_full_alefs(word: str) -> str:
    """A word in Quranic spelling, or vowelled like it, in its usual spelling."""
    bare = _SILENT_ALEF.sub("", _OTHER_MARKS.sub("", word))
    return _ON_ANOTHER.sub(letters.ALEF, bare).replace(_SMALL_ALEF, letters.ALEF)


def fold(surface: str) -> str:
    """The clean spelling without the distinctions that readers leave out: the term of the exact
    layer."""
    return fold_clean(clean(surface))


def fold_phrase(phrase: str) -> str:
    """`fold` of each word between spaces, joined by single spaces."""
    return " ".join(map(fold, phrase.split()))


def fold_clean(word: str) -> str:
    """`fold` for a word that is already clean."""
    if word.endswith(_DOUBLE_SEAT):
        word = word[: -len(_DOUBLE_SEAT)] + letters.YEH_HAMZA
    if _ALEF_SEAT_LETTERS in word:
        word = _ALEF_SEAT.sub(letters.YEH + letters.YEH_HAMZA, word)
    if _NOT_ARABIC.search(word):
        bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", word))
        word = numbers.canonical(unicodedata.normalize("NFKC", bare)).translate(_APOSTROPHES)
    word = word.translate(_VARIANTS)
    return AS_SPOKEN.get(word, word)
