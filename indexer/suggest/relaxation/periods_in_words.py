"""Searches with a period among their words as the date: أخبار الشهر الماضي."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile
from typing import NamedTuple

from indexer import periods
from indexer.arabic.analyzer import Token
from indexer.arabic.orthography.normalizer import fold
from indexer.query.operators import find_operator
from indexer.query.syntax import DateClause
from indexer.query.unparser import unparse
from indexer.suggest import limits
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import content_text, is_plain

# Words of the longest periods: من 1 سبتمبر 2025 إلى 15 أكتوبر 2025.
_MOST_PERIOD_WORDS = 8
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


def dated_search(context: SearchContext, total: int = 0) -> CandidateSearch | None:
    """The search with a period at the end or start of its words as its date.

    It must find more than the words, which find `total`; if the words do not express the period,
    any match will do.
    """
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
        if period := periods.parse(text, datetime.date.today()):
            dated = f"{rest} {unparse(DateClause(_DATE_FIELD, text))}".strip()
            least = total + 1 if _is_expressed_by_words(text, period) else 1
            return CandidateSearch("in_period", replace(context.request, q=dated), (text,), least)
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
