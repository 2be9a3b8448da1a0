"""What else a reader may mean by a query word, where its letters leave it open.

Releases are edited; queries are typed in haste, without hamza and dots. And a release may have a
form that several words share, which no context tells apart. Each of these words matches as well as
the typed one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from indexer.arabic import (
    citations,
    entries,
    letters,
    months,
    names,
    respelling,
    stemmer,
    stopwords,
    term_codes,
    units,
)
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.normalizer import clean, fold
from indexer.arabic.vowels import FATHATAN, has_kasratan
from indexer.arabic.words import Layer, Word

# Letters that are also typed for others.
_OPEN = {
    letters.ALEF: "أإآ",
    letters.HEH: letters.TEH_MARBUTA,
    letters.YEH: letters.ALEF_MAKSURA,
}
# Letters that are typed for the seat of a hamza.
_SEATS: dict[str, str] = {letters.WAW: letters.WAW_HAMZA, letters.YEH: letters.YEH_HAMZA}
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
# A typed ي is hardly the ى of a word this much rarer (in nats): يمني for يمنى. A hamza is hardly left
# out of a word unless it is this much commoner than the one that is typed: مومن for مؤمن.
_RARER, _COMMONER = 2.0, 3.0
# Countries and capitals that readers type without their article, by their folded letters. Most
# others have one term with and without it (عراق). Left out are those whose letters are a word or a
# given name of the press: رياض الأطفال, هند, رباط صليبي.
_TYPED_WITHOUT_ARTICLE = {
    fold(name): name
    for name in (
        *("إمارات", "باهاما", "بحرين", "برتغال", "بهاما", "جزائر", "خرطوم", "دنمرك"),
        *("سلفادور", "فليبين", "قاهرة", "قدس", "مجر", "مغرب", "منامة"),
        *("نورويج", "يمن"),
    )
}
# Where a hamza is left out of a word that is another word without it: مومن, عايد.
_OMITTED_HAMZA = re.compile(f"^(?:{letters.ARTICLE})?م(و)..|ا(ي)(?=.)(?!ات)")
# No proclitic, and those that an unknown word may have.
_PROCLITICS = ("", *names.PROCLITICS)


def own_terms(analyzer: Analyzer, word: Word, layer: Layer) -> tuple[str, ...]:
    """The terms of `word` in a layer, its own first. In the stem layer also the term of its
    likeliest lemma and the unions that are most often forms of it. A stop word has its exact term
    only."""
    if layer == "exact" or word.stop:
        return (word.exact,)
    if layer == "root":
        return (word.root,)
    lemma = analyzer.lemma(word)
    return tuple(dict.fromkeys((word.stem, lemma, *entries.lexicon().led_unions.get(lemma, ()))))


def terms(analyzer: Analyzer, word: Word, layer: Layer) -> tuple[str, ...]:
    """The terms of a layer that a reader who typed `word` may mean, its own first."""
    found = [*own_terms(analyzer, word, layer)]
    if layer == "exact" or word.stop:
        return tuple(found)
    reading = analyzer.reading(word)
    for other in _alternative_words(analyzer, word, reading):
        found += own_terms(analyzer, other, layer)
    if layer == "stem":
        found += _citation_terms(analyzer, word, reading)
        found += _alike_terms(word)
        found += _vowel_variants(analyzer, word, reading)
        found += _definite_name_terms(analyzer, word)
        found += list(_homograph_terms(found))
        if reading.speech == "verb" and word.stem == reading.stem:
            found += shared_form_terms(term_codes.verbal(reading.likeliest))
    told = (
        months.ambiguous_term(word.form)
        or _month_without_madda(word.form)
        or units.ambiguous_term(word.form)
    )
    return tuple(dict.fromkeys((*found, *([told] if told else []))))


def terms_beside_stop_word(analyzer: Analyzer, word: Word) -> tuple[str, ...]:
    """The stem terms of the word that a typed stop word is as well: أم."""
    form = stopwords.word_as_well(word.form)
    return terms(analyzer, analyzer.word(form), "stem") if form else ()


def name_terms(analyzer: Analyzer, term: str) -> tuple[str, ...]:
    """The terms that a reader may mean by a known name that is written in one word or in several:
    its own first, and those of similar spellings in one word."""
    if "_" in term:
        return (term,)
    return tuple(dict.fromkeys((term, *terms(analyzer, analyzer.word(term), "stem"))))


def _alike_terms(word: Word) -> Iterator[str]:
    """The terms of the nouns that are spelled alike and share the form that was typed, so that
    either is meant: عالمان."""
    members = term_codes.split(word.stem)
    if len(members) > 1 and word.stem in entries.lexicon().unions:
        for one, other in permutations(members, 2):
            if term_codes.are_alike(one, other):
                yield one


def terms_by_context(term: str) -> tuple[str, ...]:
    """The terms of the word that a typed word is by its context: its own first, and those of the
    forms that it shares with other words."""
    return tuple(dict.fromkeys((term, *_homograph_terms([term]))))


def _month_without_madda(form: str) -> str | None:
    """The term of a month typed without its madda: اب."""
    hasty = form.startswith(letters.ALEF)
    return months.term_by_spelling(letters.ALEF_MADDA + form[1:]) if hasty else None


def _citation_terms(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The terms of words whose dictionary form was typed: تمكن may mean the verb تمكن, not أمكن
    alone; يصدر is a form of two verbs. Names are excluded, except those of months (مارس), and so
    are words that share the term of a name with another hamza: تأمّر has that of تامر."""
    if months.term_by_spelling(word.form):
        return
    if reading.protected and not months.ambiguous_term(word.form) and not has_kasratan(word.vowels):
        return
    known = analyzer.known
    other_name = (
        known.words[word.exact] if names.has_other_hamza(word.form, word.exact, known) else None
    )
    for lemma in citations.cited_lemmas(word.form, word.exact, word.vowels):
        if lemma.term == other_name:
            continue
        spelling = clean(lemma.spelling)
        if fold(spelling) != word.exact or _can_be_typed_for(word.form, spelling):
            yield lemma.term


def _definite_name_terms(analyzer: Analyzer, word: Word) -> Iterator[str]:
    """The term of a country or capital that was typed without its article. A noun is found with the
    article as well, but a listed name has a term of its own."""
    name = _TYPED_WITHOUT_ARTICLE.get(word.exact)
    known = analyzer.known.words
    if name and word.exact not in known and _can_be_typed_for(word.form, name):
        yield known[letters.ARTICLE + word.exact]


def _vowel_variants(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The terms of a foreign word with one long vowel more or less, if one of the two spellings is
    in no dictionary: سيبتمبر, تكساس, رايكوفتش."""
    stem = reading.likeliest
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


def _alternative_words(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[Word]:
    """Other words that may be meant, judging by their spelling."""
    yield from map(analyzer.word, _deciding_spellings(analyzer, word, reading))
    if reading.speech == "verb" and word.form.endswith(letters.ALEF):
        # With a tanwin it is no verb: جداً.
        yield analyzer.word(word.form[:-1] + FATHATAN + letters.ALEF)
    hasty = map(analyzer.word, _hamza_restorations(analyzer, word, reading))
    yield from (each for each in hasty if analyzer.reading(each).is_listed)
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


def _deciding_spellings(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """The spellings of the same folded letters that have readings of their own: مكتبة for مكتبه,
    إعداد and أعداد for اعداد, and behind a preposition or conjunction لكرة for لكره."""
    variants = entries.lexicon().variants
    for spelling in variants.get(word.exact, ()):
        if _can_be_typed_for(word.form, spelling) and _is_likely(analyzer, word.form, spelling):
            yield spelling
    head = "".join(reading.proclitics)
    if head and not head.endswith(letters.ARTICLE) and word.exact.startswith(head):
        rest = word.form[len(head) :]
        for spelling in variants.get(word.exact[len(head) :], ()):
            if _can_be_typed_for(rest, spelling) and _is_likely(analyzer, rest, spelling):
                yield head + spelling


def _is_likely(analyzer: Analyzer, form: str, spelling: str) -> bool:
    """Whether a word in ى is not far rarer than the one that is typed with ي, and a word with a
    hamza is not typed like a name without one: تامر."""
    if names.has_other_hamza(spelling, fold(form), analyzer.known):
        return False
    if form[-1] == spelling[-1] or not spelling.endswith(letters.ALEF_MAKSURA):
        return True
    rarer = respelling.cost(spelling, analyzer.known) - respelling.cost(form, analyzer.known)
    return rarer <= _RARER


def _can_be_typed_for(form: str, spelling: str) -> bool:
    """Whether `form` may be typed in haste for `spelling`; both fold alike."""
    pairs = zip(form, spelling, strict=False)
    return all(typed == meant or meant in _OPEN.get(typed, "") for typed, meant in pairs)


def _hamza_restorations(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[str]:
    """Spellings with a hamza that was not typed: خضراء for خضرا, which would otherwise be an
    accusative; and for words that are unknown, or far rarer than with it, a hamza on each letter
    that can be its seat, مؤتمر for موتمر, نائب for نايب."""
    form, listed = word.form, reading.is_listed
    if form.endswith(letters.ALEF) and not (listed and reading.likeliest.endswith(letters.ALEF)):
        yield form + letters.HAMZA
    if reading.protected:
        return
    if listed:
        for found in _OMITTED_HAMZA.finditer(form):
            right = _with_hamza(form, found.start(found.lastindex or 0))
            cheaper = respelling.cost(form, analyzer.known) - respelling.cost(right, analyzer.known)
            if cheaper >= _COMMONER:
                yield right
        return
    for place, letter in enumerate(form[1:], 1):
        if letter in _SEATS:
            yield _with_hamza(form, place)


def _with_hamza(form: str, place: int) -> str:
    """A spelling with a hamza on the letter at `place`."""
    return form[:place] + _SEATS[form[place]] + form[place + 1 :]


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


def shared_form_terms(term: str) -> Sequence[str]:
    """The terms of the forms that a word of the stem layer shares with others."""
    return entries.lexicon().shared_forms.get(term, ())


def _homograph_terms(found: Iterable[str]) -> Iterator[str]:
    """The terms of the forms that words with these terms share with others. A homograph is replaced
    by its words first."""
    lexicon = entries.lexicon()
    for term in found:
        for word in lexicon.homographs.get(term, (term,)):
            yield word
            yield from shared_form_terms(word)
