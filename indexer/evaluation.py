"""Retrieval quality on a test collection, measured through the real index and search.

Measures at cut-off 10: the reciprocal rank of the first relevant release (MRR), normalised
discounted cumulative gain with graded judgements (nDCG; Järvelin and Kekäläinen, 2002), and the
share of relevant releases found (recall).
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import Layer
from indexer.building.build import BuildRequest, build
from indexer.building.sources.changes import Progress
from indexer.documents import limits
from indexer.errors import BuildError, DocumentError
from indexer.installation.installation import Installation
from indexer.query.matching import Matching
from indexer.search import Collection
from indexer.settings import Settings

CUT = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over queries, each from 0 to 1."""

    queries: int
    mrr: float
    ndcg: float
    recall: float

    def as_json(self) -> dict[str, float | int]:
        return {
            "queries": self.queries,
            f"mrr@{CUT}": round(self.mrr, 4),
            f"ndcg@{CUT}": round(self.ndcg, 4),
            f"recall@{CUT}": round(self.recall, 4),
        }


@dataclass(frozen=True, slots=True)
class JudgedCollection:
    """``judgements[query][release]`` is a grade, 0 for not relevant."""

    documents: Path
    queries: Sequence[tuple[str, str]]
    judgements: Mapping[str, Mapping[str, int]]


def load(folder: Path) -> JudgedCollection:
    """Read a folder of queries.tsv, qrels.tsv and documents: docs.jsonl, docs.jsonl.gz, or the file
    that its meta.json names as ``docs``.

    Raises DocumentError, also for a query without judgements, which would count as 0 in every mean,
    and for a judgement of an unknown query.
    """
    queries = _queries(folder / "queries.tsv")
    return JudgedCollection(
        _documents(folder), list(queries.items()), _judgements(folder / "qrels.tsv", queries)
    )


def index(
    collection: JudgedCollection, folder: Path, settings: Settings, progress: Progress | None = None
) -> None:
    """Build the index of the settings, which lies in `folder`, from the collection. An index that is
    up to date is left as it is.

    Raises DocumentError if the build refuses a document, or finds none.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{folder}: {reason}; name another folder with --work") from error
    installation = Installation(settings)
    # With `prune`, as the folder may hold the index of another collection.
    request = BuildRequest(
        (collection.documents,),
        installation.store,
        installation.engine,
        installation.analyzer,
        prune=True,
    )
    report = build(request, progress)
    if report.refused:
        first = report.refused[0]
        reason = f"the collection is not whole: {first.reason}"
        raise DocumentError(first.source, reason, first.line)
    if report.releases == 0:
        reason = "no document was found in it; put those there that qrels.tsv judges"
        raise DocumentError(str(collection.documents), reason)


def evaluate(
    collection: JudgedCollection, searched: Collection, mode: Layer, match: Matching
) -> Quality:
    """Search for all queries and average the measures."""
    measures = []
    for query, text in collection.queries:
        results = searched.search(
            SearchRequest(text, mode, match, per_page=CUT, facets=False, snippets=0)
        )
        ranked = [hit.release.id for hit in results.hits]
        measures.append(judge(ranked, collection.judgements[query]))
    means = [sum(column) / len(measures) for column in zip(*measures, strict=True)]
    return Quality(len(measures), *means)


def judge(ranked: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float]:
    """Reciprocal rank, nDCG and recall of one ranking."""
    gains = [grades.get(release, 0) for release in ranked[:CUT]]
    reciprocal = next((1 / (rank + 1) for rank, gain in enumerate(gains) if gain > 0), 0.0)
    best = _discounted_gain(sorted(grades.values(), reverse=True)[:CUT])
    relevant = sum(grade > 0 for grade in grades.values())
    return (
        reciprocal,
        _discounted_gain(gains) / best if best else 0.0,
        sum(gain > 0 for gain in gains) / relevant if relevant else 0.0,
    )


def _discounted_gain(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def _queries(path: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for number, (query, text) in _rows(path, 2):
        if query in queries:
            raise DocumentError(str(path), f"the query {query!r} stands there twice", number)
        queries[query] = text
    if not queries:
        raise DocumentError(str(path), "at least one query was expected")
    return queries


def _judgements(path: Path, queries: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """The grades of each query by release."""
    judgements: dict[str, dict[str, int]] = defaultdict(dict)
    for number, (query, release, grade) in _rows(path, 3):
        value = _grade(grade, path, number)
        if query not in queries:
            raise DocumentError(str(path), f"there is no query {query!r}", number)
        judgements[query][release] = value
    if not judgements:
        raise DocumentError(str(path), "at least one judgement was expected")
    for query in queries:
        if query not in judgements:
            raise DocumentError(str(path), f"the query {query!r} has no judgement")
    return judgements


def _documents(folder: Path) -> Path:
    named = _named_documents(folder / "meta.json")
    candidates = [named] if named else ["docs.jsonl", "docs.jsonl.gz"]
    for name in candidates:
        if (folder / name).is_file():
            return folder / name
    raise DocumentError(str(folder), f"there is no file {' or '.join(candidates)} in it")


def _named_documents(meta: Path) -> str | None:
    """The file of documents that meta.json names, if any."""
    if not meta.exists():
        return None
    try:
        named = json.loads(_text(meta)).get("docs")
    except (ValueError, AttributeError):
        raise DocumentError(str(meta), "a JSON object was expected") from None
    if named is not None and not isinstance(named, str):
        raise DocumentError(str(meta), f"docs: the name of a file was expected, not {named!r}")
    return named


def _grade(text: str, path: Path, number: int) -> int:
    try:
        return int(text)
    except ValueError:
        reason = f"a whole number was expected in column 3, not {text!r}"
        raise DocumentError(str(path), reason, number) from None


def _rows(path: Path, columns: int) -> list[tuple[int, list[str]]]:
    """The number and the cells of each line that is not blank."""
    rows = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        cells = line.split("\t")
        if line.strip() and len(cells) != columns:
            raise DocumentError(str(path), f"{columns} columns were expected", number)
        if line.strip():
            rows.append((number, cells))
    return rows


def _text(path: Path) -> str:
    """The text of a file of a test collection. Raises DocumentError."""
    if not path.is_file():
        raise DocumentError(str(path), "a test collection needs this file")
    try:
        with path.open("rb") as file:
            data = file.read(limits.TEXT_FILE_BYTES + 1)
    except OSError as error:
        raise DocumentError(str(path), f"it cannot be read: {error.strerror}") from error
    if len(data) > limits.TEXT_FILE_BYTES:
        raise DocumentError(str(path), f"more than {limits.TEXT_FILE_BYTES} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(str(path), "text in UTF-8 was expected", number) from None
