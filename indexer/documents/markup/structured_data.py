"""Reads structured data in the scripts of a page: JSON-LD, and the data from which an application
renders the page."""

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
from indexer.releases.release import PARAGRAPH_BREAK

# The most objects of application data that are examined, breadth first, and the most keys in them.
_OBJECTS, _KEYS = 5_000, 50_000
_APP = 'script#__NEXT_DATA__[type="application/json"]'
_TEXT, _DAY = "articleBody", "datePublished"
_DAYS = (_DAY, "dateCreated")


class PageData(NamedTuple):
    """What the scripts say of the text; None or empty where missing."""

    headline: str | None = None
    paragraphs: tuple[str, ...] = ()
    published: datetime.date | None = None
    publisher: str | None = None


def read(page: LexborHTMLParser, page_name: str) -> PageData:
    """The data in JSON-LD, completed by the only text in application data whose title is in the
    page title `page_name`."""
    json_ld = _read_json_ld(page, page_name)
    app_data = _read_app_data(page, page_name) if not json_ld.paragraphs else PageData()
    return PageData(
        json_ld.headline or app_data.headline,
        json_ld.paragraphs or app_data.paragraphs,
        json_ld.published or app_data.published,
        json_ld.publisher,
    )


def _read_json_ld(page: LexborHTMLParser, page_name: str) -> PageData:
    """An article in JSON-LD: the first object with a date, preferably with the headline in the page
    title. Missing fields are taken from other objects of that date and from the first object with a
    text."""
    values = _values(page, 'script[type^="application/ld+json"]')
    objects = [each for value in values for each in _json_ld_objects(value)]
    names = {each["@id"]: each.get("name") for each in objects if isinstance(each.get("@id"), str)}
    articles = [_article_fields(each, names) for each in objects]
    articles.sort(key=lambda each: not _is_title(each.get("headline", ""), page_name))
    dated = [each for each in articles if _DAY in each]
    same_day = [each for each in dated if each[_DAY] == dated[0][_DAY]]
    texts = [each for each in articles if _TEXT in each][:1]
    fields = dict[str, str]()
    for each in (*same_day, *texts):
        fields = {**each, **fields}
    return PageData(
        fields.get("headline"),
        tuple(_paragraphs(fields.get(_TEXT, ""))),
        date_text.parse(fields.get(_DAY)),
        fields.get("publisher"),
    )


def _article_fields(each: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, str]:
    """Headline, text, date and publisher of an object, as far as they are strings."""
    publisher = _first_value(each.get("publisher"))
    if isinstance(publisher, dict):
        publisher = _first_value(publisher.get("name")) or names.get(str(publisher.get("@id")))
    days = (_first_value(each.get(key)) for key in _DAYS)
    fields = {
        "headline": _first_value(each.get("headline")),
        _TEXT: _first_value(each.get(_TEXT)),
        _DAY: next(filter(None, days), None),
        "publisher": publisher,
    }
    return {key: value for key, value in fields.items() if isinstance(value, str) and value}


def _first_value(value: Any) -> Any:
    """A value, or the first of several."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _json_ld_objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD: at the top level, in ``@graph``, and in ``mainEntity``."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield each
            inner = (each.get("@graph"), each.get("mainEntity"))
            several = (one if isinstance(one, list) else [one] for one in inner)
            yield from (one for ones in several for one in ones if isinstance(one, dict))


def _read_app_data(page: LexborHTMLParser, page_name: str) -> PageData:
    """The text from which an application renders the page, if there is only one."""
    found: dict[str, PageData] = {}
    for value in _values(page, _APP):
        for each in _all_objects(value):
            if not records.is_release(each):
                continue
            try:
                row = records.read(each).row
            except rows.RowFault:
                continue
            title, body = row.get("title"), row.get("body")
            if not isinstance(title, str) or not _is_title(title, page_name):
                continue
            if isinstance(body, str) and len(body) > text_sizes.LINE_CHARACTERS:
                published = row.get("published")
                day = date_text.parse(published) if isinstance(published, str) else None
                found[body] = PageData(title, tuple(body.split(PARAGRAPH_BREAK)), day)
    return next(iter(found.values())) if len(found) == 1 else PageData()


def _is_title(text: str, page_name: str) -> bool:
    """Whether a text is the page title, or is contained in it."""
    return len(text.split()) >= prose.HEADLINE_WORDS and text in page_name


def _all_objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a JSON value, at any depth, breadth first, within the limits."""
    pending = [value]
    page_name = 0
    for here in pending:
        if isinstance(here, dict):
            page_name += len(here)
            if page_name > _KEYS:
                return
            yield here
        inner = here.values() if isinstance(here, dict) else here
        room = _OBJECTS - len(pending)
        pending += [each for each in inner if isinstance(each, dict | list)][: max(room, 0)]


def _values(page: LexborHTMLParser, selector: str) -> Iterator[Any]:
    """The JSON values of the scripts that match a selector."""
    for node in page.css(selector):
        try:
            value = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list):
            yield value


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that may be HTML; in plain text each line is one."""
    if tag_limit.fault(text):
        return []
    if rich_text.is_html(text):
        return rendering.paragraphs(text)
    lines = map(prose.one_line, html.unescape(text).splitlines())
    return [line for line in lines if not prose.is_blank(line)]
