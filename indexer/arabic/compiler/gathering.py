"""What each source contributes to the lexicon, in order. Every function adds to the stock."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from indexer.arabic import names
from indexer.arabic.affixes import Slot
from indexer.arabic.compiler import growth, nouns, sources, verbs
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare, letters
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold

HERE = Path(__file__).parent
_NOMINAL = ("noun", "adj", "noun_prop", "adj_comp", "noun_quant", "adj_num", "adv")
# Lemmas rarer than this in the corpus of the frequency table are left out: they cause more false
# readings than true ones.
_RAREST = 20
# Plurals by pattern are formed of singulars at least this common.
_RAREST_SINGULAR = 300
# The initial frequency of a word of the project's own table that the sources do not count.
_UNCOUNTED = 1000
_PLURAL_COST, _UNATTESTED_COST, _IRREGULAR_COST = 1.5, 2.0, 0.5
_SHORT_COST = 2.0
# Of the five nouns, those that are words without their long vowel.
_FIVE_NOUNS = ("أب", "أخ", "حم")
# The slots with the nominative endings of a dual and a sound plural.
_REGULAR = {"ان": Slot.DUAL, "ون": Slot.SOUND_MASCULINE_PLURAL}
# The surcharge behind the article of a listed name that is written without it.
_BEHIND_ARTICLE = 3.0
# The surcharge of forms that only simplemma has.
_SIMPLEMMA_COST = 1.0
# The surcharge of a second vowel of the imperfect.
_FURTHER_VERB_COST = 1.5
# Forms count as attested from this frequency in a million words: a noun that the frequency table
# lacks, a plural in the dictionary, a plural by pattern or of simplemma.
_ATTESTED_NOUN, _ATTESTED_PLURAL, _ATTESTED_PATTERN = 0.2, 0.1, 0.3
# The surcharge of a plural by pattern that is a noun of its own, commoner than this.
_COMMON_NOUN, _TAKEN_COST = 1000, 3.0
# Plurals like مفاعل and مفاعيل.
_DIPTOTE = re.compile("^..ا.ي?.$")
# The pseudo-lemma of the table: its forms belong to no noun, and lemmas of the sources among them
# are no words.
_NONE = "-"
_NO_LEMMA = -1
# The end of a noun that has the vowels of a verb.
_TANWIN = "\u064c"
# Vowels of the imperfect that the dictionary lacks or gets wrong: يزول and يزال, يميل, يطوف, يهاب.
_FUTURES = {
    "زال": ("ضمة", "فتحة"),
    "زاد": ("كسرة",),
    "مال": ("كسرة",),
    "طاف": ("ضمة",),
    "هاب": ("فتحة",),
}


def add_nominals(stock: Stock) -> None:
    """Add nouns, adjectives, names and other words without verb endings."""
    for spelling, speech, frequency in _lemmas():
        if speech == "verb" or frequency < _RAREST or len(fold(spelling)) < 2:
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
        if noun.plural or word in known or len(word) < 3 or bare(noun.spelling) in _excluded():
            continue
        if (
            sources.folded_counts().get(word, 0.0) + sources.folded_counts().get("ال" + word, 0.0)
            > _ATTESTED_NOUN
        ):
            spelling = bare(noun.spelling)
            number = stock.lemma(spelling, "noun", _RAREST)
            for stem in nouns.stems(spelling, "noun"):
                stock.add(stem.letters, stem.kind, number, stem.cost)
            add_plurals(stock, spelling, number)


def add_plurals(stock: Stock, spelling: str, number: int) -> None:
    """Add the broken plurals of a lemma; unattested ones cost more."""
    for plural in nouns.plurals(spelling):
        rare = 0.0 if _attested(plural) > _ATTESTED_PLURAL else _UNATTESTED_COST
        for stem in nouns.plural_stems(plural, _PLURAL_COST + rare):
            stock.add(stem.letters, stem.kind, number, stem.cost)


def drop_short_forms(stock: Stock) -> None:
    """Leave أب, أخ and حم no form before a pronoun but those of the project's own table, which have
    a long vowel: أبوها. أبها is a city."""
    for spelling in _FIVE_NOUNS:
        readings = stock.stems.get(spelling, {})
        for (kind, number), cost in list(readings.items()):
            del readings[kind, number]
            slots = [slot for slot in kind.split() if slot != Slot.BEFORE_PRONOUN]
            if slots:
                stock.add(spelling, " ".join(slots), number, cost)


def _attested(plural: str) -> float:
    """How often a plural occurs in a million words. One in ة is counted as written, because its
    folded form is most often a word with a pronoun: ضبطه."""
    word = letters(plural)
    if word.endswith("ة"):
        return sum(sources.form_counts().get(head + word, 0.0) for head in ("", "ال"))
    return sources.folded_counts().get(fold(plural), 0.0)


def add_names(stock: Stock) -> None:
    """Add the project's own list of names. Behind the article they cost more: هاربين, not الهاربين."""
    for name in names.shipped().words:
        if not name.startswith("ال") and len(name) > 2:
            stock.add(
                name, f"N B:{_BEHIND_ARTICLE:g}", stock.lemma(name, "noun_prop", _RAREST), 0.0
            )


def add_irregular(stock: Stock) -> None:
    """Add the project's own table of irregular forms."""
    known, written = stock.nouns(fold), stock.nouns(letters)
    table = []
    for lemma, forms in _table():
        if lemma == _NONE:
            continue
        number = written.get(letters(lemma), known.get(fold(lemma)))
        if number is None:
            number = _add_unknown(stock, lemma)
        known[fold(lemma)] = written[letters(lemma)] = number
        stock.keep(letters(lemma), number)
        table.append((number, forms))
    for number, forms in table:
        for form in forms:
            _add_form(stock, form, number, is_construct=form + "ن" in forms)
        for stem, slot in _regular_stems(forms):
            stock.add(stem, slot, number, _IRREGULAR_COST)
    for form in sorted(_excluded()):
        if form.endswith("!"):
            stock.claim(form.rstrip("!"), _NO_LEMMA)


def _table(name: str = "irregular.tsv") -> list[tuple[str, list[str]]]:
    """The lines of a table: a lemma and its forms, if any."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(lemma, " ".join(forms).split()) for lemma, *forms in rows]


@cache
def _excluded() -> frozenset[str]:
    """The words that the table lists under no lemma."""
    return frozenset(
        form if form.endswith("!") else bare(form)
        for lemma, forms in _table()
        if lemma == _NONE
        for form in forms
    )


def _lemmas() -> list[sources.Lemma]:
    """The lemmas of the frequency table without those that the project's own table excludes."""
    return [lemma for lemma in sources.lemmas() if bare(lemma.spelling) not in _excluded()]


def _add_unknown(stock: Stock, lemma: str) -> int:
    """Add a lemma of the table that no source has, and claim its form."""
    number = stock.lemma(lemma, "noun", _UNCOUNTED)
    stock.claim(letters(lemma), number)
    for stem in nouns.stems(lemma, "adj" if lemma.endswith("ي") else "noun"):
        stock.add(stem.letters, stem.kind, number, stem.cost)
    return number


def _add_form(stock: Stock, form: str, number: int, *, is_construct: bool) -> None:
    """Add one form of the table. ``~`` marks another spelling of the lemma, ``!`` a form of this
    lemma alone."""
    if form.startswith("~"):
        for stem in nouns.stems(form[1:], "noun"):
            stock.add(stem.letters, stem.kind, number, stem.cost)
        return
    if form.endswith("!"):
        stock.claim(letters(form.rstrip("!")), number)
    for stem in nouns.plural_stems(form.rstrip("!"), _IRREGULAR_COST):
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
                and sources.folded_counts().get(fold(form), 0.0) > _ATTESTED_PATTERN
            ):
                for stem in nouns.plural_stems(form, _PLURAL_COST + _SIMPLEMMA_COST):
                    if fold(stem.letters) not in taken:
                        stock.add(stem.letters, stem.kind, number, stem.cost)


def _looks_broken(form: str, lemma: str) -> bool:
    """Whether a form of a noun looks irregular: it begins neither with its lemma nor with the
    article."""
    return (
        not form.startswith((lemma[:-1], "ال", "ي", "ت", "ن", "س", "و", "ب", "ل", "ك"))
        and len(form) > 3
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
            if sources.folded_counts().get(fold(plural), 0.0) > _ATTESTED_PATTERN:
                taken = _TAKEN_COST if own.get(fold(plural), 0) > _COMMON_NOUN else 0.0
                for stem in nouns.plural_stems(plural, cost + taken):
                    stock.add(stem.letters, stem.kind, number, stem.cost)


def merge_spellings(stock: Stock) -> None:
    """Merge lemmas that the table marks as another spelling (``~``) into the lemma of their line."""
    known = stock.nouns(fold)
    owners: dict[int, int] = {}
    for lemma, forms in _table():
        for form in forms:
            folded = fold(form[1:])
            if form.startswith("~") and folded != fold(lemma):
                owners |= {
                    number: known[fold(lemma)]
                    for (spelling, speech), number in stock.lemmas.items()
                    if speech in ("noun", "name") and fold(spelling) == folded
                }
    stock.merge(owners)


def add_twins(stock: Stock) -> None:
    """Tell apart the nouns of the table of twins: each claims the forms that it alone has."""
    for first, forms, second, others in _twin_rows():
        common, rare = (stock.lemmas[bare(spelling), "noun"] for spelling in (first, second))
        stock.twins[rare] = common
        # Of an adjective this reading hides behind its feminine: دينه.
        stock.add(letters(first), Slot.BEFORE_PRONOUN, common, 0.0)
        for number, written in ((common, forms), (rare, others)):
            for form in written:
                if form in (letters(second), ARTICLE + letters(second)):
                    is_definite = form.startswith(ARTICLE)
                    (stock.equal_twins if is_definite else stock.indefinite_twins).add(rare)
                    continue
                stock.claim(form, number)
                for stem in nouns.plural_stems(form, _IRREGULAR_COST):
                    stock.add(stem.letters, stem.kind, number, stem.cost)


def _twin_rows() -> Iterator[tuple[str, list[str], str, list[str]]]:
    """The rows of the table of twins: each noun with its forms, the commoner first."""
    for common, rare in _table("twins.tsv"):
        (first, *forms), (second, *others) = common.split(), rare
        yield first, forms, second, others


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
    table = (*_lemmas(), *_own_verbs())
    return [lemma for lemma in table if lemma.speech == "verb" and lemma.frequency >= _RAREST]


def _own_verbs() -> list[sources.Lemma]:
    """The verbs of the project's own table."""
    return [sources.Lemma(verb, "verb", _RAREST) for verb, _ in _table("verbs.tsv")]


def add_homographs(stock: Stock) -> None:
    """Add forms of several words: each is a lemma of its own, which a query for any of its words
    finds, and for the verb that folds to the same letters. A form with ``!`` stands only for itself
    when it is typed. A form in the list of names is that name. A plural like مراجع has no tanwin,
    so مراجعا is left to the participle."""
    named = {
        letters(spelling): n for (spelling, speech), n in stock.lemmas.items() if speech == "name"
    }
    written = {**named, **stock.nouns(letters)}
    vowelled = {spelling: n for (spelling, _), n in stock.lemmas.items()}
    vowelled |= {spelling: n for (spelling, speech), n in stock.lemmas.items() if speech == "verb"}
    verbs = {
        letters(spelling): n for (spelling, speech), n in stock.lemmas.items() if speech == "verb"
    }
    for marked, words in _table("homographs.tsv"):
        form = marked.rstrip("!")
        members = []
        for word in words:
            if word.endswith(_TANWIN):
                members.append(stock.lemmas[bare(word), "noun"])
            else:
                members.append(vowelled[bare(word)] if word != letters(word) else written[word])
        if form in words and form in verbs:
            members.append(verbs[form])
        if fold(form) in names.shipped().words:
            stock.names_of_several[form] = members
            continue
        less = {Slot.INDEFINITE_ACCUSATIVE} if _DIPTOTE.match(form) else set()
        owner = next((n for word, n in zip(words, members, strict=False) if word == form), None)
        number = stock.homograph(form, members, less, owner)
        if marked != form:
            stock.of_itself.add(number)
        for stem in nouns.plural_stems(form, 0.0):
            kind = " ".join(slot for slot in stem.kind.split() if slot not in less)
            stock.add(stem.letters, kind, number, stem.cost)
