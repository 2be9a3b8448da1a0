"""Searches that ask for less than the one that found nothing: wider, fewer words, fewer filters."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from indexer import limits, periods
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.normalizer import fold
from indexer.arabic.words import LAYERS, Layer
from indexer.engines.protocol import Filters
from indexer.query.lexer import QUOTES, find_operator
from indexer.query.parsed_query import ParsedQuery
from indexer.query.printer import unparse
from indexer.query.syntax import All, DateClause, Juxtaposed
from indexer.results import SearchRequest
from indexer.suggest.proposals import Proposal
from indexer.suggest.words import QUESTIONS, is_plain, looked_for

# Quotation marks, with how far apart the words in them may stand.
_QUOTES = re.compile(rf"(?<=[{QUOTES}])~\d*|[{QUOTES}]")
# Words of which one is left out in turn, before the search is compared more widely.
_LEFT_OUT = 3
# The mode that finds other forms of the same words; what is wider finds other words.
_FORMS: tuple[Layer, ...] = ("stem",)
# Words of the longest periods: من 1 سبتمبر 2025 إلى 15 أكتوبر 2025; and the field that they stand in.
_PERIOD_WORDS, _DATE_FIELD = 8, "تاريخ"
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE_PERIODS = frozenset({"في", "خلال"})
# Before a number these compare: أكثر من 2000.
_COMPARED = frozenset(map(fold, ["أكثر", "أقل", "أزيد", "أكبر", "أعلى", "أدنى"]))
_THAN = fold("من")
_NUMBER, _NUMBERS_OF_DAY = re.compile(r"\d+"), 3


def relaxations(
    asked: SearchRequest, reading: ParsedQuery, analyzer: Analyzer
) -> Iterator[Proposal]:
    """Nearest to what was asked first."""
    first_page = replace(asked, page=1)
    words = [token for token in analyzer.tokens(asked.q) if not token.word.stop]
    if asked.without:
        yield Proposal("without_filters", replace(first_page, without=()), ("without",))
    if words:
        yield from in_period(first_page, analyzer)
        yield from _wider_modes(first_page, _FORMS)
        yield from _without_quotes(first_page)
    yield from _in_any_time(first_page, reading)
    yield from _without_filters(first_page)
    several = len(words) > 1 and asked.match == "all"
    shorter = list(_without_words(first_page, reading, analyzer)) if several else []
    yield from shorter[:_LEFT_OUT]
    if words:
        yield from _wider_modes(first_page, LAYERS)
    if several:
        yield Proposal("match_any", replace(first_page, match="any"))
    yield from shorter[_LEFT_OUT:]


def _wider_modes(asked: SearchRequest, modes: Sequence[Layer]) -> Iterator[Proposal]:
    for mode in modes:
        if LAYERS.index(mode) > LAYERS.index(asked.mode):
            yield Proposal("wider_mode", replace(asked, mode=mode))


def in_period(asked: SearchRequest, analyzer: Analyzer, found: int = 0) -> Iterator[Proposal]:
    """A period at the end of the words, before them or alone, as the days of what is sought: أخبار الشهر الماضي.

    It is of use if it finds more than the `found` of the words; if the words lost what it says, whatever it finds.
    """
    tokens = list(analyzer.tokens(asked.q))
    if len(tokens) > _PERIOD_WORDS + limits.SUGGESTION_WORDS:
        return
    if any(find_operator(token.surface) for token in tokens):
        return  # they would be lost
    for before, said, behind in _ends(tokens):
        own = list(dropwhile(lambda token: token.word.form in _BEFORE_PERIODS, said)) or said
        text = asked.q[own[0].start : said[-1].end]
        rest = _joined(asked.q, [*before, *behind])
        whole = said[0]._replace(end=said[-1].end)
        alone = len(said) == len(tokens)
        if _compares(before):
            continue
        if not (rest or alone) or not is_plain(asked.q, [*before, whole, *behind]):
            continue
        if period := periods.parse(text, datetime.date.today()):
            q = f"{rest} {unparse(DateClause(_DATE_FIELD, text))}".strip()
            least = 1 if _is_lost(text, period) else found + 1
            yield Proposal("in_period", replace(asked, q=q), (text,), least)
            return


def _compares(before: Sequence[Token]) -> bool:
    """Whether words, with من or without, compare with a number behind them: أكثر من."""
    last = [token.word.exact for token in before[-2:]]
    return not _COMPARED.isdisjoint(last[:1] if last[1:] == [_THAN] else last[-1:])


def _is_lost(text: str, period: periods.Period) -> bool:
    """Whether words that are sought one by one say something else: a stop word makes a year open (قبل 2023), day, month
    and year are a day together (5/8/2025, 5 أغسطس 2025)."""
    is_open = period.first is None or period.last is None
    # Two numbers are a fraction sooner than a day, unless a month stands in words beside them.
    least = _NUMBERS_OF_DAY - 1 if _LETTER.search(text) else _NUMBERS_OF_DAY
    is_whole = len(_NUMBER.findall(text)) >= least
    return is_open or (is_whole and period.first == period.last)


def _ends(tokens: list[Token]) -> Iterator[tuple[list[Token], list[Token], list[Token]]]:
    """All words; the last ones, or the first, with those before and behind them, the longest that a period may be
    first."""
    if 0 < len(tokens) <= _PERIOD_WORDS:
        yield [], tokens, []
    for size in range(min(_PERIOD_WORDS, len(tokens) - 1), 0, -1):
        yield tokens[:-size], tokens[-size:], []
        yield [], tokens[:size], tokens[size:]


def _in_any_time(asked: SearchRequest, reading: ParsedQuery) -> Iterator[Proposal]:
    """Without the days that stand among the words as a field."""
    parts = reading.node.parts if isinstance(reading.node, All) else ()
    dated = tuple(unparse(part) for part in parts if isinstance(part, DateClause))
    rest = Juxtaposed(tuple(part for part in parts if not isinstance(part, DateClause)))
    if dated and rest.parts:
        yield Proposal("without_dates", replace(asked, q=unparse(rest)), dated)


def _without_quotes(asked: SearchRequest) -> Iterator[Proposal]:
    """The words of a phrase wherever they stand."""
    if _QUOTES.search(asked.q):
        loose = " ".join(_QUOTES.sub(" ", asked.q).split())
        yield Proposal("without_quotes", replace(asked, q=loose))


def _without_words(
    asked: SearchRequest, reading: ParsedQuery, analyzer: Analyzer
) -> Iterator[Proposal]:
    """Without one of the words; only of a query that is nothing but words, where none has a meaning
    for the others."""
    tokens = list(analyzer.tokens(asked.q))
    content = [token for token in tokens if not token.word.stop]
    if len(content) > limits.SUGGESTION_WORDS or not is_plain(asked.q, tokens):
        return
    if reading.phrases or len(looked_for(content, reading)) < len(content):
        return
    for token in content:
        # What a hyphen joins is one thing: al-Nahyan, 2025-10-14.
        if "-" in (asked.q[token.start - 1 : token.start], asked.q[token.end : token.end + 1]):
            continue
        rest = _joined(asked.q, [other for other in tokens if other is not token])
        yield Proposal("without_word", replace(asked, q=rest), (token.surface,))


def without_questions(asked: SearchRequest, analyzer: Analyzer) -> Proposal | None:
    """Without the words that a dialect asks with; None where there are none beside others, or more than words."""
    tokens = list(analyzer.tokens(asked.q))
    kept = [token for token in tokens if token.word.exact not in QUESTIONS]
    rest = _joined(asked.q, kept)
    if not rest or len(kept) == len(tokens) or not is_plain(asked.q, tokens):
        return None
    left_out = tuple(token.surface for token in tokens if token not in kept)
    return Proposal("without_word", replace(asked, q=rest, page=1), left_out)


def _joined(q: str, tokens: Sequence[Token]) -> str:
    """Words of `q` without what only joined them to others (و, في) at their ends; empty where there are none."""
    content = [place for place, token in enumerate(tokens) if not token.word.stop]
    if not content:
        return ""
    kept = tokens[content[0] : content[-1] + 1]
    behind = (
        ("-" if q[one.end : other.start] == "-" else " ") + other.surface
        for one, other in pairwise(kept)
    )
    return "".join([kept[0].surface, *behind])


def _without_filters(asked: SearchRequest) -> Iterator[Proposal]:
    filters = asked.filters
    dated = tuple(
        name for name, day in (("from", filters.first), ("to", filters.last)) if day is not None
    )
    chosen = tuple(filters.facets)
    if dated:
        undated = replace(filters, first=None, last=None)
        yield Proposal("without_dates", replace(asked, filters=undated), dated)
    if chosen:
        free = replace(filters, facets={})
        yield Proposal("without_filters", replace(asked, filters=free), chosen)
    if dated and chosen:
        yield Proposal("without_filters", replace(asked, filters=Filters()), (*chosen, *dated))
