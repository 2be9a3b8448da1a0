"""What a reader may be about to type: words and phrases of the collection, and titles."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from indexer import limits
from indexer.arabic import alternatives, stopwords
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.names import PROCLITICS
from indexer.arabic.normalizer import clean, folded
from indexer.arabic.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.engines.protocol import Filters, Searcher
from indexer.query.values import And, OneOf, Prefix, Query, Term, Weighted, Word
from indexer.release import Release
from indexer.results import Completion, SearchRequest
from indexer.suggest.words import attached, bare, spelled

_TITLE = ("title",)
# A shorter beginning, with no word before it, begins words of most titles.
_SHORTEST = 2
# A shorter word may be part of a name: كفرشيما.
_SHORTEST_WHOLE = 4
# Phrases of titles, and as many of texts.
_WORDS, _PHRASES, _TITLES = 6, 3, 4
# Spellings looked at for words that differ in more than their clitics and endings.
_SPELLINGS = 32
# Releases whose titles are looked at, the best matches first.
_LOOKED_AT = 10
# Releases that are read for what stands behind a word.
_READ = 20
# Words that a phrase goes on for after what is typed, and titles that must share it.
_LONGEST, _SHARED = 3, 2


def completions(
    q: str, analyzer: Analyzer, searcher: Searcher, total: Callable[[SearchRequest], int]
) -> tuple[Completion, ...]:
    """At most `limits.COMPLETIONS`: phrases and words, the most frequent first, then titles; none of what
    is longer than `limits.SUGGESTION_WORDS`. Where there is a word before the last, phrases come before words.

    The last word of `q` is taken for the beginning of one, with the article or without. ``count`` is
    what a search for the text finds; of a title, how many of the ten best matches have it.
    """
    tokens = list(analyzer.tokens(q))
    if not 0 < len(tokens) <= limits.SUGGESTION_WORDS:
        return ()
    typing = _Typing(q, tokens, analyzer, searcher)
    releases = typing.titled()
    titles = list(typing.titles(releases))[:_TITLES]
    going_on = dict.fromkeys((*typing.phrases(releases), *typing.followed()))
    phrases = [(text, total(SearchRequest(text))) for text in going_on]
    counted = {text: count for text, count in phrases if count}
    words = {text: count for text, count in typing.words(total) if text not in counted}
    searches = [
        *(Completion(text, "word", count) for text, count in words.items()),
        *(Completion(text, "phrase", count) for text, count in counted.items()),
    ]
    searches = [each for each in searches if len(each.text) <= limits.QUERY_CHARACTERS]
    # Behind other words, what stands behind them somewhere is meant sooner than what stands beside them.
    searches.sort(key=lambda f: (len(tokens) > 1 and f.kind == "word", -f.count, f.text))
    return (*searches[: limits.COMPLETIONS - len(titles)], *titles)


class _Typing:
    """What was typed: whole words, and the beginning of one."""

    def __init__(
        self, q: str, tokens: Sequence[Token], analyzer: Analyzer, searcher: Searcher
    ) -> None:
        *self._whole, self._last = tokens
        self._content = [token for token in self._whole if not token.word.stop]
        self._lead = q[: self._last.start]
        self._prefixes = _prefixes(self._last.word.exact)
        self._analyzer = analyzer
        self._searcher = searcher

    def words(self, total: Callable[[SearchRequest], int]) -> Iterator[tuple[str, int]]:
        """What was typed with its last word completed, and what a search for it finds."""
        found = 0
        for word in self._completed():
            if found == _WORDS:
                break
            text = self._lead + word()
            if count := total(SearchRequest(text)):
                found += 1
                yield text, count

    def _completed(self) -> list[Callable[[], str]]:
        """What spells the words that the last one may become, by the releases that have them."""
        expanded = Counter[str]()
        for prefix in self._prefixes:
            for term, count in self._searcher.expand(Prefix(prefix)).terms:
                expanded[term.text] = count
        if not expanded:
            return list(self._behind_proclitics())
        spelling: dict[str, str] = {}
        for text, _ in expanded.most_common(_SPELLINGS):
            word = self._analyzer.word(text)
            if not word.stop:
                spelling.setdefault(self._analyzer.lemma(word), text)
        counts = self._searcher.frequencies([Term("stem", stem) for stem in spelling])
        both = zip(spelling.values(), counts, strict=True)
        words = [(text, n) for text, n in both if n >= _SHARED or not self._runs_on(text)]
        frequent = sorted(words, key=lambda found: (-found[1], found[0]))
        return [partial(self._spelled, text) for text, _ in frequent[: 2 * _WORDS]]

    def _runs_on(self, text: str) -> bool:
        """Whether a word is what was typed and another word, without a space between them."""
        typed = next(prefix for prefix in self._prefixes if text.startswith(prefix))
        if len(typed) < _SHORTEST_WHOLE or self._is_listed(text):
            return False
        return self._is_listed(typed) and self._is_listed(text.removeprefix(typed))

    def _is_listed(self, text: str) -> bool:
        return self._analyzer.reading(self._analyzer.word(text)).is_listed

    def _behind_proclitics(self) -> Iterator[Callable[[], str]]:
        """Words that begin with the last one less its proclitics, which are put back."""
        typed = self._last.word.exact
        for proclitic in PROCLITICS:
            rest = typed.removeprefix(proclitic)
            if rest and rest != typed:
                beginning = Prefix(bare(proclitic, rest))
                for term, _ in self._searcher.expand(beginning).terms[:_WORDS]:
                    yield partial(self._spelled, term.text, proclitic)

    def _spelled(self, text: str, proclitic: str = "") -> str:
        return attached(proclitic, spelled(text, self._searcher))

    def titled(self) -> list[Release]:
        """The releases with a title that has the words typed, best matches first."""
        if not self._content and len(self._last.word.exact) < _SHORTEST:
            return []
        expanded = (
            self._searcher.expand(Prefix(prefix, fields=_TITLE)).terms[:_SPELLINGS]
            for prefix in self._prefixes
        )
        begun = frozenset(term for terms in expanded for term, _ in terms)
        in_title = (replace(self._meant(token), fields=_TITLE) for token in self._content)
        return self._best(And((*in_title, OneOf(begun, fields=_TITLE))), _LOOKED_AT)

    def _best(self, query: Query, count: int) -> list[Release]:
        """The best matches."""
        matches = self._searcher.search(
            query, filters=Filters(), sort="relevance", start=0, size=count, facets=False
        )
        return self._searcher.stored([match.id for match in matches.page])

    def _meant(self, token: Token) -> Word:
        meant = alternatives.terms(self._analyzer, token.word, "stem")
        terms = tuple(Term("stem", text) for text in meant)
        return Word(terms, tuple(Weighted.alone(term) for term in terms))

    def titles(self, releases: Sequence[Release]) -> Iterator[Completion]:
        """The titles; those that begin with what was typed come first."""
        by_title: dict[str, list[Release]] = {}
        for release in releases:
            by_title.setdefault(release.title, []).append(release)
        typed = [token.word.exact for token in self._whole]

        def later(title: str) -> bool:
            return not self._begins([word.exact for word in _title_words(title)], typed)

        for title in sorted(by_title, key=later):
            same = by_title[title]
            yield Completion(title, "title", len(same), same[0].id)

    def phrases(self, releases: Sequence[Release]) -> list[str]:
        """What was typed as several titles go on with it, most frequent first."""
        counts = Counter[tuple[str, ...]]()
        spelling: dict[tuple[str, ...], str] = {}
        for title in {release.title for release in releases}:
            for words, text in self._continued(title):
                counts[words] += 1
                spelling.setdefault(words, text)
        shared = [(words, count) for words, count in counts.most_common() if count >= _SHARED]
        whole = [
            (words, count)
            for words, count in shared
            # A beginning that always goes on the same way is no phrase of its own.
            if not any(o[: len(words)] == words != o and n == count for o, n in shared)
        ]
        return [spelling[words] for words, _ in whole[:_PHRASES]]

    def followed(self) -> list[str]:
        """What was typed with the words that stand behind its last whole one in the texts of releases, most frequent
        first."""
        if not self._whole or self._whole[-1].word.stop:
            return []
        counts = Counter[str]()
        for release in self._best(And(tuple(map(self._meant, self._content))), _READ):
            here = _behind(self._whole[-1].surface, release.body[: limits.SNIPPET_CHARACTERS])
            counts.update(word for word in here if word.startswith(self._prefixes))
        shared = [word for word, count in counts.most_common(_PHRASES) if count >= _SHARED]
        return [self._lead + self._spelled(word) for word in shared]

    def _continued(self, title: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """The phrases of a title that begin with what was typed, folded and as they stand there."""
        typed = [token.word.exact for token in self._whole]
        tokens = _title_words(title)
        words = [token.exact for token in tokens]
        for first in range(len(tokens)):
            if not self._begins(words[first:], typed):
                continue
            least = first + len(typed) + (1 if typed else 2)
            for last in range(least, min(first + len(typed) + _LONGEST, len(tokens)) + 1):
                if not tokens[last - 1].stop:
                    stretch = title[tokens[first].start : tokens[last - 1].end]
                    yield tuple(words[first:last]), stretch

    def _begins(self, words: Sequence[str], typed: Sequence[str]) -> bool:
        """Whether words begin with what was typed."""
        return (
            len(words) > len(typed)
            and list(words[: len(typed)]) == list(typed)
            and words[len(typed)].startswith(self._prefixes)
        )


def _behind(surface: str, text: str) -> set[str]:
    """The words that stand right behind one in a text, folded; no stop words."""
    found = set()
    for place in re.finditer(rf"(?<!\w){re.escape(surface)}[ \n]+", text):
        word = next(spans(text[place.end() : place.end() + LONGEST_TERM]), None)
        cleaned = clean(word.surface) if word and word.start == 0 else ""
        if cleaned and not stopwords.is_stop(cleaned):
            found.add(folded(cleaned))
    return found


class _TitleWord(NamedTuple):
    """A word at its place in a title, folded; nothing of it is looked up in the lexicon."""

    start: int
    end: int
    exact: str
    stop: bool


def _title_words(title: str) -> list[_TitleWord]:
    cleaned = [(span, clean(span.surface)) for span in spans(title)]
    return [
        _TitleWord(span.start, span.end, folded(word), stopwords.is_stop(word))
        for span, word in cleaned
        if word
    ]


def _prefixes(typed: str) -> tuple[str, ...]:
    """The folded beginning of a word, and the same behind the article."""
    if ARTICLE.startswith(typed) or typed.startswith(ARTICLE):
        return (typed,)
    return typed, ARTICLE + typed
