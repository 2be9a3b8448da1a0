"""Finds the words that follow given words in the texts of releases."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, TypeVar

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.lexicon import stopwords
from indexer.arabic.orthography.letters import ARTICLE, SPELLING_VARIANTS
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.orthography.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM, Word
from indexer.engines.protocol import Searcher
from indexer.query import connectives
from indexer.query.expansion import Expansion
from indexer.query.values import And, Prefix, Query, Synonyms
from indexer.releases.release import Release
from indexer.suggest.completion.prefix import WordPrefix
from indexer.suggest.phrases import count_phrase, phrase_query
from indexer.suggest.word_forms import can_end_phrase, is_adverbial

# A text, or the words of one.
T = TypeVar("T", str, tuple[str, ...])

# How many preceding words are considered: hardly any texts share more.
_MOST_BEFORE = 3
# Releases read at once, newest first, 60 µs each.
_BATCH = 64
# The most releases read, which have the frequent followers.
_MOST_READ = 128
# No further batch is read once this many followers are found.
_ENOUGH_FOLLOWERS = 24
# Followers that are counted in all releases, a millisecond each: more than are offered.
_MOST_COUNTED = 8
# The least letters of a prefix whose words are few enough to be searched for.
_SHORTEST = 2
# Connectives of a name before its distinctive word: محمد بن أبي بكر.
_MOST_CONNECTIVES = 2
# Words that stand behind any noun: شركة أخرى.
_OTHER = frozenset(map(fold, ("آخر", "أخرى", "آخرين", "آخرون")))
_LONGEST_FOLLOWER = (_MOST_CONNECTIVES + 1) * LONGEST_TERM
_SPACE = r"(?:[^\S\n]+|\n)"


class Follower(NamedTuple):
    """`text` follows the words in that many `releases`: a word, with the connectives of its name
    before it."""

    text: str
    releases: int


class Followers:
    """The words with a prefix that follow given words."""

    def __init__(self, prefix: WordPrefix, analyzer: Analyzer, searcher: Searcher) -> None:
        self._prefix = prefix
        self._analyzer = analyzer
        self._searcher = searcher

    def after(self, before: Sequence[str]) -> list[Follower]:
        """The followers of folded words, by the number of releases, one spelling of each lemma; if
        nothing follows all of the words, the followers of the last ones."""
        for first in range(max(0, len(before) - _MOST_BEFORE), len(before)):
            if followers := list(self._counted_followers(before[first:])):
                return sorted(followers, key=lambda each: (-each.releases, each.text))
        return []

    def _counted_followers(self, before: Sequence[str]) -> Iterator[Follower]:
        seen: set[tuple[str, ...]] = set()
        for text in self._candidates(before):
            lemmas = tuple(self._analyzer.lemma(self._analyzer.word(each)) for each in text.split())
            if lemmas in seen:
                continue
            if len(seen) == _MOST_COUNTED:
                break
            seen.add(lemmas)
            if count := count_phrase((*before, *map(fold, text.split())), self._searcher):
                yield Follower(text, count)

    def _candidates(self, before: Sequence[str]) -> Iterator[str]:
        """The followers in texts, most frequent first; then, if not all releases were read,
        frequent words."""
        query = phrase_query(before)
        in_part = count_phrase(before, self._searcher) > _MOST_READ
        if in_part and self._words_with_prefix.complete:
            query = And(
                (query, Synonyms(frozenset(term for term, _ in self._words_with_prefix.terms)))
            )
        read = Counter[tuple[str, ...]]()
        spelled: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for text in self._texts(before, query):
            words = tuple(map(fold, text.split()))
            read[words] += 1
            spelled[words][text] += 1
        yield from (_most_frequent(spelled[words])[0] for words in _most_frequent(read))
        for term, _ in self._words_with_prefix.terms[:_MOST_COUNTED] if in_part else ():
            word = self._prefix.usual_spelling(term.text, self._searcher)
            if word and not stopwords.is_stop(word):
                yield word

    @cached_property
    def _words_with_prefix(self) -> Expansion:
        """The words with the prefix; none, not complete, if the prefix is too short."""
        if len(self._prefix.exact.removeprefix(ARTICLE)) < _SHORTEST:
            return Expansion((), complete=False)
        expansions = [self._searcher.expand(Prefix(each)) for each in self._prefix.prefixes]
        terms = {term: count for expansion in expansions for term, count in expansion.terms}
        ordered = sorted(terms.items(), key=lambda item: (-item[1], item[0]))
        return Expansion(tuple(ordered), all(expansion.complete for expansion in expansions))

    def _texts(self, before: Sequence[str], query: Query) -> Iterator[str]:
        """The followers in matching releases, once for each release."""
        count = 0
        pattern = self._pattern(before)
        for start in range(0, _MOST_READ, _BATCH):
            page = self._searcher.search(query, sort="-published", start=start, size=_BATCH).page
            for release in self._searcher.releases_by_id([match.id for match in page]):
                texts = self._read(pattern, release)
                count += len(texts)
                yield from texts
            if count >= _ENOUGH_FOLLOWERS or len(page) < _BATCH:
                break

    def _read(self, pattern: re.Pattern[str], release: Release) -> set[str]:
        """The followers in one release: the words where the pattern ends."""
        followers = set()
        for text in (release.title, release.body[: limits.SNIPPET_CHARACTERS]):
            for place in pattern.finditer(_folded_in_place(text)):
                if not (place.start() and text[place.start() - 1].isalnum()):
                    followers.add(self._word(text[place.end() : place.end() + _LONGEST_FOLLOWER]))
        return followers - {""}

    def _pattern(self, before: Sequence[str]) -> re.Pattern[str]:
        exact = self._prefix.exact
        opening = rf"(?:{ARTICLE})?{re.escape(exact)}" if exact else r"\w"
        words = _SPACE.join(map(re.escape, before))
        # Letters without case are found much faster.
        case = re.IGNORECASE if re.search("[a-z]", words + exact) else re.NOFLAG
        return re.compile(f"{words}{_SPACE}(?={opening})", case)

    def _word(self, text: str) -> str:
        """The first word of `text`, or its first words up to the end of a name; empty if it is none
        to offer."""
        words: list[str] = []
        end = 0
        for span in islice(spans(text), _MOST_CONNECTIVES + 1):
            if text[end : span.start].strip():
                return ""
            end = span.end
            word = self._analyzer.word(span.surface)
            words.append(word.spelling)
            if word.exact not in connectives.FOLDED:
                offered = self._prefix.matches(words[0]) and self._can_be_offered(word)
                return " ".join(words) if offered else ""
        return ""

    def _can_be_offered(self, word: Word) -> bool:
        """Whether the text up to `word` may be what is being typed. A preposition must be typed."""
        if not word.spelling or stopwords.is_stop(word.spelling):
            return False
        if word.exact in _OTHER or is_adverbial(word):
            return False
        return bool(self._prefix.exact) or can_end_phrase(word, self._analyzer)


def _most_frequent(counts: Mapping[T, int]) -> list[T]:
    """The keys in descending order of their counts, equal counts by the key: releases are read into
    sets, so that the order of counting is arbitrary."""
    return sorted(counts, key=lambda key: (-counts[key], key))


def _folded_in_place(text: str) -> str:
    """The text with its letters folded one by one, so that places stay the same."""
    for letter, other in SPELLING_VARIANTS.items():
        text = text.replace(letter, other)
    return text
