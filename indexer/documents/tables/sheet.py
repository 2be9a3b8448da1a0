"""Streams CSV: one release per row; the first row names the columns.

The delimiter (comma, semicolon, tab or bar) is the most frequent one of the first row, or the one
in Excel's line ``sep=;`` above it. Columns are mapped by `field_names`, and rows are read like JSON
objects: see `records`.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, zip_longest
from typing import Any

from indexer.documents import limits
from indexer.documents.fields import field_names, rows
from indexer.documents.files import file_names
from indexer.documents.files.content import Content
from indexer.documents.tables import jsonl, records
from indexer.documents.tables.date_order import DateOrder
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.releases.release import Release

_DELIMITERS = ",;\t|"
_SEP_LINE = re.compile(rf"sep=([{_DELIMITERS}])\s*", re.IGNORECASE)
_EXTRA = "extra"
# The longest first line of a text that can be the header of a sheet.
_HEADER_CHARACTERS = 200
_SEPARATORS = [delimiter.encode() for delimiter in _DELIMITERS]


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of the rows, with a DocumentError in place of each refused row.

    Raises DocumentError for a sheet without a body column, and for invalid CSV.
    """
    # Global to the process, and lower than a cell may be; `_CsvLines` bounds rows.
    csv.field_size_limit(limits.LINE_BYTES)
    text = _CsvLines(encoding.utf8_chunks(file.chunks(), file.name), file.name)
    header = text.header()
    sep_line = _SEP_LINE.fullmatch(header)
    if sep_line:
        next(text)
    delimiter = sep_line[1] if sep_line else max(_DELIMITERS, key=header.count)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    orders: dict[int, DateOrder] = {}
    rank = 0
    try:
        for cells in reader:
            text.end_row()
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells, file.name, text.number)
                orders = _date_orders(columns)
            else:
                rank += 1
                doubts = tuple(_doubts(orders, cells, text.number))
                try:
                    made = _release(columns, cells, file.name, rank, text.number)
                    yield replace(made, remarks=(*made.remarks, *doubts)) if doubts else made
                except rows.RowFault as fault:
                    yield DocumentError(file.name, str(fault), text.number)
    except csv.Error as error:
        raise DocumentError(file.name, f"not CSV: {error}", text.number) from None
    if columns is None:
        raise DocumentError(file.name, "is empty; a row with the names of the columns was expected")


def looks_like(text: str) -> bool:
    """Whether a text is a tab-separated sheet saved as text, whose first row names title and
    body."""
    header, _, below = text.removeprefix("\ufeff").lstrip().partition("\n")
    if len(header) > _HEADER_CHARACTERS or "\t" not in below.partition("\n")[0]:
        return False
    headings = [heading.strip() for heading in header.split("\t")]
    return {"title", "body"} <= {*field_names.match_headings(headings).values()}


def _columns(cells: list[str], name: str, line: int) -> list[str]:
    """The headings, made unique; empty for a column without one."""
    if len(cells) > limits.MAX_COLUMNS:
        raise DocumentError(
            name, f"{len(cells):,} columns; at most {limits.MAX_COLUMNS:,} are read", line
        )
    headings = [cell.strip() for cell in cells]
    low = [heading.lower() for heading in headings]
    twice = next(
        (heading for heading in low if heading in field_names.OWN and low.count(heading) > 1), None
    )
    if twice:
        raise DocumentError(name, f"two columns are named {twice}", line)
    if "body" not in field_names.match_headings(headings).values():
        raise DocumentError(
            name,
            "no column body; the first row must name title and body (العنوان, النص; Titre, Texte)",
            line,
        )
    return _make_unique(low)


def _make_unique(headings: Sequence[str]) -> list[str]:
    """Numbers repeated headings, so that no cell of a row is lost."""
    own, taken = set(headings), set[str]()
    seen = Counter[str]()
    columns = []
    for heading in headings:
        seen[heading] += 1
        numbered = (f"{heading} {number}" for number in count(seen[heading]))
        others = (name for name in numbered if name not in own)
        columns.append(file_names.make_unique(heading, others, taken) if heading else heading)
    return columns


def _date_orders(columns: Sequence[str]) -> dict[int, DateOrder]:
    fields = field_names.match_headings(columns)
    return {place: DateOrder() for place, field in fields.items() if field in records.DAYS}


def _doubts(orders: Mapping[int, DateOrder], cells: Sequence[str], line: int) -> Iterator[str]:
    """Remarks on the dates of a row that make others doubtful or are doubtful themselves."""
    for place, order in orders.items():
        remark = order.remark(cells[place], line) if place < len(cells) else None
        if remark:
            yield remark


def _release(columns: list[str], cells: list[str], name: str, rank: int, line: int) -> Release:
    """The release of a row. Raises rows.RowFault."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise rows.RowFault(f"has {len(cells)} cells; the first row names {len(columns)}")
    named = {column: cell for column, cell in zip_longest(columns, cells, fillvalue="") if column}
    given = _with_extra_fields(named)
    return records.release(given, name, rank, line=line, sheet=True)


def _with_extra_fields(named: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row, with the other fields of a release as `export.csv` writes them: one JSON
    object in the column `extra`."""
    written = named.get(_EXTRA, "")
    if not written.startswith("{"):
        return named
    try:
        extra = jsonl.parse(written)
    except rows.RowFault:
        return named
    return {**extra, **{key: cell for key, cell in named.items() if key != _EXTRA}}


class _CsvLines:
    """Lines of text with their line endings, for the CSV reader, which bounds the size of rows.
    `number` is that of the last line."""

    def __init__(self, chunks: Iterator[bytes], name: str) -> None:
        self._chunks = chunks
        self._name = name
        self.number = 0
        self._row_bytes = 0
        self._lines = self._split_lines()
        self._first: str | None = None

    def __iter__(self) -> "_CsvLines":
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return self._next_line()

    def header(self) -> str:
        """The first line that is not blank, without consuming it."""
        for line in self._lines_left():
            if line.strip():
                self._first = line
                return line
        return ""

    def end_row(self) -> None:
        """Resets the size of the current row."""
        self._row_bytes = 0

    def _lines_left(self) -> Iterator[str]:
        while True:
            try:
                yield self._next_line()
            except StopIteration:
                return

    def _next_line(self) -> str:
        line = next(self._lines)
        self.number += 1
        self._row_bytes += len(line)
        if self._row_bytes > limits.LINE_BYTES:
            reason = f"a row of more than {limits.LINE_BYTES:,} bytes: is a quote not closed?"
            raise DocumentError(self._name, reason, self.number)
        if (
            len(line) > limits.MAX_LINE_CELLS
            and max(map(line.count, _SEPARATORS)) > limits.MAX_LINE_CELLS
        ):
            reason = f"a line of more than {limits.MAX_LINE_CELLS:,} cells"
            raise DocumentError(self._name, reason, self.number)
        return encoding.decode_marked(line, self._name)

    def _split_lines(self) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks:
            ends = b"\n" in chunk or b"\r" in chunk
            lines = (rest + chunk).splitlines(keepends=True) if ends else [rest + chunk]
            # A line feed may follow a carriage return at the end of a chunk.
            rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
            yield from lines
            if len(rest) > limits.LINE_BYTES:
                yield rest
                rest = b""
        if rest:
            yield rest
