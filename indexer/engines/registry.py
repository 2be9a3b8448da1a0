"""Chooses the engine that the settings name."""

from collections.abc import Callable, Mapping

from indexer.engines.protocol import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import SettingError
from indexer.settings import Settings


def engine(settings: Settings) -> Engine:
    """The engine that the settings name; they accept no name that is missing here."""
    return _ENGINES[settings.engine](settings)


def _whoosh(_: Settings) -> Engine:
    return WhooshEngine()


def _opensearch(settings: Settings) -> Engine:
    # Imported only if chosen: its client is an extra that most installations do not need.
    try:
        from indexer.engines.opensearch.engine import OpenSearchEngine
    except ModuleNotFoundError as error:
        raise SettingError(
            f"engine: opensearch needs {error.name}; install it with `pip install 'kashaf[opensearch]'`"
        ) from error
    return OpenSearchEngine(settings)


_ENGINES: Mapping[str, Callable[[Settings], Engine]] = {
    "whoosh": _whoosh,
    "opensearch": _opensearch,
}
