"""Measures the retrieval quality of a test collection through the real index and search."""

from pathlib import Path

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import Layer
from indexer.building.build import BuildRequest, build
from indexer.building.sources.changes import Progress
from indexer.errors import BuildError, DocumentError
from indexer.evaluation.judged_collection import JudgedCollection
from indexer.evaluation.measures import CUT, Quality, judge
from indexer.installation.installation import Installation
from indexer.query.matching import Matching
from indexer.search import Collection
from indexer.settings import Settings


def index(
    judged: JudgedCollection, folder: Path, settings: Settings, progress: Progress | None = None
) -> None:
    """Build the index of the settings, which lies in `folder`, from a test collection. An index that is
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
        (judged.documents,),
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
        raise DocumentError(str(judged.documents), reason)


def evaluate(
    judged: JudgedCollection, collection: Collection, mode: Layer, match: Matching
) -> Quality:
    """Search for all queries and average the measures."""
    measures = []
    for query, text in judged.queries:
        results = collection.search(
            SearchRequest(text, mode, match, per_page=CUT, facets=False, snippets=0)
        )
        ranked = [hit.release.id for hit in results.hits]
        measures.append(judge(ranked, judged.judgements[query]))
    means = [sum(column) / len(measures) for column in zip(*measures, strict=True)]
    return Quality(len(measures), *means)
