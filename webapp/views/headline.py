"""What a release is called in lists."""

from indexer.release import Release

# As long as titles are.
_WORDS = 12


def headline(release: Release) -> str:
    """The title or, of a release without one, the beginning of its text; empty where it has neither."""
    if release.title.strip():
        return release.title
    words = release.body.split(maxsplit=_WORDS)
    begun = " ".join(words[:_WORDS])
    return f"{begun} …" if len(words) > _WORDS else begun
