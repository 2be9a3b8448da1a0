"""Chooses the engine that the settings name."""

from indexer.engines.protocol import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import SettingError
from indexer.settings import Settings


def engine(settings: Settings) -> Engine:
    """The engine that the settings name; raises SettingError for an unknown one."""
    if settings.engine == "whoosh":
        return WhooshEngine()
    if settings.engine == "opensearch":
        return _opensearch(settings)
    raise SettingError(f"engine: {settings.engine!r} is unknown; there are: whoosh, opensearch")


def _opensearch(settings: Settings) -> Engine:
    # Imported where it is chosen: its client is an extra that most installations do not need.
    try:
        from indexer.engines.opensearch.engine import OpenSearchEngine
    except ModuleNotFoundError as error:
        raise SettingError(
            f"engine: opensearch needs {error.name}; install it with `pip install 'kashaf[opensearch]'`"
        ) from error
    return OpenSearchEngine(settings)
