"""What stands behind words in the texts of releases."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from indexer import limits
from indexer.arabic import stopwords
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.letters import ARTICLE, SPELLING_VARIANTS
from indexer.arabic.normalizer import fold
from indexer.arabic.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.engines.protocol import Filters, Matches, Searcher
from indexer.query import connectives
from indexer.query.values import And, Expansion, Phrase, Prefix, Query, Synonyms, Term
from indexer.release import Release
from indexer.suggest.beginnings import Beginning

# Words before that what comes next depends on: of more hardly any text has the same.
_CONTEXT = 3
# Releases that are read at a time, the newest first, 60 µs each, up to so many or to enough of what is sought: what
# follows words in many releases is in some of these.
_READ, _MOST_READ, _ENOUGH = 64, 128, 24
# What is looked up in all releases, a millisecond each, of what is found and of what may be: more than are offered.
_COUNTED = 8
# Letters that begin so few words that to look for these pays.
_SHORTEST = 2
# Words of a name that are passed over for the one that tells it: محمد بن أبي بكر.
_PASSED_OVER = 2
_LONGEST = (_PASSED_OVER + 1) * LONGEST_TERM
_SPACE = r"(?:[^\S\n]+|\n)"


class Neighbour(NamedTuple):
    """`text` stands behind the words, in so many `releases`; it is a word, or one with those of its name before."""

    text: str
    releases: int


class Neighbours:
    """What begins with a beginning and stands behind words."""

    def __init__(self, beginning: Beginning, analyzer: Analyzer, searcher: Searcher) -> None:
        self._beginning = beginning
        self._analyzer = analyzer
        self._searcher = searcher

    def behind(self, before: Sequence[str]) -> list[Neighbour]:
        """What stands behind folded words, in most releases first, of what is the same word one spelling; if nothing
        does behind all of them, behind the last ones."""
        for first in range(max(0, len(before) - _CONTEXT), len(before)):
            if found := list(self._counted(before[first:])):
                return sorted(found, key=lambda each: (-each.releases, each.text))
        return []

    def _counted(self, before: Sequence[str]) -> Iterator[Neighbour]:
        seen: set[tuple[str, ...]] = set()
        for text in self._candidates(before):
            lemmas = tuple(self._analyzer.lemma(self._analyzer.word(each)) for each in text.split())
            if lemmas in seen:
                continue
            if len(seen) == _COUNTED:
                break
            seen.add(lemmas)
            if count := standing((*before, *map(fold, text.split())), self._searcher):
                yield Neighbour(text, count)

    def _candidates(self, before: Sequence[str]) -> Iterator[str]:
        """What is read behind the words, most often first; then, if not all was read, frequent words."""
        query = _phrase(before)
        in_part = standing(before, self._searcher) > _MOST_READ
        if in_part and self._begun.complete:
            query = And((query, Synonyms(frozenset(term for term, _ in self._begun.terms))))
        read = Counter[tuple[str, ...]]()
        spelled: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for text in self._texts(before, query):
            words = tuple(map(fold, text.split()))
            read[words] += 1
            spelled[words][text] += 1
        yield from (spelled[words].most_common(1)[0][0] for words, _ in read.most_common())
        for term, _ in self._begun.terms[:_COUNTED] if in_part else ():
            word = self._beginning.spelled(term.text, self._searcher)
            if word and not stopwords.is_stop(word):
                yield word

    @cached_property
    def _begun(self) -> Expansion:
        """The words that begin so; none, not complete, where they may be nearly any."""
        if len(self._beginning.exact.removeprefix(ARTICLE)) < _SHORTEST:
            return Expansion((), complete=False)
        found = [self._searcher.expand(Prefix(each)) for each in self._beginning.prefixes]
        terms = {term: count for expansion in found for term, count in expansion.terms}
        ordered = sorted(terms.items(), key=lambda item: (-item[1], item[0]))
        return Expansion(tuple(ordered), all(each.complete for each in found))

    def _texts(self, before: Sequence[str], query: Query) -> Iterator[str]:
        """What stands behind the words in releases that match, once for each of them."""
        found = 0
        behind = self._pattern(before)
        for start in range(0, _MOST_READ, _READ):
            page = _newest(query, self._searcher, start, _READ).page
            for release in self._searcher.stored([match.id for match in page]):
                texts = self._read(behind, release)
                found += len(texts)
                yield from texts
            if found >= _ENOUGH or len(page) < _READ:
                break

    def _read(self, behind: re.Pattern[str], release: Release) -> set[str]:
        """What stands in a release where a pattern ends."""
        found = set()
        for text in (release.title, release.body[: limits.SNIPPET_CHARACTERS]):
            for place in behind.finditer(_folded_in_place(text)):
                if not (place.start() and text[place.start() - 1].isalnum()):
                    found.add(self._word(text[place.end() : place.end() + _LONGEST]))
        return found - {""}

    def _pattern(self, before: Sequence[str]) -> re.Pattern[str]:
        exact = self._beginning.exact
        opening = rf"(?:{ARTICLE})?{re.escape(exact)}" if exact else r"\w"
        words = _SPACE.join(map(re.escape, before))
        # Letters without case are found much faster.
        case = re.IGNORECASE if re.search("[a-z]", words + exact) else re.NOFLAG
        return re.compile(f"{words}{_SPACE}(?={opening})", case)

    def _word(self, text: str) -> str:
        """The word that a text begins with, if it is one that may be meant, or the name."""
        words: list[str] = []
        end = 0
        for span in islice(spans(text), _PASSED_OVER + 1):
            if text[end : span.start].strip():
                return ""
            end = span.end
            words.append(self._analyzer.word(span.surface).spelling)
            if fold(words[-1]) not in connectives.FOLDED:
                offered = self._beginning.begins(words[0]) and not stopwords.is_stop(words[-1])
                return " ".join(words) if offered and words[-1] else ""
        return ""


def standing(words: Sequence[str], searcher: Searcher) -> int:
    """How many releases have folded words side by side."""
    return _newest(_phrase(words), searcher, 0, 0).total


def _newest(query: Query, searcher: Searcher, start: int, size: int) -> Matches:
    return searcher.search(
        query, filters=Filters(), sort="-published", start=start, size=size, facets=False
    )


def _phrase(words: Sequence[str]) -> Query:
    terms = tuple(Term("exact", word) for word in words)
    return Phrase(terms, tuple(range(len(terms)))) if len(terms) > 1 else Synonyms(frozenset(terms))


def _folded_in_place(text: str) -> str:
    """A text with its letters folded, each at its place."""
    for letter, other in SPELLING_VARIANTS.items():
        text = text.replace(letter, other)
    return text
