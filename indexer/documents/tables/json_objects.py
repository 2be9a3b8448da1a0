"""JSON: one release, a list of them, or an object that holds either (``data``, ``items``, ``hits.hits``).

A file of JSON lines that is named ``.json`` is read as what it is.
"""

import json
from collections.abc import Iterator
from typing import Any

from indexer import limits
from indexer.documents.fields import rows
from indexer.documents.files.content import Content, Unpacked
from indexer.documents.tables import jsonl, records
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.release import Release

# So deep answers of programs have their objects in others.
_DEPTH = 3


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The releases, with an error in the place of each object that is refused; `line` is the rank of
    the object in its list. Raises DocumentError for what is not JSON."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    text = encoding.decode(raw, file.name)
    try:
        found = _rows(jsonl.value(text))
    except rows.RowFault as fault:
        if _one_a_line(text):
            yield from jsonl.read(Unpacked(file.name, iter([text.encode()])))
            return
        raise DocumentError(file.name, str(fault)) from None
    for place, row in enumerate(found, 1):
        yield _release(row, file.name, place)


def _rows(value: Any) -> list[Any]:
    """The objects that a JSON value holds. Raises RowFault."""
    if isinstance(value, list):
        return value
    found = _held(value, _DEPTH) if isinstance(value, dict) else None
    if found is None:
        raise rows.RowFault('an object {"title": …, "body": …} or a list of them was expected')
    return found


def _held(value: dict[str, Any], depth: int) -> list[Any] | None:
    """The release that an object is, or those that it holds; None where it is and holds none, or nobody can tell which."""
    told = _told(value)
    # What has releases and no text but a description is a feed.
    if records.is_release(value) and (_has_text(value) or not told):
        return [value]
    offered = told or _single(value) or _lists(value) or _within(value, depth)
    if len(offered) > 1:
        offered = [each for each in offered if any(map(_has_text, each))] or offered
    if len(offered) == 1:
        return offered[0]
    return [value] if "title" in value or "body" in value else None


def _told(value: dict[str, Any]) -> list[list[Any]]:
    """The lists of releases. Beside these exports have what they refer to: authors, pictures."""
    return [each for each in _lists(value) if any(map(records.is_release, each))]


def _single(value: dict[str, Any]) -> list[list[Any]]:
    return [[each] for each in value.values() if records.is_release(each)]


def _lists(value: dict[str, Any]) -> list[list[Any]]:
    return [each for each in value.values() if _is_rows(each)]


def _within(value: dict[str, Any], depth: int) -> list[list[Any]]:
    """What objects in an object hold, if it is releases: ``{"hits": {"hits": […]}}``, ``{"d": {"results": […]}}``."""
    inner = (each for each in value.values() if isinstance(each, dict) and depth)
    held = (found for each in inner if (found := _held(each, depth - 1)) is not None)
    return [found for found in held if any(map(records.is_release, found))]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _has_text(row: Any) -> bool:
    """Whether an object has more than a title and a description, as categories have."""
    return records.is_release({key: row[key] for key in row if key.lower() != "description"})


def _release(row: Any, name: str, place: int) -> Release | DocumentError:
    if not isinstance(row, dict):
        return DocumentError(name, "an object {…} was expected in the list", place)
    try:
        return records.release(row, name, place)
    except rows.RowFault as fault:
        return DocumentError(name, str(fault), place)


def _one_a_line(text: str) -> bool:
    """Whether the first line is an object by itself and another line follows."""
    first, end, rest = text.strip().partition("\n")
    if not (end and rest.strip()):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
