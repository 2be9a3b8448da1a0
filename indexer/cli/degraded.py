"""What is done where an older generation answers in the place of the current one."""

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import IndexOutOfDate
from indexer.search import Collection


@contextmanager
def told(collection: Collection) -> Iterator[None]:
    """Raises IndexOutOfDate at once. Where the newest generation is damaged, raises that after the older one's answer is
    written."""
    degraded = collection.status().degraded
    if isinstance(degraded, IndexOutOfDate):
        raise degraded
    yield
    if degraded:
        raise degraded
