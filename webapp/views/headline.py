"""How a release or a search is called in lists and at its head."""

import re

from indexer.release import Release
from webapp.views.language import direction, own_direction

# Marks that set the direction of what follows them, in whatever is shown around it, too.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Characters of a query in the heading of its results; a longer one is read in the box.
_HEADING = 60


def undirected(text: str) -> str:
    """A text for where no element isolates it, as in the title of a window: without marks of direction,
    which could turn round what stands beside it."""
    return _DIRECTIONS.sub("", text)


def beginning(text: str, most: int = _HEADING) -> str:
    """The first words of a text in one line of at most so many characters; an ellipsis where it goes on."""
    line = " ".join(text[: 2 * most].split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut.rpartition(" ")[0]
    # Chinese has hardly a space to cut at.
    return f"{words if len(words) > most // 2 else cut}…"


def headline_direction(release: Release) -> str:
    """The `dir` of the headline: a name in Latin letters at the beginning turns no Arabic one round."""
    way = direction(release.language)
    return own_direction(release.headline, way) or way
