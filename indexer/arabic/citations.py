"""Words by the form that a dictionary has them under, which is what readers type, whatever it may be read as."""

from collections.abc import Iterator

from indexer.arabic import cuts, entries, letters
from indexer.arabic.cuts import PlainCut
from indexer.arabic.normalizer import clean, fold

# What costs so much more than the cheapest reading (in nats), where that is a verb and where it is a noun, may still be
# meant by who types the dictionary form of a verb or a noun, an imperfect, or a noun that has lost its ي.
_LIKELY_CITED, _LIKELY_NOUN = (3.0, 2.5), (2.5, 2.5)
_LIKELY_IMPERFECT, _LIKELY_DEFECTIVE = (2.0, 0.3), (4.0, 4.0)
# The same of a verb, where the cheapest is spelled otherwise.
_LIKELY_ALONE = 8.0
# The slot of the form that a verb is cited by, and those of the imperfect, active and passive, without an ending.
_CITED, _IMPERFECT = "V", ("I", "IQ")
_PERSONS = ("ي", "ت")


def meant(form: str, word: str) -> Iterator[entries.Lemma]:
    """The lemmas of which a clean spelling, which folds to `word`, may well be the form that is typed: the dictionary form
    of a noun or a verb (third person, perfect), an imperfect, the indefinite of a noun in ي (قاض of قاضي)."""
    lexicon = entries.lexicon()
    best = cuts.best(cuts.likely(form, word, lexicon))
    if best is None:
        return
    own = lexicon.lemma(best.lemma)
    for cut in sorted(cuts.possible(word, lexicon)):
        lemma = lexicon.lemma(cut[1])
        likely = _likely(word, cut, lemma)
        if not likely or not cuts.is_written(form, cut, lexicon):
            continue
        # نادى is how the verb is spelled, and no way to spell نادي.
        alone = lemma.speech == "verb" and clean(lemma.spelling) == form != clean(own.spelling)
        if cut[0] <= best.cost + (_LIKELY_ALONE if alone else likely[own.speech != "verb"]):
            yield lemma


def _likely(word: str, cut: PlainCut, lemma: entries.Lemma) -> tuple[float, float] | None:
    """How much more a reading may cost, beside a verb and beside a noun, that is one of such forms; None for
    others."""
    _, _, proclitic, ending, stem = cut
    if ending.slot == _CITED and stem == word:
        # Else it is a passive: شيب of شاب.
        return _LIKELY_CITED if fold(lemma.spelling) == word else _LIKELY_IMPERFECT
    if ending.slot in _IMPERFECT and proclitic.letters in _PERSONS and stem == word[1:]:
        return _LIKELY_IMPERFECT
    if lemma.speech == "noun" and stem == word and lemma.letters == word + letters.YEH:
        return _LIKELY_DEFECTIVE
    if lemma.speech == "noun" and not proclitic.letters and fold(lemma.spelling) == word:
        return _LIKELY_NOUN
    return None
