"""Bounds the number of tags in a web page or a feed before it is parsed.

The nesting depth is not bounded here: parsers take quadratic time in it, and the time limit of
their process ends them.
"""

from indexer.documents import limits
from indexer.documents.files.content import Content
from indexer.errors import DocumentError


def read_bounded(file: Content) -> bytes:
    """All bytes of a file. Raises DocumentError for too many tags."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    # End tags count too.
    if reason := _fault(raw.count(b"<")):
        raise DocumentError(file.name, reason)
    return raw


def fault(html: str) -> str | None:
    """Why HTML within a file has too many tags to parse, or None."""
    return _fault(html.count("<"))


def _fault(tags: int) -> str | None:
    most = limits.MAX_MARKUP_TAGS
    return f"has more than {most:,} tags; not read" if tags > most else None
