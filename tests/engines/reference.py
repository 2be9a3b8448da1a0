"""The reference engine: what a Query means, in plain Python, without an index.

Every other engine must give the same matches in the same order with the same scores.
"""

import itertools
import math
import pickle
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.arabic.glossary import AnalysedText
from indexer.arabic.layers import Layer
from indexer.arabic.orthography.normalizer import fold
from indexer.engines import bm25, limits
from indexer.engines.protocol import (
    NO_FILTERS,
    Engine,
    FacetCount,
    Filters,
    FormCount,
    Match,
    Matches,
    Searcher,
    Sort,
    Writer,
)
from indexer.generations import FolderStore, Place
from indexer.query.expansion import Expansion
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Fuzzy,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Synonyms,
    Term,
    Wildcard,
    Word,
)
from indexer.releases.release import Release
from indexer.releases.schema import FACETS, FIELDS, TEXT_FIELDS, AnalysedRelease, Occurrences
from indexer.releases.signature import bands, groups
from indexer.settings import Settings

FILE = "releases.pickle"


class Form(NamedTuple):
    """A spelling that stands in a release, and a term that it is found by."""

    layer: Layer
    term: str
    spelling: str


class Kept(NamedTuple):
    """What is known of a release, apart from the analyzer's words by number."""

    release: Release
    terms: Mapping[Layer, Mapping[str, Occurrences]]
    forms: Mapping[Form, int]
    lengths: Mapping[str, int]
    facets: Mapping[str, tuple[str, ...]]
    signature: bytes


def fold_stored_values(release: AnalysedRelease) -> Kept:
    return Kept(
        release.release,
        release.terms,
        forms(release),
        release.lengths,
        release.facets,
        release.signature,
    )


class ReferenceWriter(Writer):
    def __init__(self, folder: Path, releases: dict[str, Kept]) -> None:
        self.folder = folder
        self.releases = releases

    def add(self, release: AnalysedRelease) -> None:
        assert release.release.id not in self.releases
        self.releases[release.release.id] = fold_stored_values(release)

    def delete(self, release_id: str) -> None:
        del self.releases[release_id]

    def commit(self) -> None:
        (self.folder / FILE).unlink(missing_ok=True)
        (self.folder / FILE).write_bytes(pickle.dumps(self.releases))

    def cancel(self) -> None:
        self.releases = {}


class ReferenceSearcher(Searcher):
    def __init__(self, stored: dict[str, Kept]) -> None:
        self.stored = stored

    def count(self) -> int:
        return len(self.stored)

    def search(
        self,
        query: Query,
        *,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        start: int = 0,
        size: int = 0,
        facets: bool = False,
    ) -> Matches:
        hits = {
            release_id: round(self.score(query, release_id), bm25.DECIMALS)
            for release_id in self.stored
            if self.matches(query, release_id) and self.passes(filters, release_id)
        }
        ordered = sorted(hits, key=lambda release_id: self.sort_key(release_id, hits, sort))
        page = [Match(release_id, hits[release_id]) for release_id in ordered[start : start + size]]
        return Matches(len(hits), page, self.facets(query, filters) if facets else {})

    def scan(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        all_of = self.search(query, filters=filters, sort=sort, size=self.count())
        return all_of.total, (self.stored[match.id].release for match in all_of.page)

    def release(self, release_id: str) -> Release | None:
        analysed = self.stored.get(release_id)
        return analysed.release if analysed else None

    def releases_by_id(self, ids: Sequence[str]) -> list[Release]:
        return [found for each in ids if (found := self.release(each))]

    def releases(self) -> Iterator[Release]:
        return (analysed.release for analysed in self.stored.values())

    def expand(self, pattern: Pattern, *, excluded: bool = False) -> Expansion:
        fields = pattern.fields or FIELDS
        counts = Counter(
            term
            for analysed in self.stored.values()
            for term in {t for name in fields for t in analysed.terms[pattern.layer][name].terms}
            if stands_for(pattern, term)
        )
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        total = 0
        kept: list[tuple[Term, int]] = []
        most = limits.MAX_EXCLUDED_EXPANSIONS if excluded else limits.MAX_EXPANSIONS
        for text, count in ordered[:most]:
            total += count
            if kept and total > limits.MAX_EXPANSION_POSTINGS and not excluded:
                break
            kept.append((Term(pattern.layer, text), count))
        return Expansion(tuple(kept), len(kept) == len(ordered))

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        return [
            sum(
                any(self.frequency(term, name, release_id) for name in FIELDS)
                for release_id in self.stored
            )
            for term in terms
        ]

    def similar_terms(self, term: Term) -> Sequence[Term]:
        layer = [analysed.terms[term.layer] for analysed in self.stored.values()]
        texts = {text for fields in layer for name in FIELDS for text in fields[name].terms}
        likenesses = {text: likeness(term.text, text) for text in texts - {term.text}}
        found = [text for text, value in likenesses.items() if value >= limits.MIN_DICE]
        found.sort(key=lambda text: (-likenesses[text], text))
        return [Term(term.layer, text) for text in found[: limits.MAX_SIMILAR_TERMS]]

    def forms(self, term: Term) -> Sequence[FormCount]:
        counts: Counter[str] = Counter()
        for analysed in self.stored.values():
            for form, count in analysed.forms.items():
                if (form.layer, form.term) == term:
                    counts[form.spelling] += count
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [
            FormCount(form, count, left_out=False) for form, count in ordered[: limits.MAX_FORMS]
        ]

    def spellings(self, term: Term) -> Sequence[str]:
        return sorted(
            {
                form.spelling
                for analysed in self.stored.values()
                for form in analysed.forms
                if (form.layer, form.term) == term
            }
        )

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        return {each: self.stored[each].signature for each in ids if each in self.stored}

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        everything = self.signatures(list(self.stored))
        sought = {band for each in ids for band in enumerate(bands(everything[each]))}
        related = {
            each: found
            for each, found in everything.items()
            if not sought.isdisjoint(enumerate(bands(found)))
        }
        return [group for group in groups(related) if not set(ids).isdisjoint(group)]

    def digests(self) -> Mapping[str, str]:
        return {key: analysed.release.digest for key, analysed in self.stored.items()}

    def close(self) -> None:
        pass

    # What matches

    def matches(self, query: Query, release_id: str) -> bool:
        match query:
            case Word(matching, _, fields):
                return any(
                    self.frequency(term, field, release_id)
                    for term in matching
                    for field in fields or FIELDS
                )
            case Synonyms(terms, _, fields):
                return any(
                    self.frequency(term, field, release_id)
                    for term in terms
                    for field in fields or FIELDS
                )
            case DateRange(first, last):
                day = self.stored[release_id].release.day
                return bool(day and (not first or day >= first) and (not last or day <= last))
            case Phrase():
                return self.has_phrase(query, release_id)
            case Near():
                return any(self.meetings(query, field, release_id) for field in FIELDS)
            case And(parts):
                return all(self.matches(part, release_id) for part in parts)
            case Or(parts):
                return any(self.matches(part, release_id) for part in parts)
            case Not(part):
                return not self.matches(part, release_id)
            case Boosted(required, _):
                return self.matches(required, release_id)
            case Everything():
                return True
            case _:
                raise TypeError(f"a pattern must be rewritten first: {query}")

    def has_phrase(self, phrase: Phrase, release_id: str) -> bool:
        asked = dict.fromkeys(zip(phrase.terms, phrase.offsets, strict=True))
        for field in phrase.fields or FIELDS:
            places = [[(t, at) for at in self.places(t, field, release_id)] for t, _ in asked]
            for chosen in itertools.product(*places):
                begins = [at - offset for (_, at), (_, offset) in zip(chosen, asked, strict=True)]
                # A term that is in the phrase twice stands at two places.
                if max(begins) - min(begins) <= phrase.slop and len({*chosen}) == len(chosen):
                    return True
        return False

    def passes(self, filters: Filters, release_id: str, but: str = "") -> bool:
        analysed = self.stored[release_id]
        if filters.ids and release_id not in filters.ids:
            return False
        day = analysed.release.day
        if filters.first and (day is None or day < filters.first):
            return False
        if filters.last and (day is None or day > filters.last):
            return False
        return all(
            name == but or self.chosen(name, wanted) & {*analysed.facets[name]}
            for name, wanted in filters.facets.items()
        )

    def chosen(self, facet: str, wanted: Sequence[str]) -> set[str]:
        """A value itself where a release has it, else all that fold alike."""
        known = {each for analysed in self.stored.values() for each in analysed.facets[facet]}
        folded = {fold(value) for value in wanted if value not in known}
        return {value for value in known if value in wanted or fold(value) in folded}

    # What it scores

    def score(self, query: Query, release_id: str) -> float:
        match query:
            case Word(_, scoring, fields):
                return sum(w * self.as_one(terms, fields, release_id) for terms, w in scoring)
            case Phrase(terms, _, _, fields) if self.has_phrase(query, release_id):
                return sum(self.bm25f(term, fields, release_id) for term in terms)
            case Synonyms(terms, weight, fields):
                return weight * self.as_one(terms, fields, release_id)
            case Near(weight=weight):
                counts = lambda field, other: self.meetings(query, field, other)  # noqa: E731
                tf = self.weight(counts, FIELDS, release_id)
                both = (self.idf(term, FIELDS) for term in (query.first, query.second))
                return weight * max(both) * tf * (bm25.K1 + 1) / (tf + bm25.K1)
            case And(parts) | Or(parts):
                return sum(self.score(part, release_id) for part in parts)
            case Boosted(required, optional):
                return sum(self.score(part, release_id) for part in (required, *optional))
            case _:
                return 0.0

    def bm25f(self, term: Term, fields: Sequence[str], release_id: str) -> float:
        return self.as_one([term], fields, release_id)

    def as_one(self, terms: Collection[Term], fields: Sequence[str], release_id: str) -> float:
        return self.saturated(
            lambda field, other: sum(self.frequency(term, field, other) for term in terms),
            fields,
            release_id,
        )

    def saturated(
        self, count: Callable[[str, str], int], fields: Sequence[str], release_id: str
    ) -> float:
        tf = self.weight(count, fields, release_id)
        if not tf:
            return 0.0
        return self.idf_of(count, fields) * tf * (bm25.K1 + 1) / (tf + bm25.K1)

    def idf(self, term: Term, fields: Sequence[str]) -> float:
        return self.idf_of(lambda field, other: self.frequency(term, field, other), fields)

    def idf_of(self, count: Callable[[str, str], int], fields: Sequence[str]) -> float:
        df = sum(self.weight(count, fields, other) > 0 for other in self.stored)
        return math.log(1 + (len(self.stored) - df + 0.5) / (df + 0.5))

    def weight(
        self, count: Callable[[str, str], int], fields: Sequence[str], release_id: str
    ) -> float:
        """Normalised, weighted frequency over the fields."""
        total = 0.0
        for field in TEXT_FIELDS:
            if fields and field.name not in fields:
                continue
            lengths = [analysed.lengths[field.name] for analysed in self.stored.values()]
            mean = sum(lengths) / len(lengths) or 1.0
            length = self.stored[release_id].lengths[field.name]
            norm = 1 - field.b + field.b * length / mean
            found = count(field.name, release_id)
            if found:
                total += field.weight * found / norm
        return total

    def frequency(self, term: Term, field: str, release_id: str) -> int:
        return list(self.stored[release_id].terms[term.layer][field].terms).count(term.text)

    def places(self, term: Term, field: str, release_id: str) -> list[int]:
        occurrences = self.stored[release_id].terms[term.layer][field]
        return [at for text, at in zip(*occurrences, strict=True) if text == term.text]

    def meetings(self, near: Near, field: str, release_id: str) -> int:
        first, second = (self.places(t, field, release_id) for t in (near.first, near.second))
        return sum(0 < abs(a - b) <= near.window for a in first for b in second)

    # How it is ordered and counted

    def sort_key(
        self, release_id: str, scores: Mapping[str, float], sort: Sort
    ) -> tuple[object, ...]:
        release = self.stored[release_id].release
        day = release.day.toordinal() if release.day else 0
        ties = (-day, release_id)
        match sort:
            case "relevance":
                return (-scores[release_id], *ties)
            case "-published":
                return ties
            case "published":
                return (not day, day, *ties)
            case "title":
                folded = " ".join(fold(word) for word in release.headline.split())
                return (folded[:64].encode(), *ties)

    def facets(self, query: Query, filters: Filters) -> dict[str, list[FacetCount]]:
        counts = {}
        for facet in FACETS:
            counter: Counter[str] = Counter()
            for release_id, analysed in self.stored.items():
                if self.matches(query, release_id) and self.passes(filters, release_id, facet.name):
                    counter.update(analysed.facets[facet.name])
            ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
            wanted = filters.facets.get(facet.name, ())
            chosen = self.chosen(facet.name, wanted)
            ordered += sorted((value, 0) for value in chosen & {*wanted} - {*counter})
            counts[facet.name] = [
                FacetCount(value, count)
                for place, (value, count) in enumerate(ordered)
                if place < 100 or value in chosen
            ]
        return counts


def forms(release: AnalysedRelease) -> Mapping[Form, int]:
    """How often each spelling stands behind each term, over all fields."""
    found: dict[Form, int] = {}
    for text in release.texts.values():
        for form, count in (*_forms(text), *_run_forms(text)):
            found[form] = found.get(form, 0) + count
    return found


def _forms(text: AnalysedText) -> Iterator[tuple[Form, int]]:
    for word, count in text.counts():
        yield Form("exact", word.exact, word.spelling), count
        if not word.stop:
            yield Form("stem", word.stem, word.spelling), count
            yield Form("root", word.root, word.spelling), count


def _run_forms(text: AnalysedText) -> Iterator[tuple[Form, int]]:
    for run in text.runs:
        spelling = text.spelling(run)
        yield Form("stem", run.term, spelling), 1
        yield Form("root", run.term, spelling), 1


def stands_for(pattern: Pattern, term: str) -> bool:
    match pattern:
        case Prefix(text):
            return term.startswith(text)
        case Wildcard(form):
            parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in form)
            return re.fullmatch("".join(parts), term, re.DOTALL) is not None
        case Fuzzy(text, distance):
            return edits(text, term) <= distance


def likeness(one: str, other: str) -> float:
    """The share of letter pairs that two words have in common, as in its definition."""
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    pairs, others = (set(itertools.pairwise([None, *word, None])) for word in (one, other))
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def edits(one: str, other: str) -> int:
    """Optimal string alignment distance, as in its definition."""
    rows = [
        [i + j if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)
    ]
    for i, j in itertools.product(range(1, len(one) + 1), range(1, len(other) + 1)):
        rows[i][j] = min(
            rows[i - 1][j] + 1,
            rows[i][j - 1] + 1,
            rows[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
        )
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


class ReferenceEngine(Engine):
    name = "reference"

    def version(self) -> str:
        return "1"

    def store(self, settings: Settings) -> FolderStore:
        return FolderStore(settings.index, settings.keep)

    def create(self, place: Place) -> ReferenceWriter:
        return ReferenceWriter(Path(place), {})

    def extend(self, place: Place) -> ReferenceWriter:
        return ReferenceWriter(Path(place), _read(place))

    def open(self, place: Place) -> ReferenceSearcher:
        return ReferenceSearcher(_read(place))


def _read(place: Place) -> dict[str, Kept]:
    stored: dict[str, Kept] = pickle.loads((Path(place) / FILE).read_bytes())
    return stored
