"""Queries of each kind, made of the words of the releases by how many of them have each word."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from indexer.arabic.lexicon import stopwords

# Enough to know which words are common.
_SAMPLED = 10_000
_COMMON = 200
_MIDDLE = 3_000
_WORD = re.compile(r"(?<!\w)[ء-غف-ي]{3,12}(?!\w)")
_RUN = re.compile(r"[ء-غف-ي]{3,12}(?: [ء-غف-ي]{3,12}){1,2}")
_LETTERS = "ابتجحخدرزسشصطعفقكلمنهوي"


class Query(NamedTuple):
    """``text`` holds words; of the kinds prefix and wildcard it has ``*``, of a phrase no quotes.

    ``agency`` is the only one that counts; hits are shown from ``start``.
    """

    kind: str
    text: str
    agency: str | None = None
    start: int = 0

    @property
    def words(self) -> list[str]:
        return self.text.split()


def written(query: Query) -> str:
    """The query in the language that Kashaf and Whoosh share."""
    match query.kind:
        case "phrase":
            return f'"{query.text}"'
        case "fuzzy 1" | "fuzzy 2":
            return f"{query.text}~{query.kind[-1]}"
        case _:
            return query.text


class Words:
    """The words of some releases, from common to rare, stop words apart."""

    def __init__(self, releases: Path, dice: random.Random) -> None:
        self.dice = dice
        with releases.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, _SAMPLED)]
        self.bodies = [row["body"] for row in rows]
        self.agencies = sorted({row["agency"] for row in rows})
        counts = Counter(word for body in self.bodies for word in sorted(content(body)))
        ranked = [word for word, _ in counts.most_common()]
        self.common = ranked[:_COMMON]
        self.middle = ranked[_COMMON:_MIDDLE]
        self.rare = [word for word, count in counts.items() if count <= 3]
        self._known = {*self.common, *self.middle}

    def one(self, pool: Sequence[str]) -> str:
        return self.dice.choice(pool)

    def together(self, count: int) -> str:
        """Words that are not rare, of one release."""
        while True:
            here = sorted(content(self.one(self.bodies)) & self._known)
            if len(here) >= count:
                return " ".join(self.dice.sample(here, count))

    def run(self) -> str:
        """Two or three words that follow each other somewhere, none of them a stop word."""
        while True:
            runs = _RUN.findall(self.one(self.bodies))
            runs = [run for run in runs if not any(map(stopwords.is_stop, run.split()))]
            if runs:
                return self.one(runs)

    def long(self, least: int) -> str:
        """A word that is neither common nor rare, of at least so many letters."""
        return self.one([word for word in self.middle if len(word) >= least])

    def infix(self) -> str:
        """A word without its middle."""
        word = self.long(5)
        return f"{word[:2]}*{word[-1]}"


def content(body: str) -> set[str]:
    return {word for word in _WORD.findall(body) if not stopwords.is_stop(word)}


# The kinds, and how the text of a query of each is drawn.
_TEXTS: dict[str, Callable[[Words], str]] = {
    "rare": lambda words: words.one(words.rare),
    "common": lambda words: words.one(words.common),
    "and": lambda words: words.together(2),
    "or": lambda words: words.together(3),
    "phrase": Words.run,
    "prefix": lambda words: f"{words.long(4)[:3]}*",
    "prefix, 1 letter": lambda words: f"{words.one(_LETTERS)}*",
    "wildcard": Words.infix,
    "wildcard *x*": lambda words: f"*{words.one(_LETTERS)}*",
    "fuzzy 1": lambda words: words.long(4),
    "fuzzy 2": lambda words: words.long(5),
    "filter": lambda words: words.one(words.common),
    "sort": lambda words: words.one(words.common),
    "facets": lambda words: words.one(words.common),
    "deep page": lambda words: words.one(words.common),
}
KINDS = tuple(_TEXTS)


def queries(releases: Path, size: int, count: int) -> Iterator[Query]:
    """At most `count` different queries of each kind; the same arguments give the same ones."""
    words = Words(releases, random.Random(0))  # noqa: S311 - no secrets
    deep = min(1_000, size // 20)
    for kind, text in _TEXTS.items():
        # There are not so many letters.
        yield from {_drawn(kind, text(words), words, deep): None for _ in range(count)}


def _drawn(kind: str, text: str, words: Words, deep: int) -> Query:
    agency = words.one(words.agencies) if kind == "filter" else None
    return Query(kind, text, agency, start=deep if kind == "deep page" else 0)
