"""How the words of a query are combined: all of them must match, or any."""

from typing import Literal, TypeAlias

Matching: TypeAlias = Literal["all", "any"]
MATCHINGS: tuple[Matching, ...] = ("all", "any")
