"""The verbs of the lexicon, conjugated."""

from collections.abc import Mapping, Sequence

from indexer.arabic.compiler import sources, tables, verbs
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare

# The surcharge of a second vowel of the imperfect.
_FURTHER_VERB_COST = 1.5
# Hollow verbs, by the vowels of their imperfect, where the dictionary lacks it or has another one
# that the press does not use, most often that of a form II or IV: يصور is not صار, يزير not زار.
_HOLLOW = {
    ("ضمة",): "جاب حاز حال راع راق رام زار ساغ طاف عاق غاث ناب",
    ("كسرة",): "حاد حاق دان راب ران زاد سار شاع شال صار ضار طار قاس مال",
    ("فتحة",): "حار خال شاء كاد نال نام هاب",
    ("ضمة", "فتحة"): "زال",
    ("فتحة", "ضمة"): "غار",
}
_FUTURES = {verb: futures for futures, hollow in _HOLLOW.items() for verb in hollow.split()}


def add_verbs(stock: Stock) -> None:
    """Add the verbs of the frequency table and of the project's own, conjugated. The dictionary
    gives the vowel of the imperfect."""
    known: dict[str, list[sources.Verb]] = {}
    for verb in sources.verbs():
        known.setdefault(bare(verb.spelling), []).append(verb)
    for spelling, _, frequency in _verbs():
        number = stock.lemma(bare(spelling), "verb", frequency)
        for rank, verb in enumerate(_candidate_verbs(spelling, known)):
            for stem, slots in verbs.stems(verb.spelling, verb.future).items():
                stock.add(stem, verbs.kind(slots), number, _FURTHER_VERB_COST if rank else 0.0)


def _candidate_verbs(
    spelling: str, known: Mapping[str, Sequence[sources.Verb]]
) -> Sequence[sources.Verb]:
    """The verbs that a spelling may be, one for each vowel of the imperfect, the usual one first."""
    full = spelling + ("" if spelling.endswith(("ى", "ا")) else "\u064e")
    if futures := _FUTURES.get(spelling):
        return [sources.Verb(full, "", future) for future in futures]
    return known.get(bare(spelling)) or [sources.Verb(full, "", verbs.guess_vowel(full))]


def verb_spellings() -> list[str]:
    """The verbs of the lexicon, vocalised, the commonest first."""
    return [verb.spelling for verb in _verbs()]


def _verbs() -> list[sources.Lemma]:
    """The verbs of the frequency table and of the project's own."""
    table = (*tables.lemmas(), *_own_verbs())
    return [lemma for lemma in table if lemma.speech == "verb" and lemma.frequency >= tables.RAREST]


def _own_verbs() -> list[sources.Lemma]:
    """The verbs of the project's own table."""
    return [sources.Lemma(verb, "verb", tables.RAREST) for verb, _ in tables.rows("verbs.tsv")]
