"""The terms of lemmas in the stem layer, and roots for the root layer."""

import re
from collections.abc import Callable, Iterator, Mapping

from indexer.arabic.compiler import places, sources
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare, letters
from indexer.arabic.lexicon import term_codes
from indexer.arabic.orthography.letters import ALEF, ALEF_MAKSURA, YEH
from indexer.arabic.orthography.normalizer import fold

_ONE_G = str.maketrans("جقك", "غغغ")
_SHORTEST_VARIANT = 5
# A masdar this short is most often a word of its own: ملك is a king, or to own.
_SHORT = 3
# Of two rarer words that are spelled nearly alike, one is most often a variant of the other.
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

    A verb and a noun that fold alike (ملك, king or to own; طالب, student or to demand) get two
    terms, the rarer one with its class as a code. A verb and its masdar of more than three letters
    share one.

    Variants of a foreign g share a term. So do nouns, or verbs, that only folding makes equal,
    unless they are twins: then the rarer one has its spelling as a code, and so has a name in ى
    beside a common noun in ي: سلمى. A noun of place and a
    participle (معلم) have two terms, and so have the nouns of the table of twins (عالَم, عالِم). A
    listed form of several words has their number as a code.
    """
    order = sorted(stock.lemmas.items(), key=lambda item: (-stock.frequency[item[1]], item[0]))
    classes = _Classes()
    rarer = places.rarer_lemmas(stock, sources.folded_counts())
    in_yeh = set(_common_nouns_in_yeh(stock))
    owner: dict[str, str] = {}
    first: dict[tuple[str, str], str] = {}
    found = [""] * len(stock.frequency)
    for (spelling, speech), number in order:
        found[number] = folded = fold(spelling)
        if number in stock.homographs:
            found[number] = _homograph_term(stock, folded, number)
            continue
        if (
            speech in ("name", "new")
            and len(folded) >= _SHORTEST_VARIANT
            and set(folded) & set("غجقك")
        ):
            found[number] = owner.setdefault(folded.translate(_ONE_G), folded)
        found[number] += classes.mark(spelling, speech)
        if number in stock.twins:
            found[number] += _twin_code(stock, number)
            continue
        if number in rarer:
            found[number] += term_codes.PARTICIPLE
            continue
        written = letters(spelling)
        if speech == "name" and folded in in_yeh and written.endswith(ALEF_MAKSURA):
            found[number] = term_codes.with_code(folded, written)
            continue
        is_common = speech in _TWINNED and stock.frequency[number] >= _COMMON_TWIN
        if is_common and _TWINNED[speech](first.setdefault((folded, speech), written), written):
            found[number] = term_codes.with_code(folded, written)
    return found


def _common_nouns_in_yeh(stock: Stock) -> Iterator[str]:
    """The folded letters of common nouns in ي."""
    for (spelling, speech), number in stock.lemmas.items():
        is_common = speech == "noun" and stock.frequency[number] >= _COMMON_TWIN
        if is_common and letters(spelling).endswith(YEH):
            yield fold(spelling)


def _homograph_term(stock: Stock, folded: str, number: int) -> str:
    """The term of a listed form of several words, or of one that stands only for itself."""
    if number in stock.of_itself:
        return term_codes.of_itself(folded)
    return term_codes.with_code(folded, len(stock.homographs[number]))


def _twin_code(stock: Stock, number: int) -> str:
    """The code of the rarer of two nouns that have nothing but their letters in common."""
    if number in stock.equal_twins:
        return term_codes.EQUAL_TWIN
    is_indefinite = number in stock.indefinite_twins
    return term_codes.INDEFINITE_TWIN if is_indefinite else term_codes.TWIN


class _Classes:
    """Decides which of a verb and a noun that are spelled alike has its class in its term. Must be
    asked in the order of frequency."""

    def __init__(self) -> None:
        masdars = (letters(noun.spelling) for noun in sources.nouns() if "مصدر" in noun.wazn)
        self._masdars = set(map(fold, masdars))
        self._first: dict[str, str] = {}

    def mark(self, spelling: str, speech: str) -> str:
        """The code of a word, with its separator; empty for none."""
        word = fold(spelling)
        if len(word) > _SHORT and word in self._masdars:
            return ""
        word_class = "verb" if speech == "verb" else "noun"
        own = self._first.setdefault(word, word_class) == word_class
        return "" if own else term_codes.with_code("", word_class[0])


def _are_twins(one: str, other: str) -> bool:
    """Whether two spellings that fold alike are two nouns: مبنى and مبني, إعلام and أعلام, فارة and
    فاره, فأر and فار."""
    if one[:1] != other[:1]:
        return {one[0], other[0]} <= set("أإآ")
    ends = one[-1:] != other[-1:] and {one[-1], other[-1]} in ({"ى", "ي"}, {"ة", "ه"})
    return ends or _has_hamza_within(one, other)


def _has_hamza_within(one: str, other: str) -> bool:
    """Whether one of two spellings that fold alike has a hamza on an alef of the other: سأل and سال."""
    pairs = zip(one[1:], other[1:], strict=False)
    return any(ALEF in pair and not set(pair).isdisjoint("أآ") for pair in pairs)


# By part of speech.
_TWINNED: Mapping[str, Callable[[str, str], bool]] = {"noun": _are_twins, "verb": _has_hamza_within}
