"""Queries of each kind, made of the words of the releases by how many of them have each word."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from indexer.arabic import stopwords

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
        counts = Counter(word for body in self.bodies for word in content(body))
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


def content(body: str) -> set[str]:
    return {word for word in _WORD.findall(body) if not stopwords.is_stop(word)}


def _drawn(words: Words, deep: int) -> dict[str, Callable[[], Query]]:
    def long(least: int) -> str:
        return words.one([word for word in words.middle if len(word) >= least])

    def infix() -> str:
        word = long(5)
        return f"{word[:2]}*{word[-1]}"

    return {
        "rare": lambda: Query("rare", words.one(words.rare)),
        "common": lambda: Query("common", words.one(words.common)),
        "and": lambda: Query("and", words.together(2)),
        "or": lambda: Query("or", words.together(3)),
        "phrase": lambda: Query("phrase", words.run()),
        "prefix": lambda: Query("prefix", f"{long(4)[:3]}*"),
        "prefix, 1 letter": lambda: Query("prefix, 1 letter", f"{words.one(_LETTERS)}*"),
        "wildcard": lambda: Query("wildcard", infix()),
        "wildcard *x*": lambda: Query("wildcard *x*", f"*{words.one(_LETTERS)}*"),
        "fuzzy 1": lambda: Query("fuzzy 1", long(4)),
        "fuzzy 2": lambda: Query("fuzzy 2", long(5)),
        "filter": lambda: Query("filter", words.one(words.common), words.one(words.agencies)),
        "sort": lambda: Query("sort", words.one(words.common)),
        "facets": lambda: Query("facets", words.one(words.common)),
        "deep page": lambda: Query("deep page", words.one(words.common), start=deep),
    }


KINDS = (
    "rare",
    "common",
    "and",
    "or",
    "phrase",
    "prefix",
    "prefix, 1 letter",
    "wildcard",
    "wildcard *x*",
    "fuzzy 1",
    "fuzzy 2",
    "filter",
    "sort",
    "facets",
    "deep page",
)


def queries(releases: Path, size: int, count: int) -> Iterator[Query]:
    """At most `count` different queries of each kind; the same arguments give the same ones."""
    words = Words(releases, random.Random(0))  # noqa: S311 - no secrets
    drawn = _drawn(words, deep=min(1_000, size // 20))
    for kind in KINDS:
        # There are not so many letters.
        yield from {drawn[kind](): None for _ in range(count)}
