"""Release: the document of this domain."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Self

from indexer.releases.bylines import without_byline

PARAGRAPH_BREAK = "\n\n"
# Memory of a release without its texts, of an Arabic character, and of a value in `extra`.
_OBJECT_BYTES, _CHARACTER_BYTES, _VALUE_BYTES = 2_000, 2, 64
# Behind the first words of a longer text.
CUT = " …"
# About the length of a title.
_HEADLINE_WORDS = 12


@dataclass(frozen=True)  # without slots, for `cached_property`
class Release:
    """One press release, as the reader sees it.

    ``body`` holds the paragraphs, separated by a blank line. ``dateline`` is the line in brackets
    below the title, without the brackets; ``event_date`` and ``place`` are read from it. ``source``
    is the file, relative to the folder in which it was found. ``extra`` has the unknown fields of a
    structured document; its values are JSON. ``remarks`` tell the user of a build what could not be
    determined, and ``line`` where the release ends in a file of several: they are neither compared
    nor stored.
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
    line: int | None = field(default=None, compare=False, repr=False)

    @property
    def day(self) -> datetime.date | None:
        """The day for filters and sorting: that of publication or, if unknown, of the event."""
        return self.published or self.event_date

    @cached_property
    def headline(self) -> str:
        """The title or, without one, the beginning of the text; empty if there is neither."""
        if self.title.strip():
            return self.title
        start, end = self.headline_range
        beginning = " ".join(self.body[start:end].split())
        return f"{beginning}{CUT}" if end < len(self.body) else beginning

    @cached_property
    def headline_range(self) -> tuple[int, int]:
        """Where in the body the headline begins, and where the text behind it does: 0, 0 unless
        the headline is from there."""
        if self.title.strip():
            return 0, 0
        text = without_byline(self.body) or self.body
        rest = text.split(maxsplit=_HEADLINE_WORDS)[_HEADLINE_WORDS:]
        return len(self.body) - len(text), len(self.body) - sum(map(len, rest))

    @property
    def paragraphs(self) -> list[str]:
        return [p for p in self.body.split(PARAGRAPH_BREAK) if p]

    @cached_property
    def nbytes(self) -> int:
        """Approximate size in memory."""
        extra = str(self.extra) if self.extra else ""
        parts = sum(map(extra.count, ",[{"))
        known = (self.id, self.title, self.body, self.place, self.agency, self.url, self.dateline)
        characters = sum(len(text) for text in (*known, extra) if text)
        return _OBJECT_BYTES + _CHARACTER_BYTES * characters + _VALUE_BYTES * parts

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of all stored fields: equal digests mean that nothing changed."""
        return hashlib.sha256(self.canonical.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def canonical(self) -> str:
        """JSON with sorted keys, so that equal releases give equal text."""
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
    """A day in ISO 8601, as in JSON."""
    return day.isoformat() if day else None


# The names of all fields that are compared.
STORED = tuple(each.name for each in fields(Release) if each.compare)
