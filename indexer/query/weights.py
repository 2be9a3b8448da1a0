"""The weights by which words, and words near each other, add to the score.

Measured by nDCG@10 over five Arabic collections; see indexer/README.md. K1 is in
`indexer.engines.bm25`, weights and b of the fields in the field table of `indexer.releases.schema`.
"""

from collections.abc import Mapping

from indexer.arabic.layers import Layer

# A word, by layer.
LAYERS: Mapping[Layer, float] = {"exact": 0.5, "stem": 1.0, "root": 0.8}
# Words spelled like a word of the query, as one term.
SIMILAR_SPELLINGS = 0.4
# Words near each other as in the query.
NEAR = 0.3
# In addition, words side by side as typed: رئيس الوزراء is not in "رئيس الهيئة ووزير المالية".
ADJACENT = 0.45
# Instead of ADJACENT in a query of two words, which are mostly a phrase: الأمن العام.
ADJACENT_PAIR = 1.2
# Instead of these for a number beside a word, without which it means nothing: 20 مليون ريال. Of 94
# releases with such an amount as typed, 83 are among the first; with the weights of words, 69.
ADJACENT_NUMBER = 3.0
# The same for a word behind "without": of five queries like سفر بدون تأشيرة, all releases that have
# the words so come first, with 3.0 those of four.
ADJACENT_WITHOUT = 4.0
