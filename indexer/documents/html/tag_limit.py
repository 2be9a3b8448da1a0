"""What is written in tags, a web page or a feed, is counted before it is parsed.

How deep the tags lie in one another is not: a parser takes the square of it, and ends with the time of its process.
"""

from indexer import limits
from indexer.documents.files.content import Content
from indexer.errors import DocumentError


def read_bounded(file: Content) -> bytes:
    """All bytes of a file. Raises DocumentError for more tags than a parser takes in good time."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    # An end counts as a tag, too.
    if reason := _fault(raw.count(b"<")):
        raise DocumentError(file.name, reason)
    return raw


def fault(html: str) -> str | None:
    """Why HTML within a file would take too long to parse, None for what does not."""
    return _fault(html.count("<"))


def _fault(tags: int) -> str | None:
    most = limits.MARKUP_TAGS
    return f"has more than {most:,} tags; not read" if tags > most else None
