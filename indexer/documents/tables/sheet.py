"""CSV: a release a row, read as a stream; the first row names the columns.

Commas, semicolons, tabs or bars, whichever the first row has, or the line ``sep=;`` above it names, which is Excel's; the names
are those of `fields`. What a row says is read as what an object of JSON says: see `records`.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from indexer import limits
from indexer.documents.fields import field_names, rows
from indexer.documents.files import file_names
from indexer.documents.files.content import Content
from indexer.documents.tables import records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.release import Release

# Of all readers of this process: what bounds a row is in `_Lines`.
csv.field_size_limit(limits.LINE_BYTES)
_DELIMITERS = ",;\t|"
_NAMED = re.compile(rf"sep=([{_DELIMITERS}])\s*", re.IGNORECASE)
_SEPARATORS = [delimiter.encode() for delimiter in _DELIMITERS]


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of the rows, with an error in the place of each that is refused.

    Raises DocumentError for a sheet without a column body, and for one that is not CSV.
    """
    text = _Lines(encoding.utf8_chunks(file.chunks(), file.name), file.name)
    header = text.header()
    named = _NAMED.fullmatch(header)
    if named:
        next(text)
    delimiter = named[1] if named else max(_DELIMITERS, key=header.count)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    rank = 0
    try:
        for cells in reader:
            text.row_ended()
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells, file.name, text.number)
            else:
                rank += 1
                try:
                    yield _release(columns, cells, file.name, rank)
                except rows.RowFault as fault:
                    yield DocumentError(file.name, str(fault), text.number)
    except csv.Error as error:
        raise DocumentError(file.name, f"not CSV: {error}", text.number) from None
    if columns is None:
        raise DocumentError(file.name, "is empty; a row with the names of the columns was expected")


def looks_like(text: str) -> bool:
    """Whether a text is a sheet as spreadsheets save it as text: tabs, and a first row that names title and body."""
    header, _, below = text.removeprefix("\ufeff").lstrip().partition("\n")
    if len(header) > limits.FILTER_CHARACTERS or "\t" not in below.partition("\n")[0]:
        return False
    headings = [heading.strip() for heading in header.split("\t")]
    return {"title", "body"} <= {*field_names.match_headings(headings).values()}


def _columns(cells: list[str], name: str, line: int) -> list[str]:
    """The headings, each of them once; empty where a column has none."""
    if len(cells) > limits.COLUMNS:
        raise DocumentError(
            name, f"{len(cells):,} columns; at most {limits.COLUMNS:,} are read", line
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
    return _apart(low)


def _apart(headings: Sequence[str]) -> list[str]:
    """Headings, with a number behind one that stood before and that no other is called: nothing of a row is lost."""
    own, taken = set(headings), set[str]()
    seen = Counter[str]()
    columns = []
    for heading in headings:
        seen[heading] += 1
        numbered = (f"{heading} {number}" for number in count(seen[heading]))
        others = (name for name in numbered if name not in own)
        columns.append(file_names.make_unique(heading, others, taken) if heading else heading)
    return columns


def _release(columns: list[str], cells: list[str], name: str, rank: int) -> Release:
    """The release of a row. Raises rows.RowFault."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise rows.RowFault(f"has {len(cells)} cells; the first row names {len(columns)}")
    given = {column: cell for column, cell in zip_longest(columns, cells, fillvalue="") if column}
    return records.release(given, name, rank, sheet=True)


class _Lines:
    """Lines of text, line ends kept, for the CSV reader; no row grows beyond its bound. `number` is that of the last one."""

    def __init__(self, chunks: Iterator[bytes], name: str) -> None:
        self._chunks = chunks
        self._name = name
        self.number = 0
        self._row_bytes = 0
        self._lines = self._split()
        self._first: str | None = None

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        return self._next()

    def header(self) -> str:
        """The first line that is not blank; it is still to come."""
        for line in self._lines_left():
            if line.strip():
                self._first = line
                return line
        return ""

    def row_ended(self) -> None:
        """A row ended."""
        self._row_bytes = 0

    def _lines_left(self) -> Iterator[str]:
        while True:
            try:
                yield self._next()
            except StopIteration:
                return

    def _next(self) -> str:
        line = next(self._lines)
        self.number += 1
        self._row_bytes += len(line)
        if self._row_bytes > limits.LINE_BYTES:
            reason = f"a row of more than {limits.LINE_BYTES:,} bytes: is a quote not closed?"
            raise DocumentError(self._name, reason, self.number)
        if len(line) > limits.LINE_CELLS and max(map(line.count, _SEPARATORS)) > limits.LINE_CELLS:
            reason = f"a line of more than {limits.LINE_CELLS:,} cells"
            raise DocumentError(self._name, reason, self.number)
        return encoding.decode_marked(line, self._name)

    def _split(self) -> Iterator[bytes]:
        rest = b""
        for chunk in self._chunks:
            ends = b"\n" in chunk or b"\r" in chunk
            lines = (rest + chunk).splitlines(keepends=True) if ends else [rest + chunk]
            # Behind a carriage return at the end of a chunk a line feed may follow.
            rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
            yield from lines
            if len(rest) > limits.LINE_BYTES:
                yield rest
                rest = b""
        if rest:
            yield rest
