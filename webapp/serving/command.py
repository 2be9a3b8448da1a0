"""`kashaf serve`."""

import logging
from contextlib import closing

import click

from indexer import lists
from indexer.cli.group import aimed, index_option, settings, warn_of_variables
from indexer.engines import registry
from indexer.errors import KashafError
from indexer.identity import identity
from indexer.search import Collection
from indexer.settings import Settings
from webapp.app import create_app
from webapp.middleware.observation import ACCESS_LOG
from webapp.serving import workers


@click.command()
@index_option
@click.option("--host", metavar="H", help="Address to listen on.")
@click.option("--port", metavar="P", help="Port to listen on; 0 takes a free one.")
@click.option("--threads", metavar="N", help="How many requests are worked on at once.")
@click.option("--processes", metavar="N", help="How many processes work on requests.")
def serve(
    index: str | None,
    host: str | None,
    port: str | None,
    threads: str | None,
    processes: str | None,
) -> None:
    """Serve the search page and the JSON API until stopped."""
    chosen = settings(index=index, host=host, port=port, threads=threads, processes=processes)
    _log(chosen)
    warn_of_variables()
    with closing(Collection.open(chosen)) as collection:
        app = create_app(chosen, collection)
        # The lexicon is loaded with the first word: before there are processes, so that they share it.
        collection.analyze("الهجرة")
        _tell_of_index(chosen)
        workers.serve(app, chosen, lambda address: _announce(address + chosen.prefix))


def _log(chosen: Settings) -> None:
    """Messages and, a line of JSON each, the requests: all to standard error."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    access = logging.getLogger(ACCESS_LOG)
    access.propagate = False
    access.addHandler(logging.StreamHandler())
    access.setLevel(logging.INFO if chosen.log != "none" else logging.CRITICAL)


def _tell_of_index(chosen: Settings) -> None:
    """Say at once why searches would not be answered; they are as soon as there is an index for them."""
    engine = registry.engine(chosen)
    expected = identity(engine, lists.analyzer(chosen))
    try:
        wrong: KashafError | None = engine.shelf(chosen).locate(expected, quick=True).degraded
    except KashafError as error:
        wrong = error
    if wrong:
        click.echo(f"kashaf: {aimed(str(wrong))}", err=True)


def _announce(address: str) -> None:
    click.echo(f"Kashaf listens on {address}", err=True)
