"""The protocol between parent and child: one JSON object per line.

To the child: ``{"module", "extra", "name", "size", "seconds"}``, then `size` bytes of content. From
the child: any number of ``{"release", "remarks"}`` (the first as `Release.canonical`) or
``{"reason", "line", "name", "left_out"}``, ``{"starved"}`` if it ran out of memory, then
``{"done": CPU seconds}``.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indexer.errors import DocumentError, NotARelease
from indexer.releases.release import Release

OUT_OF_MEMORY: Mapping[str, object] = {"starved": True}


def to_line(message: Mapping[str, object]) -> bytes:
    return json.dumps(message).encode() + b"\n"


def to_message(found: Release | DocumentError) -> dict[str, Any]:
    if isinstance(found, DocumentError):
        return {
            "reason": found.reason,
            "line": found.line,
            "name": found.source,
            "left_out": isinstance(found, NotARelease),
        }
    return {"release": found.canonical, "remarks": found.remarks}


def from_message(message: dict[str, Any]) -> Release | DocumentError:
    """The inverse of `to_message`. Raises ValueError, KeyError or TypeError for anything else."""
    if "release" in message:
        made = Release.from_json(message["release"])
        return replace(made, remarks=tuple(message["remarks"]))
    kind = NotARelease if message["left_out"] else DocumentError
    return kind(message["name"], message["reason"], message["line"])
