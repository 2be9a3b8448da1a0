"""Writes the two indexes of one generation from analysed releases."""

import secrets
from collections.abc import Iterable
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from indexer.engines.opensearch import layout, names, words
from indexer.engines.opensearch.bulk import send
from indexer.engines.opensearch.catalog import make
from indexer.engines.opensearch.client import WRITE_SECONDS, reason
from indexer.errors import BuildError
from indexer.schema import TEXT_FIELDS, AnalysedRelease

# Releases whose mean lengths stand for those of all: BM25 normalises by the mean, which later
# releases move little.
_SAMPLE = 1_000
# Releases gathered before they are sent.
_GATHERED = 500


class OpenSearchWriter:
    """Adds and deletes releases; `commit` makes all of it visible to who opens the generation."""

    def __init__(
        self, client: OpenSearch, place: str, copies: names.Copies, *, extends: bool = False
    ) -> None:
        self._client = client
        self._place = place
        self._copies = copies
        self._sample: list[AnalysedRelease] = []
        self._waiting: list[dict[str, Any]] = []
        self._tally = words.Tally()
        self._lengths = self._known_lengths() if extends else None
        self._deleted: set[str] = set()
        self._open = True

    def add(self, release: AnalysedRelease) -> None:
        self._require_open()
        self._tally.add(release.forms)
        if self._lengths is None:
            self._sample.append(release)
            if len(self._sample) == _SAMPLE:
                self._begin()
        else:
            self._put(release)
        if self._tally.full:
            self._send_words()

    def delete(self, release_id: str) -> None:
        self._require_open()
        key = layout.key(release_id)
        try:
            found = self._client.get(index=self._place, id=key, params={"_source": layout.FORMS})
        except OpenSearchException as error:
            raise BuildError(
                f"release {release_id!r} is to be deleted but cannot be read: {reason(error)}"
            ) from error
        self._tally.remove(layout.forms(found["_source"]))
        self._wait({"_op_type": "delete", "_index": self._place, "_id": key})

    def commit(self) -> None:
        self._require_open()
        if self._lengths is None:
            self._begin()
        self._send()
        self._send_words()
        self._open = False
        try:
            for index in names.both(self._place):
                self._client.indices.refresh(index=index, params={"request_timeout": WRITE_SECONDS})
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be refreshed: {reason(error)}") from error

    def cancel(self) -> None:
        """The shelf removes what was written."""
        self._open = False
        self._waiting, self._sample = [], []

    def _begin(self) -> None:
        """Make the indexes, with the mean lengths of the sample, and write that."""
        sample, self._sample = self._sample, []
        self._lengths = _mean_lengths(sample)
        shards, replicas = self._copies
        bodies = (
            layout.body(shards, replicas, self._lengths),
            words.body(shards, replicas),
        )
        try:
            for index, body in zip(names.both(self._place), bodies, strict=True):
                make(self._client, index, body)
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be made: {reason(error)}") from error
        for release in sample:
            self._put(release)

    def _known_lengths(self) -> layout.MeanLengths:
        try:
            mapping = self._client.indices.get_mapping(index=self._place)
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be read: {reason(error)}") from error
        lengths: layout.MeanLengths = mapping[self._place]["mappings"]["_meta"]["mean_lengths"]
        return lengths

    def _put(self, release: AnalysedRelease) -> None:
        assert self._lengths is not None  # noqa: S101 - set by _begin or from the older generation
        self._wait(
            {
                "_op_type": "index",
                "_index": self._place,
                "_id": layout.key(release.release.id),
                "_source": layout.document(release, self._lengths),
            }
        )

    def _wait(self, action: dict[str, Any]) -> None:
        self._waiting.append(action)
        if len(self._waiting) >= _GATHERED:
            self._send()

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        send(self._client, self._place, waiting)

    def _send_words(self) -> None:
        index = names.words(self._place)
        send(self._client, index, self._tally.actions(index, secrets.token_hex(8)))

    def _require_open(self) -> None:
        if not self._open:
            raise BuildError("this writer was committed or cancelled")


def _mean_lengths(sample: Iterable[AnalysedRelease]) -> layout.MeanLengths:
    releases = list(sample)
    return {
        field.name: sum(each.lengths[field.name] for each in releases) / (len(releases) or 1)
        for field in TEXT_FIELDS
    }
