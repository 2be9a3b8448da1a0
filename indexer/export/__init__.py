"""Releases as files for other programs, streamed: one release in memory, whatever their number.

ndjson  everything, as `kashaf build` reads it again
csv     for spreadsheets
ris, bibtex
        for reference managers
lines   values on one line, for the last two
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from indexer.export import bibtex, csv, ndjson, ris
from indexer.releases.release import Release


class Format(NamedTuple):
    """``write`` gives a file in pieces of text, to be encoded as UTF-8."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Release]], Iterator[str]]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("ndjson", ".ndjson", "application/x-ndjson", ndjson.write),
        Format("csv", ".csv", "text/csv; charset=utf-8; header=present", csv.write),
        Format("ris", ".ris", "application/x-research-info-systems", ris.write),
        Format("bibtex", ".bib", "application/x-bibtex", bibtex.write),
    )
}

__all__ = ["FORMATS", "Format"]
