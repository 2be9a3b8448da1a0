"""One object or row, as other programs export it, to the fields of a release and to the release.

Keys are understood by the table of `fields`; texts that are HTML become text (see `richtext`), days in any form that can be told
become days (see `days`). What WordPress (``{"rendered": …}``) and Drupal (``{"value": …, "format": …}``) wrap a text in is taken
off, as is what MongoDB wraps a day or an id in (``{"$date": …}``), and the ``attributes`` of JSON:API and the ``_source`` of
Elasticsearch are read as fields.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from indexer import limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, ids, rows
from indexer.documents.files import file_names
from indexer.documents.html import rich_text
from indexer.documents.text import prose
from indexer.release import Release

_TEXTS = ("title", "body")
DAYS = (*rows.DAYS, "date")
# A description beside a text is not the text, nor is a slug its id: translations of a text have the same.
_OF_ROWS = frozenset({"body", "id"})
# What holds a text in an object, best first.
_WRAPPED = ("rendered", "processed", "value")
# How MongoDB names the type of a value (Extended JSON), alone in an object.
_TYPES = frozenset({"$date", "$oid", "$numberInt", "$numberLong"})
# A day may be a number that is wrapped again.
_TYPES_WITHIN = 2
# Milliseconds since 1970 as programs of Microsoft write them, in Greenwich's time whatever is added.
_MICROSOFT = re.compile(r"/Date\(([0-9]+)(?:[+-][0-9]{4})?\)/")
# What all else of a row is in, beside its id.
_ENVELOPES = ("attributes", "_source")


class Record(NamedTuple):
    """``row`` has the keys of `rows`, ``remarks`` say what was taken one way of two."""

    row: dict[str, Any]
    remarks: tuple[str, ...]


def release(given: rows.Row, name: str, place: int, *, sheet: bool = False) -> Release:
    """The release that a JSON object, or a row of a `sheet`, at `place` of the file `name` describes. Raises RowFault."""
    record = read(given, sheet=sheet)
    row = record.row
    if sheet:
        # An empty cell says nothing.
        row = {"title": "", "body": "", **{key: row[key] for key in row if _said(row[key])}}
    made = rows.release(row, name, place)
    return replace(made, remarks=(*made.remarks, *record.remarks))


def override(made: Release, said: Record) -> Release:
    """A release with what is said beside its document. Raises RowFault."""
    mended = rows.override(made, said.row)
    return replace(mended, remarks=(*mended.remarks, *said.remarks))


def read(given: rows.Row, *, sheet: bool = False, beside: bool = False) -> Record:
    """What an object, a row of a `sheet`, or a note `beside` a text says; in a note only `body` and `id` are these. Raises
    RowFault."""
    flat = _flat(given)
    row = _named(flat, beside=beside)
    for key in _TEXTS:
        if key in row:
            row[key] = _text(row[key], key)
    return Record(row, (*_dated(row, sheet=sheet), *_undated(flat, row)))


def is_release(value: Any) -> bool:
    """Whether a JSON value has a title and a body, whatever these are called."""
    if not isinstance(value, dict):
        return False
    return {*_TEXTS} <= {*field_names.match_headings([*_flat(value)]).values()}


def _flat(row: rows.Row) -> rows.Row:
    """The fields of a row that has them in an object beside its id."""
    envelope = next((key for key in _ENVELOPES if isinstance(row.get(key), dict)), None)
    if envelope is None or any(key in row for key in _TEXTS):
        return row
    outer = {key: value for key, value in row.items() if key != envelope}
    return {**row[envelope], **outer}


def _named(given: rows.Row, *, beside: bool) -> dict[str, Any]:
    """The row under the names of fields."""
    meant = field_names.match_headings([*given])
    row: dict[str, Any] = {}
    taken: dict[str, Any] = {}
    for place, (key, value) in enumerate(given.items()):
        field = meant.get(place)
        is_of_another = beside and field in _OF_ROWS and key.strip().lower() != field
        if field is None or is_of_another:
            row[key] = value
        elif key == field or can_hold(field, _unwrapped(value)):
            taken[field] = value if field in _TEXTS else _unwrapped(value)
        else:
            row[key] = value
    return {**row, **taken}


def can_hold(field: str, value: Any) -> bool:
    """Whether a field can be what is called by another name."""
    if field in _TEXTS:
        return isinstance(_unwrapped(value), str)
    if field in DAYS:
        return isinstance(value, str | int | float) and not isinstance(value, bool)
    if field == "id":
        known = isinstance(value, str | int) and not isinstance(value, bool)
        return known and ids.id_fault(str(value)) is None
    if not isinstance(value, str) or len(value) > limits.URL_CHARACTERS or "\0" in value:
        return False
    if field == "language":
        return rows.is_language(value.strip())
    if field == "url":
        return rows.is_address(value.strip())
    return len(value) <= limits.FILTER_CHARACTERS


def _text(value: Any, key: str) -> Any:
    """The text of a title or a body; a wrong type as it is."""
    value = _unwrapped(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return rich_text.line(value) if key == "title" else rich_text.body(value)


def _unwrapped(value: Any) -> Any:
    for _ in range(_TYPES_WITHIN):
        if isinstance(value, Mapping) and len(value) == 1 and not _TYPES.isdisjoint(value):
            (value,) = value.values()
    if not isinstance(value, Mapping):
        return value
    return next((value[key] for key in _WRAPPED if isinstance(value.get(key), str)), value)


def _dated(row: dict[str, Any], *, sheet: bool) -> tuple[str, ...]:
    """Write the days of a row as `rows` wants them; remarks on those that may be meant otherwise."""
    remarks = []
    for key in DAYS:
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        told = date_field.parse(_plain(value), sheet=sheet)
        if key != "date":
            row[key] = told.day.isoformat() if told else str(value)
        elif told and not _said(row.get("published")):
            row["published"] = told.day.isoformat()
        if told and told.month_first:
            shown = file_names.excerpt(prose.one_line(str(value)))
            remarks.append(f"{key} {shown} has the month first; 01/02/2025 is read day first")
    return tuple(remarks)


def _plain(day: str | float) -> str | float:
    wrapped = _MICROSOFT.fullmatch(day) if isinstance(day, str) else None
    return wrapped[1] if wrapped else day


def _undated(given: rows.Row, row: Mapping[str, Any]) -> Iterator[str]:
    """Remarks on what is called as a day is, and holds what can be none; it is kept under its name."""
    meant = field_names.match_headings([*given])
    for place, key in enumerate(given):
        field = meant.get(place)
        if field in DAYS and field not in row and _said(row.get(key)):
            yield f"{file_names.excerpt(key)} holds no day: kept as it is"


def _said(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and prose.is_blank(value))
