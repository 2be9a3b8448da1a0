"""`kashaf evaluate`: the retrieval quality on a test collection."""

import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

import click

from indexer.arabic.layers import Layer
from indexer.cli.context import load_settings
from indexer.cli.options import NonEmptyPath, json_option
from indexer.cli.output import print_json
from indexer.cli.progress import BuildProgress
from indexer.cli.query_options import match_option, mode_option
from indexer.evaluation import evaluation, judged_collection
from indexer.installation.installation import Installation
from indexer.query.matching import Matching
from indexer.search import Collection


@click.command(short_help="Measure retrieval quality on a test collection.")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@mode_option
@match_option("any")
@click.option(
    "--work",
    type=NonEmptyPath(file_okay=False, path_type=Path),
    help="Keep the index of the collection here, and use it again.",
)
@json_option
def evaluate(
    directory: Path, mode: Layer, match: Matching, work: Path | None, as_json: bool
) -> None:
    """Run the queries of a test collection and print MRR, nDCG and recall at 10.

    DIRECTORY holds queries.tsv, qrels.tsv and docs.jsonl, docs.jsonl.gz or the file that meta.json
    names as "docs". Each query needs a judgement, and each judgement a query.
    """
    judged = judged_collection.load(directory)
    with ExitStack() as stack:
        folder = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kashaf-")))
        settings = load_settings().for_index_in(folder)
        if not work:
            # The index may be in a cluster rather than in the folder.
            stack.callback(Installation(settings).store.remove)
        with BuildProgress() as progress:
            evaluation.index(judged, folder, settings, progress)
        collection = stack.enter_context(closing(Collection.open(settings)))
        quality = evaluation.evaluate(judged, collection, mode, match)
    if as_json:
        print_json(quality.as_json())
    else:
        for name, value in quality.as_json().items():
            click.echo(f"{name}\t{value}")
