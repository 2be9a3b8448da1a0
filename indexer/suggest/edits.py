"""What it costs to take one spelling for another: cheap where Arabic writers slip, dear elsewhere.

The costs were chosen by how often the right word comes first of all words of 20,000 news articles
(`tests/campaigns/misspell.py`). Words are compared folded (see `indexer.arabic.normalizer`), so that the seats of hamza, ى/ي and ة/ه
are no difference any more; what is left of those mistakes are the letters below. rapidfuzz was weighed: to it all letters are
alike.
"""

from functools import cache

from indexer.suggest.keyboards import neighbours

# Letters that are taken for one another: alike in sound (ض/ظ, ذ/ز/د/ظ, س/ص/ث, ت/ط, ق/ك), the seats of hamza
# that folding leaves (ء for ا و ي), and the ends of words that sound alike (ه for ت and ا).
_CONFUSED = "ضظ ضد ظذ ذز ظز ذد سص سث ثت تط قك ءا ءو ءي هت ها"
CONFUSED, NEIGHBOUR, OTHER = 0.5, 0.6, 1.2
SWAPPED = 0.5
# A letter that is missing, and one too many: one typed twice, one of a key beside, any other.
MISSING, DOUBLED, BESIDE, ADDED = 0.5, 0.4, 0.9, 1.2


@cache
def _confused() -> frozenset[tuple[str, str]]:
    pairs = [(pair[0], pair[1]) for pair in _CONFUSED.split()]
    return frozenset([*pairs, *((other, one) for one, other in pairs)])


def cost(typed: str, meant: str) -> float:
    """The cheapest way from one folded word to another: letters missing, added, other or swapped,
    no letter touched twice (optimal string alignment); 0 for equal words."""
    width = len(meant) + 1
    before: list[float] = []
    last = [0.0] * width
    for j in range(1, width):
        last[j] = last[j - 1] + MISSING
    for i in range(1, len(typed) + 1):
        added = _added(typed, i - 1)
        row = [last[0] + added] + [0.0] * (width - 1)
        for j in range(1, width):
            best = min(
                last[j] + added,
                row[j - 1] + MISSING,
                last[j - 1] + _other(typed[i - 1], meant[j - 1]),
            )
            if i > 1 and j > 1 and typed[i - 2 : i] == meant[j - 1] + meant[j - 2]:
                best = min(best, before[j - 2] + SWAPPED)
            row[j] = best
        before, last = last, row
    return last[-1]


def _added(typed: str, place: int) -> float:
    letter = typed[place]
    around = (typed[place - 1 : place], typed[place + 1 : place + 2])
    if letter in around:
        return DOUBLED
    return BESIDE if any((letter, other) in neighbours() for other in around) else ADDED


def _other(one: str, other: str) -> float:
    """A letter for another."""
    if one == other:
        return 0.0
    pair = (one, other)
    return CONFUSED if pair in _confused() else NEIGHBOUR if pair in neighbours() else OTHER
