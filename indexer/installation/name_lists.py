"""Builds the analyzer of the settings, from the shipped lists and the user's own.

``protected`` is a file of names, one a line, that are not taken apart; ``synonyms`` a file of names
with their other spellings, separated by commas, the canonical one first. A # begins a comment. A
name that could never be found is refused, as a list that works only in part misleads.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.expressions import chinese, name_table, names
from indexer.arabic.lexicon import stopwords
from indexer.arabic.orthography.normalizer import clean
from indexer.arabic.orthography.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.errors import SettingError
from indexer.settings import Settings

# A list is written by hand; a longer file is another one, named by mistake.
MAX_NAMES = 10_000
MAX_LINE_CHARACTERS = 1_000

_NO_TEXT = "{} is not UTF-8 text; save it as UTF-8"


class _Line(NamedTuple):
    """A line of a list: its names as written, and folded."""

    place: str
    number: int
    names: tuple[str, ...]
    folded: tuple[str, ...]


def analyzer(settings: Settings) -> Analyzer:
    """Raises SettingError for an unreadable list, or a name that could never be found."""
    files = [
        list(_lines(path, setting, split))
        for setting, path, split in (
            ("protected", settings.protected, _whole),
            ("synonyms", settings.synonyms, _at_commas),
        )
        if path is not None
    ]
    lines = [line for of_file in files for line in of_file]
    if not lines:
        return standard()
    listed = frozenset(name for line in lines for name in line.folded)
    known = name_table.shipped()
    for of_file in files:
        known = name_table.merge(known, [line.folded for line in of_file], listed)
    result = Analyzer(known)
    for line in lines:
        _require_findable(line, result)
    return result


def _lines(path: Path, setting: str, split: Callable[[str], list[str]]) -> Iterator[_Line]:
    """The lines of a list with names."""
    claimed: dict[str, int] = {}
    entries = 0
    for number, text in _texts(path, setting):
        place = f"{setting}: {path}, line {number}"
        if any(sign in text for sign in ";؛"):
            _refuse(place, "a semicolon separates nothing here; write a line for each")
        listed = tuple(name for name in map(str.strip, split(text)) if name)
        if setting == "protected" and any(sign in text for sign in ",،"):
            _refuse(place, "one name a line was expected; other spellings belong in synonyms")
        entries += len(listed)
        if entries > MAX_NAMES:
            _refuse(place, f"there are more than {MAX_NAMES:,} names")
        line = _Line(place, number, listed, tuple(_fold(name, place) for name in listed))
        _claim(line, claimed)
        if text.strip() and not listed:
            _refuse(place, "a name was expected")
        if listed:
            yield line


def _texts(path: Path, setting: str) -> Iterator[tuple[int, str]]:
    """The lines of a file, numbered from 1, without comments; one at a time is in memory."""
    most = MAX_LINE_CHARACTERS
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(iter(lambda: file.readline(most + 2), ""), 1):
                if len(text.rstrip("\n")) > most:
                    reason = f"it has more than {most:,} characters"
                    _refuse(f"{setting}: {path}, line {number}", reason)
                # UTF-16 without a byte order mark may be valid UTF-8.
                if "\0" in text:
                    raise SettingError(_NO_TEXT.format(f"{setting}: {path}"))
                yield number, text.partition("#")[0]
    except FileNotFoundError:
        raise SettingError(f"{setting}: {path} does not exist") from None
    except UnicodeDecodeError as error:
        raise SettingError(_NO_TEXT.format(f"{setting}: {path}")) from error
    except OSError as error:
        raise SettingError(f"{setting}: {path} cannot be read: {error.strerror}") from error


def _whole(text: str) -> list[str]:
    return [text]


def _at_commas(text: str) -> list[str]:
    return text.replace("،", ",").split(",")


def _fold(name: str, place: str) -> str:
    """The folded name. Raises SettingError with the reason if it could never be found."""
    folded = name_table.fold_name(name)
    words = [clean(span.surface) for span in spans(name)]
    if not folded:
        _refuse(place, f"there is no word in {name!r}")
    if folded.count(" ") >= names.LONGEST_NAME:
        _refuse(place, f"{name!r} has more than {names.LONGEST_NAME} words")
    for word in words:
        if len(word) > LONGEST_TERM:
            _refuse(place, f"{word[:20]!r}… is a word of more than {LONGEST_TERM} letters")
    if all(map(stopwords.is_stop, filter(None, words))):
        what = "holds nothing but stop words" if " " in folded else "is a stop word"
        _refuse(place, f"{name!r} {what}: that is never searched for")
    return folded


def _claim(line: _Line, claimed: dict[str, int]) -> None:
    """Record the spellings of a line. Raises SettingError if another line has one of them."""
    for name, folded in zip(line.names, line.folded, strict=True):
        several = name_table.is_run(folded)
        # Names of several words are compared without the spaces.
        letters = f"{chinese.canonical_spelling(folded)}, joined" if several else folded
        other = claimed.setdefault(letters, line.number)
        if other != line.number:
            _refuse(line.place, f"{name!r} stands in line {other} already; join the two lines")


def _require_findable(line: _Line, analyzer: Analyzer) -> None:
    """Raises SettingError for a name that the analyzer does not read as the first of its line."""
    terms = [_term(folded, analyzer) for folded in line.folded]
    for name, term in zip(line.names, terms, strict=True):
        if term is None or term != terms[0]:
            _refuse(line.place, f"{name!r} would not be found: another name stands in its way")


def _term(folded: str, analyzer: Analyzer) -> str | None:
    """The term of a name by itself; None if it is not read as a name."""
    words = [token.word for token in analyzer.tokens(folded)]
    if len(words) == 1:
        return words[0].stem if analyzer.reading(words[0]).protected else None
    runs = [run for run in analyzer.runs(words) if (run.first, run.last) == (0, len(words))]
    return runs[0].term if runs else None


def _refuse(place: str, reason: str) -> NoReturn:
    raise SettingError(f"{place}: {reason}")
