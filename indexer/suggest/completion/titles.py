"""Titles that continue what was typed, and the phrases that they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.answers.results import Completion
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.orthography.normalizer import clean, fold_clean
from indexer.arabic.orthography.tokenizer import spans
from indexer.arabic.queries import alternatives
from indexer.engines.protocol import Searcher
from indexer.engines.searches import best_matches
from indexer.query.values import And, Prefix, Query, Synonyms, Term, Weighted, Word
from indexer.releases.release import Release
from indexer.suggest.completion.interpretations import Interpretation
from indexer.suggest.completion.prefix import WordPrefix
from indexer.suggest.context import SearchContext
from indexer.suggest.word_forms import can_end_phrase

_TITLE = ("title",)
# A shorter prefix without a word before it matches most titles.
_SHORTEST = 2
# How many words with the prefix are searched for in titles.
_MOST_TERMS = 32
_MOST_PHRASES = 3
# Words of a phrase after the typed ones; further words if all titles with the phrase continue
# alike; and how many titles must share it.
_MOST_WORDS, _MOST_FURTHER_WORDS, _LEAST_TITLES = 3, 2, 2


class SharedPhrase(NamedTuple):
    """A phrase as in a title, and its folded words."""

    text: str
    words: tuple[str, ...]


class _TitleWord(NamedTuple):
    """A word at its place in a title, not looked up in the lexicon."""

    start: int
    end: int
    form: str
    exact: str


class Titles:
    """The titles of releases that contain folded words followed by a prefix."""

    def __init__(
        self,
        releases: Sequence[Release],
        typed: Sequence[str],
        prefix: WordPrefix,
        analyzer: Analyzer,
    ) -> None:
        self._releases = releases
        self._words = {release.title: _words(release.title) for release in releases}
        self._typed = list(typed)
        self._prefix = prefix
        self._analyzer = analyzer

    def completions(self) -> Iterator[Completion]:
        """The titles; those that begin with what was typed come first."""
        by_title: dict[str, list[Release]] = {}
        for release in self._releases:
            by_title.setdefault(release.title, []).append(release)
        for title in sorted(by_title, key=lambda title: not self._begins(self._words[title])):
            if any(self._prefix.matches(word.form) for word in self._words[title]):
                same = by_title[title]
                yield Completion(title, "title", len(same), same[0].id)

    def phrases(self) -> list[SharedPhrase]:
        """The phrases of two words or more that begin as typed and are in several titles, most
        frequent first."""
        counts = Counter[tuple[str, ...]]()
        spelling: dict[tuple[str, ...], str] = {}
        for title in self._words:
            for words, text in self._continuations(title):
                counts[words] += 1
                spelling.setdefault(words, text)
        shared = [(words, count) for words, count in counts.most_common() if count >= _LEAST_TITLES]
        whole = [
            words
            for words, count in shared
            # A phrase that always continues in the same way is not offered by itself.
            if not any(o[: len(words)] == words != o and n == count for o, n in shared)
            # A long phrase is offered only if a shorter one would cut it.
            and counts.get(words[: len(self._typed) + _MOST_WORDS], count) == count
        ]
        return [SharedPhrase(spelling[words], words) for words in whole[:_MOST_PHRASES]]

    def _continuations(self, title: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The phrases of a title that begin as typed: folded words, and the text."""
        words = self._words[title]
        typed = len(self._typed)
        for first in range(len(words)):
            if not self._begins(words[first:]):
                continue
            longest = first + typed + _MOST_WORDS + _MOST_FURTHER_WORDS
            for last in range(first + typed + 2, min(longest, len(words)) + 1):
                phrase = words[first:last]
                if self._can_end(phrase[-1]) and not _is_interrupted(title, phrase):
                    text = title[phrase[0].start : phrase[-1].end]
                    yield tuple(word.exact for word in phrase), text

    def _can_end(self, word: _TitleWord) -> bool:
        return can_end_phrase(self._analyzer.word(word.form), self._analyzer)

    def _begins(self, words: Sequence[_TitleWord]) -> bool:
        """Whether `words` begin as typed."""
        typed = len(self._typed)
        return (
            len(words) > typed
            and [word.exact for word in words[:typed]] == self._typed
            and self._prefix.matches(words[typed].form)
        )


def _words(title: str) -> list[_TitleWord]:
    cleaned = [(span, clean(span.surface)) for span in spans(title)]
    return [
        _TitleWord(span.start, span.end, form, fold_clean(form)) for span, form in cleaned if form
    ]


def _is_interrupted(title: str, phrase: Sequence[_TitleWord]) -> bool:
    """Whether anything but spaces is between the words of a phrase."""
    return any(title[one.end : other.start].strip() for one, other in pairwise(phrase))


def releases_by_title(interpretation: Interpretation, context: SearchContext) -> list[Release]:
    """The releases whose title has the typed words, best matches first."""
    content = [token for token in interpretation.whole if not token.word.stop]
    prefix = interpretation.prefix
    if not content and len(prefix.exact) < _SHORTEST:
        return []
    query: list[Query] = [_word_in_title(token, context.analyzer) for token in content]
    if prefix.exact:
        query.append(_prefix_in_title(prefix, context.searcher))
    return best_matches(context.searcher, And(tuple(query)))


def _word_in_title(token: Token, analyzer: Analyzer) -> Word:
    terms = alternatives.terms(analyzer, token.word, "stem")
    matching = tuple(Term("stem", text) for text in terms)
    return Word(matching, tuple(Weighted.alone(term) for term in matching), fields=_TITLE)


def _prefix_in_title(prefix: WordPrefix, searcher: Searcher) -> Synonyms:
    expanded = (
        searcher.expand(Prefix(each, fields=_TITLE)).terms[:_MOST_TERMS] for each in prefix.prefixes
    )
    return Synonyms(frozenset(term for terms in expanded for term, _ in terms), fields=_TITLE)
