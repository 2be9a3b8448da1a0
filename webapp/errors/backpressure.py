"""How long requests wait for a free thread, and when to retry after a refusal; in seconds."""

# Less than the second that readers are promised, so that time is left to answer. Requests that
# waited longer are refused: else the queue only grows, and everyone waits for everyone before them.
PATIENCE_SECONDS = 0.5
# A short burst is soon over.
BUSY_SECONDS = 2
# Long enough to build the index of a small collection, short enough for a waiting reader.
MENDING_SECONDS = 10


class TooBusy(Exception):
    """More requests than can be answered at present; the client should retry."""
