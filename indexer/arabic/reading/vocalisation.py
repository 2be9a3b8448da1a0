"""What the written vowels of a word leave of its readings."""

from collections.abc import Iterator

from indexer.arabic.lexicon import affixes, entries, term_codes
from indexer.arabic.lexicon import vowels as vowel_rules
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.reading import cuts
from indexer.arabic.reading.cuts import PlainCut

# A perfect, and a broken plural, whose vowels are written may cost this much more than a noun that
# has others: قُتل, جِمال.
_PERFECT_BESIDE_NOUN, _PLURAL_BESIDE_NOUN = 4.0, 6.5
_PERFECTS = {Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN, Slot.PERFECT_DUAL}
# The surcharge of an imperfect of form I that its damma makes passive: يُلقى.
_PASSIVE_IMPERFECT = 1.5
# A verb that costs but this much more than a noun costs the same.
_NEARLY = 0.05


def dual_constructs(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> Iterator[PlainCut]:
    """The readings that may be a dual in the construct state; a nisba is replaced by the dual of
    its noun."""
    for cut in found:
        _, number, _, _, _ = cut
        lemma = lexicon.lemma(number)
        construct = cuts.as_construct(cut, lemma)
        _, _, proclitic, ending, stem = construct
        at_end = len(proclitic.letters) + len(stem) == len(form)
        if vowel_rules.may_be_dual_construct(at_end, ending, lemma):
            yield construct


def with_passives_dearer(
    found: list[PlainCut], vowels: vowel_rules.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings, with a surcharge on those that the vowels make passive."""
    return [(cut[0] + passive_surcharge(cut, vowels, lexicon), *cut[1:]) for cut in found]


def passive_surcharge(cut: PlainCut, vowels: vowel_rules.Vowels, lexicon: entries.Lexicon) -> float:
    """The surcharge on a reading that the vowels make passive; of others 0."""
    return _PASSIVE_IMPERFECT if is_passive(cut, vowels, lexicon) else 0.0


def is_passive(cut: PlainCut, vowels: vowel_rules.Vowels, lexicon: entries.Lexicon) -> bool:
    """Whether an imperfect whose letters may be active is passive by its vowels."""
    _, lemma, proclitic, ending, _ = cut
    return ending.slot != Slot.IMPERFECT_PASSIVE and vowel_rules.is_passive(
        vowels, proclitic, lexicon.lemma(lemma)
    )


def agreeing_readings(
    found: list[PlainCut], vowels: vowel_rules.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings that agree with the written vowels. If the cheapest does not agree, those whose
    vowels the dictionary confirms are preferred. If none agrees, all readings, but no verbs where a
    tanwin is written."""
    agreements = {
        (cost, number, proclitic, ending, stem): vowel_rules.agreement(
            vowels, proclitic, ending, stem, lexicon.lemma(number)
        )
        for cost, number, proclitic, ending, stem in found
    }
    for others in (_twins_with_other_vowels, _nouns_with_vowels_of_another):
        for cut in others(found, vowels, lexicon):
            agreements[cut] = vowel_rules.Agreement.NONE
    agreeing = [cut for cut in found if agreements[cut]]
    if agreeing:
        known = [cut for cut in agreeing if agreements[cut] == vowel_rules.Agreement.KNOWN]
        likely = agreeing if agreements[min(found)] or not known else known
        return _without_twin_beside_verb(likely, lexicon)
    if not vowel_rules.has_tanwin(vowels):
        return found
    return [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if not affixes.is_of_verb(ending.slot)
    ]


def _without_twin_beside_verb(found: list[PlainCut], lexicon: entries.Lexicon) -> list[PlainCut]:
    """The readings without the cheapest, if it is the rarer of two nouns before a pronoun and a verb
    with its letters costs no more. The cost of such a noun is a guess from that of its twin, which
    the vowels exclude: سلّمهم is hardly "their ladder"."""
    cost, number, _, ending, stem = min(found)
    if ending.slot != Slot.BEFORE_PRONOUN or not term_codes.is_twin(lexicon.lemma(number).term):
        return found
    has_verb = any(
        cut[0] <= cost + _NEARLY and cut[4] == stem and affixes.is_of_verb(cut[3].slot)
        for cut in found
    )
    return [cut for cut in found if cut[1] != number] if has_verb else found


def _twins_with_other_vowels(
    found: list[PlainCut], vowels: vowel_rules.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings as one of two nouns that only their vowels tell apart, if these are not the
    written ones."""
    lemmas = {cut: lexicon.lemma(cut[1]) for cut in found}
    rarer = {lemma.term for lemma in lemmas.values() if term_codes.is_twin(lemma.term)}
    both = rarer | set(map(term_codes.common_twin, rarer))
    return [
        (cost, number, proclitic, ending, stem)
        for (cost, number, proclitic, ending, stem), lemma in lemmas.items()
        if lemma.term in both and vowel_rules.has_other_vowel(vowels, proclitic, stem, lemma)
    ]


def _nouns_with_vowels_of_another(
    found: list[PlainCut], vowels: vowel_rules.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings as a noun that has other vowels than are written, if these are the vowels of a
    verb or a broken plural of the same letters that is nearly as cheap, and cheaper than all else:
    قُتل is not قَتل, nor جِمال جَمال."""
    likelier = [
        (cut, margin)
        for cut in found
        if (margin := _margin_beside_noun(cut, vowels, lexicon.lemma(cut[1])))
    ]
    if not likelier:
        return []
    cheapest, margin = min(likelier)
    # Names are often written with other vowels than in the dictionary.
    speeches = ("noun",) if affixes.is_of_verb(cheapest[3].slot) else ("noun", "name")
    nouns = [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if stem == cheapest[-1]
        and cost >= cheapest[0] - margin
        and lexicon.lemma(number).speech in speeches
        and vowel_rules.has_other_vowel(vowels, proclitic, stem, lexicon.lemma(number))
    ]
    return nouns if min(cut for cut in found if cut not in nouns) == cheapest else []


def _margin_beside_noun(cut: PlainCut, vowels: vowel_rules.Vowels, lemma: entries.Lemma) -> float:
    """How much more than a noun with other vowels a reading may cost whose own are written; nothing
    for other readings."""
    _, _, proclitic, ending, stem = cut
    if ending.slot in _PERFECTS:
        is_verb = vowel_rules.are_of_perfect(vowels, proclitic, stem, lemma)
        return _PERFECT_BESIDE_NOUN if is_verb and not vowel_rules.has_tanwin(vowels) else 0.0
    is_plural = vowel_rules.is_of_plural(vowels, proclitic, stem, lemma)
    return _PLURAL_BESIDE_NOUN if is_plural else 0.0


def is_confirmed(cut: PlainCut, vowels: vowel_rules.Vowels, lexicon: entries.Lexicon) -> bool:
    """Whether the dictionary doubles the letters of a reading that are doubled here."""
    _, number, proclitic, ending, stem = cut
    found = vowel_rules.agreement(vowels, proclitic, ending, stem, lexicon.lemma(number))
    return found == vowel_rules.Agreement.KNOWN
