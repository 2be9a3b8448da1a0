"""Forms of several words that nothing in them tells apart: تقدم is progress, and she presents; يصدر is of صدر and of أصدر.

Where the cheapest reading of a form hardly beats another, the form has a term of its own, which each of these
words finds (`alternatives.py`). Which words have such forms is compiled into the lexicon.
"""

from collections.abc import Sequence

from indexer.arabic import affixes, entries
from indexer.arabic.affixes import NISBA_SLOT, is_of_verb
from indexer.arabic.cuts import Cut, PlainCut
from indexer.arabic.letters import HEH
from indexer.arabic.normalizer import fold

# A reading that costs so much more (in nats) than the cheapest has three tenths of their uses. The costs of broken
# plurals are guesses: ترك is hardly one of تركي.
_CLOSE, _CLOSE_PLURAL = 0.95, 0.55
_FEMININE = {"F", "H", "HD"}
_WORDS = {"noun", "verb"}


def terms(found: Sequence[PlainCut], lexicon: entries.Lexicon) -> tuple[str, ...]:
    """The terms of the words that a form may well be of, by its readings, that of the cheapest first."""
    cheapest = Cut._make(min(found))
    close = [Cut._make(cut) for cut in sorted(found) if cut[0] <= cheapest.cost + _CLOSE]
    own = lexicon.lemma(cheapest.lemma)
    if len(close) == 1 or own.speech not in _WORDS:
        return (own.term,)
    others = [lexicon.lemma(cut.lemma) for cut in close if _may_both_be(cheapest, cut, lexicon)]
    return tuple(
        dict.fromkeys((own.term, *(each.term for each in others if each.speech in _WORDS)))
    )


def joined(terms: Sequence[str]) -> str:
    """The term of a form of words with these terms."""
    return "/".join(sorted(terms))


def _may_both_be(one: Cut, other: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether each of two readings may be meant, as the press has both: two verbs, a verb and a noun, the feminine
    of an adjective and a noun. What other forms of two nouns cost does not tell which is meant (محافظات)."""
    verbal = [is_of_verb(cut.ending.slot) for cut in (one, other)]
    if not any(verbal):
        return one.stem == other.stem and {one.ending.slot, other.ending.slot} <= _FEMININE
    nouns = [cut for cut, of_verb in zip((one, other), verbal, strict=True) if not of_verb]
    close = _CLOSE_PLURAL if any(_is_plural(noun, lexicon) for noun in nouns) else _CLOSE
    return other.cost <= one.cost + close and all(
        noun.proclitic.group == affixes.BARE and noun.ending.slot != NISBA_SLOT for noun in nouns
    )


def _is_plural(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the stem of a noun is not the one that it is cited by."""
    cited = cut.stem + HEH if cut.ending.slot in _FEMININE else cut.stem
    return fold(lexicon.lemma(cut.lemma).spelling) != cited
