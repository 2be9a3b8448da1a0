"""Participles of derived verbs that no dictionary has: مجتاز, متوغل.

They are regular: the verb without its alef behind م, with ي for the long vowel of an active
participle of form X (Wright I 143-148). Those of four letters are left to `places`, since they are
spelled like nouns of place (مفعل).
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import SHADDA, bare, letters
from indexer.arabic.orthography.normalizer import fold

_FATHA, _DAMMA, _KASRA = "\u064e", "\u064f", "\u0650"
# The initial frequency of a participle.
_RAREST = 20
# How often the forms of a participle must occur in a million words.
_ATTESTED = 0.02
_KIND = "B TA P:1 F:1 AT:0.3 UN DU"
# A participle in ي, and what is left of it where the ي is dropped.
_DEFECTIVE_KIND, _SHORTENED_KIND = "B TA P F:1 AT:0.5 DU:0.5", "B:2.5 UN"
_SHORTEST = 5
# What the forms that attest a participle end in. In ة and ات the form III has its masdar (مهاتفة),
# and for one in ي the plurals may be those of another participle (متصلون).
_ENDINGS, _OF_THIRD, _OF_DEFECTIVE = ("", "ة", "ون", "ين", "ات"), ("", "ون", "ين"), ("", "ة", "ات")
_HEADS = ("", "ال")
_THIRD = re.compile("^م.ا..$")
_LAST_FATHA = re.compile(f"{_FATHA}(?=.{SHADDA}?$)")
_HOLLOW_TENTH = re.compile("^استا.$|^است.ا.$")
_LAST_HAMZA = re.compile(f"أ(?=$|{_KASRA}.{SHADDA}$)")


def add_participles(
    stock: Stock, verbs: Iterable[str], attested: Mapping[str, float], places: Iterable[str]
) -> None:
    """Add the participles of the `verbs` (vocalised) that are attested and that no source has.
    `attested` maps written forms to their frequency; `places` are names, which are no participles."""
    known = {fold(spelling) for spelling, speech in stock.lemmas if speech != "verb"}
    known |= {fold(word) for word in (*stock.stems, *places)}
    for verb in verbs:
        for spelling in participles(bare(verb)):
            word = letters(spelling)
            if _is_new(word, known) and _frequency(word, attested) > _ATTESTED:
                known.add(fold(word))
                _add_stems(stock, word, stock.lemma(spelling, "adj", _RAREST))


def participles(verb: str) -> Iterator[str]:
    """The participles of a derived verb in its bare spelling; the passive one only where its
    letters differ."""
    written = letters(verb)
    if len(written) < 4 or written.endswith(("ا", "و")) or "آ" in written:
        return
    stem = re.sub(f"^[اأ][{_FATHA}{_KASRA}]?", "", verb)
    start = "م" + _DAMMA
    if written.endswith("ى"):
        yield start + re.sub(f"{_FATHA}?ى$", "ي", stem)
        return
    if _HOLLOW_TENTH.match(written):
        yield start + re.sub("ا(?=.$)", "ي", stem)
        yield start + stem
        return
    yield start + _LAST_HAMZA.sub("ئ", _LAST_FATHA.sub(_KASRA, stem))


def _is_new(word: str, known: set[str]) -> bool:
    """Whether a participle is long enough to be told from other words, and no source has it. One in
    ي must not be another noun with a pronoun or a nisba: متحفي. One of form III in ي is left out,
    because it is spelled like a broken plural: محاشي."""
    if len(word) < _SHORTEST or fold(word) in known:
        return False
    return not word.endswith("ي") or not (_THIRD.match(word) or fold(word[:-1]) in known)


def _frequency(word: str, attested: Mapping[str, float]) -> float:
    """How often the forms of a participle occur without pronouns."""
    endings: tuple[str, ...] = _ENDINGS
    if word.endswith("ي"):
        endings = _OF_DEFECTIVE
    elif _THIRD.match(word):
        endings = _OF_THIRD
    return sum(attested.get(head + word + ending, 0.0) for head in _HEADS for ending in endings)


def _add_stems(stock: Stock, word: str, number: int) -> None:
    if word.endswith("ي"):
        stock.add(word, _DEFECTIVE_KIND, number, 0.0)
        stock.add(word[:-1], _SHORTENED_KIND, number, 0.0)
    else:
        stock.add(word, _KIND, number, 0.0)
