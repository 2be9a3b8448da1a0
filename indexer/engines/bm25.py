"""Ranking shared by all engines: the constants of BM25F, and inverse document frequency.

k1 1.0 was the best mean nDCG@10 over five Arabic collections with the layers and nearness added up
(0.9 and 1.2 are within 0.2 points); the fields' weights and b are in the field table.
"""

import math

K1 = 1.0
# Scores are rounded to this many decimals before they are compared, so that ties are ties.
DECIMALS = 6


def idf(holding: int, releases: int) -> float:
    """Inverse document frequency of what `holding` of the releases contain."""
    return math.log(1 + (releases - holding + 0.5) / (holding + 0.5))
