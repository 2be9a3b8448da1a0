"""Readers of the project's own tables, and the lemmas of the sources that these do not exclude."""

from functools import cache
from pathlib import Path

from indexer.arabic.compiler import sources
from indexer.arabic.compiler.vocalised import bare

HERE = Path(__file__).parent
# Lemmas rarer than this in the corpus of the frequency table are left out: they cause more false
# readings than true ones.
RAREST = 20
# The surcharge of a form of the tables.
IRREGULAR_COST = 0.5
# The pseudo-lemma of the table: its forms belong to no noun, and lemmas of the sources among them
# are no words.
NONE = "-"


def rows(name: str = "irregular.tsv") -> list[tuple[str, list[str]]]:
    """The lines of a table: a lemma and its forms, if any."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(lemma, " ".join(forms).split()) for lemma, *forms in split]


@cache
def plurals_of_participles() -> frozenset[str]:
    """The plurals of active participles that are in use, of the patterns that nearly every one of
    them has in the sources."""
    return frozenset(plural for _, plurals in rows("agents.tsv") for plural in plurals)


@cache
def excluded() -> frozenset[str]:
    """The words that the table lists under no lemma."""
    return frozenset(
        form if form.endswith("!") else bare(form)
        for lemma, forms in rows()
        if lemma == NONE
        for form in forms
    )


def lemmas() -> list[sources.Lemma]:
    """The lemmas of the frequency table without those that the project's own table excludes."""
    return [lemma for lemma in sources.lemmas() if bare(lemma.spelling) not in excluded()]
