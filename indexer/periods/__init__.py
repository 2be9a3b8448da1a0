"""Dates in words: what stretch of time a reader means by ``أيلول 2025`` or ``الشهر الماضي``.

reading    the door: one date, or a range of them
named      years, halves, quarters, months and days; hijri: those of the other calendar; relative: counted from today
period     a stretch of days
"""

from indexer.periods.hijri import YEARS as HIJRI_YEARS
from indexer.periods.period import DECEMBER, Period
from indexer.periods.reading import is_impossible, is_reversed, parse

__all__ = ["DECEMBER", "HIJRI_YEARS", "Period", "is_impossible", "is_reversed", "parse"]
