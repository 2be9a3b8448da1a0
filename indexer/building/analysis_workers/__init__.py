"""Analysis in a child process, while the parent writes what was analysed before.

parent    sends releases to the child, receives them analysed, in order; goes on alone if it fails
child     analyses batches of releases
messages  analysed releases as JSON: each word is sent once, then referred to by its number
framing   JSON values over a socket, with a timeout
"""

from indexer.building.analysis_workers.parent import ParallelAnalyzer

__all__ = ["ParallelAnalyzer"]

# New objects between two garbage collections while releases are read or analysed: next to none of
# them is garbage, and with Python's 700 the collections take a tenth of a build that adds one
# release.
GC_THRESHOLD = 50_000
