"""Helpers for vowelled spellings of the sources."""

import re

SUKUN, SHADDA, KASRATAN = "\u0652", "\u0651", "\u064d"
VOWELS = "\u064e\u064f\u0650"
_CASE = re.compile(f"[\u064b-\u064d]$|(?<=.{SHADDA})[{VOWELS}]$|[{VOWELS}]$")


def bare(spelling: str) -> str:
    """A vocalised spelling without the marks that sources use differently: sukun, case endings,
    vowels before long vowels."""
    word = spelling.replace(SUKUN, "").strip()
    word = re.sub(f"([{VOWELS}\u064b-\u064d])({SHADDA})", r"\2\1", word)
    word = _CASE.sub("", word)
    word = re.sub("\u064e(?=[اىة])", "", word)
    word = re.sub("\u064f(?=و(?![\u064e-\u0651]))", "", word)
    return re.sub("\u0650(?=ي(?![\u064e-\u0651]))", "", word)


def letters(spelling: str) -> str:
    """A vocalised spelling without its vowels; hamza seats, ى and ة stay."""
    return re.sub("[\u064b-\u0652\u0670\u0640]", "", spelling.strip())
