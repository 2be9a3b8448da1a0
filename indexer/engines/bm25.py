"""The constants of BM25F that every engine ranks with.

k1 1.2 was the best or within 0.1 points of nDCG@10 of it on every collection tried; the fields'
weights and b are in the field table.
"""

K1 = 1.2
# Scores are rounded to this many decimals before they are compared, so that ties are ties.
DECIMALS = 6
