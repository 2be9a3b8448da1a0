"""The error tree: every failure that Kashaf reports on purpose.

Each message names the thing that failed and what to do about it, so that the command line and the
web server can print it as it is.
"""

import datetime


class KashafError(Exception):
    """Base of all errors raised on purpose."""


class SettingError(KashafError):
    """A setting (flag or environment variable) has a value that cannot be used."""


class DocumentError(KashafError):
    """A file, or one release in it, that was not understood; the rest of the folder still goes in.

    ``line`` counts from 1; None where the whole file is meant.
    """

    def __init__(self, source: str, reason: str, line: int | None = None) -> None:
        self.source = source
        self.reason = reason
        self.line = line
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {reason}")


class BuildError(KashafError):
    """A build that was not published; the current generation is untouched."""


class BuildLocked(KashafError):
    """Another build of the same index is running."""


# What makes an index of the sources, and one that nothing of an older generation goes into.
BUILD, BUILD_ANEW = "kashaf build", "kashaf build --full"


class IndexUnavailable(KashafError):
    """There is no index that can be served: missing, damaged or out of date.

    ``said`` is what is wrong, ``run`` the command that mends it, empty where none does; the message is both.
    """

    def __init__(self, said: str, run: str = "") -> None:
        super().__init__(f"{said}; run `{run}`" if run else said)
        self.said = said
        self.run = run


class IndexMissing(IndexUnavailable):
    """No generation was ever published in this folder."""


class IndexDamaged(IndexUnavailable):
    """The bytes of a generation are not those that were published."""


class IndexOutOfDate(IndexUnavailable):
    """The generation was built by other analysis rules, another schema or another engine.

    ``built_at`` is when, an aware time; None where that is not known.
    """

    def __init__(self, said: str, run: str = "", built_at: datetime.datetime | None = None) -> None:
        super().__init__(said, run)
        self.built_at = built_at


class ReaderOutOfDate(IndexOutOfDate):
    """The generation was built after the process that would read it began: no build mends that."""


class EngineUnreachable(IndexUnavailable):
    """The servers that hold the index do not answer, or in part only; no build would mend that."""


class GenerationGone(KashafError):
    """The build of the index that was asked for by name is not served any more."""


class LexiconError(KashafError):
    """The lexicon is missing or damaged: no word can be analysed."""


class SearchTooLong(KashafError):
    """A search that no right answer was found to within its time."""


class QueryError(KashafError):
    """A query beyond the limits; never raised for mere syntax."""
