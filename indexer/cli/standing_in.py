"""What is done where an older generation answers in the place of the current one."""

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import IndexOutOfDate
from indexer.search import Collection


@contextmanager
def told(collection: Collection) -> Iterator[None]:
    """Raises what is wrong with the current generation: where it is damaged, when all that an older one answers is
    written; at once where it is whole and was built by other rules or names, as the command that mends it can be run.
    """
    degraded = collection.status().degraded
    if isinstance(degraded, IndexOutOfDate):
        raise degraded
    yield
    if degraded:
        raise degraded
