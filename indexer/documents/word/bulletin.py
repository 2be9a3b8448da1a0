"""Bulletins of Word files: a release below each heading of the first level.

They are divided as a text with rules is (see `rules`), and stay one release where a part is none by itself: the sections of a
report are not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.documents.press import separators
from indexer.documents.text import prose

TITLE, HEADING = "Title", "Heading 1"
# What says of the title of a file that it is none of a release: a file with another title, or with another headline above
# the first heading, is one release.
_BULLETIN = re.compile(
    r"نشرة|النشرة|حصاد|موجز|أخبار|بيانات|بلاغات|bulletin|newsletter|news", re.IGNORECASE
)
# The number of a bulletin, or its month, has fewer words.
_HEADLINE_WORDS = 3
_RULE = "\n-----\n"


class Block(NamedTuple):
    """A paragraph, or a row of a table, and its style."""

    text: str
    style: str | None


def split_releases(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each release, its heading first; none where all of them are one release. What stands above the first
    heading is the head of the bulletin: it stays with the first release, below its text, where it hides no lead."""
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
    return len(text.split()) >= _HEADLINE_WORDS
