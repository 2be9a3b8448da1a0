"""The spellings that a word without its hamzas and dots may be typed for."""

import re
from collections.abc import Iterator

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon import entries
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading import choice, stemmer
from indexer.arabic.words import Word

# Letters that are also typed for others.
_OPEN = {
    letters.ALEF: "أإآ",
    letters.HEH: letters.TEH_MARBUTA,
    letters.YEH: letters.ALEF_MAKSURA,
}
# Letters that are typed for the seat of a hamza.
_SEATS: dict[str, str] = {letters.WAW: letters.WAW_HAMZA, letters.YEH: letters.YEH_HAMZA}
_HAMZA = re.compile("[أإآؤئ]")
# A typed ي is hardly the ى of a word this much rarer (in nats): يمني for يمنى. A hamza is hardly left
# out of a word unless it is this much commoner than the one that is typed: مومن for مؤمن.
_RARER, _COMMONER = 2.0, 3.0
# A form in ا is mostly an accusative, unless the word with a hamza is about as cheap.
_NO_RARER = 0.5
# The beginning of the participles of derived verbs, and how much rarer (in nats) than the active one
# a passive one in ى is that may be typed for it.
_PARTICIPLE, _THAN_ACTIVE = "م\u064f", 1.0
# Where a hamza is left out of a word that is another word without it: مومن, عايد.
_OMITTED_HAMZA = re.compile(f"^(?:{letters.ARTICLE})?م(و)..|ا(ي)(?=.)(?!ات)")


def deciding_spellings(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The spellings of the same folded letters that have readings of their own: مكتبة for مكتبه,
    إعداد and أعداد for اعداد, and behind a preposition or conjunction لكرة for لكره."""
    variants = entries.lexicon().variants
    # A name is typed for itself (حسني), and a word with its hamza not in haste (رأي).
    rarest = 0.0 if reading.protected or _HAMZA.search(word.form) else _RARER
    for spelling in variants.get(word.exact, ()):
        if (
            can_be_typed_for(word.form, spelling)
            and _is_likely(analyzer, word.form, spelling, rarest)
            and not _is_taken_apart(analyzer, word.form, spelling, reading)
        ):
            yield spelling
    head = "".join(reading.proclitics)
    if head and not head.endswith(letters.ARTICLE) and word.exact.startswith(head):
        rest = word.form[len(head) :]
        for spelling in variants.get(word.exact[len(head) :], ()):
            if can_be_typed_for(rest, spelling) and _is_likely(analyzer, rest, spelling, rarest):
                yield head + spelling


def active_participles(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The spelling in ي of a passive participle in ى, which Egypt writes for both, if the active
    one is another word and clearly likelier: مدعى for مدعي, but not منتهى for منتهي. Of other nouns
    in ى the letters in ي are most often unrelated: اليمنى is no اليمني."""
    if reading.speech != "noun" or not word.form.endswith(letters.ALEF_MAKSURA):
        return
    right = word.form[:-1] + letters.YEH
    passive, active = _participle(word.form), _participle(right)
    if passive is None or active is None:
        return
    if passive.letters != active.letters or passive.term == active.term:
        return
    rarer = stemmer.cost(word.form, analyzer.known) - stemmer.cost(right, analyzer.known)
    if rarer >= _THAN_ACTIVE:
        yield right


def _participle(form: str) -> entries.Lemma | None:
    """The lemma of the cheapest reading of a spelling, if that is a participle of a derived verb."""
    lexicon = entries.lexicon()
    cut = choice.best_cut(choice.likely_cuts(form, fold(form), lexicon))
    lemma = lexicon.lemma(cut.lemma) if cut else None
    return lemma if lemma and lemma.spelling.startswith(_PARTICIPLE) else None


def _is_likely(analyzer: Analyzer, form: str, spelling: str, rarest: float) -> bool:
    """Whether a word in ى is at most `rarest` nats rarer than the one that is typed with ي, and a word with a
    hamza is not typed like a name without one: تامر."""
    if name_table.has_other_hamza(spelling, fold(form), analyzer.known):
        return False
    if form[-1] == spelling[-1] or not spelling.endswith(letters.ALEF_MAKSURA):
        return True
    rarer = stemmer.cost(spelling, analyzer.known) - stemmer.cost(form, analyzer.known)
    return rarer <= rarest


def _is_taken_apart(analyzer: Analyzer, form: str, spelling: str, reading: stemmer.Reading) -> bool:
    """Whether a spelling that is dearer than the typed one has other proclitics: كأهل for كاهل."""
    proclitics = analyzer.reading(analyzer.word(spelling)).proclitics
    return proclitics != reading.proclitics and stemmer.cost(
        spelling, analyzer.known
    ) > stemmer.cost(form, analyzer.known)


def can_be_typed_for(form: str, spelling: str) -> bool:
    """Whether `form` may be typed in haste for `spelling`; both fold alike."""
    pairs = zip(form, spelling, strict=False)
    return all(typed == meant or meant in _OPEN.get(typed, "") for typed, meant in pairs)


def hamza_restorations(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """Spellings with a hamza that was not typed: خضراء for خضرا, which would otherwise be an
    accusative; and for words that are unknown, or far rarer than with it, a hamza on each letter
    that can be its seat, مؤتمر for موتمر, نائب for نايب."""
    form, listed = word.form, reading.is_listed
    if form.endswith(letters.ALEF) and not (listed and reading.likeliest.endswith(letters.ALEF)):
        right = form + letters.HAMZA
        if reading.speech in ("new", "unknown") or _is_as_likely(analyzer, form, reading, right):
            yield right
    if reading.protected:
        return
    if listed:
        for found in _OMITTED_HAMZA.finditer(form):
            right = _with_hamza(form, found.start(found.lastindex or 0))
            cheaper = stemmer.cost(form, analyzer.known) - stemmer.cost(right, analyzer.known)
            if cheaper >= _COMMONER:
                yield right
        return
    for place, letter in enumerate(form[1:], 1):
        if letter in _SEATS:
            yield _with_hamza(form, place)


def _is_as_likely(analyzer: Analyzer, form: str, reading: stemmer.Reading, right: str) -> bool:
    """Whether a word with a final hamza is no rarer than the accusative that was typed, and has the
    same proclitics: فقرا for فقراء; but بدلا is not بدلاء, nor is لافتا a form of إفتاء."""
    restored = analyzer.reading(analyzer.word(right))
    if restored.proclitics != reading.proclitics:
        return False
    rarer = stemmer.cost(right, analyzer.known) - stemmer.cost(form, analyzer.known)
    return rarer <= _NO_RARER


def _with_hamza(form: str, place: int) -> str:
    """A spelling with a hamza on the letter at `place`."""
    return form[:place] + _SEATS[form[place]] + form[place + 1 :]
