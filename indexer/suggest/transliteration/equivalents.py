"""Equivalent names in Arabic, Latin letters and Chinese, from a table.

The table is data/transliterations.txt; names of countries come from CLDR.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from babel import Locale

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.expressions.name_table import fold_name

_TABLE = resources.files("indexer.suggest.transliteration") / "data" / "transliterations.txt"
_LANGUAGES = ("en", "fr", "zh")
# The beginning of a shorter Latin name may be that of many.
_SHORTEST_BEGINNING = 3

Names = tuple[str, ...]


def arabic_names(tokens: Sequence[Token]) -> tuple[int, Names]:
    """The longest known name at the start of `tokens`: its number of tokens, and its Arabic
    names."""
    words = [token.word.exact for token in tokens[: _longest()]]
    for size in range(len(words), 0, -1):
        if names := _arabic().get(" ".join(words[:size])):
            return size, names
    return 0, ()


def is_known(name: str) -> bool:
    """Whether the table has a name in Latin letters or Chinese."""
    return fold_name(name) in _arabic()


def arabic_names_beginning(text: str) -> Names:
    """The Arabic names whose Latin or Chinese names begin with a folded text, shortest first."""
    if len(text) < _SHORTEST_BEGINNING:
        return ()
    begun = sorted((name for name in _arabic() if name.startswith(text)), key=len)
    return tuple(dict.fromkeys(arabic for name in begun for arabic in _arabic()[name]))


def latin_names(tokens: Sequence[Token], analyzer: Analyzer) -> tuple[int, Names]:
    """The same for an Arabic name, in any inflected form: its names in Latin letters."""
    stems = [token.word.stem for token in tokens[: _longest()]]
    for size in range(len(stems), 0, -1):
        if names := _latin(analyzer).get(tuple(stems[:size])):
            return size, names
    return 0, ()


@cache
def _arabic() -> Mapping[str, Names]:
    """From a folded name to those in Arabic; the project's own before those of CLDR."""
    table: dict[str, Names] = {}
    for name, *others in (*_rows(), *_countries(_LANGUAGES)):
        for other in map(fold_name, others):
            table[other] = (*table.get(other, ()), name)
    return table


@cache
def _longest() -> int:
    return max(name.count(" ") + 1 for name in _arabic())


@lru_cache(maxsize=4)
def _latin(analyzer: Analyzer) -> Mapping[Names, Names]:
    """From the stems of an Arabic name to its names in Latin letters."""
    table: dict[Names, Names] = {}
    for name, *others in (*_rows(), *_countries(_LANGUAGES[:1])):
        stems = tuple(token.word.stem for token in analyzer.tokens(name))
        latin = tuple(other for other in others if other.isascii())
        table[stems] = (*table.get(stems, ()), *latin)
    return table


def _rows() -> list[list[str]]:
    """The rows of the table: the name in Arabic first."""
    lines = (line.partition("#")[0] for line in _TABLE.read_text("utf-8").splitlines())
    return [[part.strip() for part in line.split(",")] for line in lines if line.strip()]


def _countries(languages: Sequence[str]) -> list[list[str]]:
    arabic = Locale("ar").territories
    return [
        [arabic[code], name]
        for language in languages
        for code, name in Locale(language).territories.items()
        if code in arabic and code.isalpha()
    ]
