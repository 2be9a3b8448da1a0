"""Whether a text is the name of a place: one of those that come with the program."""

from indexer.arabic import chinese, names


def is_known(place: str) -> bool:
    """Whether a place is one of the names that come with the program."""
    folded, known = names.fold_name(place), names.shipped()
    return folded in known.words or chinese.spelling(folded) in known.runs
