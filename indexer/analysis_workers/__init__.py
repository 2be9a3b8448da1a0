"""Analysis in a process beside the one that builds: it analyses what comes while that writes what came.

parent    hands releases to its child and gives them back analysed, in order; goes on alone when that ends
child     analyses what it is given, batch after batch
messages  analysed releases: a word is told once, then named by its number
framing   what the two say to each other, within a time
"""

from indexer.analysis_workers.parent import Analysts

__all__ = ["Analysts"]

# New objects between two looks for garbage, while releases are read or analysed: of twenty thousand there is next to
# none, and with Python's 700 the looks take a tenth of a build that adds one release.
UNCOLLECTED = 50_000
