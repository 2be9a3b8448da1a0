"""Plain text without a form: the first line is the title, the rest the body."""

from collections.abc import Iterator

from indexer.documents import article, names, prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """The release of a text. Raises DocumentError for a text of one line: half a release."""
    lines = prose.newlines(text).split("\n")
    at = next((n for n, line in enumerate(lines) if not prose.is_blank(line)), 0)
    body = prose.paragraphs("\n".join(lines[at + 1 :]))
    if not body:
        found = names.excerpt(prose.one_line(lines[at]))
        raise DocumentError(
            name,
            "a title and the text below it were expected, or the form of the seeds, which begins with "
            f"•; found {found} alone",
            at + 1,
        )
    paragraphs = [lines[at], *body.split(PARAGRAPH_BREAK)]
    yield from article.releases(article.Article(paragraphs), name)
