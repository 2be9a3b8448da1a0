"""Text files that are not in the seed format: the first line below the masthead is the title, the
rest the body."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.documents.files import file_names
from indexer.documents.press import article, imprint, masthead, separators
from indexer.documents.text import prose
from indexer.errors import DocumentError
from indexer.releases.release import PARAGRAPH_BREAK, Release

# Longer lines are paragraphs. Shorter ones may be wrapped lines, which have similar lengths except
# for the last.
_WIDTH, _FULL = 120, 2 / 3


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """The release of a text, or several if rules divide it (see `separators`). Raises DocumentError
    for a headline alone, which is half a release."""
    first, *others = separators.split_statements(text)
    remarks = () if others else tuple(separators.obstacles(text))
    for made in _releases(first, name, 1):
        yield replace(made, remarks=(*made.remarks, *remarks))
    for place, part in enumerate(others, 2):
        try:
            yield from _releases(part, name, place)
        except DocumentError as error:
            yield error


def _releases(text: str, name: str, place: int) -> Iterator[Release]:
    lines = prose.normalize_newlines(text).split("\n")
    visible = [number for number, line in enumerate(lines) if not prose.is_blank(line)] or [0]
    split = masthead.split([lines[number] for number in visible], _paragraph_ends(lines, visible))
    at = visible[len(split.above)]
    body_start = at + 1 if split.has_headline else at
    body = _body(lines[body_start:])
    if not body and not article.is_text(prose.one_line(lines[at])):
        found = file_names.excerpt(prose.one_line(lines[at]))
        raise DocumentError(name, f"a title alone, {found}; write its text below it", at + 1)
    made = article.Article([*split.above, *lines[at:body_start], *body])
    yield from article.releases(made, name, place)


def _body(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a text. A line of place and date is a paragraph, even if text follows on
    the next line."""
    if not all(map(prose.is_blank, lines)) and any(map(prose.is_blank, lines)):
        lines = [f"\n{line}\n" if _is_imprint(line) else line for line in lines]
    body = prose.paragraphs("\n".join(lines))
    return body.split(PARAGRAPH_BREAK) if body else []


def _is_imprint(line: str) -> bool:
    return imprint.read(line) is not None


def _paragraph_ends(lines: Sequence[str], visible: Sequence[int]) -> list[str]:
    """For each line, the last line of the paragraph that it begins; without blank lines, the line
    itself."""
    wholes = [lines[number] for number in visible]
    if len(visible) == visible[-1] - visible[0] + 1:
        return wholes
    for place in range(len(visible) - 2, -1, -1):
        if visible[place + 1] == visible[place] + 1 and _is_wrapped(
            *lines[visible[place] : visible[place] + 2]
        ):
            wholes[place] = wholes[place + 1]
    return wholes


def _is_wrapped(line: str, following: str) -> bool:
    return len(following) <= _WIDTH and len(line) >= _FULL * len(following)
