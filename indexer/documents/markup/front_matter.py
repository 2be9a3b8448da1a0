"""The settings above a Markdown text, as site generators write them: between two lines ``---``, ``key: value`` a line, or
between two lines ``+++`` as TOML.

Values of the one are text or lists, ``[a, b]`` or a ``- a`` a line; that is what such blocks hold of YAML. Keys are understood as
those of JSON objects are: see `records`.
"""

import datetime
import math
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from indexer import limits
from indexer.documents.dates import date_field
from indexer.documents.fields import field_names, rows
from indexer.documents.press import institutions
from indexer.documents.tables import records

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
# How such a block begins, below comments: with a key, be it one of YAML, or with the name of a table. Else +++ is a rule.
_BEGUN = re.compile(
    r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:(?:[\w.-]+|\"[^\"\n]+\"|'[^'\n]+')[ \t]*=|[A-Za-z_-]+:|\[\[?[A-Za-z_][^\]\n]*\]\]?[ \t]*(?:#|$))",
    re.MULTILINE,
)
_KEY = re.compile(r"([^\W\d][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(.*)")
_INLINE = re.compile(r"\[(.*)\]")
# Commas within quotation marks are of the value.
_ENTRIES = re.compile(r"\s*\"[^\"]*\"|\s*'[^']*'|[^,،]+")
# Behind a value that is not in quotation marks.
_COMMENT = re.compile(r"\s#(?:\s.*)?$")
_NO, _YES = frozenset({"false", "no"}), frozenset({"true", "yes"})


def read(text: str) -> tuple[dict[str, Any], str]:
    """The settings by their names in small letters, and the text below them. Raises RowFault for what is not TOML."""
    if (found := _TOML.match(text)) and _BEGUN.match(found[1]):
        return _toml(found[1]), text[found.end() :]
    found = _FRONT.match(text)
    return (_settings(found[1]), text[found.end() :]) if found else ({}, text)


def _toml(block: str) -> dict[str, Any]:
    if len(block) > limits.SETTINGS_CHARACTERS:
        raise rows.RowFault(f"settings of more than {limits.SETTINGS_CHARACTERS:,} characters")
    try:
        return {key.lower(): _plain(value) for key, value in tomllib.loads(block).items()}
    except (ValueError, RecursionError) as error:
        raise rows.RowFault(f"its settings are not TOML: {error}") from None


def _plain(value: Any) -> Any:
    """A value of TOML as one of JSON, which has no number that is not finite."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    is_time = isinstance(value, datetime.date | datetime.time)
    return value.isoformat() if is_time else value


def _settings(block: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    key = ""
    for line in block.split("\n"):
        entry = _ENTRY.fullmatch(line)
        named = _KEY.fullmatch(line)
        if entry and key and isinstance(listed := settings.setdefault(key, []), list):
            listed.append(_bare(entry[1]))
        elif named:
            key = named[1].lower()
            if written := (named[2] or "").strip():
                settings[key] = _value(written)
    return settings


def is_draft(settings: Mapping[str, Any]) -> bool:
    """Whether a text is not published yet, or any more."""
    said = {key: str(settings.get(key, "")).lower() for key in ("draft", "published", "status")}
    return said["draft"] in _YES or said["published"] in _NO or said["status"] == "draft"


def to_record(settings: Mapping[str, Any]) -> records.Record:
    """What settings say of a release. What a field cannot hold, and would refuse the release, is kept beside it. Raises
    RowFault."""
    record = records.read(settings, beside=True)
    row: dict[str, Any] = {}
    for key, value in record.row.items():
        is_unfit = key in field_names.OWN and not _may_be(key, value)
        row[f"{key} (as written)" if is_unfit else key] = value
    # It has become "published".
    if (told := _day(row.get("date"))) and told.isoformat() == row.get("published"):
        del row["date"]
    author = row.get("author")
    if isinstance(author, str) and "agency" not in row and institutions.is_institution(author):
        row["agency"] = author
    return record._replace(row=row)


def _may_be(field: str, value: Any) -> bool:
    if field in records.DAYS:
        return _day(value) is not None
    return field != "body" and records.can_hold(field, value)


def _day(value: Any) -> datetime.date | None:
    told = (
        date_field.parse(value)
        if isinstance(value, str | int) and not isinstance(value, bool)
        else None
    )
    return told.day if told else None


def _value(written: str) -> str | list[str]:
    if written[0] not in "\"'":
        written = _COMMENT.sub("", written)
    listed = _INLINE.fullmatch(written)
    if listed:
        return [entry for each in _ENTRIES.findall(listed[1]) if (entry := _bare(each))]
    return _bare(written)


def _bare(written: str) -> str:
    return written.strip().strip("\"'").strip()
