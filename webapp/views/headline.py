"""Titles of releases and searches, for lists and headings."""

import re

from indexer.releases.release import Release
from webapp.views.language import language_direction, paragraph_direction

# Characters that set the direction of the text after them, even beyond the text they stand in.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Characters of a query in the heading of its results; all of a longer one is in the search box.
_HEADING = 60


def strip_direction_marks(text: str) -> str:
    """`text` for where no element isolates it, as in the title of a window: its marks of direction
    could reorder what stands beside it."""
    return _DIRECTION_MARKS.sub("", text)


def shorten(text: str, most: int = _HEADING) -> str:
    """The first words of `text`, in one line of at most `most` characters; an ellipsis if cut."""
    line = " ".join(text[: 2 * most].split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut.rpartition(" ")[0]
    # Chinese has hardly any space to cut at.
    return f"{words if len(words) > most // 2 else cut}…"


def headline_direction(release: Release) -> str:
    """The `dir` of the headline: a Latin name at its beginning does not reverse an Arabic one."""
    direction = language_direction(release.language)
    return paragraph_direction(release.headline, direction) or direction
