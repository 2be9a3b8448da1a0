"""The digest of the analyzer's own files."""

from pathlib import Path

from indexer.arabic.analyzer import digest_of


def _package(root: Path) -> Path:
    (root / "data").mkdir(parents=True)
    (root / "rules.py").write_text("RULE = 1\n")
    (root / "data" / "names.txt").write_text("مصر\n")
    (root / "data" / "ORIGIN.md").write_text("where it comes from\n")
    return root


def test_rules_and_lists_change_the_digest(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = digest_of(package)
    (package / "data" / "names.txt").write_text("تونس\n")
    between = digest_of(package)
    (package / "rules.py").write_text("RULE = 2\n")
    assert len({before, between, digest_of(package)}) == 3


def test_notes_and_the_compiler_do_not(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = digest_of(package)
    (package / "data" / "ORIGIN.md").write_text("reworded\n")
    (package / "rules.pyc").write_bytes(b"x")
    (package / "compiler").mkdir()
    (package / "compiler" / "compile.py").write_text("pass\n")
    assert digest_of(package) == before


def test_a_file_in_another_folder_is_another_file(tmp_path: Path) -> None:
    package = _package(tmp_path)
    before = digest_of(package)
    (package / "data" / "names.txt").rename(package / "names.txt")
    assert digest_of(package) != before
