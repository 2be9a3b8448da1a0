"""The engines by name."""

from indexer.engines.protocol import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import SettingError
from indexer.settings import Settings


def engine(settings: Settings) -> Engine:
    """The engine that the settings name; raises SettingError for an unknown one."""
    if settings.engine == "whoosh":
        return WhooshEngine()
    raise SettingError(f"engine: {settings.engine!r} is unknown; there is: whoosh")
