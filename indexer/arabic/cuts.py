"""All readings of a word by the lexicon: every way to cut its folded letters into proclitics, a
stem and an ending."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from indexer.arabic import affixes, entries, letters, term_codes
from indexer.arabic import vowels as vowel_rules
from indexer.arabic.affixes import Slot
from indexer.arabic.normalizer import clean, fold

_PROCLITICS = affixes.proclitics()
# Also every prefix of a proclitic, so that the search can stop early.
_HEADS = {
    stack[:end]: _PROCLITICS.get(stack[:end], ())
    for stack in _PROCLITICS
    for end in range(len(stack) + 1)
}
_LONGEST_ENDING = 6
# A reading more expensive than `_DEAREST` (nats) is chance, and the word counts as unknown. The
# limit rises with each further letter of a long stem, of the proclitics, and of a pronoun that no
# name ends in, for these are seldom found by chance. It rises with each letter of the affixes of a
# verb that has several of them and an object: فسيكسبونها.
_DEAREST, _LONG_STEM, _FURTHER_OF_STEM, _FURTHER_OF_AFFIXES = 21.0, 3, 2.0, 1.0
_PLAIN_PRONOUNS = ("هم", "هن", "هما", "كم", "كما")
_PLAIN_OBJECTS, _SEVERAL = (*_PLAIN_PRONOUNS, "ه", "ها"), 4
# A reading whose doubled letter the dictionary confirms is chance only beyond this much more.
_CONFIRMED = 5.0
# Alefs with hamza or madda. The marks are often left out, but إ is seldom written for أ.
_WRITTEN_ALEF, _BELOW = re.compile("[أإآ]"), letters.ALEF_HAMZA_BELOW
# Any hamza of a dictionary spelling. A word written with a hamza is no form of a lemma without one.
_HAMZA = re.compile("[أإآؤئء]")
# The seats of a hamza at the end of a word.
_SEATS = {letters.WAW_HAMZA, letters.YEH_HAMZA}
_WAW_HAMZA = letters.WAW_HAMZA
# A passive may cost this much more (in nats) than the noun that cannot be spelled with this seat:
# بدئ is not بدء, but عبئ and ملئ are more often misspelled nouns.
_PASSIVE = 2.5
# The surcharge of an imperfect of form I that its damma makes passive: يُلقى.
_PASSIVE_IMPERFECT = 1.5
# The classes of proclitics that may precede a word that also stands alone.
_BARE_GROUPS = (affixes.BARE, affixes.PREP)


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


def likely_cuts(
    form: str, word: str, lexicon: entries.Lexicon, vowels: vowel_rules.Vowels = ()
) -> list[PlainCut]:
    """The readings of a clean spelling, folded to `word`, that remain possible: those that fit its
    letters and its `vowels`, restricted by the lexicon's verdict on the spelling, if there is one.
    """
    found = all_cuts(word, lexicon)
    if form != word:
        found = [cut for cut in found if fits_spelling(form, cut, lexicon)] or found
        found = _without_wrong_seat(form, found, lexicon)
    if vowel_rules.is_dual_construct(form, vowels):
        found = list(_dual_constructs(form, found, lexicon)) or found
    if vowels and found:
        found = _agreeing_with_vowels(
            _with_passives_dearer(found, vowels, lexicon), vowels, lexicon
        )
    if not found:
        return found
    chosen = _cuts_of_verdict(form, word, found, lexicon)
    if vowels:
        # The verdict is on the spelling without vowels, so it does not apply to a passive.
        chosen = [cut for cut in chosen if not _is_passive(cut, vowels, lexicon)]
    return found if not chosen or min(found) in chosen else chosen


def _dual_constructs(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> Iterator[PlainCut]:
    """The readings that may be a dual in the construct state; a nisba is replaced by the dual of
    its noun."""
    for cut in found:
        _, number, _, _, _ = cut
        lemma = lexicon.lemma(number)
        construct = as_construct(cut, lemma)
        _, _, proclitic, ending, stem = construct
        at_end = len(proclitic.letters) + len(stem) == len(form)
        if vowel_rules.may_be_dual_construct(at_end, ending, lemma):
            yield construct


def as_construct(cut: PlainCut, lemma: entries.Lemma) -> PlainCut:
    """A reading as a nisba in ي turned into the dual construct of its noun; any other reading
    unchanged. Nouns in ة are unchanged too: their dual has a ت."""
    cost, number, proclitic, ending, stem = cut
    if ending.slot != Slot.NISBA or lemma.spelling.endswith(letters.TEH_MARBUTA):
        return cut
    more = affixes.CONSTRUCT.cost - ending.cost
    return cost + more, number, proclitic, affixes.CONSTRUCT, stem


def _without_wrong_seat(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """For a word in ئ: its verb readings alone if the cheapest reading is a noun spelled with a
    bare hamza and a verb is nearly as cheap. Otherwise all readings."""
    if not form.endswith(letters.YEH_HAMZA) or not found:
        return found
    cheapest, number, _, _, _ = min(found)
    if not lexicon.lemma(number).spelling.endswith(letters.HAMZA):
        return found
    limit = cheapest + _PASSIVE
    verbs = [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if ending.slot == Slot.PERFECT and cost <= limit
    ]
    return verbs or found


def _with_passives_dearer(
    found: list[PlainCut], vowels: vowel_rules.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings, with a surcharge on those that the vowels make passive."""
    return [
        (cut[0] + _PASSIVE_IMPERFECT, *cut[1:]) if _is_passive(cut, vowels, lexicon) else cut
        for cut in found
    ]


def _is_passive(cut: PlainCut, vowels: vowel_rules.Vowels, lexicon: entries.Lexicon) -> bool:
    """Whether an imperfect whose letters may be active is passive by its vowels."""
    _, lemma, proclitic, ending, _ = cut
    return ending.slot != Slot.IMPERFECT_PASSIVE and vowel_rules.is_passive(
        vowels, proclitic, lexicon.lemma(lemma)
    )


def _agreeing_with_vowels(
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
    for cut in _twins_with_other_vowels(found, vowels, lexicon):
        agreements[cut] = vowel_rules.Agreement.NONE
    agreeing = [cut for cut in found if agreements[cut]]
    if agreeing:
        known = [cut for cut in agreeing if agreements[cut] == vowel_rules.Agreement.KNOWN]
        return agreeing if agreements[min(found)] or not known else known
    if not vowel_rules.has_tanwin(vowels):
        return found
    return [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if not affixes.is_of_verb(ending.slot)
    ]


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


def _cuts_of_verdict(
    form: str, word: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings that the lexicon's verdict on the spelling selects. Without one, the verdict on
    what follows the proclitics is used: فكتابه is read like كتابه. Empty if there is neither."""
    before = ""
    verdict = lexicon.spellings.get(form) or lexicon.forms.get(word)
    if not verdict:
        before = _proclitics_of_word(min(found), lexicon)
        verdict = lexicon.spellings.get(form[len(before) :]) if before else None
    if not verdict:
        return []
    lemma, head, tail = entries.parse_verdict(verdict)
    begin = len(before) + head
    wanted = word[begin : len(word) - tail]
    return [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if number == lemma and stem == wanted and len(proclitic.letters) == begin
    ]


def _proclitics_of_word(cut: PlainCut, lexicon: entries.Lexicon) -> str:
    """The letters of the proclitics before what may be a word by itself. Empty for names, whose
    spelling has no exceptions."""
    _, lemma, proclitic, _, _ = cut
    is_word = proclitic.group in _BARE_GROUPS and lexicon.lemma(lemma).speech != "name"
    return proclitic.letters if is_word else ""


def best_cut(
    found: Iterable[PlainCut],
    vowels: vowel_rules.Vowels = (),
    lexicon: entries.Lexicon | None = None,
) -> Cut | None:
    """The cheapest reading, or None if it is so expensive that it is chance. Of equal ones that
    with the commoner (lower) lemma wins. A reading that the `vowels` confirm may cost more."""
    cheapest = min(found, default=None)
    if cheapest is None:
        return None
    cut = Cut(*cheapest)
    if cut.cost <= _DEAREST:
        return cut
    dearest = _DEAREST + _FURTHER_OF_STEM * max(0, len(cut.stem) - _LONG_STEM)
    dearest += _FURTHER_OF_AFFIXES * _letters_beyond_chance(cut)
    if vowels and lexicon and _is_confirmed(cut, vowels, lexicon):
        dearest += _CONFIRMED
    return cut if cut.cost <= dearest else None


def _letters_beyond_chance(cut: Cut) -> int:
    """How many letters of its affixes make a reading less likely to be chance."""
    pronoun = cut.ending.enclitic
    several = len(cut.proclitic.letters) + len(cut.ending.letters)
    # A single ه is mostly a ة.
    is_object = pronoun in _PLAIN_OBJECTS and len(cut.ending.letters) > 1
    if several >= _SEVERAL and is_object and affixes.is_of_verb(cut.ending.slot):
        return several
    found = (cut.proclitic.letters, pronoun if pronoun in _PLAIN_PRONOUNS else "")
    return sum(max(0, len(letters) - 1) for letters in found)


def _is_confirmed(cut: PlainCut, vowels: vowel_rules.Vowels, lexicon: entries.Lexicon) -> bool:
    """Whether the dictionary doubles the letters of a reading that are doubled here."""
    _, number, proclitic, ending, stem = cut
    found = vowel_rules.agreement(vowels, proclitic, ending, stem, lexicon.lemma(number))
    return found == vowel_rules.Agreement.KNOWN


def is_doubled_verb(form: str, word: str, vowels: vowel_rules.Vowels) -> bool:
    """Whether the shadda within a stop word makes it a verb of form II: بيّن is no "between"."""
    if not vowel_rules.has_shadda_within(vowels):
        return False
    lexicon = entries.lexicon()
    cut = best_cut(likely_cuts(form, word, lexicon, vowels), vowels, lexicon)
    if cut is None or cut.ending.slot not in (Slot.PERFECT, Slot.IMPERFECT):
        return False
    lemma = lexicon.lemma(cut.lemma)
    return vowel_rules.is_derived(lemma) and _is_confirmed(cut, vowels, lexicon)


def fits_spelling(form: str, cut: PlainCut, lexicon: entries.Lexicon) -> bool:
    """Whether a spelling, with its hamzas and its ة, allows a reading of its folded letters.

    A written ة is no pronoun. A written hamza or madda neither begins the article, nor stands in an
    ending, nor within a word that has no hamza. أ at the beginning does not stand for the إ of the
    dictionary, and إ stands for an alef of the dictionary only, since no plural begins with it
    (إعمال is no plural of عمل). A final seat of hamza must be the seat of the word, and ؤ does not
    stand for its ئ: بؤرها is not بئرها, though Egypt writes شئون for شؤون.
    """
    _, lemma, proclitic, ending, stem = cut
    if ending.enclitic == letters.HEH and form.endswith(letters.TEH_MARBUTA):
        return False
    begin = len(proclitic.letters)
    at_end = begin + len(stem) == len(form)
    if at_end and form[-1] in _SEATS and _have_different_seats(form, lexicon.lemma(lemma).spelling):
        return False
    if _WAW_HAMZA in form and _has_yeh_for_waw(form[begin:], stem, lexicon.lemma(lemma)):
        return False
    if not spells_article(form, proclitic.letters) or _WRITTEN_ALEF.search(form, begin + len(stem)):
        return False
    if _WRITTEN_ALEF.search(form, begin + 1) and _has_no_hamza(lexicon.lemma(lemma)):
        return False
    if not _WRITTEN_ALEF.match(form, begin):
        return True
    spelling = clean(lexicon.lemma(lemma).spelling)
    below = form[begin] == _BELOW
    if not _WRITTEN_ALEF.match(spelling):
        return not below or spelling.startswith(letters.ALEF)
    # A plural may have another one: أئمة of إمام.
    return below == spelling.startswith(_BELOW) or not fold(spelling).startswith(stem)


def _has_no_hamza(lemma: entries.Lemma) -> bool:
    """Whether no form of a word has a hamza after its first letter: لجأن is no form of لجنة. The
    first letter is not checked, because form IV begins with a hamza; nor are names, which may be
    listed without theirs."""
    is_spelled = lemma.speech in ("noun", "verb")
    return is_spelled and not _HAMZA.search(clean(lemma.spelling), 1)


def _has_yeh_for_waw(written: str, stem: str, lemma: entries.Lemma) -> bool:
    """Whether a letter of a stem is written ؤ where its dictionary form has ئ."""
    spelling = clean(lemma.spelling)
    return fold(spelling).startswith(stem) and any(
        letter == letters.WAW_HAMZA and right == letters.YEH_HAMZA
        for letter, right in zip(written[: len(stem)], spelling, strict=False)
    )


def _have_different_seats(form: str, spelling: str) -> bool:
    """Whether one of two words ends in ؤ and the other in ئ: تكافئ is not تكافؤ."""
    return {form[-1], spelling[-1]} == _SEATS


def spells_article(form: str, stack: str) -> bool:
    """Whether the article at the end of the proclitics `stack`, if they have it, is written with a
    plain alef."""
    return (
        not stack.endswith(letters.ARTICLE)
        or form[len(stack) - len(letters.ARTICLE)] == letters.ALEF
    )
