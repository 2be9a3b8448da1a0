"""Plain text without a form: the first line below the masthead is the title, the rest the body."""

from collections.abc import Iterator

from indexer.documents import article, masthead, names, prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """The release of a text. Raises DocumentError for a headline alone: half a release."""
    lines = prose.newlines(text).split("\n")
    shown = [number for number, line in enumerate(lines) if not prose.is_blank(line)] or [0]
    above, _ = masthead.apart([lines[number] for number in shown])
    at = shown[len(above)]
    body = prose.paragraphs("\n".join(lines[at + 1 :]))
    if not body and len(lines[at]) <= masthead.HEADLINE_CHARACTERS:
        found = names.excerpt(prose.one_line(lines[at]))
        raise DocumentError(
            name,
            "a title and the text below it were expected, or the form of the seeds, which begins with "
            f"•; found {found} alone",
            at + 1,
        )
    below = body.split(PARAGRAPH_BREAK) if body else []
    yield from article.releases(article.Article([*above, lines[at], *below]), name)
