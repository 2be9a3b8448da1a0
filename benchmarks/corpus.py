"""Makes a large collection of a small one: releases of natural text, in any number.

    python -m benchmarks.corpus DOCS.jsonl[.gz] COUNT > releases.jsonl

The first releases are the texts as they are. Each later one has the length of one of them, half of its
sentences and half from anywhere. Words that stand once in the texts are spelled anew, as often as the
vocabulary must grow: with a power of the words written (Heaps' law), which is measured on the texts.
Dates, places and agencies are drawn with uneven odds. The same arguments give the same releases.
"""

import argparse
import datetime
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.documents import read_texts
from indexer.documents.text.prose import is_blank

_SENTENCE = re.compile(r"[^.؟!\n]+[.؟!\n]*")
_WORD = re.compile(r"[ء-ي]{4,}")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LAST_DAY = datetime.date(2025, 10, 31)
_DAYS = 15 * 365
_PLACES = [
    "الرياض",
    "بكين",
    "القاهرة",
    "شنغهاي",
    "دبي",
    "عمان",
    "الرباط",
    "ليما",
    "لندن",
    "باريس",
    "تونس",
    "الدوحة",
]
_AGENCIES = [
    f"وزارة {name}" for name in ["الداخلية", "الخارجية", "التجارة", "الصحة", "التعليم", "الطاقة"]
]


class Vocabulary:
    """The different words of some texts, and how many there are in more text of the same kind."""

    def __init__(self, sources: Sequence[str], dice: random.Random) -> None:
        self._dice = dice
        words: list[str] = [word for source in sources for word in _WORD.findall(source)]
        counts = Counter(words)
        self._written, self._different = len(words), len(counts)
        self._rare = [word for word, count in counts.items() if count == 1]
        self._once = frozenset(self._rare)
        # Of n words K n^b are different: twice as many words have 2^b times as many.
        half = len(set(words[: len(words) // 2]))
        self._power = math.log2(self._different / half)
        self._factor = self._different / self._written**self._power

    def next(self, word: str) -> str:
        """What is written for a word of the texts: where it stands but once, another rare one."""
        self._written += 1
        if word not in self._once:
            return word
        if self._different < self._factor * self._written**self._power:
            self._different += 1
            self._rare.append(self._respelled(word))
            return self._rare[-1]
        return self._dice.choice(self._rare)

    def _respelled(self, word: str) -> str:
        at = self._dice.randrange(1, len(word))
        return word[:at] + self._dice.choice(_LETTERS) + word[at + 1 :]


class Mixer:
    """Makes releases of the sentences of some texts."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._dice = random.Random(0)  # noqa: S311 - texts to measure with, no secrets
        self._articles = [_SENTENCE.findall(source) for source in sources]
        self._sentences = [sentence for article in self._articles for sentence in article]
        self._vocabulary = Vocabulary(sources, self._dice)

    def releases(self) -> Iterator[dict[str, Any]]:
        """Without end."""
        for number, article in enumerate(self._articles):
            yield self._release(number, article)
        number = len(self._articles)
        while True:
            home = self._dice.choice(self._articles)
            yield self._release(number, [self._drawn(home) for _ in home])
            number += 1

    def _drawn(self, home: Sequence[str]) -> str:
        pool = home if self._dice.random() < 0.5 else self._sentences
        return _WORD.sub(lambda word: self._vocabulary.next(word[0]), self._dice.choice(pool))

    def _release(self, number: int, sentences: Sequence[str]) -> dict[str, Any]:
        dice = self._dice
        body = " ".join(sentence.strip(" ") for sentence in sentences).strip()
        if is_blank(body):
            body = "بيان"
        day = _LAST_DAY - datetime.timedelta(int(_DAYS * dice.random() ** 2))
        return {
            "id": f"made-{number}",
            "title": " ".join(body.split()[: dice.randint(6, 14)]),
            "body": body,
            "published": day.isoformat(),
            "place": _choose_unevenly(dice, _PLACES),
            "agency": _choose_unevenly(dice, _AGENCIES),
            "language": "ar",
        }


def _choose_unevenly(dice: random.Random, values: Sequence[str]) -> str:
    return values[int(len(values) * dice.random() ** 2)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("docs", type=Path)
    options.add_argument("count", type=int)
    asked = options.parse_args()
    for release in islice(Mixer(read_texts(asked.docs)).releases(), asked.count):
        print(json.dumps(release, ensure_ascii=False))


if __name__ == "__main__":
    main()
