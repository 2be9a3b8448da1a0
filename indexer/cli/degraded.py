"""What commands do while an older generation answers in place of the current one."""

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import IndexOutOfDate
from indexer.search import Collection


@contextmanager
def raise_if_degraded(collection: Collection) -> Iterator[None]:
    """Raise IndexOutOfDate at once; raise damage of the newest generation after the body, which
    writes the answer of an older one."""
    degraded = collection.status().degraded
    if isinstance(degraded, IndexOutOfDate):
        raise degraded
    yield
    if degraded:
        raise degraded
