"""The survey: the list of generations and why the current one is not served, read once."""

from collections import Counter
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, IndexMissing, IndexOutOfDate
from indexer.generations import Manifest, checksums, files
from indexer.generations.survey import survey
from tests.generations import toy_engine

OTHER = toy_engine.IDENTITY._replace(analysis="another")


def test_a_sound_index_has_no_fault(root: Path) -> None:
    for version in (1, 2):
        toy_engine.publish(root, version)
    found = survey(root, toy_engine.IDENTITY)
    assert [(each.current, each.outdated, each.problems) for each in found.listed] == [
        (True, False, ()),
        (False, False, ()),
    ]
    assert found.fault is None


def test_an_index_out_of_date_is_listed_with_the_reason(root: Path) -> None:
    toy_engine.publish(root, 1, identity=OTHER)
    toy_engine.publish(root, 2)
    toy_engine.publish(root, 3, identity=OTHER)
    found = survey(root, toy_engine.IDENTITY)
    assert [each.outdated for each in found.listed] == [True, False, True]
    assert isinstance(found.fault, IndexOutOfDate)


@pytest.mark.parametrize("victims", [1, 2])
def test_damage_is_listed_with_the_reason(root: Path, victims: int) -> None:
    folders = [toy_engine.publish(root, version).generation.folder for version in (1, 2)]
    for folder in folders[::-1][:victims]:
        (folder / "toc").unlink()
    found = survey(root, toy_engine.IDENTITY)
    assert [bool(each.problems) for each in found.listed] == [True, victims == 2]
    assert isinstance(found.fault, IndexDamaged)
    assert "kashaf build" in str(found.fault)


def test_an_unreadable_current_is_a_fault_and_marks_none(root: Path) -> None:
    toy_engine.publish(root, 1)
    (root / "CURRENT").unlink()
    found = survey(root, toy_engine.IDENTITY)
    assert [each.current for each in found.listed] == [False]
    assert "CURRENT" in str(found.fault)


def test_survey_of_an_empty_folder(root: Path) -> None:
    with pytest.raises(IndexMissing):
        survey(root, toy_engine.IDENTITY)
    root.mkdir()
    assert survey(root, toy_engine.IDENTITY).listed == ()
    assert isinstance(survey(root, toy_engine.IDENTITY).fault, IndexMissing)


def test_survey_is_repeated_after_a_concurrent_publication(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in (1, 2):
        toy_engine.publish(root, version)
    _, older = toy_engine.folders(root)
    real = checksums.problems

    def problems(folder: Path, manifest: Manifest) -> list[str]:
        if folder == older:
            monkeypatch.setattr(checksums, "problems", real)
            toy_engine.publish(root, 3, keep=1)
        return real(folder, manifest)

    monkeypatch.setattr(checksums, "problems", problems)
    found = survey(root, toy_engine.IDENTITY)
    assert [(each.current, each.problems) for each in found.listed][:1] == [(True, ())]
    assert [each.name for each in found.listed] == toy_engine.names(root)
    assert found.fault is None


@pytest.mark.parametrize("damaged", [False, True])
def test_every_file_is_read_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    for version in (1, 2, 3):
        toy_engine.publish(root, version)
    if damaged:
        (max(root.glob("gen-*")) / "toc").write_bytes(b"damaged")
    read = Counter[Path]()
    digest = files.checksum

    def counted(path: Path) -> tuple[int, str]:
        read[path] += 1
        return digest(path)

    monkeypatch.setattr(files, "checksum", counted)
    survey(root, toy_engine.IDENTITY)
    assert len(read) == 3 * len(toy_engine.PARTS) - damaged
    assert set(read.values()) == {1}
