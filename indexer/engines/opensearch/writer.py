"""Writes the two indexes of one generation."""

from collections.abc import Iterable
from itertools import islice

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

from indexer.engines.opensearch import layout, names, words
from indexer.engines.opensearch.bulk import Action, Sender
from indexer.engines.opensearch.catalog import create_index
from indexer.engines.opensearch.client import WRITE_SECONDS, reason
from indexer.engines.opensearch.reader import Reader
from indexer.engines.opensearch.vocabulary import unpack, vocabulary
from indexer.engines.opensearch.word_counter import WordCounter
from indexer.errors import BuildError, EngineUnreachable
from indexer.releases.schema import TEXT_FIELDS, AnalysedRelease

# Releases in the sample whose mean lengths stand for those of all releases: BM25 normalises by the
# mean, which later releases change little.
_SAMPLE = 1_000
# Releases buffered before they are sent, and words read before they are changed.
_GATHERED = 500
_WORDS = 5_000


class OpenSearchWriter:
    """Adds and deletes releases; `commit` makes the changes visible to whoever opens the
    generation."""

    def __init__(
        self, client: OpenSearch, place: str, copies: names.Copies, *, extends: bool = False
    ) -> None:
        self._client = client
        self._place = place
        self._copies = copies
        self._extends = extends
        self._sample: list[AnalysedRelease] = []
        self._waiting: list[Action] = []
        # Ids of releases to be removed before the waiting ones are sent.
        self._doomed: list[str] = []
        self._tally = WordCounter()
        self._sender = Sender(client)
        self._lengths = self._stored_lengths() if extends else None
        self._open = True

    def add(self, release: AnalysedRelease) -> None:
        self._require_open()
        if self._lengths is None:
            self._sample.append(release)
            if len(self._sample) == _SAMPLE:
                self._begin()
        else:
            self._buffer(release)

    def delete(self, release_id: str) -> None:
        self._require_open()
        self._doomed.append(release_id)
        if len(self._doomed) >= _GATHERED:
            self._send()

    def commit(self) -> None:
        self._require_open()
        if self._lengths is None:
            self._begin()
        self._send()
        self._send_words()
        self._sender.settle()
        self._end()
        try:
            for index in names.both_indexes(self._place):
                self._client.indices.refresh(index=index, params={"request_timeout": WRITE_SECONDS})
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be refreshed: {reason(error)}") from error

    def cancel(self) -> None:
        """The store removes what was written."""
        self._end()
        self._waiting, self._sample = [], []

    def _end(self) -> None:
        self._open = False
        self._tally.close()
        self._sender.close()

    def _begin(self) -> None:
        """Create the indexes with the mean lengths of the sample, and write the sample."""
        sample, self._sample = self._sample, []
        self._lengths = _mean_lengths(sample)
        shards, replicas = self._copies
        bodies = (
            layout.body(shards, replicas, self._lengths),
            words.body(shards, replicas),
        )
        try:
            for index, body in zip(names.both_indexes(self._place), bodies, strict=True):
                create_index(self._client, index, body)
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be made: {reason(error)}") from error
        for release in sample:
            self._buffer(release)

    def _stored_lengths(self) -> layout.MeanLengths:
        try:
            mapping = self._client.indices.get_mapping(index=self._place)
        except OpenSearchException as error:
            raise BuildError(f"{self._place}: cannot be read: {reason(error)}") from error
        lengths: layout.MeanLengths = mapping[self._place]["mappings"]["_meta"]["mean_lengths"]
        return lengths

    def _buffer(self, release: AnalysedRelease) -> None:
        assert self._lengths is not None  # noqa: S101 - set by _begin or from the older generation
        words_of_release = vocabulary(release)
        self._tally.add(words_of_release)
        document = layout.document(release, words_of_release, self._lengths)
        self._waiting.append(Action(layout.key(release.release.id), document))
        if len(self._waiting) >= _GATHERED:
            self._send()

    def _send(self) -> None:
        """Removals first: a deleted release may be added again."""
        doomed, self._doomed = self._doomed, []
        waiting, self._waiting = self._waiting, []
        self._sender.send(self._place, [*self._removals(doomed), *waiting])

    def _removals(self, doomed: list[str]) -> list[Action]:
        """Remove the releases, and their words from the counts."""
        keys = {layout.key(release_id): release_id for release_id in doomed}
        try:
            stored = Reader(self._client, self._place).stored_fields(list(keys), layout.VOCABULARY)
        except EngineUnreachable as error:
            raise BuildError(f"releases that are to be deleted cannot be read: {error}") from error
        for key, release_id in keys.items():
            if key not in stored:
                raise BuildError(f"release {release_id!r} is to be deleted but is not there")
            self._tally.remove(unpack(stored[key]))
        return [Action(key, None) for key in keys]

    def _send_words(self) -> None:
        index = names.words_index(self._place)
        reader = Reader(self._client, index)
        left = self._tally.counts()
        while batch := list(islice(left, _WORDS)):
            counts = {words.term_key(count.layer, count.term): count for count in batch}
            try:
                stored = reader.sources(list(counts)) if self._extends else {}
            except EngineUnreachable as error:
                raise BuildError(f"{index}: words cannot be read: {error}") from error
            self._sender.send(index, list(words.merge_counts(counts, stored)))

    def _require_open(self) -> None:
        if not self._open:
            raise BuildError("this writer was committed or cancelled")


def _mean_lengths(sample: Iterable[AnalysedRelease]) -> layout.MeanLengths:
    releases = list(sample)
    return {
        field.name: sum(each.lengths[field.name] for each in releases) / (len(releases) or 1)
        for field in TEXT_FIELDS
    }
