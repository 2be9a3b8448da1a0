"""CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, without which Excel shows no Arabic.

A cell that a spreadsheet would take for a formula is defused by an apostrophe before it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from indexer.releases.release import Release

COLUMNS = (
    "id",
    "title",
    "published",
    "event_date",
    "place",
    "agency",
    "language",
    "url",
    "dateline",
    "body",
)
# Full-width forms are taken for formulas by spreadsheets in East Asia.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_MARK = "\ufeff"


def write(releases: Iterable[Release]) -> Iterator[str]:
    yield _MARK + _row([*COLUMNS, "extra"])
    for release in releases:
        cells = [str(getattr(release, column) or "") for column in COLUMNS]
        extra = json.dumps(dict(release.extra), ensure_ascii=False) if release.extra else ""
        yield _row([*cells, extra])


def defused(cell: str) -> str:
    """The text of a cell that is a text to every spreadsheet."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell


def _row(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(defused, cells))
    return text.getvalue()
