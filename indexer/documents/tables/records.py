"""Maps an object or row, as other programs export it, to the fields of a release and to the
release.

Keys are mapped by `field_names`, HTML is converted to text (see `rich_text`), and dates in any
unambiguous form are parsed (see `date_field`). Wrappers are removed: of texts in WordPress
(``{"rendered": …}``) and Drupal (``{"value": …, "format": …}``), of dates and ids in MongoDB
(``{"$date": …}``), and ``attributes`` of JSON:API and ``_source`` of Elasticsearch around all
fields.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from indexer.documents import limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, ids, rows
from indexer.documents.files import file_names
from indexer.documents.html import rich_text
from indexer.documents.text import prose
from indexer.releases.release import Release

_TEXTS = ("title", "body")
DAYS = (*rows.DAYS, "date")
# Fields whose synonyms are not accepted in a sidecar: a description is not the text of the
# document, and translations of a text have the same slug, which is therefore not its id.
_OWN_NAME_ONLY = frozenset({"body", "id"})
# The keys of the text in a wrapper object, best first.
_TEXT_KEYS = ("rendered", "processed", "value")
# The types of MongoDB Extended JSON, each the only key of an object.
_TYPES = frozenset({"$date", "$oid", "$numberInt", "$numberLong"})
# A date may be a wrapped number.
_TYPE_NESTING = 2
# Milliseconds since 1970 in Microsoft's format, in UTC regardless of the offset.
_MICROSOFT = re.compile(r"/Date\(([0-9]+)(?:[+-][0-9]{4})?\)/")
# Objects that contain all fields except the id.
_ENVELOPES = ("attributes", "_source")


class Record(NamedTuple):
    """``row`` has the keys of `fields.rows`; ``remarks`` name ambiguous values and how they were
    read."""

    row: dict[str, Any]
    remarks: tuple[str, ...]


def release(
    given: rows.Row, name: str, place: int, *, line: int | None = None, sheet: bool = False
) -> Release:
    """The release that a JSON object, or a row of a `sheet`, at `place` of the file `name`
    describes. Raises RowFault."""
    record = read(given, sheet=sheet)
    row = record.row
    if sheet:
        # An empty cell is a missing field.
        row = {"title": "", "body": "", **{key: row[key] for key in row if _has_value(row[key])}}
    made = rows.release(row, name, place)
    return replace(made, remarks=(*made.remarks, *record.remarks), line=line)


def override(made: Release, record: Record) -> Release:
    """A release with the fields of a sidecar or of front matter. Raises RowFault."""
    result = rows.override(made, record.row)
    return replace(result, remarks=(*result.remarks, *record.remarks))


def read(given: rows.Row, *, sheet: bool = False, beside: bool = False) -> Record:
    """The fields of an object, of a row of a `sheet`, or of metadata `beside` a text, where only
    `body` and `id` themselves name these fields. Raises RowFault."""
    flat = _flatten(given)
    row = _rename_keys(flat, beside=beside)
    for key in _TEXTS:
        if key in row:
            row[key] = _to_text(row[key], key)
    return Record(row, (*_parse_dates(row, sheet=sheet), *_missing_dates(flat, row)))


def is_release(value: Any) -> bool:
    """Whether a JSON value has a title and a body, under any of their names."""
    if not isinstance(value, dict):
        return False
    return {*_TEXTS} <= {*field_names.match_headings([*_flatten(value)]).values()}


def _flatten(row: rows.Row) -> rows.Row:
    """A row with the fields of its envelope, if it has one, at the top level."""
    envelope = next((key for key in _ENVELOPES if isinstance(row.get(key), dict)), None)
    if envelope is None or any(key in row for key in _TEXTS):
        return row
    outer = {key: value for key, value in row.items() if key != envelope}
    return {**row[envelope], **outer}


def _rename_keys(given: rows.Row, *, beside: bool) -> dict[str, Any]:
    """The row with our own field names as keys."""
    fields = field_names.match_headings([*given])
    row: dict[str, Any] = {}
    taken: dict[str, Any] = {}
    for place, (key, value) in enumerate(given.items()):
        field = fields.get(place)
        is_ignored_synonym = beside and field in _OWN_NAME_ONLY and key.strip().lower() != field
        if field is None or is_ignored_synonym:
            row[key] = value
        elif key == field or can_hold(field, _unwrap(value)):
            taken[field] = value if field in _TEXTS else _unwrap(value)
        else:
            row[key] = value
    return {**row, **taken}


def can_hold(field: str, value: Any) -> bool:
    """Whether a field can hold the value under a synonym."""
    if field in _TEXTS:
        return isinstance(_unwrap(value), str)
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
    return len(value) <= limits.FIELD_CHARACTERS


def _to_text(value: Any, key: str) -> Any:
    """The text of a title or a body; other types are unchanged."""
    value = _unwrap(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    return rich_text.line(value) if key == "title" else rich_text.body(value)


def _unwrap(value: Any) -> Any:
    for _ in range(_TYPE_NESTING):
        if isinstance(value, Mapping) and len(value) == 1 and not _TYPES.isdisjoint(value):
            (value,) = value.values()
    if not isinstance(value, Mapping):
        return value
    return next((value[key] for key in _TEXT_KEYS if isinstance(value.get(key), str)), value)


def _parse_dates(row: dict[str, Any], *, sheet: bool) -> tuple[str, ...]:
    """Replaces the dates of a row by ISO 8601, and `date` by `published` if that is missing;
    returns remarks on those in the US order."""
    remarks = []
    for key in DAYS:
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        parsed = date_field.parse(_without_microsoft_wrapper(value), sheet=sheet)
        if key != "date":
            row[key] = parsed.day.isoformat() if parsed else str(value)
        elif parsed and not _has_value(row.get("published")):
            row["published"] = parsed.day.isoformat()
            del row["date"]
        if parsed and parsed.month_first:
            shown = file_names.excerpt(prose.one_line(str(value)))
            remarks.append(f"{key} {shown} has the month first; 01/02/2025 is read day first")
    return tuple(remarks)


def _without_microsoft_wrapper(day: str | float) -> str | float:
    wrapped = _MICROSOFT.fullmatch(day) if isinstance(day, str) else None
    return wrapped[1] if wrapped else day


def _missing_dates(given: rows.Row, row: Mapping[str, Any]) -> Iterator[str]:
    """Remarks on values under names of date fields that are not dates; they are kept under their
    own key."""
    fields = field_names.match_headings([*given])
    for place, key in enumerate(given):
        field = fields.get(place)
        if field in DAYS and field not in row and _has_value(row.get(key)):
            yield f"{file_names.excerpt(key)} holds no day: kept as it is"


def _has_value(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and prose.is_blank(value))
