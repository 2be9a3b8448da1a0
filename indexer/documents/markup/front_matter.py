"""Parses the front matter of Markdown files, as site generators write it: lines ``key: value``
between two lines ``---``, or TOML between two lines ``+++``.

Only the YAML that is common there is supported: values are text or lists, ``[a, b]`` or lines
``- a``. Keys are mapped to fields as those of JSON objects: see `tables.records`.
"""

import datetime
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from indexer.documents import limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, rows
from indexer.documents.files import file_names
from indexer.documents.press import institutions
from indexer.documents.tables import records
from indexer.documents.text import prose

_YAML = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
# Front matter begins, after comments, with a key (TOML or YAML) or a table name. Otherwise +++ is a
# horizontal rule.
_FIRST_ENTRY = re.compile(
    r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:(?:[\w.-]+|\"[^\"\n]+\"|'[^'\n]+')[ \t]*=|[A-Za-z_-]+:|\[\[?[A-Za-z_][^\]\n]*\]\]?[ \t]*(?:#|$))",
    re.MULTILINE,
)
_KEY = re.compile(r"([^\W\d][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(.*)")
_INLINE = re.compile(r"\[(.*)\]")
_CLOSING = {'"': '"', "'": "'", "[": "]"}
# Commas within quotation marks belong to the value.
_ENTRIES = re.compile(r"\s*\"[^\"]*\"|\s*'[^']*'|[^,،]+")
# After a value without quotation marks.
_COMMENT = re.compile(r"\s#(?:\s.*)?$")
# Appended to the key of a value that is kept but not understood.
_AS_WRITTEN = " (as written)"
_NO, _YES = frozenset({"false", "no"}), frozenset({"true", "yes"})


def read(text: str) -> tuple[dict[str, Any], str]:
    """The settings, with keys in lower case, and the text below them. Raises RowFault for invalid
    TOML."""
    if (found := _TOML.match(text)) and _FIRST_ENTRY.match(found[1]):
        return _parse_toml(found[1]), text[found.end() :]
    found = _YAML.match(text)
    return (_parse_yaml(found[1]), text[found.end() :]) if found else ({}, text)


def _parse_toml(block: str) -> dict[str, Any]:
    if len(block) > limits.SETTINGS_CHARACTERS:
        raise rows.RowFault(f"settings of more than {limits.SETTINGS_CHARACTERS:,} characters")
    try:
        return {key.lower(): _to_json_value(value) for key, value in tomllib.loads(block).items()}
    except (ValueError, RecursionError) as error:
        raise rows.RowFault(f"its settings are not TOML: {error}") from None


def _to_json_value(value: Any) -> Any:
    """A TOML value as a JSON value, which has no infinities and NaN."""
    if isinstance(value, dict):
        return {key: _to_json_value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_to_json_value(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    is_time = isinstance(value, datetime.date | datetime.time)
    return value.isoformat() if is_time else value


def _parse_yaml(block: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    key = ""
    for line in block.split("\n"):
        entry = _ENTRY.fullmatch(line)
        named = _KEY.fullmatch(line)
        if entry and key and isinstance(listed := settings.setdefault(key, []), list):
            listed.append(_unquote(entry[1]))
        elif named:
            key = named[1].lower()
            if written := (named[2] or "").strip():
                if _is_closed(written):
                    settings[key] = _value(written)
                else:
                    settings[f"{key}{_AS_WRITTEN}"] = written
    return settings


def is_draft(settings: Mapping[str, Any]) -> bool:
    """Whether a text is not published, or no longer."""
    values = {key: str(settings.get(key, "")).lower() for key in ("draft", "published", "status")}
    return values["draft"] in _YES or values["published"] in _NO or values["status"] == "draft"


def to_record(settings: Mapping[str, Any]) -> records.Record:
    """The fields of a release in the settings. A value that does not fit its field, and would
    refuse the release, is kept under another key. Remarks name dates that cannot be read and values
    that are not closed. Raises RowFault."""
    record = records.read(settings, beside=True)
    row: dict[str, Any] = {}
    for key, value in record.row.items():
        is_unfit = key in field_names.OWN and not _fits(key, value)
        row[f"{key}{_AS_WRITTEN}" if is_unfit else key] = value
    remarks = (*record.remarks, *_unclosed(settings), *_unread_dates(record.row))
    # "published" has this value now.
    if (day := _day(row.get("date"))) and day.isoformat() == row.get("published"):
        del row["date"]
    author = row.get("author")
    if isinstance(author, str) and "agency" not in row and institutions.is_institution(author):
        row["agency"] = author
    return records.Record(row, remarks)


def _unclosed(settings: Mapping[str, Any]) -> Iterator[str]:
    for key in settings:
        if key.endswith(_AS_WRITTEN):
            named = file_names.excerpt(key.removesuffix(_AS_WRITTEN))
            yield f"{named} among its settings has a quotation mark or bracket that is not closed: not read"


def _unread_dates(row: Mapping[str, Any]) -> Iterator[str]:
    """Remarks on values of date fields that are not dates, nor the switch `published: true`."""
    for key in records.DAYS:
        value = row.get(key)
        is_replaced = key == "date" and _day(row.get("published"))
        if value is None or is_replaced or _day(value) or str(value).lower() in _YES:
            continue
        yield f"{key} {file_names.excerpt(prose.one_line(str(value)))} is not a date: kept as it is"


def _fits(field: str, value: Any) -> bool:
    if field in records.DAYS:
        return _day(value) is not None
    return field != "body" and records.can_hold(field, value)


def _day(value: Any) -> datetime.date | None:
    parsed = (
        date_field.parse(value)
        if isinstance(value, str | int) and not isinstance(value, bool)
        else None
    )
    return parsed.day if parsed else None


def _is_closed(written: str) -> bool:
    """Whether the quotation mark or the bracket that a value begins with occurs again."""
    closing = _CLOSING.get(written[0])
    return closing is None or closing in written[1:]


def _value(written: str) -> str | list[str]:
    if written[0] not in "\"'":
        written = _COMMENT.sub("", written)
    listed = _INLINE.fullmatch(written)
    if listed:
        return [entry for each in _ENTRIES.findall(listed[1]) if (entry := _unquote(each))]
    return _unquote(written)


def _unquote(written: str) -> str:
    return written.strip().strip("\"'").strip()
