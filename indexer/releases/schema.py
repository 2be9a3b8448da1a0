"""The field table: what of a release is searched, filtered, counted and sorted, and its weights.

Everything that depends on the fields (analysis, engines, facets, API parameters) reads them here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.glossary import AnalysedText
from indexer.arabic.layers import LAYERS, Layer
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.releases.release import Release
from indexer.releases.signature import signature

# Increased by hand if the meaning of stored data changes, but not the analysis.
SCHEMA_VERSION = 7

# Titles are sorted by a prefix of their folded text.
_TITLE_KEY_CHARACTERS = 64
# Quotes, bullets and brackets before the first word of a title do not affect its order.
_BEFORE_WORDS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class TextField:
    """A searched field. ``weight`` and ``b`` are its BM25F weight and length normalisation.
    ``instead`` is the field whose text replaces that of this one if a release lacks it."""

    name: str
    text: Callable[[Release], str]
    weight: float
    b: float
    instead: str = ""

    def holder(self, release: Release) -> str:
        """The name of the release field whose text is searched."""
        return self.instead if self.instead and not getattr(release, self.name) else self.name


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with counts: ``values`` are those of a release, as the reader sees them."""

    name: str
    values: Callable[[Release], tuple[str, ...]]


class Occurrences(NamedTuple):
    """The terms of a field in order; ``terms[i]`` stands at ``positions[i]``."""

    terms: Sequence[str]
    positions: Sequence[int]


@dataclass(frozen=True, eq=False)  # without slots, for `cached_property`
class AnalysedRelease:
    """What an engine stores of a release: the release, and its words in each field.

    The ``signature``, which identifies near-duplicates, is that of the body, as titles get
    corrected and agencies differ.
    """

    release: Release
    texts: Mapping[str, AnalysedText]
    facets: Mapping[str, tuple[str, ...]]
    signature: bytes

    @property
    def lengths(self) -> Mapping[str, int]:
        """The number of words of each field that are not stop words."""
        return {field: text.length for field, text in self.texts.items()}

    @cached_property
    def terms(self) -> Mapping[Layer, Mapping[str, Occurrences]]:
        """``terms[layer][field]`` are the occurrences in a field.

        The exact layer has every word, so that a phrase in quotes is matched literally; the stem
        and root layers omit stop words, and have a name of several words as an additional term at
        its first word.
        """
        return {
            layer: {field: _occurrences(text, layer) for field, text in self.texts.items()}
            for layer in LAYERS
        }


def title_key(title: str) -> str:
    """The sort key of a title, or of the first words that stand for one."""
    before = _BEFORE_WORDS.match(title)
    return fold_phrase(title[before.end() :] if before else title)[:_TITLE_KEY_CHARACTERS]


def _year(release: Release) -> tuple[str, ...]:
    day = release.day
    return (f"{day.year:04}",) if day else ()


def _month(release: Release) -> tuple[str, ...]:
    day = release.day
    return (f"{day.year:04}-{day.month:02}",) if day else ()


def _places(release: Release) -> tuple[str, ...]:
    """Each part of the place, so that city, province and country can be chosen."""
    parts = (release.place or "").replace(",", "،").split("،")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _agency(release: Release) -> tuple[str, ...]:
    return (release.agency,) if release.agency else ()


def _language(release: Release) -> tuple[str, ...]:
    return (release.language,)


# Weights and b of BM25F: titles are short and informative; b 0.75 is the usual value for running
# text and the best one measured; short fields vary little in length, so they are normalised less.
TEXT_FIELDS = (
    TextField("title", lambda release: release.title, weight=3.0, b=0.5),
    TextField("body", lambda release: release.body, weight=1.0, b=0.75),
    TextField("dateline", lambda r: r.dateline or r.place or "", 1.0, 0.5, instead="place"),
    TextField("agency", lambda release: release.agency or "", weight=1.0, b=0.5),
)
FIELDS = tuple(field.name for field in TEXT_FIELDS)
FACETS = (
    Facet("year", _year),
    Facet("month", _month),
    Facet("place", _places),
    Facet("agency", _agency),
    Facet("language", _language),
)

# Those of the day of a release: one without a day has no value of them.
DAY_FACETS = ("year", "month")


def analyse(release: Release, analyzer: Analyzer) -> AnalysedRelease:
    """Analyse all fields of a release."""
    texts = {field.name: analyzer.analyse(field.text(release)) for field in TEXT_FIELDS}
    facets = {facet.name: facet.values(release) for facet in FACETS}
    body = texts["body"]
    body_signature = signature(body.glossary.hashes[body.numbers])
    return AnalysedRelease(release, texts, facets, body_signature)


def _occurrences(text: AnalysedText, layer: Layer) -> Occurrences:
    """The terms of a field in a layer, names of several words included, by position."""
    words, positions, runs = text.words, text.positions.tolist(), text.runs
    if layer == "exact":
        return Occurrences([word.exact for word in words], positions)
    content = [n for n, word in enumerate(words) if not word.stop]
    terms = [words[n].term(layer) for n in content]
    places = [positions[n] for n in content]
    if not runs:
        return Occurrences(terms, places)
    named = [(positions[run.first], run.term) for run in runs]
    both = sorted([*zip(places, terms, strict=True), *named])
    return Occurrences([term for _, term in both], [position for position, _ in both])
