"""Names that are not taken apart, the variants of their spelling, and names of several words.

`shipped` reads the project's own list (data/names.txt); a user's lists extend it: ``protected.txt``
(a name a line) and ``synonyms.txt`` (variants of one name separated by commas, the canonical one
first). All lists ignore blank lines and what follows #. Words are compared folded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from indexer.arabic import chinese
from indexer.arabic.normalizer import fold

_FILE = Path(__file__).parent / "data" / "names.txt"
_ARTICLE = "ال"
# Proclitics that a name is found behind, and how the article joins them.
PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_FIRST = frozenset("وفبلك")
_LONGEST_NAME = 5
_MEMO = 200_000
_SHORTEST_BEHIND = 3


@dataclass(frozen=True, eq=False)
class Names:
    """Known names.

    ``words``: folded word to term; ``runs``: letters of a name of several words to term; ``heads``: what
    the first of several words can be; ``own``: the words of the reader's own lists.
    """

    words: Mapping[str, str]
    runs: Mapping[str, str]
    heads: frozenset[str]
    own: frozenset[str]


def groups(text: str) -> Iterator[tuple[str, ...]]:
    """The names of a list, each with its variants, canonical first."""
    for line in text.splitlines():
        for name in line.partition("#")[0].replace("،", ",").replace("؛", ";").split(";"):
            variants = tuple(folded for v in name.split(",") if (folded := _folded(v)))
            if variants:
                yield variants


def protected(text: str) -> list[tuple[str, ...]]:
    """The names of a ``protected.txt``: one a line, no variants."""
    return [(folded,) for line in text.splitlines() if (folded := _folded(line.partition("#")[0]))]


def _folded(name: str) -> str:
    return " ".join(filter(None, map(fold, name.split())))


@cache
def shipped() -> Names:
    """The names that come with the program."""
    return merged(
        Names({}, {}, frozenset(), frozenset()), groups(_FILE.read_text("utf-8")), own=False
    )


def merged(names: Names, more: Iterable[tuple[str, ...]], own: bool = True) -> Names:
    """`names` and `more` together; where both know a spelling, `more` decides."""
    words, runs, mine = dict(names.words), dict(names.runs), set(names.own)
    for variants in more:
        term = _term(variants[0], names)
        for variant in variants:
            if " " in variant or (chinese.is_marked(variant) and chinese.syllables(variant) > 1):
                runs[chinese.spelling(variant)] = term
            if " " not in variant:
                words[variant] = term
                if own:
                    mine.add(variant)
    heads = frozenset(letters[:end] for letters in runs for end in range(1, len(letters)))
    return Names(words, runs, heads, frozenset(mine))


def _term(name: str, names: Names) -> str:
    """The term of a name: known variants keep theirs, Chinese names are spelled one way."""
    if name in names.words:
        return names.words[name]
    if all(map(chinese.syllables, name.split())) and any(map(chinese.is_marked, name.split())):
        return chinese.spelling(name)
    return name.replace(" ", "_")


def behind(word: str, names: Names) -> tuple[str, tuple[str, ...]] | None:
    """The name that a word is, alone or behind proclitics: its term and the proclitics."""
    if word in names.words:
        return names.words[word], ()
    if word[:1] not in _FIRST:
        return None
    for proclitic in PROCLITICS:
        rest = word[len(proclitic) :]
        if word.startswith(proclitic):
            if rest in names.own and len(rest) >= _SHORTEST_BEHIND:
                return names.words[rest], tuple(proclitic)
            if rest in names.words and rest.startswith(_ARTICLE):
                return names.words[rest], tuple(proclitic)
            if (
                proclitic.endswith("ل")
                and rest.startswith("ل")
                and _ARTICLE + rest[1:] in names.words
            ):
                return names.words[_ARTICLE + rest[1:]], tuple(proclitic)
    return None


def joined(words: Sequence[str], names: Names | None = None) -> list[tuple[int, int, str]]:
    """Names of several words: (first, last exclusive, term), longest first from the left, disjoint."""
    known = names or shipped()
    found = []
    end = 0
    for first in [n for n, word in enumerate(words) if _heads(word, known)]:
        if first >= end:
            last, term = _run(words, first, _heads(words[first], known), known)
            if term:
                found.append((first, last, term))
                end = last
    return found


def opens(word: str, names: Names) -> bool:
    """Whether a name of several words may begin with a word."""
    return bool(_heads(word, names))


@lru_cache(maxsize=_MEMO)
def _heads(word: str, names: Names) -> tuple[str, ...]:
    """What of a word may open a name: the word, the word without a proclitic."""
    rests = [word[len(p) :] for p in ("", *PROCLITICS) if word.startswith(p)]
    return tuple(
        rest
        for rest in rests
        if rest and (chinese.spelling(rest) in names.heads or chinese.may_open(rest))
    )


def _run(words: Sequence[str], first: int, heads: tuple[str, ...], names: Names) -> tuple[int, str]:
    """The end and the term of the name that begins at `first`; an empty term when there is none."""
    limit = min(first + _LONGEST_NAME, len(words))
    for head in heads:
        for last in range(limit, first + 1, -1):
            term = names.runs.get(chinese.spelling(head + "".join(words[first + 1 : last])))
            if term:
                return last, term
    last = first + 1
    while last < limit and chinese.may_belong(words[last]):
        last += 1
    for head in heads:
        name = (head, *words[first + 1 : last])
        if len(name) > 1 and chinese.may_open(head) and any(map(chinese.is_marked, name)):
            return last, chinese.spelling("".join(name))
    return first + 1, ""
