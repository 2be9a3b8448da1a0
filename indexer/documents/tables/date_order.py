"""Doubtful dates in a column of a sheet: those that can be read with the day or the month first,
beside one that has the month first.

Rows are read one by one, so the order of a column is not known before its end. Such dates are read
day first, like all others, but with a remark.
"""

import re

from indexer.arabic.orthography.numbers import western
from indexer.documents.files import file_names

_FIGURES = re.compile(r"\s*([0-9]{1,2})([/.-])([0-9]{1,2})\2[0-9]{4}(?![0-9])")
_LAST_MONTH = 12


class DateOrder:
    """The dates of one column so far."""

    def __init__(self) -> None:
        self._doubtful = 0
        # The line of the first date with the month first.
        self._month_first: int | None = None

    def remark(self, cell: str, line: int) -> str | None:
        """A remark on the date of the next row, at `line`, if it makes others doubtful or is
        doubtful itself."""
        found = _FIGURES.match(western(cell))
        if not found:
            return None
        first, second = int(found[1]), int(found[3])
        if first <= _LAST_MONTH < second:
            return self._take_month_first(line)
        if max(first, second) <= _LAST_MONTH and first != second:
            self._doubtful += 1
            if self._month_first is not None:
                shown = file_names.excerpt(cell.strip())
                return (
                    f"{shown} is read day first, but line {self._month_first} has the month first"
                )
        return None

    def _take_month_first(self, line: int) -> str | None:
        if self._month_first is not None:
            return None
        self._month_first = line
        if not self._doubtful:
            return None
        return f"dates above it that may have the month first, too, are read day first: {self._doubtful:,}"
