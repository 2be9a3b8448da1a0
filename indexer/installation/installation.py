"""What the settings name, put together: the engine, the store of the index, and the analyzer."""

from functools import cached_property

from indexer.arabic.analyzer import Analyzer
from indexer.engines import registry
from indexer.engines.protocol import Engine
from indexer.generations import Generation, Identity
from indexer.installation import name_lists
from indexer.releases.schema import SCHEMA_VERSION
from indexer.settings import Settings


class Installation:
    """Raises SettingError if the library of the engine is missing. Neither reads the index nor
    connects to a service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = registry.engine(settings)
        self.store = self.engine.store(settings)

    @cached_property
    def analyzer(self) -> Analyzer:
        """Raises SettingError for a list of names that cannot be used. Loaded when first used, as
        not every command needs it."""
        return name_lists.analyzer(self.settings)

    @cached_property
    def identity(self) -> Identity:
        return identity(self.engine, self.analyzer)

    def locate(self, *, quick: bool = False) -> Generation:
        """The generation that is served (see `GenerationStore.locate`)."""
        return self.store.locate(self.identity, quick=quick)


def identity(engine: Engine, analyzer: Analyzer) -> Identity:
    """What an index must have been built with to be served: with another engine, analysis or schema
    it must be built anew."""
    return Identity(engine.name, engine.version(), analyzer.fingerprint, SCHEMA_VERSION)
