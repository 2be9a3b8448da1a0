"""What else a reader may mean by a query word, where its letters leave it open.

Releases are edited; queries are typed in haste, without hamza and dots. And a release may have a
form that several words share, which no context tells apart. Each of these words matches as well as
the typed one.
"""

from collections.abc import Iterator

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.expressions import months, name_table, units
from indexer.arabic.layers import Layer
from indexer.arabic.lexicon import entries, stopwords, term_codes
from indexer.arabic.lexicon.vowels import FATHATAN, has_kasratan
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import clean, fold
from indexer.arabic.queries import citations, foreign_words
from indexer.arabic.queries.hasty_spellings import (
    active_participles,
    can_be_typed_for,
    deciding_spellings,
    hamza_restorations,
)
from indexer.arabic.queries.shared_forms import (
    alike_terms,
    homograph_terms,
    likely_words,
    shared_form_terms,
    whole_word,
)
from indexer.arabic.reading import stemmer
from indexer.arabic.words import Word

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


def own_terms(analyzer: Analyzer, word: Word, layer: Layer) -> tuple[str, ...]:
    """The terms of `word` in a layer, its own first. In the stem layer also the term of its
    likeliest lemma, if there is one without a proclitic of that, and the unions that are most often
    forms of it. A stop word has its exact term only."""
    if layer == "exact" or word.stop:
        return (word.exact,)
    if layer == "root":
        return (word.root,)
    lemma = whole_word(word) or analyzer.lemma(word)
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
        found += alike_terms(word)
        found += likely_words(word)
        found += foreign_words.vowel_variants(analyzer, word, reading)
        found += _definite_name_terms(analyzer, word)
        found += list(homograph_terms(found, is_noun=_is_told_as_noun(reading)))
        if reading.speech == "verb" and word.stem == reading.stem:
            found += shared_form_terms(term_codes.verbal(reading.likeliest))
    told = (
        months.ambiguous_term(word.form)
        or _month_without_madda(word.form)
        or units.ambiguous_term(word.form)
    )
    return tuple(dict.fromkeys((*found, *([told] if told else []))))


def _is_told_as_noun(reading: stemmer.Reading) -> bool:
    """Whether the affixes of a typed word say that it is no verb: الجدد, للفرق."""
    is_definite = bool(reading.proclitics) and reading.proclitics[-1] == letters.ARTICLE
    is_union_of_nouns = reading.lemma in entries.lexicon().homographs
    return is_definite or is_union_of_nouns


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


def terms_by_context(term: str) -> tuple[str, ...]:
    """The terms of the word that a typed word is by its context: its own first, and those of the
    forms that it shares with other words."""
    return tuple(dict.fromkeys((term, *homograph_terms([term]))))


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
        known.words[word.exact]
        if name_table.has_other_hamza(word.form, word.exact, known)
        else None
    )
    for lemma in citations.cited_lemmas(word.form, word.exact, word.vowels):
        if lemma.term == other_name:
            continue
        spelling = clean(lemma.spelling)
        if fold(spelling) != word.exact or can_be_typed_for(word.form, spelling):
            yield lemma.term


def _definite_name_terms(analyzer: Analyzer, word: Word) -> Iterator[str]:
    """The term of a country or capital that was typed without its article. A noun is found with the
    article as well, but a listed name has a term of its own."""
    name = _TYPED_WITHOUT_ARTICLE.get(word.exact)
    known = analyzer.known.words
    if name and word.exact not in known and can_be_typed_for(word.form, name):
        yield known[letters.ARTICLE + word.exact]


def _alternative_words(analyzer: Analyzer, word: Word, reading: stemmer.Reading) -> Iterator[Word]:
    """Other words that may be meant, judging by their spelling."""
    yield from map(analyzer.word, deciding_spellings(analyzer, word, reading))
    yield from map(analyzer.word, active_participles(analyzer, word, reading))
    if reading.speech == "verb" and word.form.endswith(letters.ALEF):
        # With a tanwin it is no verb: جداً.
        yield analyzer.word(word.form[:-1] + FATHATAN + letters.ALEF)
    hasty = map(analyzer.word, hamza_restorations(analyzer, word, reading))
    yield from (each for each in hasty if analyzer.reading(each).is_listed)
    yield from foreign_words.respelled_words(analyzer, word, reading)
