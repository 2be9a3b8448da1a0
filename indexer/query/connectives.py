"""Words that occur in names but never end one: محمد بن سلمان, أبو بكر, آل سعود."""

from indexer.arabic.orthography.normalizer import fold

# Words that only join names, and words that also mean "son" and "daughter".
_JOINING = ("بن", "آل")
_KIN = ("ابن", "بنت")
# "Father of", in each case and in the form of the Gulf; "servant of".
_OTHERS = ("أبو", "أبا", "أبي", "بو", "عبد")
# Unfolded, as آل would fold to the article.
WRITTEN = frozenset({*_JOINING, *_KIN, *_OTHERS})
# Folded, آل is ال.
FOLDED = frozenset(map(fold, WRITTEN))
JOINING_FOLDED = frozenset(map(fold, _JOINING))
KIN_FOLDED = frozenset(map(fold, _KIN))
