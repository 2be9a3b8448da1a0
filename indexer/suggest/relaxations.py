"""Query relaxation: searches with weaker conditions than one that found nothing."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, pairwise

from indexer import periods
from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Token
from indexer.arabic.layers import LAYERS, Layer
from indexer.arabic.orthography.normalizer import fold
from indexer.engines.protocol import Filters
from indexer.query.groups import merge_words
from indexer.query.operators import find_operator
from indexer.query.parsed_query import ParsedQuery
from indexer.query.quotes import QUOTES
from indexer.query.syntax import AllOf, AnyOf, DateClause, InField, InLayer, Juxtaposed, Node
from indexer.query.unparser import unparse
from indexer.suggest import limits
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import QUESTION_WORDS, is_plain, searched_tokens

# Quotation marks, with the slop of the phrase.
_QUOTES = re.compile(rf"(?<=[{QUOTES}])~\d*|[{QUOTES}]")
# How many searches without one word are tried before wider modes.
_LEFT_OUT = 3
# The mode that finds other forms of the same words; wider ones find other words.
_FORMS: tuple[Layer, ...] = ("stem",)
# Words of the longest periods: من 1 سبتمبر 2025 إلى 15 أكتوبر 2025; and the field of periods.
_PERIOD_WORDS, _DATE_FIELD = 8, "تاريخ"
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE_PERIODS = frozenset({"في", "خلال"})
# Comparatives before a number: أكثر من 2000.
_COMPARATIVES = frozenset(map(fold, ["أكثر", "أقل", "أزيد", "أكبر", "أعلى", "أدنى"]))
_THAN = fold("من")
_NUMBER, _NUMBERS_OF_DAY = re.compile(r"\d+"), 3


def relaxations(context: SearchContext) -> Iterator[CandidateSearch]:
    """Weaker searches, the closest to that of the `context` first."""
    request, reading = context.request, context.reading
    words = [token for token in context.tokens if not token.word.stop]
    if request.without:
        yield CandidateSearch("without_filters", replace(request, without=()), ("without",))
    if words:
        yield from in_period(context)
        yield from _wider_modes(request, _FORMS)
        yield from _without_quotes(request)
    yield from _without_fields(request, reading)
    yield from _without_dates(request, reading)
    yield from _without_filters(request)
    several = len(words) > 1 and request.match == "all"
    shorter = list(_without_words(context)) if several else []
    yield from shorter[:_LEFT_OUT]
    if words:
        yield from _wider_modes(request, LAYERS)
    if several and _finds_more_than_numbers(context):
        yield CandidateSearch("match_any", replace(request, match="any"))
    yield from shorter[_LEFT_OUT:]


def _wider_modes(request: SearchRequest, modes: Sequence[Layer]) -> Iterator[CandidateSearch]:
    for mode in modes:
        if LAYERS.index(mode) > LAYERS.index(request.mode):
            yield CandidateSearch("wider_mode", replace(request, mode=mode))


def in_period(context: SearchContext, total: int = 0) -> Iterator[CandidateSearch]:
    """A search with a period at the end or start of the words as its date: أخبار الشهر الماضي.

    It must find more than the words, which find `total`; if the words do not express the period,
    any match will do.
    """
    request, tokens = context.request, context.tokens
    if len(tokens) > _PERIOD_WORDS + limits.SUGGESTION_WORDS:
        return
    if any(find_operator(token.surface) for token in tokens):
        return  # operators would be lost
    for before, period_words, behind in _period_candidates(tokens):
        own = (
            list(dropwhile(lambda token: token.word.form in _BEFORE_PERIODS, period_words))
            or period_words
        )
        text = request.q[own[0].start : period_words[-1].end]
        rest = _text_of(request.q, [*before, *behind])
        whole = period_words[0]._replace(end=period_words[-1].end)
        alone = len(period_words) == len(tokens)
        if _compares(before):
            continue
        if not (rest or alone) or not is_plain(request.q, [*before, whole, *behind]):
            continue
        if period := periods.parse(text, datetime.date.today()):
            q = f"{rest} {unparse(DateClause(_DATE_FIELD, text))}".strip()
            least = 1 if _is_lost(text, period) else total + 1
            yield CandidateSearch("in_period", replace(request, q=q), (text,), least)
            return


def _compares(before: Sequence[Token]) -> bool:
    """Whether `before` ends with a comparative, with or without من: أكثر من."""
    last = [token.word.exact for token in before[-2:]]
    return not _COMPARATIVES.isdisjoint(last[:1] if last[1:] == [_THAN] else last[-1:])


def _is_lost(text: str, period: periods.Period) -> bool:
    """Whether the words of a period mean something else one by one: stop words make it open (قبل
    2023), and only together day, month and year are a date (5/8/2025, 5 أغسطس 2025)."""
    is_open = period.first is None or period.last is None
    # Two numbers are more likely a fraction than a date, unless a month is named beside them.
    least = _NUMBERS_OF_DAY - 1 if _LETTER.search(text) else _NUMBERS_OF_DAY
    is_whole = len(_NUMBER.findall(text)) >= least
    return is_open or (is_whole and period.first == period.last)


def _period_candidates(
    tokens: Sequence[Token],
) -> Iterator[tuple[Sequence[Token], Sequence[Token], Sequence[Token]]]:
    """Possible periods with the words before and behind them: all words, then the last or first
    ones, longest first."""
    if 0 < len(tokens) <= _PERIOD_WORDS:
        yield [], tokens, []
    for size in range(min(_PERIOD_WORDS, len(tokens) - 1), 0, -1):
        yield tokens[:-size], tokens[-size:], []
        yield [], tokens[:size], tokens[size:]


def _finds_more_than_numbers(context: SearchContext) -> bool:
    """Whether the collection has any word of the query that is no number: 19 alone is not what
    COVID 19 means. A query of numbers alone means them."""
    words = [word for word in context.reading.words if not word.typed[:1].isdecimal()]
    terms = [term for word in words for term in word.terms]
    return (
        not words
        or any(word.patterns for word in words)
        or any(context.searcher.frequencies(terms))
    )


def _without_fields(request: SearchRequest, reading: ParsedQuery) -> Iterator[CandidateSearch]:
    """The same words anywhere in a release."""
    labels: dict[str, None] = {}
    node = _unscoped(reading.node, labels)
    if labels:
        text = unparse(Juxtaposed(node.parts) if isinstance(node, AllOf) else node)
        yield CandidateSearch("without_field", replace(request, q=text), tuple(labels))


def _unscoped(node: Node, labels: dict[str, None]) -> Node:
    """A node without its fields, whose names are added to `labels`."""
    match node:
        case InField(label, part):
            labels[label] = None
            return _unscoped(part, labels)
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(_unscoped(part, labels) for part in parts))
        case InLayer(sign, part):
            return InLayer(sign, _unscoped(part, labels))
        case _:
            return node


def _without_dates(request: SearchRequest, reading: ParsedQuery) -> Iterator[CandidateSearch]:
    """Without the dates in the text of the query."""
    parts = reading.node.parts if isinstance(reading.node, AllOf) else ()
    dated = tuple(unparse(part) for part in parts if isinstance(part, DateClause))
    rest = Juxtaposed(tuple(part for part in parts if not isinstance(part, DateClause)))
    if dated and rest.parts:
        yield CandidateSearch("without_dates", replace(request, q=unparse(rest)), dated)


def _without_quotes(request: SearchRequest) -> Iterator[CandidateSearch]:
    """Words instead of phrases."""
    if _QUOTES.search(request.q):
        loose = " ".join(_QUOTES.sub(" ", request.q).split())
        yield CandidateSearch("without_quotes", replace(request, q=loose))


def _without_words(context: SearchContext) -> Iterator[CandidateSearch]:
    """Without one of the words or names; only for a query of nothing but words, none of which acts
    on others."""
    request, tokens = context.request, context.tokens
    content = [token for token in tokens if not token.word.stop]
    if len(content) > limits.SUGGESTION_WORDS or not is_plain(request.q, tokens):
        return
    if len(searched_tokens(content, context.reading)) < len(content):
        return
    for unit in _units(context):
        # Words joined by a hyphen belong together: al-Nahyan, 2025-10-14.
        if _is_joined(request.q, unit) or all(token.word.stop for token in unit):
            continue
        typed = request.q[unit[0].start : unit[-1].end]
        rest = _text_of(request.q, [other for other in tokens if other not in unit])
        # 19 alone is not what COVID 19 means.
        if rest and (typed.isdecimal() or not rest.isdecimal()):
            yield CandidateSearch("without_word", replace(request, q=rest), (typed,))


def _units(context: SearchContext) -> Iterator[Sequence[Token]]:
    """The words of a query, with those of a name, a date or a measure as one unit unless it is all
    there is."""
    analyzer = context.analyzer
    texts = merge_words(analyzer, [token.surface for token in context.tokens])
    left = iter(context.tokens)
    for text in texts:
        unit = list(islice(left, len(list(analyzer.tokens(text)))))
        if len(texts) == 1 or _is_joined(context.q, unit):
            yield from ([token] for token in unit)
        else:
            yield unit


def _is_joined(q: str, unit: Sequence[Token]) -> bool:
    """Whether a hyphen stands directly before or after some words."""
    first, last = unit[0].start, unit[-1].end
    return "-" in (q[first - 1 : first], q[last : last + 1])


def without_questions(context: SearchContext) -> CandidateSearch | None:
    """Without interrogatives of a dialect; None if there are none beside other words, or any
    syntax."""
    request, tokens = context.request, context.tokens
    others = [token for token in tokens if token.word.exact not in QUESTION_WORDS]
    rest = _text_of(request.q, others)
    if not rest or len(others) == len(tokens) or not is_plain(request.q, tokens):
        return None
    left_out = tuple(token.surface for token in tokens if token not in others)
    return CandidateSearch("without_word", replace(request, q=rest, page=1), left_out)


def _text_of(q: str, tokens: Sequence[Token]) -> str:
    """The text of `tokens` without stop words at its ends (و, في); empty if there are no other
    words."""
    content = [place for place, token in enumerate(tokens) if not token.word.stop]
    if not content:
        return ""
    shown = tokens[content[0] : content[-1] + 1]
    behind = (
        ("-" if q[one.end : other.start] == "-" else " ") + other.surface
        for one, other in pairwise(shown)
    )
    return "".join([shown[0].surface, *behind])


def _without_filters(request: SearchRequest) -> Iterator[CandidateSearch]:
    filters = request.filters
    dated = tuple(
        name for name, day in (("from", filters.first), ("to", filters.last)) if day is not None
    )
    chosen = tuple(filters.facets)
    if dated:
        undated = replace(filters, first=None, last=None)
        yield CandidateSearch("without_dates", replace(request, filters=undated), dated)
    if chosen:
        free = replace(filters, facets={})
        yield CandidateSearch("without_filters", replace(request, filters=free), chosen)
    if dated and chosen:
        yield CandidateSearch(
            "without_filters", replace(request, filters=Filters()), (*chosen, *dated)
        )
