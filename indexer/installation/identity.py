"""The identity of an index: with another engine, analysis or schema it must be built anew."""

from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Engine
from indexer.generations import Identity
from indexer.releases.schema import SCHEMA_VERSION


def identity(engine: Engine, analyzer: Analyzer) -> Identity:
    return Identity(engine.name, engine.version(), analyzer.fingerprint, SCHEMA_VERSION)
