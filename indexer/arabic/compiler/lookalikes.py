"""The tables of twins, nouns that are spelled alike, and of homographs, forms of several words."""

import re
from collections.abc import Iterator

from indexer.arabic.compiler import nouns, tables
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import bare, letters
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold

# Plurals like مفاعل and مفاعيل.
_DIPTOTE = re.compile("^..ا.ي?.$")
# The end of a noun that has the vowels of a verb.
_TANWIN = "\u064c"


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
                for stem in nouns.plural_stems(form, tables.IRREGULAR_COST):
                    stock.add(stem.letters, stem.kind, number, stem.cost)


def _twin_rows() -> Iterator[tuple[str, list[str], str, list[str]]]:
    """The rows of the table of twins: each noun with its forms, the commoner first."""
    for common, rare in tables.rows("twins.tsv"):
        (first, *forms), (second, *others) = common.split(), rare
        yield first, forms, second, others


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
    for marked, words in tables.rows("homographs.tsv"):
        form = marked.rstrip("!")
        members = []
        for word in words:
            if word.endswith(_TANWIN):
                members.append(stock.lemmas[bare(word), "noun"])
            else:
                members.append(vowelled[bare(word)] if word != letters(word) else written[word])
        if form in words and form in verbs:
            members.append(verbs[form])
        if fold(form) in name_table.shipped().words:
            stock.names_of_several[form] = members
            continue
        less = {Slot.INDEFINITE_ACCUSATIVE} if _DIPTOTE.match(form) else set()
        owner = next((n for word, n in zip(words, members, strict=False) if word == form), None)
        number = stock.homograph(form, members, less, owner)
        if marked != form:
            stock.of_itself.add(number)
        for stem in nouns.plural_stems(form, 0.0):
            kind = " ".join(slot for slot in stem.kind.split() if slot.split(":")[0] not in less)
            stock.add(stem.letters, kind, number, stem.cost)
