"""A build whose sources must all be accepted."""

from indexer.errors import DocumentError
from indexer.sources.changes import NoProgress


class NoRefusals(NoProgress):
    """Raises the error of a refused document."""

    def refused(self, error: DocumentError) -> None:
        raise error
