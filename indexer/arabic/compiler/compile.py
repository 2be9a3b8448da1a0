"""Compile the lexicon: ``python -m indexer.arabic.compiler.compile OUT_FILE``.

`data/ORIGIN.md` names the sources and licences.

The lexicon is one text, compressed; ORIGIN.md describes it. The cost of a stem is -log of its share of
running words, from a table of lemma frequencies and a list of word forms (weights.py).
"""

import contextlib
import gzip
import io
import math
import sys
from collections import Counter
from pathlib import Path

from indexer.arabic import names
from indexer.arabic.compiler import gathering, growth, sources, terms, weights
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.normalizer import fold

# Word forms rarer than this in a million words are not counted.
_RAREST_FORM = 0.05
# A form that is exp(this) times commoner than its best reading is a new word, if it has this count in a million.
_MARGIN = 3.0
_RAREST_NEW = 0.3
_SHORTEST_NEW = 4
# A verb that the news corpus has more seldom explains no form: أندي is no first person.
_COMMON_VERB = 1000
_INFLECTED_COST = 0.5
# The frequency that a name of a list starts with.
_RAREST = 20
# A listed name or form costs no more than this: it is found behind proclitics even if the press hardly has it, and
# is no shorter word behind one.
_LISTED_COST = 11.0
# A word that is a common noun too is that rather than a name that no list has.
_BESIDE_NOUN = 2.0
_PLURAL_KINDS = ("B TA P", "H", "B P")


def entries(stock: Stock, kinds: dict[str, int]) -> list[weights.Entry]:
    """All stems with their costs by the frequency table."""
    total = sum(stock.frequency) + len(stock.frequency)
    return [
        weights.Entry(
            fold(spelling),
            spelling,
            kinds[kind],
            lemma,
            kind in _PLURAL_KINDS,
            cost - math.log((stock.frequency[lemma] + 1) / total),
        )
        for spelling, readings in sorted(stock.stems.items())
        for (kind, lemma), cost in sorted(readings.items())
    ]


def write(
    stock: Stock,
    kinds: dict[str, int],
    found: list[weights.Entry],
    verdicts: list[weights.Verdict],
    spelled: list[weights.Verdict],
    path: Path,
) -> None:
    """Write the compressed text."""
    lemmas, stems = _lemma_lines(stock), _stem_lines(found)
    forms, spellings = (
        [f"{v.word}\t{found[v.entry].lemma} {v.head} {v.tail}" for v in of]
        for of in (verdicts, spelled)
    )
    lines = ["kinds", *kinds, "lemmas", *lemmas, "stems", *stems, "forms", *forms]
    lines += ["spellings", *spellings]
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(
        f"{len(kinds)} kinds, {len(lemmas)} lemmas, {len(stems)} stems, {len(forms)} forms, "
        f"{len(spellings)} spellings, "
        f"{path.stat().st_size} bytes"
    )


def _lemma_lines(stock: Stock) -> list[str]:
    """Term, spelling, part of speech and root of each lemma."""
    all_terms, roots = terms.terms(stock), terms.known_roots()
    return [
        "\t".join(
            (all_terms[n], spelling, speech, roots.get(spelling) or roots.get(fold(spelling), ""))
        )
        for (spelling, speech), n in stock.lemmas.items()
    ]


def _stem_lines(found: list[weights.Entry]) -> list[str]:
    """Letters of each stem, and the kind, lemma and cost in tenths of each reading, cheapest first."""
    stems: dict[str, dict[tuple[int, int], float]] = {}
    for entry in found:
        known = stems.setdefault(entry.letters, {})
        known[entry.kind, entry.lemma] = min(
            entry.cost, known.get((entry.kind, entry.lemma), math.inf)
        )
    lines = []
    for letters, readings in sorted(stems.items()):
        ranked = sorted((round(cost * 10), kind, lemma) for (kind, lemma), cost in readings.items())
        lines.append(
            letters + "\t" + " ".join(f"{kind} {lemma} {cost}" for cost, kind, lemma in ranked)
        )
    return lines


def main() -> None:
    """Gather, weigh, add what is unknown, weigh again, write."""
    stock = Stock()
    gathering.add_nominals(stock)
    gathering.add_rare(stock)
    gathering.add_names(stock)
    gathering.add_irregular(stock)
    gathering.add_simplemma(stock)
    gathering.add_pattern_plurals(stock)
    gathering.merge_spellings(stock)
    with contextlib.redirect_stdout(
        io.StringIO()
    ):  # libqutrub prints the forms that it cannot spell
        gathering.add_verbs(stock)
    forms = {form: count for form, count in sources.spelled().items() if count >= _RAREST_FORM}
    reader, costs, kinds = fit(stock, forms)
    add_unknown(stock, reader, costs, forms, kinds)
    reader, costs, kinds = fit(stock, forms)
    speech = {number: speech for (_, speech), number in stock.lemmas.items()}
    found = _named(reader, costs, speech, stock.claimed)
    given, known = [entry.cost for entry in found], terms.terms(stock)
    verdicts = weights.verdicts(reader, given, known, forms)
    spelled = weights.spelled(reader, given, known, forms, verdicts)
    write(stock, kinds, found, verdicts, spelled, Path(sys.argv[1]))


def _named(
    reader: weights.Reader,
    costs: list[float],
    speech: dict[int, str],
    claimed: set[tuple[str, int]],
) -> list[weights.Entry]:
    """The entries with their new costs: listed names and claimed forms made cheap, other names dear beside a
    noun."""
    listed = names.shipped().words
    nominal = {e.letters for e in reader.entries if speech[e.lemma] == "noun"}
    found = []
    for entry, cost in zip(reader.entries, costs, strict=True):
        is_claimed = any((entry.spelling + end, entry.lemma) in claimed for end in ("", "ة"))
        if is_claimed or (speech[entry.lemma] == "name" and entry.letters in listed):
            cost = min(cost, _LISTED_COST)
        elif speech[entry.lemma] in ("name", "new") and entry.letters in nominal:
            cost += _BESIDE_NOUN
        found.append(entry._replace(cost=cost))
    return found


def fit(
    stock: Stock, forms: dict[str, float]
) -> tuple[weights.Reader, list[float], dict[str, int]]:
    """Weigh all stems by the list of forms."""
    kinds = {
        k: n
        for n, (k, _) in enumerate(
            Counter(k for s in stock.stems.values() for k, _ in s).most_common()
        )
    }
    reader = weights.Reader(entries(stock, kinds), tuple(kinds))
    return reader, weights.fitted(reader, weights.sighted(reader, forms)), kinds


def add_unknown(
    stock: Stock,
    reader: weights.Reader,
    costs: list[float],
    forms: dict[str, float],
    kinds: dict[str, int],
) -> None:
    """New words, from the forms that the dictionaries do not explain."""
    unknown = weights.strange(reader, costs, forms, _MARGIN)
    for name in sources.places():
        if not any(True for _ in reader.sightings(name)):
            stock.add(name, "B", stock.lemma(name, "noun_prop", _RAREST), 0.0)
    words = _new(stock, reader, {form: forms[form] for form in unknown})
    inflected = _inflected(words, _known(stock, reader, costs, list(kinds)))
    scale = sum(stock.frequency) / sum(forms.values())
    for form, count in words.items():
        if form not in inflected:
            number = stock.lemma(form, "new", round(count * scale / 2))
            stem, kind = growth.kind(form)
            stock.add(stem, kind, number, 0.0)
    for form, base in inflected.items():
        while base in inflected:
            base = inflected[base]
        number = base if isinstance(base, int) else stock.lemma(base, "new", 0)
        stem, kind = growth.inflected(form)
        stock.add(stem, kind, number, _INFLECTED_COST)
    print(
        f"{len(unknown)} unknown, {len(words)} new words, {len(inflected)} of them inflected",
        file=sys.stderr,
    )


def _new(stock: Stock, reader: weights.Reader, unknown: dict[str, float]) -> dict[str, float]:
    """The unknown forms without the article, the commonest first: neither rare nor verbs nor with a proclitic."""
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
        if not growth.explained(form, words)
        and not any(_is_person(reader, sighting, verbs) for sighting in reader.sightings(form))
    }


def _is_person(reader: weights.Reader, sighting: weights.Sighting, verbs: set[int]) -> bool:
    """Whether a form is read as a person of one of these verbs that the press is sparing of."""
    entry = reader.entries[sighting.entry]
    return entry.lemma in verbs and growth.is_person(sighting.head, entry.letters, sighting.tail)


def _known(
    stock: Stock, reader: weights.Reader, costs: list[float], kinds: list[str]
) -> dict[str, int]:
    """The likeliest noun of every folded word that is one without an ending, or has no ending but ة."""
    nouns = {n for (_, speech), n in stock.lemmas.items() if speech == "noun"}
    found: dict[str, tuple[float, int]] = {}
    for entry, cost in zip(reader.entries, costs, strict=True):
        slots = {slot.split(":")[0] for slot in kinds[entry.kind].split()}
        for slot, ending in (("B", ""), ("H", "ه")):
            if entry.lemma in nouns and slot in slots:
                word = entry.letters + ending
                found[word] = min(found.get(word, (cost, entry.lemma)), (cost, entry.lemma))
    return {word: lemma for word, (_, lemma) in found.items()}


def _inflected(words: dict[str, float], known: dict[str, int]) -> dict[str, str | int]:
    """The new words that are inflections, with their bases: another new word, or the lemma of a known one."""
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
    """Whether a known base is long enough for a form: short ones take a plural only (مرمرة is no مَرمَر)."""
    return len(base) > _SHORTEST_NEW or form.endswith("ات")


if __name__ == "__main__":
    main()
