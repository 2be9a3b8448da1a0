"""New words among the forms that the dictionaries do not explain, and inflected forms of them."""

import math
import re
import sys
from collections.abc import Iterator

from indexer.arabic.compiler import growth, sources, weights
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.normalizer import fold

# A form exp(this) times commoner than its best reading is a new word if its count in a million is
# at least this.
_MARGIN = 3.0
_RAREST_NEW = 0.3
_SHORTEST_NEW = 4
# Verbs rarer than this in the news corpus explain no form: أندي is no first person.
_COMMON_VERB = 1000
# A place of the gazetteer this much commoner (in nats) than its cheapest reading is no form of that
# word: كرمان is not two vines.
_MARGIN_OF_PLACE = 1.6
# The initial frequency of a place.
_RAREST = 20
_INFLECTED_COST = 0.5
# A first person behind a conjunction, which no name begins like: فأرجو, وأنصحك.
_SELF, _SELF_AS_WRITTEN = ("وا", "فا"), ("وأ", "فأ")
# Only a nisba or a participle has it.
_SOUND_PLURAL = ("ون", "ين")
_FEMININE_NISBA = re.compile("[^ا]ية$")
# The share of a new word's count that its lemma starts with.
_CREDITED = 0.5


def add_new_words(
    stock: Stock,
    reader: weights.Reader,
    forms: dict[str, float],
) -> None:
    """Add new words, from the forms that the dictionaries do not explain."""
    strange = weights.unexplained_forms(reader, forms, _MARGIN)
    scale = sum(stock.frequency) / sum(forms.values())
    for name in sources.places():
        if not any(True for _ in reader.sightings(name)):
            stock.add(name, Slot.BARE, stock.lemma(name, "noun_prop", _RAREST), 0.0)
    for name in _common_places(stock, reader, forms):
        if name not in strange:
            place = growth.base(name)
            frequency = round(forms[name] * scale * _CREDITED)
            stock.add(place, Slot.BARE, stock.lemma(place, "noun_prop", frequency), 0.0)
    words = _new_words(stock, reader, {form: forms[form] for form in strange})
    inflected = _bases_of_inflected(words, _nouns_by_word(stock, reader))
    plural = {base for form, base in inflected.items() if form.endswith(_SOUND_PLURAL)}
    for form, count in words.items():
        if form not in inflected:
            word = _masculine_nisba(form, stock) or form
            number = stock.lemma(word, "new", round(count * scale * _CREDITED))
            stem, kind = growth.kind(word, is_nisba=word in plural)
            stock.add(stem, kind, number, 0.0)
    for form, base in inflected.items():
        while base in inflected:
            base = inflected[base]
        number = base if isinstance(base, int) else stock.lemma(base, "new", 0)
        stem, kind = growth.inflected_stem(form)
        stock.add(stem, kind, number, _INFLECTED_COST)
    print(
        f"{len(strange)} unknown, {len(words)} new words, {len(inflected)} of them inflected",
        file=sys.stderr,
    )


def _common_places(stock: Stock, reader: weights.Reader, forms: dict[str, float]) -> Iterator[str]:
    """The places of the gazetteer that are far commoner than their cheapest reading. The first
    person of a verb is rare in the press, not elsewhere: أدري."""
    total = sum(forms.values())
    verbs = {number for (_, speech), number in stock.lemmas.items() if speech == "verb"}
    for name in sources.places():
        readings = list(reader.sightings(name))
        if not readings or name not in forms:
            continue
        limit = _MARGIN_OF_PLACE - math.log(forms[name] / total)
        if not any(
            reader.cost(reading) <= limit
            or (reading.head == "ا" and reader.entries[reading.entry].lemma in verbs)
            for reading in readings
        ):
            yield name


def _new_words(stock: Stock, reader: weights.Reader, unknown: dict[str, float]) -> dict[str, float]:
    """The unknown forms without the article, the commonest first. Rare forms, verbs and forms with
    a proclitic are left out."""
    counts: dict[str, float] = {}
    for form, count in unknown.items():
        counts[growth.base(form)] = counts.get(growth.base(form), 0.0) + count
    words = {
        form: count
        for form, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _RAREST_NEW and len(form) >= _SHORTEST_NEW
    }
    verbs = {
        number
        for (_, speech), number in stock.lemmas.items()
        if speech == "verb" and stock.frequency[number] >= _COMMON_VERB
    }
    return {
        form: count
        for form, count in words.items()
        if not growth.is_explained(form, words)
        and not any(
            _is_person(form, reader, sighting, verbs) or _is_inflected(reader, sighting)
            for sighting in reader.sightings(form)
        )
        and not _is_first_person_in_alef(form, reader, verbs)
    }


def _masculine_nisba(form: str, stock: Stock) -> str:
    """The masculine of a new word that looks like the feminine of a nisba: نخبوي for نخبوية. Empty
    if it does not (غرداية), if the masculine is a word of its own, such as a name (حميدي), or if it
    is a construct of a noun: مليوني دولار, طالبي اللجوء."""
    masculine = form.removesuffix("ة")
    if not _FEMININE_NISBA.search(form) or len(masculine) <= _SHORTEST_NEW:
        return ""
    nouns = {n for (_, speech), n in stock.lemmas.items() if speech == "noun"}
    bases = {number for _, number in stock.stems.get(masculine[:-1], ())}
    return masculine if masculine not in stock.stems and nouns.isdisjoint(bases) else ""


def _is_person(
    form: str, reader: weights.Reader, sighting: weights.Sighting, verbs: set[int]
) -> bool:
    """Whether a form is read as one of these verbs in a person that the press rarely uses."""
    entry = reader.entries[sighting.entry]
    return entry.lemma in verbs and (
        growth.is_person(sighting.head, entry.letters, sighting.tail)
        or (sighting.head in _SELF and form.startswith(_SELF_AS_WRITTEN))
    )


def _is_inflected(reader: weights.Reader, sighting: weights.Sighting) -> bool:
    """Whether a form is read as an inflected form of a known word."""
    entry = reader.entries[sighting.entry]
    return growth.is_inflected(sighting.head, entry.letters, sighting.tail, entry.cost)


def _is_first_person_in_alef(form: str, reader: weights.Reader, verbs: set[int]) -> bool:
    """Whether a form is one of these verbs in the first person of the plural, with an alef behind
    its last radical, which is و: نرجوا."""
    return form.endswith("وا") and any(
        sighting.head == "ن" and not sighting.tail and reader.entries[sighting.entry].lemma in verbs
        for sighting in reader.sightings(form.removesuffix("ا"))
    )


def _nouns_by_word(stock: Stock, reader: weights.Reader) -> dict[str, int]:
    """The likeliest noun for every folded word without an ending, or with ة as its only one."""
    nouns = {n for (_, speech), n in stock.lemmas.items() if speech == "noun"}
    found: dict[str, tuple[float, int]] = {}
    for entry in reader.entries:
        slots = {slot.split(":")[0] for slot in reader.kinds[entry.kind].split()}
        for slot, ending in ((Slot.BARE, ""), (Slot.IN_TEH_MARBUTA, "ه")):
            if entry.lemma in nouns and slot in slots:
                word = entry.letters + ending
                priced = (entry.cost, entry.lemma)
                found[word] = min(found.get(word, priced), priced)
    return {word: lemma for word, (_, lemma) in found.items()}


def _bases_of_inflected(words: dict[str, float], known: dict[str, int]) -> dict[str, str | int]:
    """The new words that are inflections, with their bases: another new word, or the lemma of a
    known one."""
    spelled = {fold(form): form for form in reversed(words)}
    found: dict[str, str | int] = {}
    for form in words:
        options = [fold(base) for base in growth.bases(form)]
        lemmas = [known[base] for base in options if base in known and _is_long(base, form)]
        others = [spelled[base] for base in options if base in spelled]
        if lemmas or others:
            found[form] = lemmas[0] if lemmas else max(others, key=lambda base: words[base])
    return found


def _is_long(base: str, form: str) -> bool:
    """Whether a known base is long enough for a form. Short ones take only a plural (مرمرة is not
    from مَرمَر)."""
    return len(base) > _SHORTEST_NEW or form.endswith("ات")
