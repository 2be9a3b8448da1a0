"""A build whose sources must all be accepted."""

from indexer.building.sources.changes import NoProgress
from indexer.errors import DocumentError


class NoRefusals(NoProgress):
    """Raises the error of a refused document."""

    def report_refusal(self, error: DocumentError) -> None:
        raise error
