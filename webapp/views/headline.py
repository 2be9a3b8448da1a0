"""What a release is called in lists."""

import re

from indexer.release import Release

# As long as titles are.
_WORDS = 12
# Marks that set the direction of what follows them, in whatever is shown around it, too.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def headline(release: Release) -> str:
    """The title or, of a release without one, the beginning of its text; empty where it has neither."""
    if release.title.strip():
        return release.title
    words = release.body.split(maxsplit=_WORDS)
    begun = " ".join(words[:_WORDS])
    return f"{begun} …" if len(words) > _WORDS else begun


def undirected(text: str) -> str:
    """A text for where no element isolates it, as in the title of a window: without marks of direction,
    which could turn round what stands beside it."""
    return _DIRECTIONS.sub("", text)
