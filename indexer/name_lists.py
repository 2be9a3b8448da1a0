"""The analyzer that the settings ask for: the shipped lists and the user's own.

``protected`` is a file of names, one a line, that are not taken apart; ``synonyms`` a file of names
with their other spellings, separated by commas, the one that stands for all first. What follows a #
is a remark. A name that could never be found is refused: a list that works only in part misleads.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

from indexer import limits
from indexer.arabic import chinese, names, stopwords
from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.normalizer import clean
from indexer.arabic.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM
from indexer.errors import SettingError
from indexer.settings import Settings

_NO_TEXT = "{} is not UTF-8 text; save it as UTF-8"


class _Line(NamedTuple):
    """A line of a list: its names as they stand there, and folded."""

    place: str
    number: int
    given: tuple[str, ...]
    folded: tuple[str, ...]


def analyzer(settings: Settings) -> Analyzer:
    """Raises SettingError for a list that cannot be read, or a name in it that cannot be found."""
    known = names.shipped()
    read: list[_Line] = []
    for setting, path, split in (
        ("protected", settings.protected, _whole),
        ("synonyms", settings.synonyms, _at_commas),
    ):
        if path is not None:
            lines = list(_lines(path, setting, split))
            known = names.merge(known, [line.folded for line in lines])
            read += lines
    if not read:
        return standard()
    made = Analyzer(known)
    for line in read:
        _require_found(line, made)
    return made


def _lines(path: Path, setting: str, split: Callable[[str], list[str]]) -> Iterator[_Line]:
    """The lines of a list that hold names."""
    claimed: dict[str, int] = {}
    entries = 0
    for number, text in _texts(path, setting):
        place = f"{setting}: {path}, line {number}"
        if any(sign in text for sign in ";؛"):
            _refuse(place, "a semicolon separates nothing here; write a line for each")
        given = tuple(name for name in map(str.strip, split(text)) if name)
        if setting == "protected" and any(sign in text for sign in ",،"):
            _refuse(place, "one name a line was expected; other spellings belong in synonyms")
        entries += len(given)
        if entries > limits.LIST_ENTRIES:
            _refuse(place, f"there are more than {limits.LIST_ENTRIES:,} names")
        line = _Line(place, number, given, tuple(_folded(name, place) for name in given))
        _claim(line, claimed)
        if text.strip() and not given:
            _refuse(place, "a name was expected")
        if given:
            yield line


def _texts(path: Path, setting: str) -> Iterator[tuple[int, str]]:
    """The lines of a file from 1, without remarks; no more than a line is in memory."""
    most = limits.LIST_LINE_CHARACTERS
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, text in enumerate(iter(lambda: file.readline(most + 2), ""), 1):
                if len(text.rstrip("\n")) > most:
                    reason = f"it has more than {most:,} characters"
                    _refuse(f"{setting}: {path}, line {number}", reason)
                # Two bytes a letter: what has no mark of it at its beginning may pass as UTF-8.
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


def _folded(name: str, place: str) -> str:
    """A name folded. Raises SettingError with the reason where it could never be found."""
    folded = names.fold_name(name)
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
    """Note whose the spellings of a line are. Raises SettingError for one of another line."""
    for name, folded in zip(line.given, line.folded, strict=True):
        several = names.is_run(folded)
        # Names of several words are told apart by their letters alone.
        letters = f"{chinese.canonical_spelling(folded)}, joined" if several else folded
        other = claimed.setdefault(letters, line.number)
        if other != line.number:
            _refuse(line.place, f"{name!r} stands in line {other} already; join the two lines")


def _require_found(line: _Line, made: Analyzer) -> None:
    """Raises SettingError for a name that the finished analyzer does not read as the first of its
    line."""
    terms = [_term(folded, made) for folded in line.folded]
    for name, term in zip(line.given, terms, strict=True):
        if term is None or term != terms[0]:
            _refuse(line.place, f"{name!r} would not be found: another name stands in its way")


def _term(folded: str, made: Analyzer) -> str | None:
    """The term of a name where it stands alone; None when it is not read as one."""
    words = [token.word for token in made.tokens(folded)]
    if len(words) == 1:
        return words[0].stem if made.reading(words[0]).protected else None
    runs = [run for run in made.runs(words) if (run.first, run.last) == (0, len(words))]
    return runs[0].term if runs else None


def _refuse(place: str, reason: str) -> NoReturn:
    raise SettingError(f"{place}: {reason}")
