"""What each source of nouns and names contributes to the lexicon, in order. Every function adds to
the stock."""

import re

from indexer.arabic.compiler import growth, nouns, sources, tables
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare, letters
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ALEF
from indexer.arabic.orthography.normalizer import fold

_NOMINAL = ("noun", "adj", "noun_prop", "adj_comp", "noun_quant", "adj_num", "adv")
# Plurals by pattern are formed of singulars at least this common.
_RAREST_SINGULAR = 300
_PLURAL_COST, _UNATTESTED_COST = 1.5, 2.0
_SHORT_COST = 2.0
# The surcharge behind the article of a listed name that is written without it.
_BEHIND_ARTICLE = 3.0
# The surcharge of forms that only simplemma has.
_SIMPLEMMA_COST = 1.0
# Forms count as attested from this frequency in a million words: a noun that the frequency table
# lacks, a plural in the dictionary, a plural by pattern or of simplemma.
_ATTESTED_NOUN, _ATTESTED_PLURAL, _ATTESTED_PATTERN = 0.2, 0.1, 0.3
_ELATIVE = re.compile("أ[^اوي]{3}")
# What follows the stem of a verb in its first person and its imperatives.
_OF_VERB = ("", "ي", "وا", "ا", "نا")
# The surcharge of a plural by pattern that is a noun of its own, commoner than this.
_COMMON_NOUN, _TAKEN_COST = 1000, 3.0


def add_nominals(stock: Stock) -> None:
    """Add nouns, adjectives, names and other words without verb endings."""
    for spelling, speech, frequency in tables.lemmas():
        if speech == "verb" or frequency < tables.RAREST or len(fold(spelling)) < 2:
            continue
        number = stock.lemma(spelling, speech, frequency)
        short = _SHORT_COST if len(fold(spelling)) == 2 else 0.0
        if speech == "noun_prop":
            stock.add(letters(spelling), Slot.BARE, number, short)
        elif speech in _NOMINAL:
            for stem in nouns.stems(spelling, speech):
                stock.add(stem.letters, stem.kind, number, stem.cost + short)
            add_plurals(stock, spelling, number)
        else:
            stock.add(letters(spelling), Slot.BARE, number, short)
            if speech != "conj":
                # Before a pronoun ى is ي: إليه.
                stock.add(fold(spelling), Slot.BEFORE_PRONOUN, number, short)


def add_rare(stock: Stock) -> None:
    """Add nouns of the dictionary that the frequency table lacks, if they are attested."""
    known = {fold(lemma.spelling) for lemma in sources.lemmas()}
    for noun in sources.nouns():
        word = fold(noun.spelling)
        if (
            noun.plural
            or word in known
            or len(word) < 3
            or bare(noun.spelling) in tables.excluded()
        ):
            continue
        if (
            sources.folded_counts().get(word, 0.0) + sources.folded_counts().get("ال" + word, 0.0)
            > _ATTESTED_NOUN
        ):
            spelling = bare(noun.spelling)
            number = stock.lemma(spelling, "noun", tables.RAREST)
            for stem in nouns.stems(spelling, "noun"):
                stock.add(stem.letters, stem.kind, number, stem.cost)
            add_plurals(stock, spelling, number)


def add_plurals(stock: Stock, spelling: str, number: int) -> None:
    """Add the broken plurals of a lemma; unattested ones cost more."""
    for plural in nouns.plurals(spelling):
        rare = 0.0 if _attested(plural) > _ATTESTED_PLURAL else _UNATTESTED_COST
        for stem in nouns.plural_stems(plural, _PLURAL_COST + rare):
            # The feminine of an elative takes no pronoun: قدماه are not from أقدم.
            if not (stem.kind == Slot.BEFORE_PRONOUN and _ELATIVE.fullmatch(letters(spelling))):
                stock.add(stem.letters, stem.kind, number, stem.cost)


def _attested(plural: str) -> float:
    """How often a plural occurs in a million words. One in ة or ى is counted as written, because its
    folded form is most often a word with a pronoun (ضبطه, قدمي), and so is one in أ, because of
    masdars and verbs: إسلام."""
    word = letters(plural)
    if word.endswith(("ة", "ى")) or word.startswith("أ"):
        return sum(sources.form_counts().get(head + word, 0.0) for head in ("", "ال"))
    return sources.folded_counts().get(fold(plural), 0.0)


def add_names(stock: Stock) -> None:
    """Add the project's own list of names. Behind the article they cost more: هاربين, not الهاربين."""
    for name in name_table.shipped().words:
        if not name.startswith("ال") and len(name) > 2:
            stock.add(
                name, f"N B:{_BEHIND_ARTICLE:g}", stock.lemma(name, "noun_prop", tables.RAREST), 0.0
            )


def add_simplemma(stock: Stock) -> None:
    """Add broken plurals that only simplemma has."""
    singulars = stock.nouns(fold)
    taken = {fold(stem) for stem in stock.stems}
    for lemma, forms in sources.simplemma_forms().items():
        number = singulars.get(fold(lemma))
        if number is None or stock.frequency[number] < _RAREST_SINGULAR:
            continue
        for form in forms:
            if (
                _looks_broken(fold(form), fold(lemma))
                and nouns.has_radicals_of(form, lemma)
                and not nouns.is_made_up(form, lemma)
                and sources.folded_counts().get(fold(form), 0.0) > _ATTESTED_PATTERN
            ):
                for stem in nouns.plural_stems(form, _PLURAL_COST + _SIMPLEMMA_COST):
                    if fold(stem.letters) not in taken:
                        stock.add(stem.letters, stem.kind, number, stem.cost)


def _looks_broken(form: str, lemma: str) -> bool:
    """Whether a form of a noun looks irregular: it begins neither with its lemma nor with the
    article, and is no first person or imperative of a verb that has the letters of the lemma
    (أطالب, احذروا)."""
    return (
        not form.startswith((lemma[:-1], "ال", "ي", "ت", "ن", "س", "و", "ب", "ل", "ك"))
        and len(form) > 3
        and not (form.startswith(ALEF + lemma) and form[1 + len(lemma) :] in _OF_VERB)
    )


def add_pattern_plurals(stock: Stock) -> None:
    """Add attested broken plurals by pattern. One that is a noun of its own in the frequency table
    costs more."""
    own = {fold(lemma.spelling): lemma.frequency for lemma in reversed(sources.lemmas())}
    adjectives = {bare(lemma.spelling) for lemma in sources.lemmas() if lemma.speech == "adj"}
    for (spelling, speech), number in list(stock.lemmas.items()):
        if speech != "noun" or stock.frequency[number] < _RAREST_SINGULAR or spelling in adjectives:
            continue
        for plural, cost in growth.pattern_plurals(letters(spelling)):
            if nouns.is_made_up(plural, spelling):
                continue
            if _attested(plural) > _ATTESTED_PATTERN:
                taken = _TAKEN_COST if own.get(fold(plural), 0) > _COMMON_NOUN else 0.0
                for stem in nouns.plural_stems(plural, cost + taken):
                    stock.add(stem.letters, stem.kind, number, stem.cost)
