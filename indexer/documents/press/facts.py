"""What a line or an edge of a text says of a release."""

import datetime
from typing import NamedTuple


class Facts(NamedTuple):
    """A date, a place and an agency; None where missing."""

    day: datetime.date | None = None
    place: str | None = None
    agency: str | None = None

    def or_else(self, other: "Facts") -> "Facts":
        """These facts; what is missing from another source."""
        return Facts(self.day or other.day, self.place or other.place, self.agency or other.agency)
