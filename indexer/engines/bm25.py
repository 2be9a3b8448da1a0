"""The constants of BM25F that every engine ranks with.

k1 1.0 was the best mean nDCG@10 over five Arabic collections with the layers and nearness added up
(0.9 and 1.2 are within 0.2 points); the fields' weights and b are in the field table.
"""

K1 = 1.0
# Scores are rounded to this many decimals before they are compared, so that ties are ties.
DECIMALS = 6
