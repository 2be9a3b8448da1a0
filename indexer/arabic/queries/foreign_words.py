"""Other spellings of unknown and foreign words: their long vowels, g and th, and a doubled ل."""

import re
from collections.abc import Iterable, Iterator

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.expressions import months, names
from indexer.arabic.lexicon import entries, term_codes
from indexer.arabic.orthography import letters
from indexer.arabic.reading import stemmer
from indexer.arabic.words import Word

# The letters for a foreign g and th, with the letters written instead; and what an unknown word may
# have for th.
_FOREIGN = (("ج", "غ"), ("غ", "ج"), ("ث", "ت"))
_UNKNOWN = (*_FOREIGN, ("ت", "ث"))
# An ل that foreign names double or not, as the writer likes.
_LAM = re.compile(f"(?<=..){letters.LAM}{{1,2}}(?=[{letters.LONG_VOWELS}{letters.REH}])")
# Foreign words with at least so many letters other than long vowels are recognised by these
# letters.
_LONG_VOWEL, _CONSONANTS = re.compile(f"[{letters.LONG_VOWELS}]"), 4
# A listed name is seldom written differently; with so many consonants it is still recognised by
# them.
_CONSONANTS_OF_LISTED = 5
# No proclitic, and those that an unknown word may have.
_PROCLITICS = ("", *names.PROCLITICS)


def vowel_variants(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The terms of a foreign word with one long vowel more or less, if one of the two spellings is
    in no dictionary: سيبتمبر, تكساس, رايكوفتش."""
    stem = reading.likeliest
    if term_codes.base(stem) != stem:
        # It is told from another word of its letters.
        return
    # An initial alef carries a hamza.
    consonants = len(_LONG_VOWEL.sub("", stem[1:])) + 1
    if consonants < _CONSONANTS:
        return
    unknown = not reading.is_listed
    seldom_listed = unknown or (reading.protected and consonants >= _CONSONANTS_OF_LISTED)
    known = analyzer.known.words
    for spelling in _vowel_spellings(stem) if unknown or _has_no_root(reading) else ():
        if unknown and spelling in known:
            yield known[spelling]
        for lemma in _lemmas(spelling):
            # Not بندورة for بندر.
            is_longer = lemma.letters == spelling + letters.HEH and word.exact[-1] != letters.HEH
            if not lemma.root and not is_longer and (unknown or lemma.speech == "new"):
                yield lemma.term
        if seldom_listed and _is_unknown(analyzer.reading(analyzer.word(spelling))):
            yield spelling


def respelled_words(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[Word]:
    """The other spellings of an unknown or foreign word, and an unknown one behind proclitics."""
    unknown = _is_unknown(reading)
    if unknown:
        yield from _behind_proclitics(analyzer, word.form)
    is_month = months.term(word.exact) or word.stem != reading.stem
    if unknown or (_is_foreign(word, reading) and not is_month):
        for form in _doubled_spellings(word.form):
            yield from _foreign_word(analyzer, form, known=True)
    # Listed names have their variants in the lists.
    if unknown or (_is_foreign(word, reading) and word.exact not in analyzer.known.words):
        for form in _sound_spellings(word.form, _UNKNOWN if unknown else _FOREIGN):
            yield from _foreign_word(analyzer, form, known=unknown)


def _has_no_root(reading: stemmer.Reading) -> bool:
    """Whether a listed word is a name or has no Arabic root."""
    return reading.protected or any(not lemma.root for lemma in _lemmas(reading.likeliest))


def _is_foreign(word: Word, reading: stemmer.Reading) -> bool:
    """Whether a listed word is a name or, without an ending, has no Arabic root."""
    return _has_no_root(reading) and (reading.protected or word.exact == reading.likeliest)


def _lemmas(stem: str) -> Iterator[entries.Lemma]:
    """The nouns and names that a stem belongs to."""
    lexicon = entries.lexicon()
    for _, number, _ in entries.parse_readings(lexicon.stems.get(stem, "")):
        if (lemma := lexicon.lemma(number)).speech != "verb":
            yield lemma


def _vowel_spellings(word: str) -> Iterator[str]:
    """Spellings with one long vowel more or less, not at the ends of the word."""
    for place in range(1, len(word)):
        beside = word[place - 1 : place + 1]
        yield from (
            word[:place] + each + word[place:] for each in letters.LONG_VOWELS if each not in beside
        )
        if word[place] in letters.LONG_VOWELS and place + 1 < len(word):
            yield word[:place] + word[place + 1 :]


def _sound_spellings(form: str, sounds: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Spellings of a foreign word with the other letter for g or th: سبيلبرغ for سبيلبرج, ماراثون
    for ماراتون."""
    for letter, other in sounds:
        if letter in form:
            yield form.replace(letter, other)


def _doubled_spellings(form: str) -> Iterator[str]:
    """Spellings of a foreign word with one ل for two, or two for one: ميللر, ميلر."""
    for place in _LAM.finditer(form):
        other = letters.LAM if len(place[0]) > 1 else 2 * letters.LAM
        yield form[: place.start()] + other + form[place.end() :]


def _foreign_word(analyzer: Analyzer, form: str, *, known: bool) -> Iterator[Word]:
    """The word of another spelling of a foreign word, if it is unknown or, with `known`, a listed
    foreign word."""
    word = analyzer.word(form)
    reading = analyzer.reading(word)
    if _is_unknown(reading):
        yield from _behind_proclitics(analyzer, form)
    elif known and _is_foreign(word, reading):
        yield word


def _behind_proclitics(analyzer: Analyzer, form: str) -> Iterator[Word]:
    """The forms of an unknown word behind proclitics: its letters do not tell whether it begins
    with one."""
    for proclitic in _PROCLITICS:
        word = analyzer.word(proclitic + form)
        if _is_unknown(analyzer.reading(word)):
            yield word


def _is_unknown(reading: stemmer.Reading) -> bool:
    return reading.speech == "unknown" and not reading.proclitics
