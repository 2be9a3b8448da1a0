"""Reads JSON: one release, a list of releases, or an object that contains either (``data``,
``items``, ``hits.hits``).

A file of JSON lines with the extension ``.json`` is read as JSON lines.
"""

import json
from collections.abc import Iterator
from typing import Any

from indexer.documents import limits
from indexer.documents.fields import rows
from indexer.documents.files.content import Content, Unpacked
from indexer.documents.tables import jsonl, records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.releases.release import Release

# The depth at which API responses nest their objects.
_DEPTH = 3


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases, with a DocumentError in place of each refused object; its `line` is the rank of
    the object in its list. Raises DocumentError for invalid JSON."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    text = encoding.decode(raw, file.name)
    try:
        found = _rows(jsonl.parse(text))
    except rows.RowFault as fault:
        if _is_json_lines(text):
            yield from jsonl.read(Unpacked(file.name, iter([text.encode()])))
            return
        raise DocumentError(file.name, str(fault)) from None
    for place, row in enumerate(found, 1):
        yield _release(row, file.name, place)


def _rows(value: Any) -> list[Any]:
    """The objects in a JSON value that are the releases. Raises RowFault."""
    if isinstance(value, list):
        return value
    found = _find_rows(value, _DEPTH) if isinstance(value, dict) else None
    if found is None:
        raise rows.RowFault('an object {"title": …, "body": …} or a list of them was expected')
    return found


def _find_rows(value: dict[str, Any], depth: int) -> list[Any] | None:
    """The object itself if it is a release, else the releases in it; None if there are none or the
    choice is ambiguous."""
    release_lists = _release_lists(value)
    # An object with releases and no text but a description is a feed.
    if records.is_release(value) and (_has_text(value) or not release_lists):
        return [value]
    candidates = release_lists or _single(value) or _lists(value) or _nested(value, depth)
    if len(candidates) > 1:
        candidates = [each for each in candidates if any(map(_has_text, each))] or candidates
    if len(candidates) == 1:
        return candidates[0]
    return [value] if "title" in value or "body" in value else None


def _release_lists(value: dict[str, Any]) -> list[list[Any]]:
    """The lists of releases. Exports also contain lists of what these refer to: authors,
    pictures."""
    return [each for each in _lists(value) if any(map(records.is_release, each))]


def _single(value: dict[str, Any]) -> list[list[Any]]:
    return [[each] for each in value.values() if records.is_release(each)]


def _lists(value: dict[str, Any]) -> list[list[Any]]:
    return [each for each in value.values() if _is_rows(each)]


def _nested(value: dict[str, Any], depth: int) -> list[list[Any]]:
    """The releases in nested objects: ``{"hits": {"hits": […]}}``, ``{"d": {"results": […]}}``."""
    inner = (each for each in value.values() if isinstance(each, dict) and depth)
    found_rows = (found for each in inner if (found := _find_rows(each, depth - 1)) is not None)
    return [found for found in found_rows if any(map(records.is_release, found))]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _has_text(row: Any) -> bool:
    """Whether an object has a text other than a description, unlike categories."""
    return records.is_release({key: row[key] for key in row if key.lower() != "description"})


def _release(row: Any, name: str, place: int) -> Release | DocumentError:
    if not isinstance(row, dict):
        return DocumentError(name, "an object {…} was expected in the list", place)
    try:
        return records.release(row, name, place)
    except rows.RowFault as fault:
        return DocumentError(name, str(fault), place)


def _is_json_lines(text: str) -> bool:
    """Whether the first line is an object by itself and other lines follow."""
    first, end, rest = text.strip().partition("\n")
    if not (end and rest.strip()):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
