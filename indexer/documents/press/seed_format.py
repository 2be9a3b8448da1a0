"""The form of press releases in text files, as the seeds have it.

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

A file holds one or several, one after the other; the next title may follow the date without a line
end (files that were joined). What is not said above is read like this:

- a title goes on over the next lines until a blank line or one indented by four columns;
- blank lines separate paragraphs; lines that follow each other are one paragraph, whatever their
  indentation, joined by a space, so that wrapped text stays whole;
- a bullet with text that is indented by four columns is a point of a list, in a paragraph of its own;
- a bullet alone on its line always closes the body;
- invisible marks around bullets and dates, and digits of other scripts in the date, do not matter.

Anything else refuses a release of a file that is meant to have the form (see `is_meant`), with the line
(from 1) and what was expected there: half a release in the index would be worse than none. Those behind it
are read where it is plain that they begin (see `_Lines.goes_on`).
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer import limits
from indexer.arabic.numbers import western
from indexer.documents.fields import ids
from indexer.documents.files import file_names
from indexer.documents.press import dateline
from indexer.documents.text import language, prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release

BULLET = "•"
_BODY_COLUMNS = 4
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DASHES = str.maketrans("‐‑‒–−", "-----")


def parse(text: str, name: str) -> list[Release]:
    """The releases of `text`, the content of the file `name`, in order.

    Pure. Raises DocumentError, under `name`, for the first line that does not fit the form.
    """
    releases: list[Release] = []
    for found in read(text, name):
        if isinstance(found, DocumentError):
            raise found
        releases.append(found)
    return releases


def read(text: str, name: str) -> Iterator[Release | DocumentError]:
    """As `parse`, with an error in the place of a release that is refused; its rank counts for the ids of
    those behind it."""
    lines = _Lines(prose.newlines(text).removeprefix("\ufeff").split("\n"), name)
    rank = 0
    while lines.skip_blank() or not rank:
        rank += 1
        lines.closed = lines.dated = False
        try:
            yield _release(lines, ids.release_id(name, rank))
        except DocumentError as error:
            if lines.goes_on():
                yield error
                continue
            unread = "what follows was not read, for where it begins is not plain"
            yield DocumentError(name, f"{error.reason}; {unread}", error.line)
            return


def looks_like(text: str) -> bool:
    """Whether `text` is meant to have the form: its first line begins with a bullet, or a bullet stands
    alone on a line. What is not is plain text."""
    lines = [shown for line in prose.newlines(text).split("\n") if (shown := prose.bare(line))]
    return not lines or lines[0].startswith(BULLET) or BULLET in lines


@dataclass(slots=True)
class _Lines:
    """A cursor over the lines of a file."""

    lines: list[str]
    name: str
    at: int = field(default=0)
    # Whether the cursor has passed the closing bullet of the release that is read, and its date.
    closed: bool = False
    dated: bool = False

    def skip_blank(self) -> bool:
        """Goes to the next line that shows something; False at the end."""
        while self.at < len(self.lines) and prose.is_blank(self.lines[self.at]):
            self.at += 1
        return self.at < len(self.lines)

    def rest(self) -> Iterator[str]:
        """The lines from here on; the cursor stands on the one last given until the next is asked."""
        while self.at < len(self.lines):
            yield self.lines[self.at]
            self.at += 1

    def goes_on(self) -> bool:
        """Goes behind a release that was refused; False where a line may be the title of the next one as
        well as a point of a list in this one."""
        for line in () if self.closed else self.rest():
            if prose.bare(line) == BULLET:
                self.at += 1
                break
            if _begins(line):
                return False
        dated = self.dated
        for line in () if self.dated else self.rest():
            before = line[: line.index(BULLET)] if _begins(line) else line
            has_figures = any(map(str.isdecimal, before))
            dated = dated or has_figures
            if _begins(line):
                self.lines[self.at] = line[line.index(BULLET) :]
                return dated
            if not (has_figures or prose.is_blank(line)):
                return False  # no date of whatever form: the • was a point
        return True

    def refusal(self, reason: str, line: int | None = None) -> DocumentError:
        """An error at `line`, or at the cursor; at the end, at the last line."""
        return DocumentError(self.name, reason, line or min(self.at + 1, len(self.lines)))


def _release(lines: _Lines, given_id: str) -> Release:
    """The release that begins at the cursor."""
    title_line = lines.at + 1
    title = _title(lines)
    body = _body(lines, title_line)
    published = _published(lines)
    head = dateline.read(body[0])
    if head:
        del body[0]
    if not body:
        raise lines.refusal("a body was expected between the title and the closing •", title_line)
    text = PARAGRAPH_BREAK.join(body)
    if len(text) > limits.BODY_CHARACTERS:
        reason = (
            f"the body has {len(text):,} characters; at most {limits.BODY_CHARACTERS:,} are allowed"
        )
        raise lines.refusal(reason, title_line)
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


def _title(lines: _Lines) -> str:
    """The title at the cursor, which moves behind it."""
    if not lines.skip_blank():
        raise lines.refusal(
            "a line that begins with • and holds the title was expected; the file is empty"
        )
    first = prose.bare(lines.lines[lines.at])
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
        if prose.is_blank(line) or _indented(line) or prose.bare(line).startswith(BULLET):
            break
        parts.append(line)
    title = prose.one_line(" ".join(parts))
    if len(title) > limits.TITLE_CHARACTERS:
        reason = f"the title has {len(title):,} characters; at most {limits.TITLE_CHARACTERS:,} are allowed"
        raise lines.refusal(reason + "; is the blank line below it missing?", number)
    return title


def _body(lines: _Lines, title_line: int) -> list[str]:
    """The paragraphs up to the closing bullet, dateline included; the cursor moves behind the bullet."""
    paragraphs: list[list[str]] = [[]]
    for line in lines.rest():
        shown = prose.bare(line)
        if shown == BULLET:
            break
        if _begins(line):
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


def _published(lines: _Lines) -> datetime.date:
    """The publication date at the cursor, which moves behind it, at most to a title on its line."""
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
    """The date that `text` is, with digits 0-9, whether or not the calendar has it."""
    shown = prose.bare(prose.visible(text)).translate(_DASHES)
    digits = western(shown)
    return digits if _DATE.fullmatch(digits) else None


def _begins(line: str) -> bool:
    """Whether a line looks like the title of a release, alone or joined to the date before it."""
    shown = prose.bare(line)
    return (shown != BULLET and shown.startswith(BULLET) and not _indented(line)) or _joined(shown)


def _joined(line: str) -> bool:
    """Whether a line is a date with a title joined to it: the seam of two files."""
    head, bullet, _ = line.partition(BULLET)
    return bool(bullet) and _date(head) is not None


def _indented(line: str) -> bool:
    """Whether the text of `line` starts at the column of paragraphs; a tab reaches it."""
    visible = prose.visible(line).expandtabs(_BODY_COLUMNS)
    return len(visible) - len(visible.lstrip()) >= _BODY_COLUMNS
