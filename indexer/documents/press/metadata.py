"""Reads metadata from the beginning and the end of Arabic press text: date and place of the event,
date of publication, agency.

Sources, only in paragraphs of their own or at the beginning of one:

- the bracketed line below the title (see `dateline`), which is removed from the body;
- the lead of agencies and statements (see `lead`); its date is that of publication if there is no
  other;
- a first or last paragraph that is a place and a date (see `imprint`), as in a lead;
- labelled lines (see `labels`);
- the date that the first sentences call today (see `today_phrase`);
- a last or first paragraph that is a date, which is removed from the body.
"""

import datetime
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.dates import date_text, today_phrase
from indexer.documents.press import (
    dateline,
    imprint,
    institutions,
    labels,
    lead,
    masthead,
    places,
    seed_format,
)
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose

# Labelled lines are in the first or last few paragraphs.
_EDGE_PARAGRAPHS = 4
_HEADINGS = 3
# A byline or a caption may precede the lead of an agency; text is longer.
_ABOVE, _ABOVE_CHARACTERS = 3, 100


class PressMetadata(NamedTuple):
    """``body`` are the remaining paragraphs; the other fields are None where missing."""

    body: list[str]
    published: datetime.date | None = None
    event_date: datetime.date | None = None
    place: str | None = None
    agency: str | None = None
    dateline: str | None = None


def read(paragraphs: Sequence[str], above: Sequence[str] = ()) -> PressMetadata:
    """The metadata of the `paragraphs` below a title and of the masthead `above` it. Never
    raises."""
    body = list(paragraphs)
    if body and prose.trim(body[-1]) == seed_format.BULLET:
        del body[-1]
    head = masthead.read_facts(above)
    published = _take_lone_date(body) or head.day
    line = dateline.read(body[0]) if body else None
    if line:
        del body[0]
    opening = _read_opening(body)
    labelled = labels.read(
        [*above, *body[:_EDGE_PARAGRAPHS], *body[_EDGE_PARAGRAPHS:][-_EDGE_PARAGRAPHS:]]
    )
    dated = labelled.get("date", "")
    published = published or date_text.parse_whole(dated) or dates.find(dated)
    facts = (
        Facts(place=line.place if line else None)
        .or_else(Facts(place=labelled.get("place"), agency=labelled.get("agency")))
        .or_else(opening)
        .or_else(head)
    )
    return PressMetadata(
        body,
        published=published or opening.day,
        event_date=line.event_date if line else opening.day if published else None,
        place=facts.place,
        agency=facts.agency or _institution_below_title(body),
        dateline=line.text if line else None,
    )


def _read_opening(body: Sequence[str]) -> Facts:
    """The lead, else a line of place and date above or below the text, else the date that the text
    calls today."""
    headings = _count_headings(body)
    top = body[: headings + 1]
    found = next(filter(None, map(lead.read, top)), None) or _signed_lead(body[headings:])
    if found and found.day:
        return found.facts
    line = next(filter(None, map(imprint.read, (*top, *body[-1:]))), None)
    day = (
        line.day
        if line
        else next(filter(None, map(today_phrase.find, body[headings : headings + 2])), None)
    )
    place = found.place if found else line.place if line else None
    return Facts(day, place, found.agency if found else None)


def _signed_lead(body: Sequence[str]) -> lead.Lead | None:
    """The lead of an agency below a few short lines. It needs a date or a known place, because
    questions in interviews have the same form: سؤال (رويترز):."""
    above = takewhile(lambda each: len(each) <= _ABOVE_CHARACTERS, body[:_ABOVE])
    leads = map(lead.read, body[: len(list(above)) + 1])
    return next(
        (found for found in leads if found and found.agency and _has_date_or_known_place(found)),
        None,
    )


def _has_date_or_known_place(found: lead.Lead) -> bool:
    """Whether a lead has a date or a known place."""
    return found.day is not None or places.is_known(found.place or "")


def _institution_below_title(body: Sequence[str]) -> str | None:
    """The institution that the line below the title names."""
    return (institutions.name_in_line(body[0]) or None) if len(body) > 1 else None


def _count_headings(body: Sequence[str]) -> int:
    """The number of paragraphs that continue the headline, as in PDFs."""
    return len(list(takewhile(prose.is_heading, body[:_HEADINGS])))


def _take_lone_date(body: list[str]) -> datetime.date | None:
    """Removes the date that is the last paragraph, or the first one below headings, with its
    bullet, and returns it."""
    for place in (-1, *range(_count_headings(body) + 1)):
        if len(body) > max(place, 1):
            day = date_text.parse_whole(prose.trim(body[place]).lstrip(seed_format.BULLET).strip())
            if day:
                del body[place]
                if place == -1 and prose.trim(body[-1]) == seed_format.BULLET:
                    del body[-1]
                return day
    return None
