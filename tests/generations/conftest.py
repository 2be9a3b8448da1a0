from pathlib import Path

import pytest

from indexer.generations import files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def checksummed_paths(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose checksums are computed."""
    taken: list[Path] = []
    real = files.checksum

    def checksum(path: Path) -> tuple[int, str]:
        taken.append(path)
        return real(path)

    monkeypatch.setattr(files, "checksum", checksum)
    return taken
