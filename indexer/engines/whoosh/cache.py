"""The cache of computed arrays, by the name that the engine knows it by."""

from indexer.cache import ByteCache, V

__all__ = ["ByteCache", "V"]
