"""Parses dates in words, such as ``أيلول 2025`` or ``الشهر الماضي``, to periods of days.

parser     one date, or a range of dates: the entry point
named      years, halves, quarters, months and days; hijri: those of the Hijri calendar; relative: dates
           relative to today
period     a range of days
"""

from indexer.periods.hijri import YEARS as HIJRI_YEARS
from indexer.periods.parser import is_impossible, is_reversed, parse
from indexer.periods.period import DECEMBER, Period

__all__ = ["DECEMBER", "HIJRI_YEARS", "Period", "is_impossible", "is_reversed", "parse"]
