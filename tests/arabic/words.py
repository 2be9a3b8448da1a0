"""What a word is found by in the stem layer, for tests."""

from indexer.arabic.analyzer import standard
from indexer.arabic.queries import alternatives


def stem(surface: str) -> str:
    return standard().word(surface).stem


def meant(typed: str) -> set[str]:
    """The stem terms of a query."""
    return set(alternatives.terms(standard(), standard().word(typed), "stem"))


def found(typed: str, written: str) -> bool:
    """Whether a query of one word finds another word."""
    return stem(written) in meant(typed)
