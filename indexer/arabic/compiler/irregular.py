"""The project's own table of irregular forms."""

from collections.abc import Iterator

from indexer.arabic.compiler import nouns, tables
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import letters
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW
from indexer.arabic.orthography.normalizer import fold

# The initial frequency of a word of the project's own table that the sources do not count.
_UNCOUNTED = 1000
# Nouns whose form without an ending takes no pronoun and no dual: those of the five nouns that are
# words without their long vowel, and a region (نجده is "we find him").
_WITHOUT_PRONOUN = ("أب", "أخ", "حم", "نجد")
_LENGTHENED = (Slot.BEFORE_PRONOUN, Slot.DUAL)
# The slots with the nominative endings of a dual and a sound plural.
_REGULAR = {"ان": Slot.DUAL, "ون": Slot.SOUND_MASCULINE_PLURAL}
_SHORTEST_INFLECTED = 3
_HAMZAS = {ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW}
# What the sign of a unit begins with in the table.
_SIGN = "="
# No lemma has a form that the table excludes.
_NO_LEMMA = -1


def add_irregular(stock: Stock) -> None:
    """Add the project's own table of irregular forms."""
    known, written = stock.nouns(fold), stock.nouns(letters)
    spellings = {number: spelling for (spelling, _), number in stock.lemmas.items()}
    table = []
    for lemma, forms in tables.rows():
        if lemma == tables.NONE:
            continue
        number = written.get(letters(lemma), known.get(fold(lemma)))
        if number is None or (lemma + "!" in forms and _have_other_hamza(lemma, spellings[number])):
            number = _add_unknown(stock, lemma)
            spellings[number] = lemma
        known[fold(lemma)] = written[letters(lemma)] = number
        stock.keep(letters(lemma), number)
        table.append((number, forms))
    for number, forms in table:
        for form in forms:
            _add_form(stock, form, number, is_construct=form + "ن" in forms)
        for stem, slot in _regular_stems(forms):
            stock.add(stem, slot, number, tables.IRREGULAR_COST)
    for form in sorted(tables.excluded()):
        if form.endswith("!"):
            stock.claim(form.rstrip("!"), _NO_LEMMA)


def _have_other_hamza(lemma: str, spelling: str) -> bool:
    """Whether one of two lemmas begins with أ and the other with إ. If the table claims the form,
    they are two words: إب is not أب."""
    return {lemma[0], spelling[0]} == _HAMZAS


def _add_unknown(stock: Stock, lemma: str) -> int:
    """Add a lemma of the table that no source has, and claim its form. One of two letters has no
    other: إب."""
    number = stock.lemma(lemma, "noun", _UNCOUNTED)
    stock.claim(letters(lemma), number)
    if len(letters(lemma)) < _SHORTEST_INFLECTED:
        stock.add(letters(lemma), Slot.BARE, number, 0.0)
        return number
    for stem in nouns.stems(lemma, "adj" if lemma.endswith("ي") else "noun"):
        stock.add(stem.letters, stem.kind, number, stem.cost)
    return number


def _add_form(stock: Stock, form: str, number: int, *, is_construct: bool) -> None:
    """Add one form of the table. ``~`` marks another spelling of the lemma, ``=`` the sign of a
    unit, ``!`` a form of this lemma alone."""
    if form.startswith(_SIGN):
        stock.claim(form[1:], number)
        stock.add(form[1:], Slot.BARE, number, 0.0)
        return
    if form.startswith("~"):
        for stem in nouns.stems(form[1:], "noun"):
            stock.add(stem.letters, stem.kind, number, stem.cost)
        return
    if form.endswith("!"):
        stock.claim(letters(form.rstrip("!")), number)
    for stem in nouns.plural_stems(form.rstrip("!"), tables.IRREGULAR_COST):
        # Before a pronoun it is a regular one.
        kind = Slot.BARE if is_construct else stem.kind
        stock.add(stem.letters, kind, number, stem.cost)


def _regular_stems(forms: list[str]) -> Iterator[tuple[str, str]]:
    """The stems of duals and sound plurals of the table, and their slots. A form in ان or ون whose
    other case is listed too (أبوان أبوين) may also take a pronoun (أبويهما)."""
    written = {form.rstrip("!") for form in forms}
    for form in sorted(written):
        stem, slot = form[:-2], _REGULAR.get(form[-2:])
        if slot and len(stem) > 2 and stem + "ين" in written:
            yield stem, slot


def merge_spellings(stock: Stock) -> None:
    """Merge lemmas that the table marks as another spelling (``~``) or as a sign (``=``) into the
    lemma of their line. A sign has no endings: كلمه is "word" or "he spoke to him", not a
    kilometre."""
    known = stock.nouns(fold)
    owners: dict[int, int] = {}
    signs: set[tuple[str, int]] = set()
    for lemma, forms in tables.rows():
        for form in forms:
            folded = fold(form[1:])
            if form.startswith(_SIGN):
                signs.add((form[1:], known[fold(lemma)]))
            if form.startswith(("~", _SIGN)) and folded != fold(lemma):
                owners |= {
                    number: known[fold(lemma)]
                    for (spelling, speech), number in stock.lemmas.items()
                    if speech in ("noun", "name") and fold(spelling) == folded
                }
    stock.merge(owners)
    for sign, number in sorted(signs):
        _drop_endings(stock, sign, number)


def _drop_endings(stock: Stock, stem: str, lemma: int) -> None:
    """Leave a stem of a lemma nothing but its form without an ending."""
    readings = stock.stems[stem]
    for kind, number in list(readings):
        if number == lemma:
            cost = readings.pop((kind, number))
            if Slot.BARE in kind.split():
                stock.add(stem, Slot.BARE, number, cost)


def drop_short_forms(stock: Stock) -> None:
    """Leave such nouns no dual and no form before a pronoun but those of the project's own table. In
    that of أب, أخ and حم they have a long vowel (أبوها, أبوان). أبها is a city, and أبان is a verb."""
    for spelling in _WITHOUT_PRONOUN:
        readings = stock.stems.get(spelling, {})
        for (kind, number), cost in list(readings.items()):
            del readings[kind, number]
            slots = [slot for slot in kind.split() if slot.split(":")[0] not in _LENGTHENED]
            if slots:
                stock.add(spelling, " ".join(slots), number, cost)
