"""Titles that go on as a reader begins, and the phrases that they share."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.normalizer import clean, fold_clean
from indexer.arabic.tokenizer import spans
from indexer.release import Release
from indexer.results import Completion
from indexer.suggest.beginnings import Beginning
from indexer.suggest.words import ends

_PHRASES = 3
# Words that a phrase goes on for after what is typed, more where all that share it go on the same way; and titles that
# must share it.
_LONGEST, _MORE, _SHARED = 3, 2, 2


class SharedPhrase(NamedTuple):
    """A phrase as a title has it, and its words, folded."""

    text: str
    words: tuple[str, ...]


class _TitleWord(NamedTuple):
    """A word at its place in a title; nothing of it is looked up in the lexicon."""

    start: int
    end: int
    form: str
    exact: str


class Titles:
    """What titles of releases have that begins with folded words and a beginning."""

    def __init__(
        self,
        releases: Sequence[Release],
        typed: Sequence[str],
        beginning: Beginning,
        analyzer: Analyzer,
    ) -> None:
        self._releases = releases
        self._words = {release.title: _words(release.title) for release in releases}
        self._typed = list(typed)
        self._beginning = beginning
        self._analyzer = analyzer

    def completions(self) -> Iterator[Completion]:
        """The titles; those that begin with what was typed come first."""
        by_title: dict[str, list[Release]] = {}
        for release in self._releases:
            by_title.setdefault(release.title, []).append(release)
        for title in sorted(by_title, key=lambda title: not self._begins(self._words[title])):
            if any(self._beginning.begins(word.form) for word in self._words[title]):
                same = by_title[title]
                yield Completion(title, "title", len(same), same[0].id)

    def phrases(self) -> list[SharedPhrase]:
        """What was typed as several titles go on with it for two words or more, most frequent first."""
        counts = Counter[tuple[str, ...]]()
        spelling: dict[tuple[str, ...], str] = {}
        for title in self._words:
            for words, text in self._continued(title):
                counts[words] += 1
                spelling.setdefault(words, text)
        shared = [(words, count) for words, count in counts.most_common() if count >= _SHARED]
        whole = [
            words
            for words, count in shared
            # A beginning that always goes on the same way is no phrase of its own.
            if not any(o[: len(words)] == words != o and n == count for o, n in shared)
            # None goes on for long unless a shorter one would be cut midway.
            and counts.get(words[: len(self._typed) + _LONGEST], count) == count
        ]
        return [SharedPhrase(spelling[words], words) for words in whole[:_PHRASES]]

    def _continued(self, title: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The phrases of a title that begin with what was typed, folded and as they stand there."""
        words = self._words[title]
        typed = len(self._typed)
        for first in range(len(words)):
            if not self._begins(words[first:]):
                continue
            longest = first + typed + _LONGEST + _MORE
            for last in range(first + typed + 2, min(longest, len(words)) + 1):
                phrase = words[first:last]
                if self._ends(phrase[-1]) and not _is_interrupted(title, phrase):
                    text = title[phrase[0].start : phrase[-1].end]
                    yield tuple(word.exact for word in phrase), text

    def _ends(self, word: _TitleWord) -> bool:
        return ends(self._analyzer.word(word.form), self._analyzer)

    def _begins(self, words: Sequence[_TitleWord]) -> bool:
        """Whether words begin with what was typed."""
        typed = len(self._typed)
        return (
            len(words) > typed
            and [word.exact for word in words[:typed]] == self._typed
            and self._beginning.begins(words[typed].form)
        )


def _words(title: str) -> list[_TitleWord]:
    cleaned = [(span, clean(span.surface)) for span in spans(title)]
    return [
        _TitleWord(span.start, span.end, form, fold_clean(form)) for span, form in cleaned if form
    ]


def _is_interrupted(title: str, phrase: Sequence[_TitleWord]) -> bool:
    """Whether there is more than spaces between words of a title."""
    return any(title[one.end : other.start].strip() for one, other in pairwise(phrase))
