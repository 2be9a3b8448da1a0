"""Words within names, which none ends with: محمد بن سلمان, أبو بكر, آل سعود."""

from indexer.arabic.normalizer import fold

# What only joins; and what is a word of its own as well: a son, a daughter.
JOINING, KIN = ("بن", "آل"), ("ابن", "بنت")
# A father, in each case and as the Gulf says it; a slave.
_OTHERS = ("أبو", "أبا", "أبي", "بو", "عبد")
# As they are written: folded, آل is the article.
WRITTEN = frozenset({*JOINING, *KIN, *_OTHERS})
FOLDED = frozenset(map(fold, WRITTEN))
