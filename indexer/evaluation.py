"""Retrieval quality on a test collection, through the real index and the real search path.

Measures at cut-off 10, as usual in information retrieval: the reciprocal rank of the first relevant
release (MRR), normalised discounted cumulative gain with graded judgements (nDCG; Järvelin and
Kekäläinen, 2002), and the share of relevant releases found (recall).
"""

import gzip
import json
import math
import shutil
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer import name_lists
from indexer.arabic.words import Layer
from indexer.build import BuildRequest, build
from indexer.engines.registry import engine as engine_of
from indexer.errors import BuildError, DocumentError
from indexer.query.values import Matching
from indexer.results import SearchRequest
from indexer.search import Collection
from indexer.settings import Settings
from indexer.sources.changes import Progress

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
    """Read a folder of queries.tsv, qrels.tsv and documents: docs.jsonl, docs.jsonl.gz, or the file that
    its meta.json names as ``docs``. Raises DocumentError.
    """
    judgements: dict[str, dict[str, int]] = defaultdict(dict)
    qrels = folder / "qrels.tsv"
    for number, (query, release, grade) in _rows(qrels, 3):
        judgements[query][release] = _grade(grade, qrels, number)
    if not judgements:
        raise DocumentError(str(qrels), "at least one judgement was expected")
    return JudgedCollection(_documents(folder), _queries(folder / "queries.tsv"), judgements)


def index(
    collection: JudgedCollection, folder: Path, settings: Settings, progress: Progress
) -> None:
    """Build the index that `settings` name from the collection, copied to `folder`; where it is there
    and up to date, nothing is built."""
    seeds = folder / "seeds"
    try:
        seeds.mkdir(parents=True, exist_ok=True)
        _copy(collection.documents, seeds / "docs.jsonl")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{seeds}: {reason}; name another folder with --work") from error
    engine = engine_of(settings)
    # Whatever was there before: it is this collection that is judged.
    request = BuildRequest(
        (seeds,), engine.shelf(settings), engine, name_lists.analyzer(settings), prune=True
    )
    report = build(request, progress)
    if report.refused:
        raise BuildError(f"the collection is not whole: {report.refused[0]}")


def evaluate(
    collection: JudgedCollection, searched: Collection, mode: Layer, match: Matching
) -> Quality:
    """The quality of the answers to all queries."""
    judged = []
    for query, text in collection.queries:
        results = searched.search(
            SearchRequest(text, mode, match, per_page=CUT, facets=False, snippets=0)
        )
        ranked = [hit.release.id for hit in results.hits]
        judged.append(judge(ranked, collection.judgements.get(query, {})))
    means = [sum(column) / len(judged) for column in zip(*judged, strict=True)]
    return Quality(len(judged), *means)


def judge(ranked: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float]:
    """Reciprocal rank, nDCG and recall of one ranking."""
    gains = [grades.get(release, 0) for release in ranked[:CUT]]
    reciprocal = next((1 / (place + 1) for place, gain in enumerate(gains) if gain > 0), 0.0)
    best = _discounted(sorted(grades.values(), reverse=True)[:CUT])
    relevant = sum(grade > 0 for grade in grades.values())
    return (
        reciprocal,
        _discounted(gains) / best if best else 0.0,
        sum(gain > 0 for gain in gains) / relevant if relevant else 0.0,
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _queries(path: Path) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for number, (query, text) in _rows(path, 2):
        if query in found:
            raise DocumentError(str(path), f"the query {query!r} stands there twice", number)
        found[query] = text
    if not found:
        raise DocumentError(str(path), "at least one query was expected")
    return list(found.items())


def _documents(folder: Path) -> Path:
    named = _named_documents(folder / "meta.json")
    candidates = [named] if named else ["docs.jsonl", "docs.jsonl.gz"]
    for name in candidates:
        if (folder / name).is_file():
            return folder / name
    raise DocumentError(str(folder), f"there is no file {' or '.join(candidates)} in it")


def _named_documents(meta: Path) -> str | None:
    """The place of the documents that meta.json names, if it is there and names one."""
    if not meta.exists():
        return None
    try:
        named = json.loads(_text(meta)).get("docs")
    except (ValueError, AttributeError):
        raise DocumentError(str(meta), "a JSON object was expected") from None
    if named is not None and not isinstance(named, str):
        raise DocumentError(str(meta), f"docs: the name of a file was expected, not {named!r}")
    return named


def _copy(documents: Path, target: Path) -> None:
    """Write the documents to `target`, unpacked."""
    if documents.suffix != ".gz":
        shutil.copyfile(documents, target)
        return
    try:
        with gzip.open(documents) as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DocumentError(str(documents), f"a whole gzip file was expected: {error}") from error


def _grade(text: str, path: Path, number: int) -> int:
    try:
        return int(text)
    except ValueError:
        reason = f"a whole number was expected in column 3, not {text!r}"
        raise DocumentError(str(path), reason, number) from None


def _rows(path: Path, columns: int) -> list[tuple[int, list[str]]]:
    """The cells of each line that is not empty, and its number."""
    rows = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        cells = line.split("\t")
        if line.strip() and len(cells) != columns:
            raise DocumentError(str(path), f"{columns} columns were expected", number)
        if line.strip():
            rows.append((number, cells))
    return rows


def _text(path: Path) -> str:
    """What is in a file of a test collection. Raises DocumentError."""
    if not path.is_file():
        raise DocumentError(str(path), "a test collection needs this file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(str(path), f"it cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(str(path), "text in UTF-8 was expected", number) from None
