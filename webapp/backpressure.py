"""How long a request may wait for its turn, and when who was refused may come again; in seconds."""

# Below the second that a reader is promised, with time left to answer. Whoever waited for longer is told
# to come again: else a queue only grows, and everyone waits for all before them.
PATIENCE_SECONDS = 0.5
# A busy moment is soon over.
BUSY_SECONDS = 2
# Long enough to build the index of a small collection, short enough not to keep a reader waiting.
MENDING_SECONDS = 10


class TooBusy(Exception):
    """More is asked at once than can be answered: try again in a little while."""
