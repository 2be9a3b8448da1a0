"""The digest of the analyzer's own files."""

from pathlib import Path

import pytest

from indexer import arabic, source_digest
from indexer.arabic import analyzer


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in the place of the analyzer's."""
    monkeypatch.setattr(source_digest, "_PROGRAM", tmp_path.resolve())
    root = tmp_path / "arabic"
    monkeypatch.setattr(arabic, "__file__", str(root / "__init__.py"))
    (root / "data").mkdir(parents=True)
    (root / "rules.py").write_text("RULE = 1\n")
    (root / "data" / "names.txt").write_text("مصر\n")
    (root / "data" / "ORIGIN.md").write_text("where it comes from\n")
    return root


def digest() -> str:
    analyzer._shipped.cache_clear()
    try:
        return analyzer._shipped()
    finally:
        analyzer._shipped.cache_clear()


def test_rules_and_lists_change_the_digest(package: Path) -> None:
    before = digest()
    (package / "data" / "names.txt").write_text("تونس\n")
    between = digest()
    (package / "rules.py").write_text("RULE = 2\n")
    assert len({before, between, digest()}) == 3


def test_notes_and_the_compiler_do_not(package: Path) -> None:
    before = digest()
    (package / "data" / "ORIGIN.md").write_text("reworded\n")
    (package / "rules.pyc").write_bytes(b"x")
    (package / "compiler").mkdir()
    (package / "compiler" / "compile.py").write_text("pass\n")
    assert digest() == before


def test_a_file_in_another_folder_is_another_file(package: Path) -> None:
    before = digest()
    (package / "data" / "names.txt").rename(package / "names.txt")
    assert digest() != before
