"""The bytes of a web page to text: what the page declares counts, unless it is not so."""

import codecs
import re

from indexer.documents.text import encoding
from indexer.errors import DocumentError

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_HEAD_BYTES = 4096
# Browsers read these names as the encoding of Windows.
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
    """A text encoding of this name, or None."""
    try:
        name = codecs.lookup(label).name
        b"".decode(name)  # refuses codecs that are not of text
    except LookupError:
        return None
    return _AS_WINDOWS.get(name, name)
