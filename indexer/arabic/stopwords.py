"""Stop words: words too common to tell one release from another."""

from functools import cache

from indexer.arabic import shipped
from indexer.arabic.letters import FEH, WAW
from indexer.arabic.normalizer import clean

# Words of their own that only look like و or ف before a stop word: ولي العهد, فهم, فلك, فك, فم.
_WHOLE = frozenset({"ولي", "فهم", "فلك", "فك", "فم"})
_CONJUNCTIONS = (WAW, FEH)


@cache
def words() -> frozenset[str]:
    """The shipped list, in clean spelling."""
    text = shipped.text(shipped.STOPWORDS)
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(clean(word) for line in lines for word in line.split())


def is_stop(cleaned: str) -> bool:
    """Whether a word in clean spelling is a stop word, alone or behind و or ف."""
    known = words()
    if cleaned in known:
        return True
    return cleaned.startswith(_CONJUNCTIONS) and cleaned[1:] in known and cleaned not in _WHOLE
