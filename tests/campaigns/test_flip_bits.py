"""Thirty places; `python tests/campaigns/flip_bits.py` takes three hundred."""

from pathlib import Path

from flip_bits import flip_bits


def test_a_flipped_bit_is_always_noticed(tmp_path: Path) -> None:
    summary = flip_bits(tmp_path, 30)
    assert summary["broken"] == []
    assert summary["by kind of file"].keys() >= {".pst", ".trm", ".voc", ".doc", ".json", "CURRENT"}
