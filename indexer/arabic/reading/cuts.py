"""All readings of a word by the lexicon: every way to cut its folded letters into proclitics, a
stem and an ending."""

from typing import NamedTuple, TypeAlias

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.lexicon.proclitics import proclitic_stacks
from indexer.arabic.orthography import letters

_PROCLITICS = proclitic_stacks()
# Also every prefix of a proclitic, so that the search can stop early.
_HEADS = {
    stack[:end]: _PROCLITICS.get(stack[:end], ())
    for stack in _PROCLITICS
    for end in range(len(stack) + 1)
}
_LONGEST_ENDING = 6


class Cut(NamedTuple):
    """One reading of a word. Cuts sort by cost, then by lemma number; lower numbers are commoner."""

    cost: float
    lemma: int
    proclitic: affixes.Proclitic
    ending: affixes.Ending
    stem: str


# A Cut among many candidates: a plain tuple is created and compared much faster.
PlainCut: TypeAlias = tuple[float, int, affixes.Proclitic, affixes.Ending, str]


def all_cuts(word: str, lexicon: entries.Lexicon) -> list[PlainCut]:
    """All readings of a folded word."""
    found: list[PlainCut] = []
    length = len(word)
    tails = [
        tail
        for tail in range(max(1, length - _LONGEST_ENDING), length + 1)
        if word[tail:] in lexicon.endings
    ]
    for head in range(length):
        stacks = _HEADS.get(word[:head])
        if stacks is None:
            break
        for tail in tails if stacks else ():
            readings = lexicon.stems.get(word[head:tail])
            if readings is not None:
                _append_cuts(
                    found, word, head, tail, stacks, entries.parse_readings(readings), lexicon
                )
    return found


def _append_cuts(
    found: list[PlainCut],
    word: str,
    head: int,
    tail: int,
    stacks: tuple[affixes.Proclitic, ...],
    readings: tuple[entries.StemReading, ...],
    lexicon: entries.Lexicon,
) -> None:
    """Append the readings of one division of the word, ``word[head:tail]`` being the stem."""
    stem, after = word[head:tail], word[tail:]
    for proclitic in stacks:
        row = lexicon.rows[proclitic.group].get(after)
        if row is None:
            continue
        price = proclitic.cost
        for kind, lemma, cost in readings:
            ending = row.get(kind)
            if ending is not None:
                found.append((cost + price + ending.cost, lemma, proclitic, ending, stem))


def as_construct(cut: PlainCut, lemma: entries.Lemma) -> PlainCut:
    """A reading as a nisba in ي turned into the dual construct of its noun; any other reading
    unchanged. Nouns in ة are unchanged too: their dual has a ت."""
    cost, number, proclitic, ending, stem = cut
    if ending.slot != Slot.NISBA or lemma.spelling.endswith(letters.TEH_MARBUTA):
        return cut
    more = affixes.CONSTRUCT.cost - ending.cost
    return cost + more, number, proclitic, affixes.CONSTRUCT, stem
