"""Makes a release of an article: the paragraphs of a web page, a Word file, a PDF, with the
metadata of the file.

Paragraphs in the seed format are parsed as such. Otherwise the first paragraph is the title if the
file has no better one, and date, place and agency are read from the beginning and the end of the
text: see `metadata`.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

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
from indexer.releases.release import PARAGRAPH_BREAK, Release, iso

# A paragraph alone that is longer is a text without a headline: a short message.
_TITLE_CHARACTERS = 140
_NO_TEXT = "no text was found below its title"


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs in order, and the metadata of the file. `has_confirmed_title`: the heading above
    the text agrees with the title in the metadata."""

    paragraphs: list[str]
    title: str | None = None
    published: datetime.date | None = None
    agency: str | None = None
    language: str | None = None
    url: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    has_confirmed_title: bool = False


def releases(article: Article, name: str, place: int = 1) -> Iterator[Release]:
    """The release at `place` of a file, or several if the article is in the seed format. Raises
    DocumentError."""
    paragraphs = [text for text in map(prose.one_line, article.paragraphs) if prose.trim(text)]
    if not paragraphs and not article.title:
        raise DocumentError(name, "holds no text; a scan must be read by OCR first")
    article = replace(article, paragraphs=paragraphs)
    parsed = _parse_seed_format(paragraphs, name)
    if parsed:
        yield from (_complete(release, article) for release in parsed)
        return
    try:
        made = release(article, name, place)
    except rows.RowFault as fault:
        raise DocumentError(name, str(fault)) from None
    yield made if made.body else replace(made, remarks=(*made.remarks, _NO_TEXT))


def release(article: Article, name: str, place: int = 1) -> Release:
    """One release. Raises rows.RowFault."""
    above, title, body = _split(article)
    found = metadata.read(body, above or _imprint(title))
    return rows.release(
        {
            "title": title,
            "body": PARAGRAPH_BREAK.join([*above, *found.body]),
            "published": iso(article.published or found.published),
            "event_date": iso(found.event_date),
            "place": found.place,
            "agency": article.agency or found.agency,
            "dateline": found.dateline,
            # Without the masthead: the letterhead of an Arabic text may be in French.
            "language": language.resolve(article.language, title, PARAGRAPH_BREAK.join(found.body)),
            "url": article.url,
            **article.extra,
        },
        name,
        place,
    )


def is_text(alone: str) -> bool:
    """Whether a paragraph without another one is a text, by its length and its last character."""
    return len(alone) > _TITLE_CHARACTERS or not prose.is_heading(alone)


class _Split(NamedTuple):
    """An article split at its title; `above` is the masthead and usually empty."""

    above: list[str]
    title: str
    body: list[str]


def _split(article: Article) -> _Split:
    title = prose.one_line(article.title or "")
    paragraphs = article.paragraphs
    if title and not masthead.is_part(title):
        return _split_at(title, paragraphs)
    # The heading of a page may be its letterhead.
    if title and title not in map(_bare, paragraphs[: masthead.LINES]):
        paragraphs = [title, *paragraphs]
    above, below, has_headline = masthead.split(paragraphs)
    first = _bare(below[0]) if below else ""
    is_first_text = has_headline and not prose.is_heading(first)
    if title and (is_first_text or (article.has_confirmed_title and not has_headline)):
        return _split_at(title, article.paragraphs)
    if not has_headline or lead.read(first):
        return _Split(above, first_words.make_title(below), below)
    if len(first) <= prose.HEADLINE_CHARACTERS and not (len(below) == 1 and is_text(first)):
        return _Split(above, labels.title(first) or first, below[1:])
    return _Split(above, "", below)


def _split_at(title: str, paragraphs: list[str]) -> _Split:
    """Splits an article at a known title; short lines above it are a letterhead."""
    for at, paragraph in enumerate(paragraphs[: masthead.LINES]):
        if _bare(paragraph) == title:
            return _Split(paragraphs[:at], title, paragraphs[at + 1 :])
        if not (prose.is_heading(paragraph) or masthead.is_part(paragraph)):
            break
    return _Split([], title, paragraphs)


def _imprint(title: str) -> list[str]:
    """The title as a masthead line, if it is a place and a date."""
    return [title] if imprint.read(title) else []


def _bare(paragraph: str) -> str:
    return prose.trim(paragraph.removeprefix(seed_format.BULLET))


def _parse_seed_format(paragraphs: Sequence[str], name: str) -> list[Release]:
    """The releases of `paragraphs` in the seed format; empty if they are not in it."""
    if not (paragraphs and paragraphs[0].startswith(seed_format.BULLET)):
        return []
    if seed_format.BULLET not in paragraphs:
        return []
    lines: list[str] = []
    is_between_releases = True
    for paragraph in paragraphs:
        if (
            is_between_releases and paragraph.startswith(seed_format.BULLET)
        ) or paragraph == seed_format.BULLET:
            lines.append(paragraph)
        else:
            lines.append("    " + paragraph)
        is_between_releases = len(lines) > 1 and lines[-2] == seed_format.BULLET
    try:
        return seed_format.parse(PARAGRAPH_BREAK.join(lines), name)
    except DocumentError:
        return []


def _complete(release: Release, article: Article) -> Release:
    return replace(
        release,
        agency=release.agency or article.agency,
        url=article.url,
        language=language.resolve(article.language, release.title, release.body),
    )
