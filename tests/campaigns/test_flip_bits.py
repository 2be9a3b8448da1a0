"""Thirty flipped bits; `python -m tests.campaigns.flip_bits` tests three hundred."""

from pathlib import Path

from tests.campaigns.flip_bits import flip_bits


def test_a_flipped_bit_is_always_noticed(tmp_path: Path) -> None:
    summary = flip_bits(tmp_path, 30)
    assert summary["broken"] == []
    assert summary["by kind of file"].keys() >= {".pst", ".trm", ".voc", ".doc", ".json", "CURRENT"}
