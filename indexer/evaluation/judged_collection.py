"""The files of a test collection: documents, queries and judgements."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.documents import limits
from indexer.errors import DocumentError


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
