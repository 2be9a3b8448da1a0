"""Parsers in a process of their own: a crash, a hang or a memory eater costs its file, not the build.

parent    hands content to the child and takes releases from it; starts another when one has died
child     bounds itself, then parses what it is given, file after file
messages  what the two say to each other
"""

from indexer.documents.isolated.parent import Isolated

__all__ = ["Isolated"]
