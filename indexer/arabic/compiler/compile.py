"""Compile the lexicon: ``python -m indexer.arabic.compiler.compile OUT_FILE``.

`data/ORIGIN.md` names the sources and licences and describes the file, one compressed text.

The cost of a stem is -log of its share of running words, estimated from a table of lemma
frequencies and a list of word forms (weights.py). The list of forms also shows which words the
dictionaries lack (unknown.py) and which spellings need a verdict (verdicts.py).
"""

import contextlib
import gzip
import io
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexer.arabic.compiler import (
    conjugation,
    gathering,
    irregular,
    lookalikes,
    nisbas,
    participles,
    places,
    possessed,
    sources,
    terms,
    unknown,
    verdicts,
    weights,
)
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon import affixes, entries, term_codes, vowels
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.lexicon.entries import Lexicon
from indexer.arabic.orthography.letters import ALEF_MAKSURA, ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading import choice, homographs
from indexer.arabic.reading.other_words import other_terms

# Word forms rarer than this (in a million words) are ignored.
_RAREST_FORM = 0.05
# The highest cost of a listed name or form. It is then recognised behind proclitics even if the
# press hardly uses it, and beats a shorter word behind a proclitic.
_LISTED_COST = 11.0
# The highest cost of a listed homograph, so that none of its words takes the form.
_HOMOGRAPH_COST = 9.5
# How much more than the commoner of two nouns of the same letters the rarer costs at least.
_OF_TWIN = 1.0
# The surcharge of a name that is a common noun too and that no list has.
_BESIDE_NOUN = 2.0
_TENTHS = 10
# The gzip level.
_SMALLEST = 9
# What stands before the second radical of the forms II and V in the feminine imperfect, and of V.
_REFLEXIVE = re.compile("^[وف]?[سل]?ت.(?=..)")
# The letters around the stem of a verb in the third person, and of "we" and the readers: نمدكم.
_PERSONS = (
    *(("ي", ending) for ending in ("", "ون", "ه")),
    *(("ت", ending) for ending in ("", "ه")),
    *(("", ending) for ending in ("", "ت", "ته")),
    ("ن", "كم"),
)
_PLURAL_KINDS = ("B TA P", "B TA:5 P", "H", "B P")


def weighted_entries(stock: Stock, kinds: Sequence[str]) -> list[weights.Entry]:
    """All stems with their costs by the frequency table."""
    numbers = {kind: number for number, kind in enumerate(kinds)}
    total = sum(stock.frequency) + len(stock.frequency)
    return [
        weights.Entry(
            fold(spelling),
            spelling,
            numbers[kind],
            lemma,
            kind in _PLURAL_KINDS,
            cost - math.log((stock.frequency[lemma] + 1) / total),
        )
        for spelling, readings in sorted(stock.stems.items())
        for (kind, lemma), cost in sorted(readings.items())
    ]


def write(sections: dict[str, Sequence[str]], path: Path) -> None:
    """Write the sections as one compressed text."""
    path.write_bytes(gzip.compress(_text(sections).encode(), _SMALLEST, mtime=0))
    counts = ", ".join(f"{len(lines)} {name}" for name, lines in sections.items())
    print(f"{counts}, {path.stat().st_size} bytes")


def _text(sections: dict[str, Sequence[str]]) -> str:
    """The lines of each section, under its name."""
    return "\n".join(line for name, lines in sections.items() for line in (name, *lines))


def _lemma_lines(stock: Stock, all_terms: list[str]) -> list[str]:
    """Term, spelling, part of speech and root of each lemma. A form of several words has the root
    of the first of them."""
    roots = terms.known_roots()
    spellings = {n: spelling for (spelling, _), n in stock.lemmas.items()}
    first = {n: spellings[members[0]] for n, members in stock.homographs.items()}
    lines = []
    for (spelling, speech), n in stock.lemmas.items():
        rooted = first.get(n, spelling)
        root = roots.get(rooted) or roots.get(fold(rooted), "")
        lines.append("\t".join((all_terms[n], spelling, speech, root)))
    return lines


def _homograph_lines(stock: Stock, all_terms: list[str]) -> list[str]:
    """The term of each form of several words, and the terms of these words."""
    listed = name_table.shipped().words
    named = {listed[fold(form)]: members for form, members in stock.names_of_several.items()}
    several = {**{all_terms[n]: members for n, members in stock.homographs.items()}, **named}
    return [
        f"{term}\t{' '.join(dict.fromkeys(all_terms[member] for member in members))}"
        for term, members in several.items()
    ]


def _verdict_lines(found: list[weights.Entry], verdict: Iterable[verdicts.Verdict]) -> list[str]:
    """Each word, the lemma it is read as, and how many letters stand before and after the stem."""
    return [f"{v.word}\t{found[v.entry].lemma} {v.head} {v.tail}" for v in verdict]


def _union_lines(sections: dict[str, Sequence[str]], words: dict[str, float]) -> list[str]:
    """Each union term and the terms of its words, the commonest first. The written `words` are
    read, weighted by their counts, with a lexicon of the other `sections`, and the forms of verbs
    that are too rare for the counts, as are misspelled plurals of nisbas."""
    lexicon = Lexicon(_text({**sections, "unions": [""]}))
    counts: dict[str, dict[str, float]] = {}
    rare = dict.fromkeys((*_verb_forms(lexicon), *_short_plurals(lexicon)), 0.0)
    for form, count in sorted({**rare, **words}.items()):
        for marks, weight in (((), count), *((marks, 0.0) for marks in _doubled(form))):
            likely = choice.likely_cuts(form, fold(form), lexicon, marks)
            cut = choice.best_cut(likely, marks, lexicon)
            if cut is None:
                continue
            meant = homographs.likely_terms(form, likely, lexicon)
            # The counts do not say how often the context is there.
            by_context = other_terms(form, cut, likely, lexicon)
            for several, times in ((meant, weight), (by_context, 0.0)):
                if len(several) > 1:
                    union = counts.setdefault(term_codes.join(several), dict.fromkeys(several, 0.0))
                    union[several[0]] += times
    return [
        f"{union}\t{' '.join(sorted(found, key=lambda term: -found[term]))}"
        for union, found in sorted(counts.items())
    ]


def _verb_forms(lexicon: Lexicon) -> Iterator[str]:
    """Forms of all verbs in the commonest persons, alone and with a pronoun."""
    for stem, readings in lexicon.stems.items():
        parsed = entries.parse_readings(readings)
        if any(lexicon.lemma(number).speech == "verb" for _, number, _ in parsed):
            yield from (before + stem + behind for before, behind in _PERSONS)


def _short_plurals(lexicon: Lexicon) -> Iterator[str]:
    """The plurals of nisbas with one ي too few."""
    row = lexicon.rows[affixes.BARE][nisbas.ENDING]
    for stem, readings in lexicon.stems.items():
        kinds = {kind for kind, _, _ in entries.parse_readings(readings)}
        if any(kind in row and row[kind].slot == Slot.PLURAL_IN_ONE_YEH for kind in kinds):
            yield from (before + stem + nisbas.ENDING for before in ("", ARTICLE))


def _doubled(form: str) -> Iterator[vowels.Vowels]:
    """The marks of a form that a shadda makes one of the verbal forms II and V: تمكّن."""
    for prefix in _REFLEXIVE.finditer(form):
        yield tuple(vowels.SHADDA if n == prefix.end() else "" for n in range(len(form)))


def _stem_lines(found: list[weights.Entry]) -> list[str]:
    """The letters of each stem, and kind, lemma and cost (in tenths of a nat) of each reading,
    cheapest first."""
    stems: dict[str, dict[tuple[int, int], float]] = {}
    for entry in found:
        known = stems.setdefault(entry.letters, {})
        known[entry.kind, entry.lemma] = min(
            entry.cost, known.get((entry.kind, entry.lemma), math.inf)
        )
    lines = []
    for letters, readings in sorted(stems.items()):
        ranked = sorted(
            (round(cost * _TENTHS), kind, lemma) for (kind, lemma), cost in readings.items()
        )
        lines.append(
            letters + "\t" + " ".join(f"{kind} {lemma} {cost}" for cost, kind, lemma in ranked)
        )
    return lines


def main() -> None:
    """Gather stems, weigh them, add unknown words, weigh again, write."""
    stock = Stock()
    gathering.add_nominals(stock)
    gathering.add_rare(stock)
    gathering.add_names(stock)
    irregular.add_irregular(stock)
    gathering.add_simplemma(stock)
    gathering.add_pattern_plurals(stock)
    irregular.merge_spellings(stock)
    irregular.drop_short_forms(stock)
    lookalikes.add_twins(stock)
    participles.add_participles(
        stock, conjugation.verb_spellings(), sources.form_counts(), sources.places()
    )
    verbs = [lemma.spelling for lemma in sources.lemmas() if lemma.speech == "verb"]
    places.assign_plurals(stock, verbs, sources.folded_counts())
    with contextlib.redirect_stdout(
        io.StringIO()
    ):  # libqutrub prints the forms that it cannot spell
        conjugation.add_verbs(stock)
    lookalikes.add_homographs(stock)
    possessed.add_possessed(stock)
    nisbas.add_short_plurals(stock)
    forms = {form: count for form, count in sources.form_counts().items() if count >= _RAREST_FORM}
    unknown.add_new_words(stock, fit_stock(stock, forms), forms)
    speech = {number: speech for (_, speech), number in stock.lemmas.items()}
    reader = _with_final_costs(fit_stock(stock, forms), speech, stock.claimed)
    reader = possessed.with_cost_of_nisba(_with_twins_dearer(reader, stock.twins), speech)
    all_terms = terms.terms(stock)
    decided = verdicts.word_verdicts(reader, all_terms, forms)
    spelled = verdicts.spelling_verdicts(reader, all_terms, forms, decided)
    sections: dict[str, Sequence[str]] = {
        "kinds": reader.kinds,
        "lemmas": _lemma_lines(stock, all_terms),
        "stems": _stem_lines(reader.entries),
        "forms": _verdict_lines(reader.entries, decided),
        "spellings": _verdict_lines(reader.entries, spelled),
        "homographs": _homograph_lines(stock, all_terms),
    }
    unions = _union_lines(sections, forms)
    write({**sections, "unions": unions}, Path(sys.argv[1]))


def _with_final_costs(
    reader: weights.Reader, speech: dict[int, str], claimed: set[tuple[str, int]]
) -> weights.Reader:
    """The entries with their final costs: listed names, claimed forms and homographs get cheaper,
    other names beside a noun more expensive. A name in ى is told from a noun in ي by its spelling
    (سلمى), if no other word is spelled like it (أضحى)."""
    listed = name_table.shipped().words
    nominal = {e.letters for e in reader.entries if speech[e.lemma] == "noun"}
    spelled = {e.spelling for e in reader.entries if speech[e.lemma] in ("noun", "verb")}

    def priced(entry: weights.Entry) -> float:
        cost = entry.cost
        if speech[entry.lemma] == "homograph":
            cost = min(cost, _HOMOGRAPH_COST)
        is_claimed = any((entry.spelling + end, entry.lemma) in claimed for end in ("", "ة"))
        if is_claimed or (speech[entry.lemma] == "name" and entry.letters in listed):
            cost = min(cost, _LISTED_COST)
        elif speech[entry.lemma] == "name" and entry.spelling.endswith(ALEF_MAKSURA):
            cost += _BESIDE_NOUN if entry.spelling in spelled else 0.0
        elif speech[entry.lemma] in ("name", "new") and entry.letters in nominal:
            cost += _BESIDE_NOUN
        return cost

    return reader.with_costs(map(priced, reader.entries))


def _with_twins_dearer(reader: weights.Reader, twins: dict[int, int]) -> weights.Reader:
    """The entries with those of the rarer of two nouns made dearer than the commoner's of the same
    letters: the counts do not tell which of them a shared form belongs to, and either may have it."""
    common = {**twins, **{number: number for number in twins.values()}}
    cheapest: dict[tuple[str, int], float] = {}
    shared: dict[tuple[str, int], set[int]] = {}
    for entry in reader.entries:
        if entry.lemma in common:
            key = entry.letters, common[entry.lemma]
            cheapest[key] = min(entry.cost, cheapest.get(key, math.inf))
            shared.setdefault(key, set()).add(entry.lemma)

    def priced(entry: weights.Entry) -> float:
        key = entry.letters, common.get(entry.lemma, entry.lemma)
        if len(shared.get(key, ())) < 2:
            return entry.cost
        least = cheapest[key]
        return max(entry.cost, least + _OF_TWIN) if entry.lemma in twins else min(entry.cost, least)

    return reader.with_costs(map(priced, reader.entries))


def fit_stock(stock: Stock, forms: dict[str, float]) -> weights.Reader:
    """All stems, weighed by the list of forms."""
    counted = Counter(kind for readings in stock.stems.values() for kind, _ in readings)
    kinds = tuple(kind for kind, _ in counted.most_common())
    reader = weights.Reader(weighted_entries(stock, kinds), kinds)
    return weights.fit_costs(reader, weights.read_forms(reader, forms))


if __name__ == "__main__":
    main()
