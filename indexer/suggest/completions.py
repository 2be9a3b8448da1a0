"""Completes what is being typed: by words and phrases of the collection, and by titles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

from indexer.answers.results import Completion, SearchRequest
from indexer.arabic.analyzer import Token
from indexer.arabic.expressions.names import PROCLITICS
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.arabic.queries import alternatives
from indexer.engines.best_matches import best_matches
from indexer.engines.protocol import Filters
from indexer.limits import COMPLETIONS, QUERY_CHARACTERS
from indexer.query import honorifics
from indexer.query.quotes import QUOTES
from indexer.query.values import And, Prefix, Query, Synonyms, Term, Weighted, Word
from indexer.releases.release import Release
from indexer.suggest.context import SearchContext
from indexer.suggest.followers import Followers
from indexer.suggest.limits import FEW_HITS, SUGGESTION_WORDS
from indexer.suggest.mistypings import intended_texts
from indexer.suggest.phrases import count_phrase
from indexer.suggest.prefix import WordPrefix
from indexer.suggest.titles import Titles
from indexer.suggest.word_forms import (
    SearchTerms,
    after_proclitic,
    attach,
    search_terms,
    usual_spelling,
)

_TITLE = ("title",)
# A shorter prefix without a word before it matches most titles.
_SHORTEST = 2
# A shorter word may be part of a name: كفرشيما.
_SHORTEST_WHOLE = 4
_WORDS, _TITLES = 6, 4
_JOINED_ARTICLES = tuple(attach(proclitic, ARTICLE) for proclitic in PROCLITICS)
# How many spellings are examined for words that differ in more than clitics and endings.
_SPELLINGS = 32
# Words side by side in so few releases, while so many times as many have both, are no phrase; nor
# are words in any number of releases, while the last many times as many have both.
_CHANCES, _TIMES_APART, _TIMES_SCATTERED = 3, 10, 30
# An unlisted word in at most this many releases is a mistake if other words have the prefix too.
_SHARED = 2


def completions(context: SearchContext) -> tuple[Completion, ...]:
    """Completions of the text. At most `COMPLETIONS`: words and phrases, first the one typed in full, then by the
    number of releases, then titles; none for a query longer than `SUGGESTION_WORDS`.

    The last word of `q` is a prefix, with the article or without; after a space the next words are
    completed, if there are any. Of equivalent searches one is offered. ``count`` is what a search
    for the text finds; for a title, how many of the ten best matches have it. If there are none,
    what `q` may have been mistyped for is completed.
    """
    q, typed, analyzer = context.q, context.tokens, context.analyzer
    name = honorifics.end_of_honorific(q, typed[0].start, analyzer, first=True) if typed else 0
    tokens = [token for token in typed if token.start >= name]
    if not 0 < len(tokens) <= SUGGESTION_WORDS:
        return ()
    if offered := _completions(context, tokens):
        return offered
    others = map(context.with_text, intended_texts(context, tokens))
    return next(filter(None, (_completions(other, other.tokens) for other in others)), ())


def _completions(context: SearchContext, tokens: Sequence[Token]) -> tuple[Completion, ...]:
    """The completions of the likeliest interpretation that has any."""
    interpretations = (
        _Typing(lead, whole, prefix, context).completions()
        for lead, whole, prefix in _interpretations(context.q, tokens)
    )
    return next(filter(None, interpretations), ())


def _interpretations(
    q: str, tokens: Sequence[Token]
) -> Iterator[tuple[str, Sequence[Token], WordPrefix]]:
    """Interpretations, likeliest first: the text before a prefix, the words of that text, and the
    prefix."""
    *whole, last = tokens
    lead, prefix = q[: last.start], WordPrefix.of_word(last.word)
    if q[last.end :].isspace():
        yield f"{q.rstrip()} ", tokens, WordPrefix("")
    yield lead, whole, prefix
    if prefix.letter:
        yield lead, whole, WordPrefix(prefix.exact)


def _adjacent_words(lead: str, whole: Sequence[Token]) -> list[str]:
    """The last words before the prefix with only spaces between them: no names of fields, no quoted
    phrase."""
    words: list[str] = []
    end = len(lead)
    for token in reversed(whole):
        if lead[token.end : end].strip():
            break
        words.insert(0, token.word.exact)
        end = token.start
    return words


class _Offer(NamedTuple):
    """A possible text, and how many releases contain it in this spelling."""

    text: str
    kind: Literal["word", "phrase"]
    releases: int


class _Typing:
    """What was typed: whole words, and the prefix of one after `lead`."""

    def __init__(
        self, lead: str, whole: Sequence[Token], prefix: WordPrefix, context: SearchContext
    ) -> None:
        self._lead = lead
        self._whole = [token.word.exact for token in whole]
        self._before = _adjacent_words(lead, whole)
        self._content = [token for token in whole if not token.word.stop]
        self._prefix = prefix
        self._context = context
        self._analyzer = context.analyzer
        self._searcher = context.searcher

    def completions(self) -> tuple[Completion, ...]:
        found = Titles(self._releases_by_title(), self._whole, self._prefix, self._analyzer)
        titles = list(islice(found.completions(), _TITLES))
        offers = [*self._words(), *self._phrases(found)]
        if sum(map(self._lead.count, QUOTES)) % 2:
            # Inside a quoted phrase the typed text itself is not complete: it goes on.
            offers = [offer for offer in offers if not self._is_typed(offer)]
            offers += self._continued()
        offered: dict[SearchTerms, Completion] = {}
        for offer in sorted(offers, key=self._sort_key):
            text, kind, _ = offer
            if len(offered) + len(titles) == COMPLETIONS:
                break
            same = search_terms(text, self._analyzer)
            count = 0 if same in offered else self._count_hits(text)
            if count and not self._is_chance(offer, count):
                offered[same] = Completion(text, kind, count)
        return (*offered.values(), *titles)

    def _sort_key(self, offer: _Offer) -> tuple[bool, int, str]:
        return not self._is_typed(offer), -offer.releases, offer.text

    def _is_typed(self, offer: _Offer) -> bool:
        return fold_phrase(offer.text) == fold_phrase(self._lead + self._prefix.exact)

    def _is_chance(self, offer: _Offer, count: int) -> bool:
        """Whether words stand side by side in hardly any of the `count` releases that have them:
        الاتحاد الأول is no beginning of الاتحاد الأوروبي."""
        times = _TIMES_APART if offer.releases <= _CHANCES else _TIMES_SCATTERED
        is_rare = count > times * offer.releases
        return is_rare and bool(self._whole) and not self._is_typed(offer)

    def _count_hits(self, text: str) -> int:
        within_limit = len(text) <= QUERY_CHARACTERS
        return self._context.count_hits(SearchRequest(text)) if within_limit else 0

    def _words(self) -> list[_Offer]:
        """The typed text with its last word completed: by words that follow the words before it; if
        there are none, by words in the same releases."""
        if not self._whole:
            return list(islice(self._completed(), _WORDS))
        following = self._followers()
        if following or not self._prefix.exact:
            return following
        co_occurring = ((offer, self._count_hits(offer.text)) for offer in self._completed())
        found = (offer._replace(releases=count) for offer, count in co_occurring if count)
        return list(islice(found, _WORDS))

    def _continued(self) -> list[_Offer]:
        """The words behind the typed one, if it is a word."""
        if not (typed := self._prefix.exact):
            return []
        word = usual_spelling(typed, self._searcher)
        followers = Followers(WordPrefix(""), self._analyzer, self._searcher)
        found = followers.after([*self._before, typed])[:_WORDS]
        return [self._offer(f"{word} {text}", releases) for text, releases in found]

    def _followers(self) -> list[_Offer]:
        followers = Followers(self._prefix, self._analyzer, self._searcher)
        return [
            self._offer(text, releases)
            for text, releases in followers.after(self._before)
            if releases > FEW_HITS or not self._runs_on(fold_phrase(text))
        ][:_WORDS]

    def _phrases(self, titles: Titles) -> Iterator[_Offer]:
        """The phrases of titles, with their number of releases."""
        for text, words in titles.phrases():
            yield _Offer(text, "phrase", count_phrase(words, self._searcher))

    def _completed(self) -> Iterator[_Offer]:
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
        for text, lemma in self._plain(list(islice(self._plausible(expanded), _SPELLINGS))):
            spelling.setdefault(lemma, text)
            releases[lemma] += expanded[text]
        offered = 0
        for lemma, count in releases.most_common(2 * _WORDS):
            text = spelling[lemma]
            if count <= FEW_HITS and self._runs_on(text):
                continue
            if (
                offered
                and count <= _SHARED < releases.most_common(1)[0][1]
                and not self._is_listed(text)
            ):
                continue
            offered += 1
            yield self._offer(self._prefix.usual_spelling(text, self._searcher) or text, count)

    def _plausible(self, expanded: Counter[str]) -> Iterator[tuple[str, str]]:
        """The folded words that are possible completions, most frequent first, with their
        lemmas."""
        for text, _ in expanded.most_common():
            word = self._analyzer.word(text)
            any_letter = not self._prefix.letter
            if not word.stop and (any_letter or self._prefix.usual_spelling(text, self._searcher)):
                yield text, self._analyzer.lemma(word)

    def _plain(self, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The words with no proclitic but the article, if there are any: فيس means فيسبوك, not
        فيسألون. All words if the typed text itself has a proclitic with the article, as in بال."""
        if self._prefix.exact.startswith(_JOINED_ARTICLES):
            return found
        plain = [each for each in found if not self._is_joined(each[0])]
        return plain or found

    def _is_joined(self, text: str) -> bool:
        proclitics = self._analyzer.reading(self._analyzer.word(text)).proclitics
        return not {ARTICLE}.issuperset(proclitics)

    def _offer(self, text: str, releases: int) -> _Offer:
        return _Offer(self._lead + text, "phrase" if " " in text else "word", releases)

    def _runs_on(self, text: str) -> bool:
        """Whether a word is what was typed and another word, without a space between them."""
        prefixes = self._prefix.prefixes
        typed = next(prefix for prefix in prefixes if text.startswith(prefix))
        if len(typed) < _SHORTEST_WHOLE or self._is_listed(text):
            return False
        return self._is_listed(typed) and self._is_listed(text.removeprefix(typed))

    def _is_listed(self, text: str) -> bool:
        return self._analyzer.reading(self._analyzer.word(text)).is_listed

    def _behind_proclitics(self) -> Iterator[_Offer]:
        """Words with the prefix that is left without a proclitic, which is attached again."""
        typed = self._prefix.exact
        for proclitic in PROCLITICS:
            rest = typed.removeprefix(proclitic)
            if rest and rest != typed:
                pattern = Prefix(after_proclitic(proclitic, rest))
                for term, count in self._searcher.expand(pattern).terms[:_WORDS]:
                    yield self._offer(
                        attach(proclitic, usual_spelling(term.text, self._searcher)), count
                    )

    def _releases_by_title(self) -> list[Release]:
        """The releases whose title has the typed words, best matches first."""
        typed = self._prefix.exact
        if not self._content and len(typed) < _SHORTEST:
            return []
        query: list[Query] = [replace(self._word(token), fields=_TITLE) for token in self._content]
        if typed:
            query.append(self._prefix_in_title())
        return best_matches(And(tuple(query)), Filters(), self._searcher)

    def _prefix_in_title(self) -> Synonyms:
        expanded = (
            self._searcher.expand(Prefix(prefix, fields=_TITLE)).terms[:_SPELLINGS]
            for prefix in self._prefix.prefixes
        )
        return Synonyms(frozenset(term for terms in expanded for term, _ in terms), fields=_TITLE)

    def _word(self, token: Token) -> Word:
        terms = alternatives.terms(self._analyzer, token.word, "stem")
        matching = tuple(Term("stem", text) for text in terms)
        return Word(matching, tuple(Weighted.alone(term) for term in matching))
