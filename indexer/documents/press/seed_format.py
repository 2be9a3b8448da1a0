"""Parses the seed format, in which text files hold press releases.

::

    • title
    <blank line>
        (17 سبتمبر 2025، المدينة، البلد)      an optional dateline
    <blank line>
        A paragraph, indented by four spaces.
    <blank line>
        Another paragraph.
    <blank line>
      •
        2025-10-14

A file holds one or more releases; the next title may follow the date without a line break
(concatenated files). Also:

- a title continues over the next lines until a blank line or a line indented by four columns;
- blank lines separate paragraphs; consecutive lines are joined by a space, whatever their
  indentation, so that wrapped text becomes one paragraph;
- a bullet with text that is indented by four columns is a list item, in a paragraph of its own;
- a bullet alone on its line always closes the body;
- invisible marks around bullets and dates, and digits of other scripts in the date, are accepted.

Anything else refuses the release, in a file that looks like the format (see `looks_like`), with the
line (from 1) and what was expected there: half a release in the index would be worse than none. The
releases after it are read if their beginning is unambiguous (see `_LineCursor.skip_refused`).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.arabic.orthography.numbers import western
from indexer.documents import limits
from indexer.documents.fields import ids, rows
from indexer.documents.files import file_names
from indexer.documents.press import dateline
from indexer.documents.text import language, prose
from indexer.errors import DocumentError
from indexer.releases.release import PARAGRAPH_BREAK, Release

BULLET = "•"
_BODY_COLUMNS = 4
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DASHES = str.maketrans("‐‑‒–−", "-----")


def parse(text: str, name: str) -> list[Release]:
    """The releases of `text`, the content of the file `name`, in order.

    Raises DocumentError for the first line that does not fit the format.
    """
    releases: list[Release] = []
    for found in read(text, name):
        if isinstance(found, DocumentError):
            raise found
        releases.append(found)
    return releases


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """As `parse`, with a DocumentError in place of each refused release. Refused releases count in
    the ranks that the ids of later ones are made of."""
    lines = _LineCursor(prose.normalize_newlines(text).removeprefix("\ufeff").split("\n"), name)
    rank = 0
    while lines.skip_blank() or not rank:
        rank += 1
        lines.closed = lines.dated = False
        try:
            yield _release(lines, ids.release_id(name, rank))
        except DocumentError as error:
            if lines.skip_refused():
                yield error
                continue
            unread = "what follows was not read, for where it begins is not plain"
            yield DocumentError(name, f"{error.reason}; {unread}", error.line)
            return


def looks_like(text: str) -> bool:
    """Whether `text` is meant to be in the format and not plain text: its first line begins with a
    bullet, or a bullet is alone on a line."""
    lines = [
        shown for line in prose.normalize_newlines(text).split("\n") if (shown := prose.trim(line))
    ]
    return not lines or lines[0].startswith(BULLET) or BULLET in lines


@dataclass(slots=True)
class _LineCursor:
    """A cursor over the lines of a file."""

    lines: list[str]
    name: str
    at: int = field(default=0)
    # Whether the cursor has passed the closing bullet and the date of the current release.
    closed: bool = False
    dated: bool = False

    def skip_blank(self) -> bool:
        """Moves to the next line that is not blank; False at the end."""
        while self.at < len(self.lines) and prose.is_blank(self.lines[self.at]):
            self.at += 1
        return self.at < len(self.lines)

    def rest(self) -> Iterator[str]:
        """The remaining lines; the cursor stays on the yielded line until the next one is
        requested."""
        while self.at < len(self.lines):
            yield self.lines[self.at]
            self.at += 1

    def skip_refused(self) -> bool:
        """Moves past a refused release; False if a line may be the next title or a list item of
        this release."""
        for line in () if self.closed else self.rest():
            if prose.trim(line) == BULLET:
                self.at += 1
                break
            if _is_title(line):
                return False
        dated = self.dated
        for line in () if self.dated else self.rest():
            before = line[: line.index(BULLET)] if _is_title(line) else line
            has_figures = any(map(str.isdecimal, before))
            dated = dated or has_figures
            if _is_title(line):
                self.lines[self.at] = line[line.index(BULLET) :]
                return dated
            if not (has_figures or prose.is_blank(line)):
                return False  # not a date in any form, so the • was a list item
        return True

    def refusal(self, reason: str, line: int | None = None) -> DocumentError:
        """An error at `line`, by default the line of the cursor, or the last line at the end."""
        return DocumentError(self.name, reason, line or min(self.at + 1, len(self.lines)))


def _release(lines: _LineCursor, given_id: str) -> Release:
    """The release that begins at the cursor."""
    title_line = lines.at + 1
    title = _title(lines)
    body = _body(lines, title_line)
    published = _publication_date(lines)
    head = dateline.read(body[0])
    if head:
        del body[0]
    if not body:
        raise lines.refusal("a body was expected between the title and the closing •", title_line)
    text = PARAGRAPH_BREAK.join(body)
    if fault := rows.length_fault(text, "the body", limits.BODY_CHARACTERS):
        raise lines.refusal(fault, title_line)
    return Release(
        id=given_id,
        title=title,
        body=text,
        published=published,
        event_date=head.event_date if head else None,
        place=head.place if head else None,
        language=language.detect(title, text),
        dateline=head.text if head else None,
        source=lines.name,
    )


def _title(lines: _LineCursor) -> str:
    """The title at the cursor, which moves past it."""
    if not lines.skip_blank():
        raise lines.refusal(
            "a line that begins with • and holds the title was expected; the file is empty"
        )
    first = prose.trim(lines.lines[lines.at])
    number = lines.at + 1
    if not first.startswith(BULLET):
        raise lines.refusal(
            f"a line that begins with • and holds the title was expected; found {file_names.excerpt(first)}"
        )
    lines.at += 1
    if prose.is_blank(first.removeprefix(BULLET)):
        raise lines.refusal("a title was expected after the •", number)
    parts = [first.removeprefix(BULLET)]
    for line in lines.rest():
        if prose.is_blank(line) or _is_indented(line) or prose.trim(line).startswith(BULLET):
            break
        parts.append(line)
    title = prose.one_line(" ".join(parts))
    if fault := rows.length_fault(title, "the title", limits.TITLE_CHARACTERS):
        raise lines.refusal(f"{fault}; is the blank line below it missing?", number)
    return title


def _body(lines: _LineCursor, title_line: int) -> list[str]:
    """The paragraphs up to the closing bullet, dateline included; the cursor moves past the
    bullet."""
    paragraphs: list[list[str]] = [[]]
    for line in lines.rest():
        shown = prose.trim(line)
        if shown == BULLET:
            break
        if _is_title(line):
            raise lines.refusal(
                f"a new title begins, but the release of line {title_line} was not closed: "
                "a • alone on its line and a date YYYY-MM-DD were expected before"
            )
        if not shown or shown.startswith(BULLET):
            paragraphs.append([])
        if shown:
            paragraphs[-1].append(line)
    else:
        raise lines.refusal(
            f"the release of line {title_line} was not closed: a • alone on its line, then a date "
            "YYYY-MM-DD, were expected before the end of the file"
        )
    body = [prose.one_line(" ".join(parts)) for parts in paragraphs if parts]
    if not body:
        raise lines.refusal("a body was expected between the title and the closing •")
    lines.at += 1
    lines.closed = True
    return body


def _publication_date(lines: _LineCursor) -> datetime.date:
    """The publication date at the cursor, which moves past it, but not past a title on the same
    line."""
    expected = "the publication date, YYYY-MM-DD, was expected after the closing •"
    bullet_line = lines.at
    if not lines.skip_blank():
        raise lines.refusal(f"{expected}; the file ends", bullet_line)
    head, bullet, rest = lines.lines[lines.at].partition(BULLET)
    found = _date(head)
    if not found:
        shown = prose.one_line(lines.lines[lines.at])
        raise lines.refusal(f"{expected}; found {file_names.excerpt(shown)}")
    try:
        published = datetime.date.fromisoformat(found)
    except ValueError as error:
        raise lines.refusal(f"{found} is not a date: {error}") from None
    if bullet:
        lines.lines[lines.at] = bullet + rest
    else:
        lines.at += 1
    lines.dated = True
    return published


def _date(text: str) -> str | None:
    """`text` with digits 0-9 if it has the form of a date, whether or not the calendar has that
    day."""
    shown = prose.trim(prose.remove_invisible(text)).translate(_DASHES)
    digits = western(shown)
    return digits if _DATE.fullmatch(digits) else None


def _is_title(line: str) -> bool:
    """Whether a line looks like a title, alone or joined to the date before it."""
    shown = prose.trim(line)
    return (
        shown != BULLET and shown.startswith(BULLET) and not _is_indented(line)
    ) or _is_joined_title(shown)


def _is_joined_title(line: str) -> bool:
    """Whether a line is a date followed by a title, as in concatenated files."""
    head, bullet, _ = line.partition(BULLET)
    return bool(bullet) and _date(head) is not None


def _is_indented(line: str) -> bool:
    """Whether the text of `line` is indented to the column of paragraphs; a tab is enough."""
    visible = prose.remove_invisible(line).expandtabs(_BODY_COLUMNS)
    return len(visible) - len(visible.lstrip()) >= _BODY_COLUMNS
