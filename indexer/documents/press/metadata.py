"""What Arabic press text says of itself at its edges: day and place of the event, day of publication,
agency.

Read are, and only where they stand alone or lead a paragraph:

- the line in brackets below the title (see `dateline`), which leaves the body;
- the lead of agencies and statements (see `lead`), whose day is that of publication where no other is told;
- a place and a day in a first or last paragraph of their own (see `imprint`), as in a lead;
- labelled lines (see `labels`);
- the day that the first sentences call today (see `today`);
- a last or first paragraph that is a date, which leaves the body.
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
from indexer.documents.text import prose

# Labelled lines stand in the first or last few paragraphs.
_EDGE_PARAGRAPHS = 4
_HEADINGS = 3
# Below a headline who wrote, or what a picture shows, may stand above the lead of an agency; text is longer.
_ABOVE, _ABOVE_CHARACTERS = 3, 100


class PressMetadata(NamedTuple):
    """``body`` is what is left of the paragraphs; None where the text does not say."""

    body: list[str]
    published: datetime.date | None = None
    event_date: datetime.date | None = None
    place: str | None = None
    agency: str | None = None
    dateline: str | None = None


def read(paragraphs: Sequence[str], above: Sequence[str] = ()) -> PressMetadata:
    """What `paragraphs` say, and what stands above the title, which is in neither. Never raises."""
    body = list(paragraphs)
    if body and prose.bare(body[-1]) == seed_format.BULLET:
        del body[-1]
    head = masthead.read_facts(above)
    published = _lone_date(body) or head.day
    line = dateline.read(body[0]) if body else None
    if line:
        del body[0]
    begun = _begun(body)
    labelled = labels.read(
        [*above, *body[:_EDGE_PARAGRAPHS], *body[_EDGE_PARAGRAPHS:][-_EDGE_PARAGRAPHS:]]
    )
    dated = labelled.get("date", "")
    published = published or date_text.parse_whole(dated) or dates.find(dated)
    return PressMetadata(
        body,
        published or begun.day,
        line.event_date if line else begun.day if published else None,
        (line.place if line else None) or labelled.get("place") or begun.place or head.place,
        labelled.get("agency") or begun.agency or head.agency or _signed(body),
        line.text if line else None,
    )


def _begun(body: Sequence[str]) -> lead.Lead:
    """What the lead says, or else a line of place and day above or below the text, or else what the text calls today."""
    headings = _headings(body)
    top = body[: headings + 1]
    found = next(filter(None, map(lead.read, top)), None) or _signed_lead(body[headings:])
    if found and found.day:
        return found
    line = next(filter(None, map(imprint.read, (*top, *body[-1:]))), None)
    day = (
        line.day
        if line
        else next(filter(None, map(today_phrase.find, body[headings : headings + 2])), None)
    )
    place = found.place if found else line.place if line else None
    return lead.Lead(day, place, found.agency if found else None)


def _signed_lead(body: Sequence[str]) -> lead.Lead | None:
    """The lead of an agency below a few short lines; who asks in an interview is told so, too: سؤال (رويترز):."""
    above = takewhile(lambda each: len(each) <= _ABOVE_CHARACTERS, body[:_ABOVE])
    leads = map(lead.read, body[: len(list(above)) + 1])
    return next((found for found in leads if found and found.agency and _is_placed(found)), None)


def _is_placed(found: lead.Lead) -> bool:
    """Whether a lead has a day, or a place that is known."""
    return found.day is not None or places.is_known(found.place or "")


def _signed(body: Sequence[str]) -> str | None:
    """The institution that is the line below the title."""
    return (institutions.name_in_line(body[0]) or None) if len(body) > 1 else None


def _headings(body: Sequence[str]) -> int:
    """How many paragraphs are further lines of a headline, as those of a PDF may be."""
    return len(list(takewhile(prose.is_heading, body[:_HEADINGS])))


def _lone_date(body: list[str]) -> datetime.date | None:
    """The date that is the last paragraph, or the first below further headings; it is taken out with its bullet."""
    for place in (-1, *range(_headings(body) + 1)):
        if len(body) > max(place, 1):
            day = date_text.parse_whole(prose.bare(body[place]).lstrip(seed_format.BULLET).strip())
            if day:
                del body[place]
                if place == -1 and prose.bare(body[-1]) == seed_format.BULLET:
                    del body[-1]
                return day
    return None
