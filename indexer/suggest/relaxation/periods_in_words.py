"""Searches with a period among their words as the date: أخبار الشهر الماضي."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, islice
from typing import NamedTuple

from indexer import periods
from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Token
from indexer.arabic.orthography.normalizer import fold
from indexer.query.operators import find_operator
from indexer.query.syntax import AllOf, DateClause, Juxtaposed
from indexer.query.unparser import unparse
from indexer.query.values import Everything
from indexer.suggest import limits
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import content_text, is_plain

# Words of the longest periods: من 1 سبتمبر 2025 إلى 15 أكتوبر 2025.
_MOST_PERIOD_WORDS = 8
# Years that are offered for a period without one.
_MOST_YEARS = 3
_DATE_FIELD = "تاريخ"
_BEFORE_PERIODS = frozenset({"في", "خلال"})
# Comparatives before a number: أكثر من 2000.
_COMPARATIVES = frozenset(map(fold, ["أكثر", "أقل", "أزيد", "أكبر", "أعلى", "أدنى"]))
_THAN = fold("من")
_LETTER, _NUMBER = re.compile(r"[^\W\d_]"), re.compile(r"\d+")
# Numbers of a date; one less if it names the month.
_NUMBERS_OF_DATE = 3


class _Split(NamedTuple):
    """The words of a query, some of which may be a period."""

    before: Sequence[Token]
    period: Sequence[Token]
    behind: Sequence[Token]


class _Dated(NamedTuple):
    """The ``text`` of a period in a query, and the ``rest`` of the query."""

    rest: str
    text: str


def dated_search(context: SearchContext, total: int = 0) -> CandidateSearch | None:
    """The search with a period at the end or start of its words as its date.

    It must find more than the words, which find `total`; if the words do not express the period,
    any match will do.
    """
    found = _find_period(context)
    if found is None:
        return None
    rest, text = found.rest, found.text
    period = periods.parse(text, datetime.date.today())
    least = total + 1 if period and _is_expressed_by_words(text, period) else 1
    return CandidateSearch("in_period", _with_date(context, rest, text), (text,), least)


def searches_of_other_years(context: SearchContext) -> Iterator[CandidateSearch]:
    """The search with a period that lacks its year (سبتمبر), among its words or as its date, in the
    newest years that have releases then. Without a year it is of this year or the last one."""
    found = _find_period(context) or _find_date(context)
    if found is None:
        return
    counted = context.searcher.search(Everything(), facets=True).facets.get("month", ())
    months = sorted((month.value for month in counted), reverse=True)
    for dated in islice(_in_years(found.text, months), _MOST_YEARS):
        yield CandidateSearch("in_period", _with_date(context, found.rest, dated), (found.text,))


def _in_years(text: str, months: Sequence[str]) -> Iterator[str]:
    """A period without a year in each year in which it has one of the `months` (2025-09)."""
    for year in dict.fromkeys(month[:4] for month in months):
        dated = f"{text} {year}"
        period = periods.parse(dated, datetime.date.today())
        if period and period.first and period.last and str(period.first.year) == year:
            first, last = str(period.first)[:7], str(period.last)[:7]
            if any(first <= month <= last for month in months):
                yield dated


def _with_date(context: SearchContext, rest: str, text: str) -> SearchRequest:
    dated = f"{rest} {unparse(DateClause(_DATE_FIELD, text))}".strip()
    return replace(context.request, q=dated)


def _find_date(context: SearchContext) -> _Dated | None:
    """The first date in the syntax of the query."""
    node = context.parsed.node
    parts = node.parts if isinstance(node, AllOf) else (node,)
    for part in parts:
        if isinstance(part, DateClause):
            others = tuple(other for other in parts if other is not part)
            return _Dated(unparse(Juxtaposed(others)), part.text)
    return None


def _find_period(context: SearchContext) -> _Dated | None:
    """The period at the end or start of the words."""
    q, tokens = context.q, context.tokens
    if len(tokens) > _MOST_PERIOD_WORDS + limits.MAX_WORDS:
        return None
    if any(find_operator(token.surface) for token in tokens):
        return None  # operators would be lost
    for split in _splits(tokens):
        others = [*split.before, *split.behind]
        rest = content_text(q, others)
        if (others and not rest) or _ends_in_comparative(split.before):
            continue
        period_token = split.period[0]._replace(end=split.period[-1].end)
        if not is_plain(q, [*split.before, period_token, *split.behind]):
            continue
        text = _period_text(q, split.period)
        if periods.parse(text, datetime.date.today()):
            return _Dated(rest, text)
    return None


def _splits(tokens: Sequence[Token]) -> Iterator[_Split]:
    """Possible periods: all words, then the last or first ones, longest first."""
    if 0 < len(tokens) <= _MOST_PERIOD_WORDS:
        yield _Split((), tokens, ())
    for size in range(min(_MOST_PERIOD_WORDS, len(tokens) - 1), 0, -1):
        yield _Split(tokens[:-size], tokens[-size:], ())
        yield _Split((), tokens[:size], tokens[size:])


def _ends_in_comparative(words: Sequence[Token]) -> bool:
    """Whether the last of the `words`, or the last before من, is a comparative: أكثر من."""
    last = [token.word.exact for token in words[-2:]]
    return not _COMPARATIVES.isdisjoint(last[:1] if last[1:] == [_THAN] else last[-1:])


def _period_text(q: str, words: Sequence[Token]) -> str:
    """The text of a period, without the prepositions before it unless there is nothing else."""
    own = list(dropwhile(lambda token: token.word.form in _BEFORE_PERIODS, words)) or words
    return q[own[0].start : words[-1].end]


def _is_expressed_by_words(text: str, period: periods.Period) -> bool:
    """Whether the words of a period mean it one by one. They do not if stop words make it open (قبل
    2023), or if only day, month and year together are a date (5/8/2025, 5 أغسطس 2025)."""
    is_open = period.first is None or period.last is None
    # Two numbers are more likely a fraction than a date, unless a month is named beside them.
    least = _NUMBERS_OF_DATE - 1 if _LETTER.search(text) else _NUMBERS_OF_DATE
    is_date = len(_NUMBER.findall(text)) >= least and period.first == period.last
    return not (is_open or is_date)
