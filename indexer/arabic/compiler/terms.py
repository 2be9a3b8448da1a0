"""The terms of lemmas in the stem layer, and roots for the root layer."""

import re

from indexer.arabic import term_codes
from indexer.arabic.compiler import places, sources
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import SHADDA, bare, letters
from indexer.arabic.letters import ALEF_MAKSURA, YEH
from indexer.arabic.normalizer import fold

_ONE_G = str.maketrans("جقك", "غغغ")
_SHORTEST_VARIANT = 5
# A verb and a noun of up to so many letters share a term.
_SHARED = 3
# Of two rarer nouns that are spelled nearly alike, one is most often a variant of the other.
_COMMON_TWIN = 200


def known_roots() -> dict[str, str]:
    """Roots by bare spelling, from the dictionaries of arramooz."""
    found = {bare(verb.spelling): verb.root for verb in sources.verbs()}
    for noun in sources.nouns():
        if re.fullmatch("[\u0621-\u064a]{3,4}", noun.root):
            found.setdefault(bare(noun.spelling), noun.root)
            found.setdefault(fold(noun.spelling), noun.root)
    return found


def terms(stock: Stock) -> list[str]:
    """The stem term of each lemma: its folded spelling, with a code where another lemma has the
    same letters.

    A verb and a noun of three letters that are spelled alike share the term, because a reader's
    bare word (حدث, event or to happen) is either; so do a verb and its masdar. Longer pairs (طالب,
    student or to demand) get two terms, the rarer one with its class as a code.

    Variants of a foreign g share a term. So do nouns that only folding makes equal, unless they are
    twins: then the rarer one has its spelling as a code. A noun of place and a participle (معلم)
    have two terms, and so have a verb in ى and an adjective in يّ (قوى, قوي). A form of several
    words has their number as a code.
    """
    order = sorted(stock.lemmas.items(), key=lambda item: (-stock.frequency[item[1]], item[0]))
    classes = _Classes(stock)
    rarer = places.rarer_lemmas(stock, sources.folded_counts())
    owner: dict[str, str] = {}
    first: dict[str, str] = {}
    found = [""] * len(stock.frequency)
    for (spelling, speech), number in order:
        found[number] = folded = fold(spelling)
        if number in stock.homographs:
            found[number] = term_codes.with_code(folded, len(stock.homographs[number]))
            continue
        if (
            speech in ("name", "new")
            and len(folded) >= _SHORTEST_VARIANT
            and set(folded) & set("غجقك")
        ):
            found[number] = owner.setdefault(folded.translate(_ONE_G), folded)
        found[number] += classes.mark(spelling, speech)
        if number in rarer:
            found[number] += term_codes.PARTICIPLE
            continue
        written = letters(spelling)
        is_common = speech == "noun" and stock.frequency[number] >= _COMMON_TWIN
        if is_common and _are_twins(first.setdefault(folded, written), written):
            found[number] = term_codes.with_code(folded, written)
    return found


class _Classes:
    """Decides which of a verb and a noun that are spelled alike has its class in its term. Must be
    asked in the order of frequency."""

    def __init__(self, stock: Stock) -> None:
        masdars = {letters(noun.spelling) for noun in sources.nouns() if "مصدر" in noun.wazn}
        self._masdars = {fold(word) for word in masdars}
        self._in_yeh = {fold(word) for word in masdars if word.endswith(YEH)}
        self._adjectives = {fold(word) for word, _ in stock.lemmas if word.endswith("ي" + SHADDA)}
        self._first: dict[str, str] = {}

    def mark(self, spelling: str, speech: str) -> str:
        """The code of a word, with its separator; empty for none."""
        word = fold(spelling)
        if len(word) <= _SHARED:
            weak = speech == "verb" and spelling.endswith(ALEF_MAKSURA)
            return term_codes.VERBAL if weak and word in self._adjectives - self._in_yeh else ""
        if word in self._masdars:
            return ""
        word_class = "verb" if speech == "verb" else "noun"
        own = self._first.setdefault(word, word_class) == word_class
        return "" if own else term_codes.with_code("", word_class[0])


def _are_twins(one: str, other: str) -> bool:
    """Whether two spellings that fold alike are two words: مبنى and مبني, إعلام and أعلام, فارة and
    فاره."""
    if one[:1] != other[:1]:
        return {one[0], other[0]} <= set("أإآ")
    return one[-1:] != other[-1:] and {one[-1], other[-1]} in ({"ى", "ي"}, {"ة", "ه"})
