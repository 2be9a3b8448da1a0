"""The engines by name."""

from indexer.engines.protocol import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import SettingError


def engine(name: str) -> Engine:
    """The engine of that name; raises SettingError for an unknown one."""
    if name == "whoosh":
        return WhooshEngine()
    raise SettingError(f"engine: {name!r} is unknown; there is: whoosh")
