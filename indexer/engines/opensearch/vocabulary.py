"""The words of one release: its different spellings and their terms.

They are stored with the release, for the day when it is deleted; as text, because an object with a
key for each spelling would take the engine several times as long to read.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from indexer.arabic.layers import Layer
from indexer.releases.schema import AnalysedRelease

# Separate lines, and the fields of a line: no spelling and no term contains them, as they end
# words.
_LINE, _PART = "\n", "\t"
# A term missing in a layer, and one equal to the preceding field.
_NONE, _SAME = " ", ""


class Spelling(NamedTuple):
    """A spelling and its terms; None in a layer without a term for it."""

    form: str
    exact: str | None
    stem: str | None
    root: str | None

    def terms(self) -> Iterator[tuple[Layer, str]]:
        if self.exact is not None:
            yield "exact", self.exact
        if self.stem is not None:
            yield "stem", self.stem
        if self.root is not None:
            yield "root", self.root


Vocabulary: TypeAlias = Mapping[Spelling, int]


def vocabulary(analysed: AnalysedRelease) -> Vocabulary:
    """How often each spelling occurs in a release, with its terms."""
    found: dict[Spelling, int] = {}
    for text in analysed.texts.values():
        for word, count in text.counts():
            stem, root = (None, None) if word.stop else (word.stem, word.root)
            spelled = Spelling(word.spelling, word.exact, stem, root)
            found[spelled] = found.get(spelled, 0) + count
        for run in text.runs:
            spelled = Spelling(text.spelling(run), None, run.term, run.term)
            found[spelled] = found.get(spelled, 0) + 1
    return found


def pack(vocabulary: Vocabulary) -> str:
    return _LINE.join([_pack_line(spelled, count) for spelled, count in vocabulary.items()])


def _pack_line(spelled: Spelling, count: int) -> str:
    form, exact, stem, root = spelled
    first = _SAME if exact == form else exact or _NONE
    second = _SAME if stem == exact else stem or _NONE
    third = _SAME if root == stem else root or _NONE
    return f"{count}{_PART}{form}{_PART}{first}{_PART}{second}{_PART}{third}"


def unpack(text: str) -> Vocabulary:
    """The inverse of `pack`."""
    vocabulary = {}
    for line in text.split(_LINE) if text else ():
        count, *parts = line.split(_PART)
        for place in range(1, len(parts)):
            parts[place] = parts[place] or parts[place - 1]
        form, *terms = parts
        exact, stem, root = (None if term == _NONE else term for term in terms)
        vocabulary[Spelling(form, exact, stem, root)] = int(count)
    return vocabulary
