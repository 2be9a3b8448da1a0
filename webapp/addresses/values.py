"""The parsed parameters of an address, with typed access."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from webapp.addresses.days import Bound
from webapp.addresses.kinds import Value

_T = TypeVar("_T")
_Member = TypeVar("_Member", bound=str)


class Values:
    """The values of every parameter that an address may have, by name.

    Each accessor raises KeyError for a parameter that the address does not take, and TypeError for
    one of another kind: both are faults of the program, not of the address.
    """

    def __init__(self, values: Mapping[str, Sequence[Value]]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        return self._one(name, str)

    def optional_text(self, name: str) -> str | None:
        """The text, or None where none was sent and there is no default."""
        return None if self._values[name][0] is None else self._one(name, str)

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that may be repeated."""
        return tuple(_typed(name, value, str) for value in self._values[name])

    def choice(self, name: str, members: Sequence[_Member]) -> _Member:
        """The one of `members` that was chosen."""
        value = self._one(name, str)
        return next(member for member in members if member == value)

    def choices(self, name: str) -> tuple[str, ...]:
        """What was chosen for a parameter whose one value lists several."""
        return self._one(name, tuple)

    def number(self, name: str) -> int:
        return self._one(name, int)

    def switch(self, name: str) -> bool:
        return self._one(name, bool)

    def bound(self, name: str) -> Bound | None:
        """The first or last day of a period, None where none was sent."""
        return None if self._values[name][0] is None else self._one(name, Bound)

    def _one(self, name: str, kind: type[_T]) -> _T:
        (value,) = self._values[name]
        return _typed(name, value, kind)


def _typed(name: str, value: Value, kind: type[_T]) -> _T:
    # Not `isinstance`: True is an int.
    if type(value) is not kind:
        raise TypeError(f"{name} is {value!r}, not a value of type {kind.__name__}")
    return value
