"""Makes all checks, whatever the others found."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.doctor import index, machine
from indexer.doctor.finding import Check, Finding
from indexer.errors import KashafError
from indexer.generations import Generation
from indexer.installation.installation import Installation
from indexer.settings import Settings


def examine(settings: Settings, checks: Sequence[Check] = ()) -> Iterator[Finding]:
    """Yield all findings as they are made, those of ``checks`` last.

    Raises SettingError for settings that cannot be used.
    """
    # Messages give the folder in full: the default one, `index`, would look like a check's name.
    installation = Installation(replace(settings, index=settings.index.absolute()))
    _ = installation.analyzer  # raises for a list of names that cannot be used
    store = installation.store
    yield from machine.check_software()
    if store.root:
        yield from machine.check_folder(settings)
    generation: Generation | None = None
    try:
        generation = installation.locate()
    except KashafError as error:
        yield Finding.from_error("index", error, settings)
    yield from machine.check_sources(settings, store.newest_manifest())
    if generation is not None:
        yield index.check_generation(generation, settings)
        yield from index.check_refusals(generation, settings)
        if store.root:
            yield machine.check_disk(settings, generation)
        yield index.check_content(installation, generation, settings)
        yield index.check_search(settings)
    for check in checks:
        yield check(settings, generation)
