"""A document without a form of its own (a page, a Word file, a PDF) to a release.

Such a document is paragraphs and what its file says of them. When the paragraphs have the form of the
seeds they are read as that form; else the first paragraph is the title where nothing better names
one, and what the text says of day, place and agency is read from its edges: see `metadata`.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from indexer.documents.fields import rows
from indexer.documents.press import (
    first_words,
    imprint,
    labels,
    lead,
    masthead,
    metadata,
    seed_format,
)
from indexer.documents.text import language, prose
from indexer.errors import DocumentError
from indexer.release import PARAGRAPH_BREAK, Release, iso

_NO_TEXT = "no text was found below its title"


@dataclass(slots=True)
class Article:
    """Paragraphs in order, and what the file itself says; None where it does not. `is_agreed`: the title stands above the
    text and is what the file calls itself, too."""

    paragraphs: list[str]
    title: str | None = None
    published: datetime.date | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    is_agreed: bool = False


def releases(article: Article, name: str, place: int = 1) -> Iterator[Release]:
    """The release at `place` of a file, or the several that stand in the form of the seeds. Raises DocumentError."""
    paragraphs = [text for text in map(prose.one_line, article.paragraphs) if prose.bare(text)]
    if not paragraphs and not article.title:
        raise DocumentError(name, "holds no text; a scan must be read by OCR first")
    article.paragraphs = paragraphs
    formed = _in_press_form(paragraphs, name)
    if formed:
        yield from (_completed(release, article) for release in formed)
        return
    try:
        made = release(article, name, place)
    except rows.RowFault as fault:
        raise DocumentError(name, str(fault)) from None
    yield made if made.body else replace(made, remarks=(*made.remarks, _NO_TEXT))


def release(article: Article, name: str, place: int = 1) -> Release:
    """One release. Raises rows.RowFault."""
    above, title, body = _parts(article)
    said = metadata.read(body, above or _imprint(title))
    return rows.release(
        {
            "title": title,
            "body": PARAGRAPH_BREAK.join([*above, *said.body]),
            "published": iso(article.published or said.published),
            "event_date": iso(said.event_date),
            "place": said.place,
            "agency": article.agency or said.agency,
            "dateline": said.dateline,
            # The letterhead of an Arabic text may be in French.
            "language": language.resolve(article.language, title, PARAGRAPH_BREAK.join(said.body)),
            "url": article.url,
            **article.extra,
        },
        name,
        place,
    )


def _parts(article: Article) -> tuple[list[str], str, list[str]]:
    """What stands above the title, most often nothing; the title; the paragraphs below it."""
    title = prose.one_line(article.title or "")
    paragraphs = article.paragraphs
    if title and not masthead.is_part(title):
        return _below(title, paragraphs)
    # What heads a page may be its letterhead.
    if title and title not in map(_shown, paragraphs[: masthead.LINES]):
        paragraphs = [title, *paragraphs]
    above, below, is_headed = masthead.split(paragraphs)
    first = _shown(below[0]) if below else ""
    is_told = is_headed and not prose.is_heading(first)
    if title and (is_told or (article.is_agreed and not is_headed)):
        return _below(title, article.paragraphs)
    if not is_headed or lead.read(first):
        return above, first_words.make_title(below), below
    if len(first) <= prose.HEADLINE_CHARACTERS:
        return above, labels.title(first) or first, below[1:]
    return above, "", below


def _below(title: str, paragraphs: list[str]) -> tuple[list[str], str, list[str]]:
    """The parts of an article whose title is known. What stands above it are lines of a letterhead, if they are short."""
    for at, paragraph in enumerate(paragraphs[: masthead.LINES]):
        if _shown(paragraph) == title:
            return paragraphs[:at], title, paragraphs[at + 1 :]
        if not (prose.is_heading(paragraph) or masthead.is_part(paragraph)):
            break
    return [], title, paragraphs


def _imprint(title: str) -> list[str]:
    """A title that tells place and day, for there is no other."""
    return [title] if imprint.read(title) else []


def _shown(paragraph: str) -> str:
    return prose.bare(paragraph.removeprefix(seed_format.BULLET))


def _in_press_form(paragraphs: Sequence[str], name: str) -> list[Release]:
    """The releases that `paragraphs` are in the form of the seeds; none where they are not."""
    if not (paragraphs and paragraphs[0].startswith(seed_format.BULLET)):
        return []
    if seed_format.BULLET not in paragraphs:
        return []
    lines: list[str] = []
    between = True
    for paragraph in paragraphs:
        if (
            between and paragraph.startswith(seed_format.BULLET)
        ) or paragraph == seed_format.BULLET:
            lines.append(paragraph)
        else:
            lines.append("    " + paragraph)
        between = len(lines) > 1 and lines[-2] == seed_format.BULLET
    try:
        return seed_format.parse(PARAGRAPH_BREAK.join(lines), name)
    except DocumentError:
        return []


def _completed(release: Release, article: Article) -> Release:
    return replace(
        release,
        agency=release.agency or article.agency,
        url=article.url,
        language=language.resolve(article.language, release.title, release.body),
    )
