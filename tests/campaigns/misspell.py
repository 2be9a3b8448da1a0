"""How often the right word is the first suggestion, and what that costs.

    python -m tests.campaigns.misspell INDEX [--count 300] [--seed 1] [--by type|token]

Words of the collection get one mistake each, of the kinds that people make: a hamza misplaced, ه for ة,
letters swapped, missing or doubled, a key beside, a letter that sounds alike. Those that are found all
the same are passed over, for nothing is suggested then.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.arabic.orthography.normalizer import fold
from indexer.search import Collection
from indexer.settings import Settings
from indexer.suggest.keyboards import adjacent_keys

_ALIKE = dict(zip("ضظذزسصتطثق", "ظضزذصسطتسك", strict=True))
_HAMZA = {"أ": "ءا", "إ": "ا", "آ": "أ", "ؤ": "وئ", "ئ": "يؤ", "ء": "ئأ"}
_SHORTEST = 4
# Releases that words are taken from.
_RELEASES = 2_000


class Case(NamedTuple):
    kind: str
    word: str
    typed: str


class Outcome(NamedTuple):
    """``seconds`` is CPU time of the whole answer."""

    case: Case
    first: str
    seconds: float

    @property
    def right(self) -> bool:
        return fold(self.first) == fold(self.case.word)


def mistakes(word: str, draw: random.Random) -> Iterator[Case]:
    """Each kind of mistake that can be made in `word`, once, at a place drawn."""
    places = range(len(word))
    place = draw.choice(places)
    swaps = [n for n in places[:-1] if word[n] != word[n + 1]]
    seats = [n for n in places if word[n] in _HAMZA]
    alike = [n for n in places if word[n] in _ALIKE]
    beside = [key for letter, key in sorted(adjacent_keys()) if letter == word[place]]
    yield Case("missing", word, word[:place] + word[place + 1 :])
    yield Case("doubled", word, word[:place] + word[place] + word[place:])
    if swaps:
        n = draw.choice(swaps)
        yield Case("swapped", word, word[:n] + word[n + 1] + word[n] + word[n + 2 :])
    if seats:
        n = draw.choice(seats)
        yield Case("hamza", word, word[:n] + draw.choice(_HAMZA[word[n]]) + word[n + 1 :])
    if alike:
        n = draw.choice(alike)
        yield Case("alike", word, word[:n] + _ALIKE[word[n]] + word[n + 1 :])
    if beside:
        yield Case("neighbour", word, word[:place] + draw.choice(beside) + word[place + 1 :])
    if "ة" in word:
        yield Case("teh marbuta", word, word.replace("ة", "ه"))


def words(texts: Sequence[str], by: str) -> list[str]:
    """The words to choose from: each as often as it stands, or each once."""
    found = [
        token.word.form
        for text in texts
        for token in standard().tokens(text)
        if len(token.word.form) >= _SHORTEST and token.word.form.isalpha() and not token.word.stop
    ]
    return sorted(set(found)) if by == "type" else found


def measure(
    collection: Collection, known: Sequence[str], count: int, seed: int
) -> Iterator[Outcome]:
    """The outcomes of `count` mistakes that find nothing."""
    draw = random.Random(seed)
    left = count
    while left:
        case = draw.choice(list(mistakes(draw.choice(known), draw)))
        started = time.process_time()
        results = collection.search(SearchRequest(case.typed))
        seconds = time.process_time() - started
        if not results.total:
            left -= 1
            yield Outcome(case, next((s.q for s in results.suggestions), ""), seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by", choices=("type", "token"), default="token")
    parser.add_argument("--wrong", action="store_true", help="name those that were not right")
    chosen = parser.parse_args()
    settings = Settings.load({"index": chosen.index}, environ={})
    with closing(Collection.open(settings)) as collection:
        texts = bodies(collection)
        outcomes = list(measure(collection, words(texts, chosen.by), chosen.count, chosen.seed))
    for outcome in outcomes:
        if chosen.wrong and not outcome.right:
            print(*outcome.case, outcome.first, sep="\t", file=sys.stderr)
    kinds = Counter(outcome.case.kind for outcome in outcomes)
    right = Counter(outcome.case.kind for outcome in outcomes if outcome.right)
    for kind, number in sorted(kinds.items()):
        print(f"{kind:12} {right[kind]:4} of {number:4}")
    cpu = sorted(outcome.seconds * 1000 for outcome in outcomes)
    print(f"first and right {sum(right.values()) / len(outcomes):.1%} of {len(outcomes)}")
    print(f"CPU ms: median {cpu[len(cpu) // 2]:.1f}, 95 % {cpu[int(len(cpu) * 0.95)]:.1f}")


def bodies(collection: Collection) -> list[str]:
    """The texts of releases from all over the collection."""
    found: list[str] = []
    page = 1
    while len(found) < _RELEASES:
        results = collection.search(
            SearchRequest(sort="title", page=page, per_page=100, facets=False, snippets=0)
        )
        if not results.hits:
            break
        found += [hit.release.body for hit in results.hits]
        page += 1
    return found


if __name__ == "__main__":
    main()
