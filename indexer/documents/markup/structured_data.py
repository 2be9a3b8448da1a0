"""What the scripts of a page tell programs of its text: JSON-LD, and the data of which an app draws the page."""

import datetime
import html
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from indexer.documents.dates import date_text
from indexer.documents.fields import rows
from indexer.documents.html import rendering, rich_text, tag_limit, text_sizes
from indexer.documents.tables import records
from indexer.documents.text import prose
from indexer.release import PARAGRAPH_BREAK

# The objects of an app's data that are looked into, the nearest first, and the names in them all: each may be of a field.
_OBJECTS, _NAMES = 5_000, 50_000
_APP = 'script#__NEXT_DATA__[type="application/json"]'
# Fewer stand in many a title.
_WORDS = 3
_TEXT, _DAY = "articleBody", "datePublished"
_DAYS = (_DAY, "dateCreated")


class PageData(NamedTuple):
    """What the scripts say of the text; None and nothing where they do not."""

    headline: str | None = None
    paragraphs: tuple[str, ...] = ()
    published: datetime.date | None = None
    publisher: str | None = None


def read(page: LexborHTMLParser, named: str) -> PageData:
    """What JSON-LD says and, of what it does not, the one text in the data of an app whose title is in what the page is
    `named`."""
    linked = _linked(page, named)
    app = _app(page, named) if not linked.paragraphs else PageData()
    return PageData(
        linked.headline or app.headline,
        linked.paragraphs or app.paragraphs,
        linked.published or app.published,
        linked.publisher,
    )


def _linked(page: LexborHTMLParser, named: str) -> PageData:
    """What JSON-LD says of an article: the first that has a day, one that is headed as the page is `named` before others, which may leave what it does not say to others of that
    day and to the first that has a text."""
    values = _values(page, 'script[type^="application/ld+json"]')
    objects = [each for value in values for each in _near(value)]
    names = {each["@id"]: each.get("name") for each in objects if isinstance(each.get("@id"), str)}
    said = [_said(each, names) for each in objects]
    said.sort(key=lambda each: not _is_title(each.get("headline", ""), named))
    dated = [each for each in said if _DAY in each]
    of_day = [each for each in dated if each[_DAY] == dated[0][_DAY]]
    texts = [each for each in said if _TEXT in each][:1]
    fields = dict[str, str]()
    for each in (*of_day, *texts):
        fields = {**each, **fields}
    return PageData(
        fields.get("headline"),
        tuple(_paragraphs(fields.get(_TEXT, ""))),
        date_text.parse(fields.get(_DAY)),
        fields.get("publisher"),
    )


def _said(each: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, str]:
    """Headline, text, day and publisher of an object, those that are texts."""
    publisher = _one(each.get("publisher"))
    if isinstance(publisher, dict):
        publisher = _one(publisher.get("name")) or names.get(str(publisher.get("@id")))
    days = (_one(each.get(key)) for key in _DAYS)
    fields = {
        "headline": _one(each.get("headline")),
        _TEXT: _one(each.get(_TEXT)),
        _DAY: next(filter(None, days), None),
        "publisher": publisher,
    }
    return {key: value for key, value in fields.items() if isinstance(value, str) and value}


def _one(value: Any) -> Any:
    """A value, or the first of several."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _near(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD: on its first level, in its graph, and what one of them is about."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            inner = (each.get("@graph"), each.get("mainEntity"))
            several = (one if isinstance(one, list) else [one] for one in inner)
            yield from (one for ones in several for one in ones if isinstance(one, dict))


def _app(page: LexborHTMLParser, named: str) -> PageData:
    """The text of which an app draws the page. A list of texts, as other data have it, tells nothing."""
    found: dict[str, PageData] = {}
    for value in _values(page, _APP):
        for each in _within(value):
            if not records.is_release(each):
                continue
            try:
                row = records.read(each).row
            except rows.RowFault:
                continue
            title, body = row.get("title"), row.get("body")
            if not isinstance(title, str) or not _is_title(title, named):
                continue
            if isinstance(body, str) and len(body) > text_sizes.LINE_CHARACTERS:
                published = row.get("published")
                day = date_text.parse(published) if isinstance(published, str) else None
                found[body] = PageData(title, tuple(body.split(PARAGRAPH_BREAK)), day)
    return next(iter(found.values())) if len(found) == 1 else PageData()


def _is_title(text: str, named: str) -> bool:
    """Whether a page is called so, alone or beside the name of its site."""
    return len(text.split()) >= _WORDS and text in named


def _within(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a value of JSON, as deep as they lie, those above before those in them."""
    pending = [value]
    named = 0
    for here in pending:
        if isinstance(here, dict):
            named += len(here)
            if named > _NAMES:
                return
            yield here
        inner = here.values() if isinstance(here, dict) else here
        room = _OBJECTS - len(pending)
        pending += [each for each in inner if isinstance(each, dict | list)][: max(room, 0)]


def _values(page: LexborHTMLParser, selector: str) -> Iterator[Any]:
    """The values of JSON in scripts."""
    for node in page.css(selector):
        try:
            value = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list):
            yield value


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that may be HTML; if not, no program has wrapped its lines."""
    if tag_limit.fault(text):
        return []
    if rich_text.is_html(text):
        return rendering.paragraphs(text)
    lines = map(prose.one_line, html.unescape(text).splitlines())
    return [line for line in lines if not prose.is_blank(line)]
