"""The postings buffer of a segment being written: its part in memory and its part in files."""

from pathlib import Path

import numpy as np

from indexer.engines.whoosh.codec import blocks
from indexer.engines.whoosh.writing.buffer import FieldBuffer


def test_spills_take_few_open_files(tmp_path: Path) -> None:
    """A process may have only so many."""
    buffer = FieldBuffer(positional=True)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for doc in range(50):
        buffer.add(doc, [doc % 7, 7], [1, 2])
        buffer.spill(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1
    ((terms, encoded),) = buffer.encode(np.arange(8))
    assert terms.tolist() == list(range(8))
    starts = encoded.sizes.cumsum() - encoded.sizes
    many = blocks.decode_many(np.frombuffer(encoded.data, np.uint8), starts, encoded.releases)
    assert many.docs[many.terms == 7].tolist() == list(range(50))
    assert many.docs[many.terms == 0].tolist() == list(range(0, 50, 7))
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1
