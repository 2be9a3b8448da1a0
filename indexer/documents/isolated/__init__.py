"""Parsers in a separate process: a crash, a hang or excessive memory use costs one file, not the
build.

parsers   the registry of the readers that run isolated
parent    sends content to the child and receives releases; restarts a child that died
child     limits its own resources, then parses the files that it is sent, one after the other
messages  the protocol between the two
"""

from indexer.documents.isolated.parent import Isolated

__all__ = ["Isolated"]
