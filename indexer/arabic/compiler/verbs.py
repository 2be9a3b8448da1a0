"""Stems of verbs: libqutrub conjugates, and each form is cut into person, stem and ending."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from indexer.arabic.compiler.sources import folded_counts
from indexer.arabic.compiler.vocalised import letters
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ALEF, YEH
from indexer.arabic.orthography.normalizer import fold

_PAST = {
    "هو": ((Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN), ""),
    "هما": ((Slot.PERFECT_DUAL,), "ا"),
    "هي": ((Slot.PERFECT_FEMININE,), "ت"),
    "هم": ((Slot.PERFECT_PLURAL,), "وا"),
    "أنا": ((Slot.PERFECT_CONSONANTAL,), "ت"),
}
_PRESENT = {
    "هو": ((Slot.IMPERFECT, Slot.IMPERFECT_BEFORE_PRONOUN), ""),
    "هما": ((Slot.IMPERFECT_DUAL,), "ان"),
    "هم": ((Slot.IMPERFECT_PLURAL,), "ون"),
    "أنتِ": ((Slot.IMPERFECT_FEMININE_SECOND,), "ين"),
    "هن": ((Slot.IMPERFECT_FEMININE_PLURAL,), "ن"),
}
# The prefix of a person that has not that of the third.
_PREFIXES = {"أنتِ": "ت"}
# The press has no passive of the first and second persons: أقال is no form of قال.
_PASSIVE_PRESENT = {
    **{person: ending for person, ending in _PRESENT.items() if person not in _PREFIXES},
    "هو": ((Slot.IMPERFECT_PASSIVE,), ""),
}
_JUSSIVE = {
    "هو": ((Slot.JUSSIVE, Slot.JUSSIVE_BEFORE_PRONOUN), ""),
    "هم": ((Slot.IMPERFECT_PLURAL,), "وا"),
}
_ORDER = {"أنت": ((Slot.IMPERATIVE,), ""), "أنتم": ((Slot.IMPERATIVE_PLURAL,), "وا")}
_PERFECT = (
    *(Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN, Slot.PERFECT_DUAL),
    *(Slot.PERFECT_FEMININE, Slot.PERFECT_PLURAL, Slot.PERFECT_CONSONANTAL),
)
_DESPAIR = "يئس"
# The surcharge of a passive, and that of a perfect in وو: ووصل is "and arrived", not واصل. But ووري
# is hardly anything else.
_PASSIVE_COST, _TWO_WAWS, _TWO_WAWS_COST = 1.5, "وو", 5.0
# Hollow verbs that have no object. Their passive perfect is a noun or a form II: قيم, كيد, ضيع.
_WITHOUT_PASSIVE_PERFECT = (
    "آن بات باد بان تاب تاه ثار جاع حاد حار حان خاب دام ذاب ذاع راج سار سال شاب شاخ شاع صار ضاع طار"
    " عاش غاب غار فاح فاز فاض قام كاد لاح لان مات نام هاج هام"
)
# The endings with a long vowel, before which some write the hamza of a final أ on its alef.
_THEY = {Slot.IMPERFECT_PLURAL, Slot.PERFECT_PLURAL, Slot.IMPERFECT_FEMININE_SECOND}
_BEFORE_PRONOUN = (Slot.PERFECT_BEFORE_PRONOUN, Slot.IMPERFECT_BEFORE_PRONOUN)


def guess_vowel(spelling: str) -> str:
    """For a verb that no dictionary has: the vowel of the imperfect that gives the most attested
    forms."""
    best = ("فتحة", 0.0)
    for future in ("ضمة", "كسرة"):
        present = [
            stem
            for stem, slots in stems(spelling, future).items()
            if slots.get(Slot.IMPERFECT) == 0.0
        ]
        count = sum(folded_counts().get(fold("ي" + stem), 0.0) for stem in present)
        if count > best[1]:
            best = (future, count)
    return best[0]


@cache
def _tenses() -> tuple[tuple[str, Mapping[str, tuple[Sequence[Slot], str]], str, float], ...]:
    """The tenses of libqutrub: name, persons, prefix and extra cost."""
    import libqutrub.verb_const as vc

    return (
        (vc.TensePast, _PAST, "", 0.0),
        (vc.TenseFuture, _PRESENT, "ي", 0.0),
        (vc.TenseJussiveFuture, _JUSSIVE, "ي", 0.0),
        (vc.TensePassivePast, _PAST, "", _PASSIVE_COST),
        (vc.TensePassiveFuture, _PASSIVE_PRESENT, "ي", _PASSIVE_COST),
        (vc.TenseImperative, _ORDER, "", 0.0),
    )


def stems(spelling: str, future: str) -> dict[str, dict[Slot, float]]:
    """The stems of a verb (vocalised third person perfect): {stem: {slot: extra cost}}."""
    import libqutrub.verb_const as vc
    from libqutrub.classverb import VerbClass

    found: dict[str, dict[Slot, float]] = {}
    try:
        verb = VerbClass(spelling, True, future)
    except UnboundLocalError:  # libqutrub knows no pattern for it: rare verbs of five radicals
        return {letters(spelling): dict.fromkeys(_PERFECT, 0.0)}
    for tense, persons, prefix, extra in _tenses():
        if tense == vc.TensePassivePast and letters(spelling) in _WITHOUT_PASSIVE_PERFECT.split():
            continue
        for person, (places, ending) in persons.items():
            try:
                form = verb.conjugate_tense_pronoun(tense, person)
            except (KeyError, IndexError, TypeError):
                continue
            if tense == vc.TensePassivePast:
                form = mend_passive(form or "", spelling)
            before = prefix and _PREFIXES.get(person, prefix)
            for stem, slot in _cut(form or "", places, before, ending):
                is_doubtful = extra and stem.startswith(_TWO_WAWS) and not stem.endswith(YEH)
                cost = _TWO_WAWS_COST if is_doubtful else extra
                found.setdefault(stem, {}).setdefault(slot, cost)
    _add_spellings(found)
    return found


def _add_spellings(found: dict[str, dict[Slot, float]]) -> None:
    """Add further stems of a verb, with other seats of its hamza."""
    for stem, slots in list(found.items()):
        if stem == _DESPAIR:
            # libqutrub knows only the rare ييئس.
            found["يأس"] = {slot: 0.0 for slot in slots if slot not in _PERFECT}
        if stem[-1:] in "ؤئء" and _THEY & set(slots):  # يبدأون beside يبدؤون
            known = found.setdefault(stem[:-1] + "أ", {})
            for slot in sorted(_THEY):
                if slot in slots:
                    known.setdefault(slot, 1.0)
        if stem.endswith("أ") and Slot.IMPERFECT_BEFORE_PRONOUN in slots:  # يقرؤها beside يقرأها
            found.setdefault(stem[:-1] + "ؤ", {})[Slot.IMPERFECT_BEFORE_PRONOUN] = 0.0
        if stem.startswith("أ") and slots.get(Slot.IMPERFECT) == 0.0:  # سآخذ
            found.setdefault("آ" + stem[1:], {})[Slot.IMPERFECT_IN_MADDA] = 0.0


def mend_passive(form: str, spelling: str) -> str:
    """A passive perfect of libqutrub, mended: of the forms V and VI of a root in و or ي it loses
    this radical (تفي for توفي). A verb of form VI has hardly any passive."""
    active, passive = letters(spelling), letters(form)
    if not active.startswith(("تو", "تي")) or not passive:
        return form
    if active[2:3] == ALEF:
        return ""
    return form if passive.startswith(active[:2]) else active[:2] + passive[1:]


def kind(slots: Mapping[Slot, float]) -> str:
    """The kind of a stem with these slots: {slot: extra cost}."""
    return " ".join(slot + (f":{cost:g}" if cost else "") for slot, cost in sorted(slots.items()))


def _cut(form: str, slots: Sequence[Slot], prefix: str, ending: str) -> Iterator[tuple[str, Slot]]:
    """The (stem, slot) pairs of one form, with its hamza seats. ى becomes ا before a pronoun."""
    word = letters(form)
    if len(word) < 2 or not word.startswith(prefix) or not word.endswith(ending):
        return
    stem = word[len(prefix) : len(word) - len(ending)]
    for slot in slots:
        if slot in _BEFORE_PRONOUN and word.endswith("ى"):
            yield (stem[:-1] + "ا").replace("أا", "آ"), slot
        elif slot == Slot.JUSSIVE_BEFORE_PRONOUN and stem.endswith("ى"):
            continue
        else:
            yield stem, slot
