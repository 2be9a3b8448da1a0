"""CSV: a release a row, read as a stream; the first row names the columns.

Commas, semicolons or tabs, whichever the first row has; the names are those of JSON lines, in any
letter case, or the Arabic words that sheets are headed with, with their article or without, or the French ones. Days
may be written as people and their programs write them (16/06/2025, ٣ مارس ٢٠٢٥, 13 novembre 2025).
"""

import csv
from collections.abc import Iterator, Mapping

from indexer import limits
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold_phrase
from indexer.documents import encoding, rows, when
from indexer.documents.content import Content
from indexer.errors import DocumentError
from indexer.release import Release

# Of all readers of this process: what bounds a row is in `_Lines`.
csv.field_size_limit(limits.LINE_BYTES)
_DELIMITERS = ",;\t"
_SEPARATORS = [delimiter.encode() for delimiter in _DELIMITERS]
# Without articles, see `_named`; the reader's list is `seeds/README.md`.
_ARABIC_NAMES: Mapping[str, str] = {
    fold_phrase(heading): name
    for heading, name in (
        ("عنوان", "title"),
        ("نص", "body"),
        ("محتوى", "body"),
        ("تاريخ نشر", "published"),
        ("تاريخ", "published"),
        ("تاريخ حدث", "event_date"),
        ("مكان", "place"),
        ("جهة", "agency"),
        ("مصدر", "agency"),
        ("لغة", "language"),
        ("رابط", "url"),
        ("معرف", "id"),
    )
}
# What the rows are, behind the name of a column.
_KINDS = frozenset({"خبر", "بيان", "ماده"})
# Of a sheet with a title in French; in others "source" is another word. Small words and accents make no difference.
_FRENCH_TITLE = "titre"
_FRENCH_NAMES: Mapping[str, str] = {
    _FRENCH_TITLE: "title",
    "texte": "body",
    "date evenement": "event_date",
    "lieu": "place",
    "agence": "agency",
    "langue": "language",
    "lien": "url",
    "identifiant": "id",
}
_FRENCH_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d"})
_FRENCH_KINDS = frozenset({"communique", "article"})
# What sheets in English call them, too, where no column has the name itself.
_OTHER_NAMES: Mapping[str, str] = {
    "publication date": "date",
    "published at": "date",
    "headline": "title",
    "content": "body",
    "text": "body",
}
_OTHER_FRENCH_NAMES: Mapping[str, str] = {
    "contenu": "body",
    "corps": "body",
    "date publication": "date",
    "date parution": "date",
    "source": "agency",
    "adresse web": "url",
}


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of the rows, with an error in the place of each that is refused.

    Raises DocumentError for a sheet without the columns title and body, and for one that is not CSV.
    """
    text = _Lines(encoding.utf8_chunks(file.chunks(), file.name), file.name)
    header = text.header()
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    rank = 0
    try:
        for cells in reader:
            text.row_ended()
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns(cells, file.name)
            else:
                rank += 1
                try:
                    yield _release(columns, cells, file.name, rank)
                except rows.RowFault as fault:
                    yield DocumentError(file.name, str(fault), reader.line_num)
    except csv.Error as error:
        raise DocumentError(file.name, f"not CSV: {error}", reader.line_num) from None
    if columns is None:
        raise DocumentError(file.name, "is empty; a row with the names of the columns was expected")


def _columns(cells: list[str], name: str) -> list[str]:
    if len(cells) > limits.COLUMNS:
        raise DocumentError(name, f"{len(cells):,} columns; at most {limits.COLUMNS:,} are read", 1)
    headings = [cell.strip().lower() for cell in cells]
    is_french = _FRENCH_TITLE in map(_french, headings) and "title" not in map(_named, headings)
    columns = list(map(_named_in_french if is_french else _named, headings))
    others = {**_OTHER_NAMES, **_OTHER_FRENCH_NAMES} if is_french else _OTHER_NAMES
    for at, heading in enumerate(columns):
        if (meant := others.get(heading.replace("_", " "))) and meant not in columns:
            columns[at] = meant
    for wanted in ("title", "body"):
        if wanted not in columns:
            raise DocumentError(
                name,
                f"no column {wanted}; the first row must name title and body (العنوان, النص; Titre, Texte)",
                1,
            )
    named = [column for column in columns if column]
    twice = next((column for column in named if named.count(column) > 1), None)
    if twice:
        raise DocumentError(name, f"two columns are named {twice}", 1)
    return columns


def _named(heading: str) -> str:
    """The key that a heading stands for; the heading itself where it is another."""
    bare = [word.removeprefix(ARTICLE) for word in fold_phrase(heading).split()]
    if bare and bare[-1] in _KINDS:  # عنوان الخبر
        del bare[-1]
    return _ARABIC_NAMES.get(" ".join(bare), heading)


def _named_in_french(heading: str) -> str:
    plain = _french(heading)
    return _FRENCH_NAMES.get(plain) or (plain if plain in _OTHER_FRENCH_NAMES else heading)


def _french(heading: str) -> str:
    """The words of a heading that tell: titre of titre du communiqué."""
    folded = fold_phrase(heading.replace("_", " ")).replace("’", "'").replace("'", " ")
    words = [word for word in folded.split() if word not in _FRENCH_SMALL]
    if len(words) > 1 and words[-1] in _FRENCH_KINDS:
        del words[-1]
    return " ".join(words)


def _release(columns: list[str], cells: list[str], name: str, rank: int) -> Release:
    """The release of a row. Raises rows.RowFault."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise rows.RowFault(f"has {len(cells)} cells; the first row names {len(columns)}")
    row = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    row.setdefault("title", "")
    row.setdefault("body", "")
    given = {key: cell for key, cell in row.items() if key in ("title", "body") or cell.strip()}
    given |= {key: when.iso(given[key]) for key in (*rows.DAYS, "date") if key in given}
    return rows.release(given, name, rank)


class _Lines:
    """Lines of text, line ends kept, for the CSV reader; no row grows beyond its bound."""

    def __init__(self, chunks: Iterator[bytes], name: str) -> None:
        self._chunks = chunks
        self._name = name
        self._number = 0
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
        self._number += 1
        self._row_bytes += len(line)
        if self._row_bytes > limits.LINE_BYTES:
            reason = f"a row of more than {limits.LINE_BYTES:,} bytes: is a quote not closed?"
            raise DocumentError(self._name, reason, self._number)
        if len(line) > limits.LINE_CELLS and max(map(line.count, _SEPARATORS)) > limits.LINE_CELLS:
            reason = f"a line of more than {limits.LINE_CELLS:,} cells"
            raise DocumentError(self._name, reason, self._number)
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
