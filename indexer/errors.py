"""The error tree: every failure that Kashaf reports on purpose. Failures of the system join it.

Each message names what failed and what to do about it, so that the command line and the web server
can print it as it is.
"""

import datetime
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

# The commands that build the index, and that build it without reusing an older generation.
BUILD, BUILD_ANEW = "kashaf build", "kashaf build --full"


class KashafError(Exception):
    """Base of all errors raised on purpose.

    ``problem`` says what is wrong; ``run`` is the command that repairs it, empty if none does. The
    message contains both; `indexer.installation.repair_hints.render` completes the command for one
    index.
    """

    def __init__(self, problem: str = "", run: str = "") -> None:
        super().__init__(f"{problem}; run `{run}`" if run else problem)
        self.problem = problem
        self.run = run


class SettingError(KashafError):
    """A setting (flag or environment variable) has a value that cannot be used."""


class DocumentError(KashafError):
    """A file, or one release in it, that could not be read; the rest of the folder is still
    indexed.

    ``line`` counts from 1; None if the whole file is meant.
    """

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        self.source = source
        self.reason = reason
        self.line = line
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {reason}")


class NotARelease(DocumentError):
    """A file that is no release on purpose, such as a draft: nothing is wrong with it, so it is no
    refusal, and what it held earlier is removed."""


class BuildError(KashafError):
    """A build that was not published; the current generation is untouched."""


class NothingPublished(BuildError):
    """A build that failed before its publication, and says so; ``advice`` is a sentence."""

    def __init__(self, problem: str, advice: str = "", run: str = "") -> None:
        end = f". {advice}" if advice else ""
        super().__init__(f"{problem}; nothing was published{end}", run)


class BuildLocked(KashafError):
    """Another build of the same index is running."""


class IndexUnavailable(KashafError):
    """No index can be served: it is missing, damaged or out of date."""


class IndexMissing(IndexUnavailable):
    """No generation was ever published in this folder."""


class IndexDamaged(IndexUnavailable):
    """The bytes of a generation are not those that were published."""


class IndexOutOfDate(IndexUnavailable):
    """The generation was built with other analysis rules, another schema or another engine.

    ``built_at`` is an aware time; None if it is not known.
    """

    def __init__(
        self, problem: str, run: str = "", built_at: datetime.datetime | None = None
    ) -> None:
        super().__init__(problem, run)
        self.built_at = built_at


class ReaderOutOfDate(IndexOutOfDate):
    """The generation was built after the reading process started: no build repairs that."""


class EngineUnreachable(IndexUnavailable):
    """The servers that hold the index do not answer, or only some of them; no build repairs
    that."""


class GenerationGone(KashafError):
    """The generation that was requested by name is no longer served."""


class LexiconError(KashafError):
    """The lexicon is missing or damaged: no word can be analysed."""


class SearchTooLong(KashafError):
    """A search whose matches could not be determined within its time limit."""


class QueryError(KashafError):
    """A query beyond the limits; never raised for mere syntax."""


# What the system raises where files or memory fail.
REFUSED_BY_SYSTEM = (OSError, MemoryError)


def reason_of(error: Exception) -> str:
    """What went wrong, in one line; of an OSError the file and what the system said."""
    if isinstance(error, MemoryError):
        return "not enough memory"
    if isinstance(error, KashafError):
        return error.problem
    if not isinstance(error, OSError):
        return str(error)
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


@contextmanager
def as_build_error(
    place: object,
    step: str,
    causes: tuple[type[Exception], ...] = (*REFUSED_BY_SYSTEM, IndexUnavailable),
) -> Iterator[None]:
    """Turn a failure of the body into NothingPublished.

    The body must lie before the commit point. Pass REFUSED_BY_SYSTEM as ``causes`` for a body that
    calls an engine, whose IndexUnavailable has an exit code of its own.
    """
    try:
        yield
    except causes as error:
        # Frees what a half-opened index holds: cleaning up may need that memory.
        traceback.clear_frames(error.__traceback__)
        run = error.run if isinstance(error, KashafError) else ""
        raise NothingPublished(f"{place}: {step} failed: {reason_of(error)}", run=run) from error
