"""The bytes of a file that is written in tags: a web page, a feed."""

from indexer import limits
from indexer.documents.content import Content
from indexer.errors import DocumentError


def whole(file: Content) -> bytes:
    """All of it. Raises DocumentError for more than a parser takes in good time."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    # An end counts as a tag, too.
    if raw.count(b"<") > limits.MARKUP_TAGS:
        raise DocumentError(file.name, f"has more than {limits.MARKUP_TAGS:,} tags; not read")
    return raw
