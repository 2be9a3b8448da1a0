"""What is written in tags, a web page or a feed, is counted before it is parsed."""

import re

from indexer import limits
from indexer.documents.content import Content
from indexer.errors import DocumentError

# Elements of which a parser looks through all that are open, but for those around the table that they are in. The ends of
# others (p, li, dd) need not be written, and headings end one another.
_BLOCKS = re.compile(
    r"<(/?)(?:(address|article|aside|blockquote|center|details|dir|div|dl|fieldset|figure|footer|form|header|"
    r"main|menu|nav|ol|section|summary|ul)|(table)|(t[dhr]))(?=[\s/>])",
    re.IGNORECASE,
)


def whole(file: Content) -> bytes:
    """All bytes of a file. Raises DocumentError for more tags than a parser takes in good time."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    # An end counts as a tag, too.
    if raw.count(b"<") > limits.MARKUP_TAGS:
        raise DocumentError(file.name, f"has more than {limits.MARKUP_TAGS:,} tags; not read")
    return raw


def fault(html: str) -> str | None:
    """Why HTML would take too long to parse, None for what does not."""
    if html.count("<") > limits.MARKUP_TAGS:
        return f"has more than {limits.MARKUP_TAGS:,} tags; not read"
    if _depth(html) > limits.MARKUP_DEPTH:
        return f"has more than {limits.MARKUP_DEPTH} elements in one another; not read"
    return None


def _depth(html: str) -> int:
    """How many blocks lie in one another at the most; cells, whose ends need not be written, end what is open in them."""
    deepest = here = 0
    tables: list[int] = []
    for tag in _BLOCKS.finditer(html):
        end, block, table, _ = tag.groups()
        if block:
            here = max(0, here - 1) if end else here + 1
        elif table and not end:
            here += 1
            tables.append(here)
        elif table and tables:
            here = tables.pop() - 1
        elif tables:
            here = tables[-1]
        deepest = max(deepest, here)
    return deepest
