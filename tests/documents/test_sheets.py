"""Sheets: what their columns are called, and the forms in which programs save them."""

from pathlib import Path

from indexer.documents import folder
from indexer.documents.readers import Reading
from indexer.release import Release


def read(path: Path, written: bytes) -> list[Release]:
    path.write_bytes(written)
    (source,) = folder.find([path])
    with Reading() as reading:
        found = list(folder.read(source, reading))
    releases = [each for each in found if isinstance(each, Release)]
    assert releases == found
    return releases


def test_no_column_is_lost_to_another_of_the_same_name(tmp_path: Path) -> None:
    (made,) = read(tmp_path / "a.csv", b"body,note,note,note 2,,note,\nx,A,B,C,D,E,F\n")
    assert made.extra == {"note": "A", "note 3": "B", "note 2": "C", "note 4": "E"}
