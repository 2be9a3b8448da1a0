"""`kashaf serve`."""

import logging
from contextlib import closing
from copy import copy

import click

from indexer.cli.context import load_settings, message_of, warn_of_unknown_variables
from indexer.cli.options import index_option
from indexer.errors import IndexUnavailable, KashafError
from indexer.installation.installation import Installation
from indexer.installation.repair_hints import complete_command, render
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
    settings = load_settings(
        index=index, host=host, port=port, threads=threads, processes=processes
    )
    _configure_logging(settings)
    warn_of_unknown_variables()
    with closing(Collection.open(settings)) as collection:
        app = create_app(settings, collection)
        # Loads the lexicon before there are several processes, so that they share it.
        collection.analyze("الهجرة")
        missing = _warn_of_index(settings)
        workers.serve(app, settings, lambda address: _announce(address, settings, missing))


def _configure_logging(settings: Settings) -> None:
    """Log to standard error: messages, and requests as a line of JSON each."""
    messages = logging.StreamHandler()
    messages.setFormatter(_Formatter(settings))
    logging.basicConfig(handlers=[messages])
    access = logging.getLogger(ACCESS_LOG)
    access.propagate = False
    access.addHandler(logging.StreamHandler())
    access.setLevel(logging.INFO if settings.log != "none" else logging.CRITICAL)


class _Formatter(logging.Formatter):
    """Writes errors with the complete command that repairs the index that is served."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._settings = settings

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.args, tuple):
            record = copy(record)
            record.args = tuple(map(self._render, record.args or ()))
        return super().format(record)

    def _render(self, argument: object) -> object:
        return render(argument, self._settings) if isinstance(argument, KashafError) else argument


def _warn_of_index(settings: Settings) -> IndexUnavailable | None:
    """Report what is wrong with the index at once; the error is returned if it prevents serving."""
    missing = None
    try:
        problem = Installation(settings).locate(quick=True).degraded
    except IndexUnavailable as error:
        problem = missing = error
    if problem:
        click.echo(f"kashaf: {message_of(problem)}", err=True)
    return missing


def _announce(address: str, settings: Settings, missing: IndexUnavailable | None) -> None:
    """Say that the server listens and, without an index, what it answers until there is one."""
    click.echo(f"Kashaf listens on {address}{settings.prefix}", err=True)
    if missing:
        run = complete_command(missing.run, settings) if missing.run else ""
        until = f"`{run}` has run" if run else "that is mended"
        click.echo(f"kashaf: searches are answered with 503 until {until}", err=True)
