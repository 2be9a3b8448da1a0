"""Completes what is being typed: by words and phrases of the collection, and by titles."""

from collections.abc import Sequence
from itertools import islice

from indexer.answers.results import Completion
from indexer.arabic.analyzer import Token
from indexer.limits import MAX_COMPLETIONS
from indexer.query import honorifics
from indexer.query.quotes import QUOTES
from indexer.suggest.completion.interpretations import Interpretation, interpretations
from indexer.suggest.completion.mistypings import intended_texts
from indexer.suggest.completion.titles import Titles, releases_by_title
from indexer.suggest.completion.words import Offer, WordCompletions, count_hits
from indexer.suggest.context import SearchContext
from indexer.suggest.limits import MAX_WORDS
from indexer.suggest.phrases import count_phrase
from indexer.suggest.word_forms import SearchTerms, search_terms

_MOST_TITLES = 4
# Words side by side in so few releases, while so many times as many have both, are no phrase; nor
# are words in any number of releases, while the last many times as many have both.
_MOST_BY_CHANCE, _TIMES_APART, _TIMES_SCATTERED = 3, 10, 30


def complete(context: SearchContext) -> tuple[Completion, ...]:
    """At most `MAX_COMPLETIONS` of the text: words and phrases, first the one typed in full, then
    by the number of releases, then titles; none for a query longer than `MAX_WORDS`.

    The last word is a prefix, with the article or without; after a space the next words are
    completed, if there are any. Of equivalent searches one is offered. ``count`` is what a search
    for the text finds; for a title, how many of the ten best matches have it. If there are none,
    the text that a mistyped one was intended for is completed.
    """
    q, typed, analyzer = context.q, context.tokens, context.analyzer
    name = honorifics.end_of_honorific(q, typed[0].start, analyzer, first=True) if typed else 0
    tokens = [token for token in typed if token.start >= name]
    if not 0 < len(tokens) <= MAX_WORDS:
        return ()
    if offered := _completions(context, tokens):
        return offered
    others = map(context.with_text, intended_texts(context, tokens))
    return next(filter(None, (_completions(other, other.tokens) for other in others)), ())


def _completions(context: SearchContext, tokens: Sequence[Token]) -> tuple[Completion, ...]:
    """The completions of the likeliest interpretation that has any."""
    completed = (_complete(each, context) for each in interpretations(context.q, tokens))
    return next(filter(None, completed), ())


def _complete(interpretation: Interpretation, context: SearchContext) -> tuple[Completion, ...]:
    releases = releases_by_title(interpretation, context)
    titles = Titles(releases, interpretation.words, interpretation.prefix, context.analyzer)
    whole_titles = list(islice(titles.completions(), _MOST_TITLES))
    offered: dict[SearchTerms, Completion] = {}
    for offer in _ranked_offers(interpretation, titles, context):
        if len(offered) + len(whole_titles) == MAX_COMPLETIONS:
            break
        same = search_terms(offer.text, context.analyzer)
        count = 0 if same in offered else count_hits(context, offer.text)
        if count and not _is_by_chance(offer, count, interpretation):
            offered[same] = Completion(offer.text, offer.kind, count)
    return (*offered.values(), *whole_titles)


def _ranked_offers(
    interpretation: Interpretation, titles: Titles, context: SearchContext
) -> list[Offer]:
    """Words, and the phrases of titles: the one typed in full, then by the number of releases."""
    words = WordCompletions(interpretation, context)
    phrases = (
        Offer(text, "phrase", count_phrase(folded, context.searcher))
        for text, folded in titles.phrases()
    )
    offers = [*words.offers(), *phrases]
    if sum(map(interpretation.lead.count, QUOTES)) % 2:
        # Inside a quoted phrase the typed text itself is not complete: it goes on.
        offers = [offer for offer in offers if not interpretation.is_typed(offer.text)]
        offers += words.continuations()
    return sorted(
        offers,
        key=lambda offer: (not interpretation.is_typed(offer.text), -offer.releases, offer.text),
    )


def _is_by_chance(offer: Offer, count: int, interpretation: Interpretation) -> bool:
    """Whether words stand side by side in hardly any of the `count` releases that have them:
    الاتحاد الأول is no beginning of الاتحاد الأوروبي."""
    times = _TIMES_APART if offer.releases <= _MOST_BY_CHANCE else _TIMES_SCATTERED
    is_rare = count > times * offer.releases
    return is_rare and bool(interpretation.whole) and not interpretation.is_typed(offer.text)
