"""The outcome of a check."""

from collections.abc import Callable
from typing import Literal, NamedTuple, Self, TypeAlias

from indexer.errors import KashafError
from indexer.generations import Generation
from indexer.installation.repair_hints import complete_command
from indexer.settings import Settings

Grade: TypeAlias = Literal["good", "advice", "bad"]


class Finding(NamedTuple):
    """The outcome of one check; ``advice`` says what to do, empty if nothing."""

    check: str
    grade: Grade
    outcome: str
    advice: str = ""

    @classmethod
    def good(cls, check: str, outcome: str) -> Self:
        return cls(check, "good", outcome)

    @classmethod
    def improvable(cls, check: str, outcome: str, advice: str = "") -> Self:
        """Nothing that keeps Kashaf from working."""
        return cls(check, "advice", outcome, advice)

    @classmethod
    def bad(cls, check: str, outcome: str, advice: str = "") -> Self:
        return cls(check, "bad", outcome, advice)

    @classmethod
    def from_error(cls, check: str, error: KashafError, settings: Settings) -> Self:
        """The command that repairs it is the advice."""
        advice = f"run {quote_command(error.run, settings)}" if error.run else ""
        return cls.bad(check, error.problem, advice)


# A check that another package adds; the generation is the current one, None if none can be read.
Check: TypeAlias = Callable[[Settings, Generation | None], Finding]


def quote_command(command: str, settings: Settings) -> str:
    """A command in backticks, with what it needs to reach the index of the settings."""
    return f"`{complete_command(command, settings)}`"
