"""Validates a mapping with our own field names and makes a release of it; `tables.records` handles
other names and forms.

Known fields: ``body`` (text, required, but may be empty for a headline alone) and ``title`` (text;
without it a release is shown by its first words, see `Release.headline`), ``id`` (text or integer),
``published`` and ``event_date`` (``2025-10-14``; a time after it is dropped without conversion),
``date`` in the absence of ``published``, ``place``, ``agency``, ``language``, ``url``,
``dateline``. Null or an empty text means that the field is missing. All other fields are kept in
`Release.extra`. Nothing is converted silently: a wrong type or an empty ``id`` refuses the row; a
text that is not a date is dropped with a remark.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indexer.documents import limits
from indexer.documents.dates import date_text
from indexer.documents.fields import ids
from indexer.documents.files import file_names
from indexer.documents.text import language, prose
from indexer.releases.release import STORED, Release

DAYS = ("published", "event_date")
_KNOWN = frozenset(STORED) - {"source", "extra"}
_FIRST_YEAR = 1000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# A page links to these addresses, so javascript: must not pass.
_URL = re.compile(r"https?://[^\s/][^\s]*", re.IGNORECASE)

Row = Mapping[str, Any]


class RowFault(Exception):
    """Why a row is refused; readers add the file and the line."""


class DayFault(RowFault):
    """A text that is not a date; the row is accepted without it."""


def release(row: Row, name: str, place: int) -> Release:
    """The release that `row`, at `place` of the file `name`, describes. Raises RowFault with the
    reason."""
    if "body" not in row:
        raise RowFault("body is missing; a row needs a body; a title is optional")
    title = prose.one_line(_string(row.get("title", ""), "title"))
    body = prose.paragraphs(_string(row["body"], "body"))
    # The stored text is measured, because a line break may become two.
    _require_length(title, "title", limits.TITLE_CHARACTERS)
    _require_length(body, "body", limits.BODY_CHARACTERS)
    if prose.is_blank(title):
        title = ""
    if not title and not body:
        raise RowFault("title and body are both empty")
    days, remarks = _days(row)
    return Release(
        id=_id(row, name, place),
        title=title,
        body=body,
        published=days["published"],
        event_date=days["event_date"],
        place=_optional(row, "place", limits.FIELD_CHARACTERS),
        agency=_optional(row, "agency", limits.FIELD_CHARACTERS),
        language=_language(row) or language.detect(title, body),
        url=_url(row),
        dateline=_optional(row, "dateline", limits.FIELD_CHARACTERS),
        source=name,
        extra=_extra(row),
        remarks=remarks,
    )


def override(made: Release, row: Row) -> Release:
    """`made` with the fields of `row`, which are validated. Raises RowFault, also for a text that
    is not a date: the row was meant to correct the document."""
    fields = {name: getattr(made, name) for name in _KNOWN}
    for name in DAYS:
        fields[name] = fields[name].isoformat() if fields[name] else None
    overriding = {key: value for key, value in row.items() if value is not None}
    result = release({**fields, **made.extra, **overriding}, made.source, 1)
    if result.remarks:
        raise RowFault(result.remarks[0])
    # A date in `row` settles remarks on the dates of the document.
    return replace(result, remarks=() if any(key in overriding for key in DAYS) else made.remarks)


def length_fault(value: str, key: str, most: int) -> str | None:
    """Why a text is too long for a field; None if it is not."""
    is_long = len(value) > most
    return f"{key} has {len(value):,} characters; at most {most:,} are allowed" if is_long else None


def is_language(code: str) -> bool:
    """Whether `code` has the form of a language code: ``ar``, ``zh-Hans``."""
    return _LANGUAGE.fullmatch(code) is not None


def is_address(text: str) -> bool:
    """Whether a page may link to `text`."""
    return len(text) <= limits.URL_CHARACTERS and bool(_URL.fullmatch(text)) and text.isprintable()


def _optional(row: Row, key: str, most: int) -> str | None:
    """The field on one line, or None if it is missing or empty."""
    if row.get(key) is None:
        return None
    value = _string(row[key], key)
    _require_length(value, key, most)
    return prose.one_line(value) or None


def _string(value: Any, key: str) -> str:
    if not isinstance(value, str):
        raise RowFault(f"{key} is {_kind(value)}; text was expected")
    if "\0" in value:
        raise RowFault(f"{key} has a NUL character, which is not text")
    return value


def _require_length(value: str, key: str, most: int) -> None:
    if fault := length_fault(value, key, most):
        raise RowFault(fault)


def _id(row: Row, name: str, place: int) -> str:
    value = row.get("id")
    if value is None:
        return ids.release_id(name, place)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RowFault(f"id is {_kind(value)}; text or a whole number was expected")
    given = str(value)
    fault = ids.id_fault(given)
    if fault:
        raise RowFault(fault)
    return given


def _days(row: Row) -> tuple[dict[str, datetime.date | None], tuple[str, ...]]:
    """The dates of a row, and remarks on values that are not dates. Raises RowFault for values that
    are not text."""
    days: dict[str, datetime.date | None] = {}
    remarks = []
    for key in DAYS:
        try:
            days[key] = _date(row, key)
        except DayFault as fault:
            days[key] = None
            remarks.append(str(fault))
    # Other programs call the date of publication "date". What is no date stays in `extra`.
    if days["published"] is None:
        try:
            days["published"] = _date(row, "date")
        except RowFault as fault:
            remarks.append(str(fault))
    return days, tuple(remarks)


def _date(row: Row, key: str) -> datetime.date | None:
    value = None if row.get(key) is None else prose.one_line(_string(row[key], key))
    if not value:
        return None
    found = date_text.ISO.fullmatch(value)
    # Programs write the first day of the year 1 for a missing date.
    if not found or int(found[1]) < _FIRST_YEAR:
        raise DayFault(f"{key} {file_names.excerpt(value)} is not a date; write it as 2025-10-14")
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise DayFault(f"{key} {'-'.join(found.groups())} is not a date: {error}") from None


def _language(row: Row) -> str | None:
    value = _optional(row, "language", limits.FIELD_CHARACTERS)
    if value is not None and not is_language(value):
        raise RowFault(f"language {file_names.excerpt(value)} is not a code such as ar or zh-Hans")
    return value.lower() if value else None


def _url(row: Row) -> str | None:
    value = _optional(row, "url", limits.URL_CHARACTERS)
    if value is not None and not is_address(value):
        raise RowFault(f"url {file_names.excerpt(value)} is not an address http:// or https://")
    return value


def _extra(row: Row) -> dict[str, Any]:
    extra = {key: value for key, value in row.items() if key not in _KNOWN}
    level: list[Any] = list(extra.values())
    for _ in range(limits.MAX_NESTING):
        level = [value for outer in level for value in _inner(outer)]
        if not level:
            return extra
    raise RowFault(f"fields are nested more than {limits.MAX_NESTING} deep")


def _inner(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _kind(value: Any) -> str:
    """The type of a JSON value, for a message."""
    kinds = {
        bool: "true or false",
        dict: "an object",
        float: "a number with decimals",
        int: "a number",
        list: "a list",
        str: "text",
        type(None): "null",
    }
    return kinds.get(type(value), type(value).__name__)
