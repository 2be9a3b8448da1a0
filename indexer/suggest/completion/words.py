"""Completes words: by those that follow the words before them, or that have the prefix."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from indexer.answers.results import SearchRequest
from indexer.arabic.expressions.names import PROCLITICS
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.limits import QUERY_CHARACTERS
from indexer.query.values import Prefix
from indexer.suggest.completion.followers import Followers
from indexer.suggest.completion.interpretations import Interpretation
from indexer.suggest.completion.prefix import WordPrefix
from indexer.suggest.context import SearchContext
from indexer.suggest.limits import FEW_HITS
from indexer.suggest.word_forms import after_proclitic, attach, usual_spelling

_MOST_WORDS = 6
# A shorter word may be part of a name: كفرشيما.
_SHORTEST_WHOLE = 4
_JOINED_ARTICLES = tuple(attach(proclitic, ARTICLE) for proclitic in PROCLITICS)
# How many spellings are examined for words that differ in more than clitics and endings.
_MOST_SPELLINGS = 32
# An unlisted word in at most this many releases is a mistake if other words have the prefix too.
_MOST_OF_MISTAKE = 2


class Offer(NamedTuple):
    """A possible text, and how many releases contain it in this spelling."""

    text: str
    kind: Literal["word", "phrase"]
    releases: int


class WordCompletions:
    """The completions of the last word of an interpretation, behind its text."""

    def __init__(self, interpretation: Interpretation, context: SearchContext) -> None:
        self._interpretation = interpretation
        self._prefix = interpretation.prefix
        self._context = context
        self._analyzer = context.analyzer
        self._searcher = context.searcher

    def offers(self) -> list[Offer]:
        """The typed text with its last word completed: by words that follow the words before it; if
        there are none, by words in the same releases."""
        if not self._interpretation.whole:
            return list(islice(self._complete_words(), _MOST_WORDS))
        following = self._following()
        if following or not self._prefix.exact:
            return following
        co_occurring = (
            (offer, count_hits(self._context, offer.text)) for offer in self._complete_words()
        )
        counted = (offer._replace(releases=count) for offer, count in co_occurring if count)
        return list(islice(counted, _MOST_WORDS))

    def continuations(self) -> list[Offer]:
        """The words behind the typed one, if it is a word."""
        if not (typed := self._prefix.exact):
            return []
        word = usual_spelling(typed, self._searcher)
        followers = Followers(WordPrefix(""), self._analyzer, self._searcher)
        following = followers.after([*self._interpretation.adjacent_words(), typed])[:_MOST_WORDS]
        return [self._offer(f"{word} {text}", releases) for text, releases in following]

    def _following(self) -> list[Offer]:
        followers = Followers(self._prefix, self._analyzer, self._searcher)
        return [
            self._offer(text, releases)
            for text, releases in followers.after(self._interpretation.adjacent_words())
            if releases > FEW_HITS or not self._runs_on(fold_phrase(text))
        ][:_MOST_WORDS]

    def _complete_words(self) -> Iterator[Offer]:
        """The completions of the last word, by the number of releases with the words that have its
        prefix."""
        expanded = Counter[str]()
        for prefix in self._prefix.prefixes:
            for term, count in self._searcher.expand(Prefix(prefix)).terms:
                expanded[term.text] = count
        if not expanded:
            yield from self._behind_proclitics()
        spelling: dict[str, str] = {}
        releases = Counter[str]()
        for text, lemma in self._without_proclitics(
            list(islice(self._plausible(expanded), _MOST_SPELLINGS))
        ):
            spelling.setdefault(lemma, text)
            releases[lemma] += expanded[text]
        is_first = True
        for lemma, count in releases.most_common(2 * _MOST_WORDS):
            text = spelling[lemma]
            if count <= FEW_HITS and self._runs_on(text):
                continue
            if (
                not is_first
                and count <= _MOST_OF_MISTAKE < releases.most_common(1)[0][1]
                and not self._is_listed(text)
            ):
                continue
            is_first = False
            yield self._offer(self._prefix.usual_spelling(text, self._searcher) or text, count)

    def _plausible(self, expanded: Counter[str]) -> Iterator[tuple[str, str]]:
        """The folded words that are possible completions, most frequent first, with their
        lemmas."""
        for text, _ in expanded.most_common():
            word = self._analyzer.word(text)
            any_letter = not self._prefix.letter
            if not word.stop and (any_letter or self._prefix.usual_spelling(text, self._searcher)):
                yield text, self._analyzer.lemma(word)

    def _without_proclitics(self, words: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The words with no proclitic but the article, if there are any: فيس means فيسبوك, not
        فيسألون. All words if the typed text itself has a proclitic with the article, as in بال."""
        if self._prefix.exact.startswith(_JOINED_ARTICLES):
            return words
        plain = [each for each in words if not self._has_proclitic(each[0])]
        return plain or words

    def _has_proclitic(self, text: str) -> bool:
        proclitics = self._analyzer.reading(self._analyzer.word(text)).proclitics
        return not {ARTICLE}.issuperset(proclitics)

    def _offer(self, text: str, releases: int) -> Offer:
        return Offer(
            self._interpretation.lead + text, "phrase" if " " in text else "word", releases
        )

    def _runs_on(self, text: str) -> bool:
        """Whether a word is what was typed and another word, without a space between them."""
        prefixes = self._prefix.prefixes
        typed = next(prefix for prefix in prefixes if text.startswith(prefix))
        if len(typed) < _SHORTEST_WHOLE or self._is_listed(text):
            return False
        return self._is_listed(typed) and self._is_listed(text.removeprefix(typed))

    def _is_listed(self, text: str) -> bool:
        return self._analyzer.reading(self._analyzer.word(text)).is_listed

    def _behind_proclitics(self) -> Iterator[Offer]:
        """Words with the prefix that is left without a proclitic, which is attached again."""
        typed = self._prefix.exact
        for proclitic in PROCLITICS:
            rest = typed.removeprefix(proclitic)
            if rest and rest != typed:
                pattern = Prefix(after_proclitic(proclitic, rest))
                for term, count in self._searcher.expand(pattern).terms[:_MOST_WORDS]:
                    yield self._offer(
                        attach(proclitic, usual_spelling(term.text, self._searcher)), count
                    )


def count_hits(context: SearchContext, text: str) -> int:
    """How many releases a search for `text` finds; 0 if it is too long for one."""
    return context.count_hits(SearchRequest(text)) if len(text) <= QUERY_CHARACTERS else 0
