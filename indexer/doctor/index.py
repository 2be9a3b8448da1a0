"""Checks the index: the current generation, its content, and a search through it."""

import time
from collections.abc import Iterator
from contextlib import closing

from indexer.building import verify
from indexer.doctor.finding import Finding, quote_command
from indexer.errors import BUILD, BUILD_ANEW, KashafError
from indexer.generations import Generation
from indexer.installation.installation import Installation
from indexer.search import Collection
from indexer.search.probe import finds_newest
from indexer.settings import Settings

_SLOW_SECONDS = 1.0
# Refused files that are named.
_MAX_NAMED = 5


def check_generation(generation: Generation, settings: Settings) -> Finding:
    if generation.degraded:
        return Finding.from_error("index", generation.degraded, settings)
    built = generation.manifest.built_at.isoformat(timespec="seconds")
    releases = generation.manifest.meta.releases
    return Finding.good(
        "index",
        f"{generation.name}, built {built}, releases: {releases}: "
        "every byte is as it was published",
    )


def check_refusals(generation: Generation, settings: Settings) -> Iterator[Finding]:
    """The sources that were refused when the index was built."""
    report = generation.manifest.meta.report
    refused = report.get("refused")
    if isinstance(refused, list) and refused:
        sources = {str(each.get("source")): None for each in refused if isinstance(each, dict)}
        first = ", ".join([*sources][:_MAX_NAMED])
        ellipsis = " …" if len(sources) > _MAX_NAMED else ""
        yield Finding.improvable(
            "refused",
            f"{report.get('refusals')} refused when the index was built: {first}{ellipsis}",
            f"{quote_command('kashaf status --json', settings)} says why; "
            "the next build says what still is",
        )


def check_content(
    installation: Installation, generation: Generation, settings: Settings
) -> Finding:
    try:
        verify.verify_thoroughly(installation.engine, installation.analyzer, generation)
    except KashafError as error:
        return Finding.from_error("content", error, settings)
    return Finding.good("content", "every release can be read, and a sample is found by its words")


def check_search(settings: Settings) -> Finding:
    """Search through the same entry point as servers."""
    try:
        with closing(Collection.open(settings)) as collection:
            return _search(collection, settings)
    except KashafError as error:
        return Finding.from_error("search", error, settings)


def _search(collection: Collection, settings: Settings) -> Finding:
    started = time.perf_counter()
    if not collection.status().generation.releases:
        advice = f"add releases to the sources and run {quote_command(BUILD, settings)}"
        return Finding.improvable("search", "there is no release in the index", advice)
    is_found = finds_newest(collection)
    seconds = time.perf_counter() - started
    if not is_found:
        advice = f"run {quote_command(BUILD_ANEW, settings)}"
        return Finding.bad("search", "the newest release is not found by its title", advice)
    outcome = f"two searches took {seconds * 1000:.0f} ms"
    if seconds < _SLOW_SECONDS:
        return Finding.good("search", outcome)
    return Finding.improvable("search", outcome)
