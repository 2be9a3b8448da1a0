"""The digest of sources changes with code only."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from indexer import arabic, periods, source_digest
from indexer.releases import release


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package of this program, in a folder of the test's."""
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("", "utf-8")
    (folder / "module.py").write_text("ONE = 1", "utf-8")
    (folder / "data" / "words.txt").write_text("كتاب", "utf-8")
    monkeypatch.setattr(source_digest, "_PROGRAM", tmp_path.resolve())
    module = ModuleType("package")
    module.__file__ = str(folder / "__init__.py")
    return module


def folder_of(package: ModuleType) -> Path:
    return Path(str(package.__file__)).parent


def test_the_order_of_the_arguments_does_not_matter() -> None:
    one = source_digest.source_digest(periods, arabic, release)
    assert one == source_digest.source_digest(release, periods, arabic, arabic)
    assert one != source_digest.source_digest(periods, arabic)


def test_digest_depends_on_code_and_its_paths(package: ModuleType) -> None:
    seen = {source_digest.source_digest(package)}
    module = folder_of(package) / "module.py"
    module.write_text("ONE = 2", "utf-8")
    seen.add(source_digest.source_digest(package))
    module.rename(module.with_name("other.py"))
    seen.add(source_digest.source_digest(package))
    assert len(seen) == 3


def test_other_files_count_where_their_suffix_does(package: ModuleType) -> None:
    suffixes = {".py", ".txt"}
    code = source_digest.source_digest(package)
    both = source_digest.source_digest(package, suffixes=suffixes)
    (folder_of(package) / "data" / "words.txt").write_text("كتب", "utf-8")
    (folder_of(package) / "README.md").write_text("words", "utf-8")
    assert source_digest.source_digest(package) == code
    assert source_digest.source_digest(package, suffixes=suffixes) != both


def test_compiled_code_does_not_count(package: ModuleType) -> None:
    before = source_digest.source_digest(package)
    cache = folder_of(package) / "__pycache__"
    cache.mkdir()
    (cache / f"module.{sys.implementation.cache_tag}.pyc").write_bytes(b"code")
    assert source_digest.source_digest(package) == before
