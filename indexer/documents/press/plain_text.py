"""Plain text without a form: the first line below the masthead is the title, the rest the body."""

from collections.abc import Iterator, Sequence

from indexer.documents.files import file_names
from indexer.documents.press import article, imprint, masthead, separators
from indexer.documents.text import prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release

# Longer lines are paragraphs; shorter ones may be parts of one, and but for the last are about as long as one another.
_WIDTH, _FULL = 120, 2 / 3


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """The release of a text, or several where rules divide it (see `rules`). Raises DocumentError for a headline alone:
    half a release."""
    first, *others = separators.split_statements(text)
    yield from _releases(first, name, 1)
    for place, part in enumerate(others, 2):
        try:
            yield from _releases(part, name, place)
        except DocumentError as error:
            yield error


def _releases(text: str, name: str, place: int) -> Iterator[Release]:
    lines = prose.newlines(text).split("\n")
    shown = [number for number, line in enumerate(lines) if not prose.is_blank(line)] or [0]
    parted = masthead.split([lines[number] for number in shown], _wholes(lines, shown))
    at = shown[len(parted.above)]
    begun = at + 1 if parted.is_headed else at
    body = _body(lines[begun:])
    if not body and len(lines[at]) <= prose.HEADLINE_CHARACTERS:
        found = file_names.excerpt(prose.one_line(lines[at]))
        raise DocumentError(
            name,
            "a title and the text below it were expected, or the form of the seeds, which begins with "
            f"•; found {found} alone",
            at + 1,
        )
    made = article.Article([*parted.above, *lines[at:begun], *body])
    yield from article.releases(made, name, place)


def _body(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a text. A line of place and day is one, though text follows it on the next line."""
    if not all(map(prose.is_blank, lines)) and any(map(prose.is_blank, lines)):
        lines = [f"\n{line}\n" if _is_dated(line) else line for line in lines]
    body = prose.paragraphs("\n".join(lines))
    return body.split(PARAGRAPH_BREAK) if body else []


def _is_dated(line: str) -> bool:
    return imprint.read(line) is not None


def _wholes(lines: Sequence[str], shown: Sequence[int]) -> list[str]:
    """Each line or, where it begins a paragraph of several, the last one of these; lines alone where none is blank."""
    wholes = [lines[number] for number in shown]
    if len(shown) == shown[-1] - shown[0] + 1:
        return wholes
    for place in range(len(shown) - 2, -1, -1):
        if shown[place + 1] == shown[place] + 1 and _goes_on(
            *lines[shown[place] : shown[place] + 2]
        ):
            wholes[place] = wholes[place + 1]
    return wholes


def _goes_on(line: str, following: str) -> bool:
    return len(following) <= _WIDTH and len(line) >= _FULL * len(following)
