"""`kashaf serve`."""

import logging
from contextlib import closing

import click

from indexer import mending, name_lists
from indexer.cli.group import aimed, index_option, settings, warn_of_variables
from indexer.engines import registry
from indexer.errors import IndexUnavailable
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
        missing = _tell_of_index(chosen)
        workers.serve(app, chosen, lambda address: _announce(address + chosen.prefix, missing))


def _log(chosen: Settings) -> None:
    """Messages and, a line of JSON each, the requests: all to standard error."""
    messages = logging.StreamHandler()
    messages.setFormatter(_Aimed(chosen))
    logging.basicConfig(handlers=[messages])
    access = logging.getLogger(ACCESS_LOG)
    access.propagate = False
    access.addHandler(logging.StreamHandler())
    access.setLevel(logging.INFO if chosen.log != "none" else logging.CRITICAL)


class _Aimed(logging.Formatter):
    """Writes messages whose commands mend the index that is served."""

    def __init__(self, chosen: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._chosen = chosen

    def format(self, record: logging.LogRecord) -> str:
        return mending.aimed(super().format(record), self._chosen)


def _tell_of_index(chosen: Settings) -> IndexUnavailable | None:
    """Say at once what is wrong with the index; returned where nothing is served because of it."""
    engine = registry.engine(chosen)
    expected = identity(engine, name_lists.analyzer(chosen))
    missing = None
    try:
        wrong = engine.shelf(chosen).locate(expected, quick=True).degraded
    except IndexUnavailable as error:
        wrong = missing = error
    if wrong:
        click.echo(f"kashaf: {aimed(str(wrong))}", err=True)
    return missing


def _announce(address: str, missing: IndexUnavailable | None) -> None:
    """Say that the server listens and, while there is no index for it, what it answers."""
    click.echo(f"Kashaf listens on {address}", err=True)
    if missing:
        until = f"`{missing.run}` has run" if missing.run else "that is mended"
        click.echo(aimed(f"kashaf: searches are answered with 503 until {until}"), err=True)
