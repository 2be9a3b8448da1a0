"""Decodes a web page by the encoding that it declares, unless the bytes contradict it."""

import codecs
import re

from indexer.documents.text import encoding
from indexer.errors import DocumentError

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HEAD_BYTES = 4096
# Browsers treat these as windows-1252.
_AS_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode(raw: bytes, name: str) -> str:
    """The text of a page. Raises DocumentError."""
    found = _DECLARED.search(raw[:_HEAD_BYTES])
    declared = _codec(found[1].decode()) if found else None
    try:
        return encoding.decode(raw, name, declared)
    except DocumentError:
        if declared is None:
            raise
        return raw.decode(declared, "replace").replace("\0", "")


def _codec(label: str) -> str | None:
    """The Python codec for a label, or None if there is no text encoding of this name."""
    try:
        name = codecs.lookup(label).name
        b"".decode(name)  # raises for codecs that are not text encodings
    except LookupError:
        return None
    return _AS_WINDOWS.get(name, name)
