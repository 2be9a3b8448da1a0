"""What Arabic press text says of itself at its edges: day and place of the event, day of publication,
agency.

Read are, and only where they stand alone or lead a paragraph:

- the line in brackets below the title (see `dateline`), which leaves the body;
- the lead of agencies and statements (see `lead`), whose day is that of publication where no other is told;
- a place and a day in a first or last paragraph of their own (see `imprint`), as in a lead;
- labelled lines (see `labels`);
- a last or first paragraph that is a date, which leaves the body.
"""

import datetime
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents import dateline, imprint, labels, lead, masthead, press, prose

# Labelled lines stand in the first or last few paragraphs.
_EDGE_PARAGRAPHS = 4
_HEADINGS = 2


class Said(NamedTuple):
    """``body`` is what is left of the paragraphs; None where the text does not say."""

    body: list[str]
    published: datetime.date | None = None
    event_date: datetime.date | None = None
    place: str | None = None
    agency: str | None = None
    dateline: str | None = None


def read(paragraphs: Sequence[str], above: Sequence[str] = ()) -> Said:
    """What `paragraphs` say, and what stands above the title, which is in neither. Never raises."""
    body = list(paragraphs)
    if body and prose.bare(body[-1]) == press.BULLET:
        del body[-1]
    head = masthead.told(above)
    published = _lone_date(body) or head.day
    line = dateline.read(body[0]) if body else None
    if line:
        del body[0]
    begun = _begun(body)
    labelled = labels.read(
        [*above, *body[:_EDGE_PARAGRAPHS], *body[_EDGE_PARAGRAPHS:][-_EDGE_PARAGRAPHS:]]
    )
    published = published or dates.find(labelled.get("date", ""))
    return Said(
        body,
        published or begun.day,
        line.event_date if line else begun.day if published else None,
        (line.place if line else None) or labelled.get("place") or begun.place or head.place,
        labelled.get("agency") or begun.agency or head.agency,
        line.text if line else None,
    )


def _begun(body: Sequence[str]) -> lead.Lead:
    """What the lead says, or else a line of place and day above or below the text."""
    if body and (found := lead.read(body[0])):
        return found
    edges = (*body[: _headings(body) + 1], *body[-1:])
    line = next(filter(None, map(imprint.read, edges)), None)
    return lead.Lead(line.day, line.place, None) if line else lead.Lead(None, None, None)


def _headings(body: Sequence[str]) -> int:
    """How many paragraphs are further lines of a headline, as those of a PDF may be."""
    return len(list(takewhile(prose.is_heading, body[:_HEADINGS])))


def _lone_date(body: list[str]) -> datetime.date | None:
    """The date that is the last paragraph, or the first; it is taken out with its bullet."""
    for place in (-1, 0):
        if len(body) > 1:
            day = dates.parse_day(prose.bare(body[place]).lstrip(press.BULLET).strip())
            if day:
                del body[place]
                if place == -1 and prose.bare(body[-1]) == press.BULLET:
                    del body[-1]
                return day
    return None
