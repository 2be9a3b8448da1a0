"""Parses the front matter of Markdown files, as site generators write it: lines ``key: value``
between two lines ``---``, or TOML between two lines ``+++``.

Only the YAML that is common there is supported: values are text or lists, ``[a, b]`` or lines
``- a``. Keys are mapped to fields as those of JSON objects: see `tables.records`.
"""

import datetime
import math
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from indexer.documents import limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, rows
from indexer.documents.press import institutions
from indexer.documents.tables import records

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
# Commas within quotation marks belong to the value.
_ENTRIES = re.compile(r"\s*\"[^\"]*\"|\s*'[^']*'|[^,،]+")
# After a value without quotation marks.
_COMMENT = re.compile(r"\s#(?:\s.*)?$")
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
                settings[key] = _value(written)
    return settings


def is_draft(settings: Mapping[str, Any]) -> bool:
    """Whether a text is not published, or no longer."""
    values = {key: str(settings.get(key, "")).lower() for key in ("draft", "published", "status")}
    return values["draft"] in _YES or values["published"] in _NO or values["status"] == "draft"


def to_record(settings: Mapping[str, Any]) -> records.Record:
    """The fields of a release in the settings. A value that does not fit its field, and would
    refuse the release, is kept under another key. Raises RowFault."""
    record = records.read(settings, beside=True)
    row: dict[str, Any] = {}
    for key, value in record.row.items():
        is_unfit = key in field_names.OWN and not _fits(key, value)
        row[f"{key} (as written)" if is_unfit else key] = value
    # "published" has this value now.
    if (day := _day(row.get("date"))) and day.isoformat() == row.get("published"):
        del row["date"]
    author = row.get("author")
    if isinstance(author, str) and "agency" not in row and institutions.is_institution(author):
        row["agency"] = author
    return record._replace(row=row)


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


def _value(written: str) -> str | list[str]:
    if written[0] not in "\"'":
        written = _COMMENT.sub("", written)
    listed = _INLINE.fullmatch(written)
    if listed:
        return [entry for each in _ENTRIES.findall(listed[1]) if (entry := _unquote(each))]
    return _unquote(written)


def _unquote(written: str) -> str:
    return written.strip().strip("\"'").strip()
