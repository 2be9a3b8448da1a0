"""Splits bulletins in Word files: each heading of the first level begins a release.

As for a text with rules (see `press.separators`), a bulletin stays one release if a part is not a
statement by itself, like the sections of a report.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.documents.press import separators
from indexer.documents.text import prose

TITLE, HEADING = "Title", "Heading 1"
# Words in the title of a bulletin. A file with another title, or another headline above the first
# heading, is one release.
_BULLETIN = re.compile(
    r"نشرة|النشرة|حصاد|موجز|أخبار|بيانات|بلاغات|bulletin|newsletter|news", re.IGNORECASE
)
_RULE = "\n-----\n"


class StyledBlock(NamedTuple):
    """A paragraph, or a table row, and the name of its style."""

    text: str
    style: str | None


def split_releases(blocks: Sequence[StyledBlock]) -> list[list[StyledBlock]]:
    """The blocks of each release, its heading first; empty if all of them are one release. The head
    of the bulletin, above the first heading, is appended to the first release, where it does not
    hide the lead."""
    title = next((block for block in blocks if block.style == TITLE), None)
    starts = [n for n, block in enumerate(blocks) if block.style == HEADING]
    head = [*blocks[: starts[0]]] if starts else []
    above = [title] if title else [each for each in head if _may_be_headline(each.text)]
    is_bulletin = not above or any(_BULLETIN.search(block.text) for block in above)
    if len(starts) < 2 or not is_bulletin or not all(prose.is_heading(each.text) for each in head):
        return []
    parts = [[*blocks[one:end]] for one, end in pairwise([*starts, len(blocks)])]
    texts = ("\n\n".join(block.text for block in part) for part in parts)
    if len(separators.split_statements(_RULE.join(texts))) != len(parts):
        return []
    parts[0] += head
    return parts


def _may_be_headline(text: str) -> bool:
    return len(text.split()) >= prose.HEADLINE_WORDS
