"""Converts names in Latin letters or Chinese characters to Arabic spelling.

Known names come from a table (see `equivalents`), others are spelled by rule (see `romanization`).
The collection decides between several spellings: names before words, with the article if it was
typed, the words of a name side by side.
"""

import math
import re
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading.stemmer import Reading
from indexer.query.operators import find_operator
from indexer.query.values import Term
from indexer.suggest import limits
from indexer.suggest.context import SearchContext
from indexer.suggest.phrases import count_phrase
from indexer.suggest.query_words import is_plain
from indexer.suggest.transliteration import equivalents, romanization
from indexer.suggest.transliteration.equivalents import Names
from indexer.suggest.transliteration.names_replaced import names_in_collection, texts_with_names
from indexer.suggest.word_forms import usual_spelling

_SHORTEST = 3
# Costs in powers of ten of releases: a less usual spelling of a letter; an article that only one of
# the two has; and, for _NAME, to be no name (Omar is not أمر), or to have clitics. Of 200 names of
# the press most were right with these.
_UNUSUAL, _OTHER_ARTICLE, _NAME = 0.4, 0.5, 1.2
# A word of the collection is spelled by rule only if this many times as many releases have the
# result.
_TIMES_BY_RULE = 10
# Spellings of one word, and combinations of all words, that are counted as phrases: a millisecond
# each.
_MOST_SPELLINGS, _MOST_COMBINATIONS = 3, 9
# Words joined to a name: the article, and "servant of" (Abdul Rahman).
_BEFORE_NAMES = {"al": "", "el": "", **dict.fromkeys(romanization.SLAVE, "عبد ")}
_BETWEEN = re.compile(r"\s+|-")
# The assimilated article, recognised by its hyphen: ash-Sharq, Abd ar-Rahman.
_ASSIMILATED = re.compile("[ae]([drnstz]|[dst]h)")


# A handle of a network, and the places between the words of one: @KingSalman, king_salman.
_HANDLE = re.compile(r"(?<!\S)[@#]([A-Za-z]\w*)")
_CAPITAL, _UNDERSCORE = re.compile("(?<=[a-z])(?=[A-Z])"), re.compile("(?<=[A-Za-z])_(?=[A-Za-z])")


class QueryInArabic(NamedTuple):
    """A query with its names in Arabic letters, and the typed words that it lacks."""

    text: str
    left_out: tuple[str, ...] = ()


class _NameSpeller:
    """Spells the names of one query in Arabic letters; a limited number of words is spelled by
    rule."""

    def __init__(self, context: SearchContext, *, by_rule: bool) -> None:
        self._context = context
        self._analyzer = context.analyzer
        self._searcher = context.searcher
        self._left_by_rule = limits.MAX_WORDS_BY_RULE if by_rule else 0
        # Whether the table, or an article before it, identifies a word as a name.
        self.has_known_name = False

    def arabic_names(self, tokens: Sequence[Token]) -> tuple[int, Names]:
        """The name at the start of `tokens`: its number of tokens, and its Arabic spellings,
        likeliest first; none if none is known or found."""
        size, names = equivalents.arabic_names(tokens)
        before = None if size else self._text_before_article(tokens)
        self.has_known_name = self.has_known_name or size > 0 or before is not None
        if size:
            return size, names_in_collection(names, self._context)
        if before is None:
            return 1, self._by_rule(tokens[0], "")
        size, names = equivalents.arabic_names(tokens[1:])
        if size:
            likely = names_in_collection(names, self._context)
            names = tuple(map(self._with_article, likely))
        else:
            size, names = 1, self._by_rule(tokens[1], ARTICLE)
        return size + 1, tuple(before + name for name in names)

    def _text_before_article(self, tokens: Sequence[Token]) -> str | None:
        """The text before the article, if the first token is or ends with an article; None for
        other words."""
        if len(tokens) == 1:
            return None
        first, second = tokens[0].word.exact, tokens[1].word.exact
        between = self._context.q[tokens[0].end : tokens[1].start]
        if not _BETWEEN.fullmatch(between):
            return None
        sound = _ASSIMILATED.fullmatch(first) if between == "-" else None
        return "" if sound and second.startswith(sound[1]) else _BEFORE_NAMES.get(first)

    def _with_article(self, name: str) -> str:
        """The name with its article, if the collection has it so; else without."""
        joined = ARTICLE + name.removeprefix(ARTICLE)
        return joined if any(self._searcher.frequencies([Term("exact", fold(joined))])) else name

    def _by_rule(self, token: Token, article: str) -> Names:
        """The spellings in the collection of a word that it lacks, or hardly has; those with
        `article` are preferred."""
        word = token.word.exact
        if not self._left_by_rule or len(word) < _SHORTEST or not romanization.is_latin(word):
            return ()
        if romanization.is_everyday(word) and not article:
            return ()
        self._left_by_rule -= 1
        least = max(
            1, _TIMES_BY_RULE * self._searcher.frequencies([Term("stem", token.word.stem)])[0]
        )
        spellings = sorted(
            (each.unusual * -_UNUSUAL - (before != article) * _OTHER_ARTICLE, before + each.text)
            for each in romanization.spellings(word)
            for before in ("", ARTICLE)
        )
        counts = self._searcher.frequencies([Term("exact", text) for _, text in spellings])
        scores = {
            text: math.log10(count)
            + usual
            + self._worth(text)  # the least unusual spelling of a text comes last and stays
            for (usual, text), count in zip(spellings, counts, strict=True)
            if count >= least and self._may_be_meant(text)
        }
        best = nlargest(_MOST_SPELLINGS, scores, key=scores.__getitem__)
        return tuple(usual_spelling(text, self._searcher) for text in best) or self._chinese(word)

    def _chinese(self, word: str) -> Names:
        """The name by its pinyin, if the collection has a variant of it."""
        name = self._analyzer.word(romanization.pinyin(word))
        known = self._analyzer.reading(name).protected
        there = known and self._searcher.frequencies([Term("stem", name.stem)])[0]
        return (name.form,) if there else ()

    def _may_be_meant(self, text: str) -> bool:
        """Whether a word in Latin letters may be this one: it is no stop word, no verb, as what
        sounds like one is another word (fire is not فر), and no word of a dictionary with clitics
        (passwd is not بأسود)."""
        word = self._analyzer.word(text)
        reading = self._analyzer.reading(word)
        inflected = reading.speech == "verb" or (reading.is_listed and _has_clitics(reading))
        return not word.stop and not inflected

    def _worth(self, text: str) -> float:
        """A bonus for names, and a malus for words with clitics: Basra is not بأسره."""
        reading = self._analyzer.reading(self._analyzer.word(text))
        return _NAME * (reading.protected - _has_clitics(reading))


def _has_clitics(reading: Reading) -> bool:
    """Whether a word has clitics other than the article."""
    return bool(reading.enclitic or set(reading.proclitics) - {ARTICLE})


def queries_in_arabic(context: SearchContext, *, by_rule: bool) -> Iterator[QueryInArabic]:
    """The text with its names in Arabic letters: those of the table, and if `by_rule` also those
    spelled by rule; nothing if none is known or found. Excluded clauses stay as they are."""
    analyzer, tokens = context.analyzer, context.tokens
    names = _NameSpeller(context, by_rule=by_rule)
    choices = list(islice(texts_with_names(context, names.arabic_names), _MOST_COMBINATIONS))
    if not choices:
        return
    text = _most_frequent_phrase(choices, context)
    if not is_plain(context.q, tokens) or any(find_operator(token.surface) for token in tokens):
        yield QueryInArabic(text)
        return
    spelled_tokens = [t for t in analyzer.tokens(text) if not (t.word.stop and _is_latin(t))]
    yield QueryInArabic(_join(spelled_tokens))
    arabic = [token for token in spelled_tokens if not (token.word.stop or _is_latin(token))]
    # Words beside names are left out. This needs a name, as any word resembles a dictionary word:
    # Cup and كوب.
    if by_rule and (names.has_known_name or any(_is_name(token, analyzer) for token in arabic)):
        latin = (token.surface for token in spelled_tokens if token not in arabic)
        yield QueryInArabic(_join(arabic), tuple(latin))


def without_handles(q: str) -> str:
    """`q` with the handles of networks as separate words: King Salman for @KingSalman. Capitals
    within other words (iPhone), or within a known name (#WhatsApp), begin no word."""
    return _UNDERSCORE.sub(" ", _HANDLE.sub(lambda handle: _words_of_handle(handle[1]), q))


def _words_of_handle(handle: str) -> str:
    return handle if equivalents.is_known(handle) else _CAPITAL.sub(" ", handle)


def _join(tokens: Sequence[Token]) -> str:
    return " ".join(token.surface for token in tokens)


def _most_frequent_phrase(texts: Sequence[str], context: SearchContext) -> str:
    """The text whose words are side by side in most releases; the first if none are."""
    words = [[token.word.exact for token in context.analyzer.tokens(text)] for text in texts]
    if len(texts) == 1 or len(words[0]) == 1:
        return texts[0]
    releases = [count_phrase(each, context.searcher) for each in words]
    return texts[releases.index(max(releases))]


def _is_latin(token: Token) -> bool:
    return token.word.exact.isascii() and not token.word.exact.isdigit()


def _is_name(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is in a list of names, or in no dictionary."""
    return analyzer.reading(token.word).speech in ("name", "unknown")
