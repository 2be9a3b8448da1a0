"""Stop words: words too common to tell one release from another."""

from functools import cache

from indexer.arabic.lexicon import shipped
from indexer.arabic.orthography.letters import ALEF_MAKSURA, FEH, WAW, YEH
from indexer.arabic.orthography.normalizer import clean

# Words that only look like و or ف with a stop word: ولي العهد, علم فلكي, فاو.
_WHOLE = frozenset(
    {
        *("ولي", "ولى", "والي", "ولدي", "واو"),
        *("فهم", "فلك", "فلكي", "فلان", "فحول", "فك", "فم", "فاو"),
    }
)
# Words that only look like stop words with the other final letter.
_OWN = frozenset({"علي", "منى", "سوي", "عنى"})
# Stop words that are words as well, each with a form of that word that is no stop word: a mother;
# to fulfil; an illusion; a film; to lose. By themselves they are typed for these words.
_WORDS_AS_WELL = {
    "أم": "أمهات",
    "ام": "أمهات",
    "وفى": "وفيت",
    "وهم": "أوهام",
    "فلم": "أفلام",
    "فقد": "فقدت",
}
_OTHER_YEH = {YEH: ALEF_MAKSURA, ALEF_MAKSURA: YEH}
_CONJUNCTIONS = (WAW, FEH)


@cache
def words() -> frozenset[str]:
    """The shipped list, in clean spelling. A word in ي or ى is included with both, because Egypt
    writes فى for في."""
    text = shipped.text(shipped.STOPWORDS)
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    listed = {clean(word) for line in lines for word in line.split()}
    others = {word[:-1] + _OTHER_YEH[word[-1]] for word in listed if word[-1] in _OTHER_YEH}
    return frozenset(listed | (others - _OWN))


def is_stop(cleaned: str) -> bool:
    """Whether a word in clean spelling is a stop word, alone or behind و or ف."""
    known = words()
    if cleaned in known:
        return True
    return cleaned.startswith(_CONJUNCTIONS) and cleaned[1:] in known and cleaned not in _WHOLE


def word_as_well(cleaned: str) -> str:
    """A form of the word that a stop word is as well; empty for most."""
    return _WORDS_AS_WELL.get(cleaned, "")
