"""The data files of the package are complete, or loading them raises an error."""

import gzip
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from indexer.arabic.expressions import chinese, name_table
from indexer.arabic.lexicon import entries, shipped, stopwords
from indexer.errors import LexiconError

LOADERS: dict[str, Callable[[], object]] = {
    shipped.LEXICON: entries.lexicon.__wrapped__,
    shipped.NAMES: name_table.shipped.__wrapped__,
    shipped.STOPWORDS: stopwords.words.__wrapped__,
    shipped.SYLLABLES: chinese.table.__wrapped__,
}


class Folder:
    """Stands for the package's files, with one of them replaced."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def joinpath(self, *parts: str) -> Path:
        return self.root.joinpath(*parts)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff", gzip.compress("س".encode())[:-4]])
def test_a_missing_or_damaged_file_is_an_error(
    name: str, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    if content is not None:
        (tmp_path / "data" / name).write_bytes(content)
    monkeypatch.setattr(resources, "files", lambda _: Folder(tmp_path))
    with pytest.raises(LexiconError, match=name):
        LOADERS[name]()


def test_a_cut_lexicon_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shipped.text(shipped.LEXICON)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / shipped.LEXICON).write_bytes(
        gzip.compress(whole[: len(whole) // 2].encode())
    )
    monkeypatch.setattr(resources, "files", lambda _: Folder(tmp_path))
    with pytest.raises(LexiconError, match=shipped.LEXICON):
        entries.lexicon.__wrapped__()
