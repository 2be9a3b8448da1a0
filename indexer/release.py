"""Release: the domain's one document."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Self

PARAGRAPH_BREAK = "\n\n"
# In memory: a release without its texts, a character of Arabic, a value within `extra`.
_OBJECT_BYTES, _CHARACTER_BYTES, _VALUE_BYTES = 2_000, 2, 64
# As long as titles are.
_HEADLINE_WORDS = 12


@dataclass(frozen=True)  # without slots, for what is computed once
class Release:
    """One press release, as the reader sees it.

    ``body`` holds the paragraphs, separated by a blank line. ``dateline`` is the line in brackets
    below the title, without the brackets; ``event_date`` and ``place`` are read from it.
    ``source`` is the seed file, relative to the folder it was found in. ``extra`` keeps what a
    structured document says beyond the known fields; its values are JSON. ``remarks`` say what of the
    document could not be told, to whoever builds: they are no part of the release, and are not stored.
    """

    id: str
    title: str
    body: str
    published: datetime.date | None = None
    event_date: datetime.date | None = None
    place: str | None = None
    agency: str | None = None
    language: str = "ar"
    url: str | None = None
    dateline: str | None = None
    source: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = field(default=(), compare=False, repr=False)

    @property
    def day(self) -> datetime.date | None:
        """The day that a release is sought and sorted by: of publication or, where that is not known, of the event."""
        return self.published or self.event_date

    @property
    def headline(self) -> str:
        """What a release is called: its title or, without one, the beginning of its text; empty where it has neither."""
        if self.title.strip():
            return self.title
        words = self.body.split(maxsplit=_HEADLINE_WORDS)
        begun = " ".join(words[:_HEADLINE_WORDS])
        return f"{begun} …" if len(words) > _HEADLINE_WORDS else begun

    @property
    def paragraphs(self) -> list[str]:
        return [p for p in self.body.split(PARAGRAPH_BREAK) if p]

    @cached_property
    def nbytes(self) -> int:
        """About what it takes in memory."""
        extra = str(self.extra) if self.extra else ""
        parts = sum(map(extra.count, ",[{"))
        known = (self.id, self.title, self.body, self.place, self.agency, self.url, self.dateline)
        characters = sum(len(text) for text in (*known, extra) if text)
        return _OBJECT_BYTES + _CHARACTER_BYTES * characters + _VALUE_BYTES * parts

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) over all fields: equal digests mean that nothing changed."""
        return hashlib.sha256(self.canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def canonical(self) -> str:
        """As JSON with sorted keys, so that equal releases give equal text."""
        known = {name: getattr(self, name) for name in STORED}
        return json.dumps(
            known, ensure_ascii=False, sort_keys=True, default=datetime.date.isoformat
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The inverse of `canonical`."""
        known = json.loads(text)
        for name in ("published", "event_date"):
            if known[name] is not None:
                known[name] = datetime.date.fromisoformat(known[name])
        return cls(**known)


def iso(day: datetime.date | None) -> str | None:
    """A day of a release as JSON holds it."""
    return day.isoformat() if day else None


# What a release is made of: the names of all fields but the remarks.
STORED = tuple(each.name for each in fields(Release) if each.name != "remarks")
