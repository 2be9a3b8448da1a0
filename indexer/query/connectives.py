"""Words that occur in names but never end one: محمد بن سلمان, أبو بكر, آل سعود."""

from indexer.arabic.orthography.normalizer import fold

# Words that only connect, and those that are also words of their own: son, daughter.
JOINING, KIN = ("بن", "آل"), ("ابن", "بنت")
# "Father of", in each case and in the form of the Gulf; "servant of".
_OTHERS = ("أبو", "أبا", "أبي", "بو", "عبد")
# Unfolded, as آل would fold to the article.
WRITTEN = frozenset({*JOINING, *KIN, *_OTHERS})
FOLDED = frozenset(map(fold, WRITTEN))
