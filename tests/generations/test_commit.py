"""The commit point: what is synced before it, and the error after it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import BuildError
from indexer.generations import PublicationUnproven, files
from indexer.generations.current import locate
from indexer.generations.pending_build import open_build
from tests.generations import toy_engine
from tests.generations.fault_points import Faults
from tests.generations.toy_engine import names, served_version


def point_of(root: Path, name: str, last: int) -> int:
    """The number of the `last`-th call from the end of `name` in a publication."""
    order: list[str] = []

    class Recorded(Faults):
        def around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                order.append(name)
                return real(*args, **kwargs)

            return call

    for version in (1, 2, 3):
        toy_engine.publish(root, version)
    with Recorded().injected():
        toy_engine.publish(root, 4)  # from here on each publication makes the same calls
    return [place for place, each in enumerate(order, 1) if each == name][-last]


def test_an_error_after_the_switch_says_published_but_unproven(root: Path) -> None:
    faults = Faults(point_of(root, "fsync", 1), "EIO")
    with (
        faults.injected(),
        pytest.raises(
            PublicationUnproven, match=r"durability is not proven.*run the same"
        ) as caught,
    ):
        toy_engine.publish(root, 5)
    assert faults.fired == "fsync"
    assert str(caught.value).startswith(f"{locate(root).name} is published")
    assert served_version(root) == 5


def test_a_failed_fsync_before_the_switch_is_not_retried(root: Path) -> None:
    faults = Faults(point_of(root, "fsync", 2), "EIO")
    with faults.injected(), pytest.raises(BuildError, match="nothing was published"):
        toy_engine.publish(root, 5)
    assert faults.fired == "fsync"
    assert faults.by_name["replace"] == 0
    assert served_version(root) == 4


def test_an_old_generation_that_cannot_be_removed_is_reported(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = toy_engine.publish(root, 1, keep=1).generation
    real = os.rename

    def rename(source: Path, target: Path) -> None:
        if "tmp-old" in str(target):
            raise PermissionError(13, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    published = toy_engine.publish(root, 2, keep=1)
    assert published.leftovers == (f"{old.name}: Permission denied",)
    assert served_version(root) == 2
    monkeypatch.undo()
    toy_engine.publish(root, 3, keep=1)
    assert len(names(root)) == 1


def test_the_order_in_which_things_reach_the_disk(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content before the names that lead to it, and each name before the next step relies on it."""
    toy_engine.publish(root, 1)
    log: list[str] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def short(path: str | Path) -> str:
        name = str(path).removeprefix(str(root)).lstrip("/") or "ROOT"
        return re.sub(r"-[0-9a-f]{8,16}\b", "", name)

    def logged_fsync(descriptor: int) -> None:
        log.append(f"fsync {short(Path(f'/proc/self/fd/{descriptor}').readlink())}")
        fsync(descriptor)

    def logged_rename(source: Path, target: Path) -> None:
        log.append(f"rename {short(source)} {short(target)}")
        rename(source, target)

    def logged_replace(source: Path, target: Path) -> None:
        log.append(f"replace {short(source)} {short(target)}")
        replace(source, target)

    with open_build(root, keep=1) as build:
        toy_engine.write(build.folder, 2)
        monkeypatch.setattr(os, "fsync", logged_fsync)
        monkeypatch.setattr(os, "rename", logged_rename)
        monkeypatch.setattr(os, "replace", logged_replace)
        build.publish(toy_engine.meta(2), toy_engine.check)
        monkeypatch.undo()
    files, rest = log[:4], log[4:]
    assert sorted(files) == sorted(f"fsync tmp-build/{part}" for part in toy_engine.PARTS)
    assert rest == [
        "fsync tmp-build/stored",
        "fsync tmp-build",
        "fsync tmp-build/MANIFEST.json",
        "fsync tmp-build",
        "rename tmp-build gen-000002",
        "fsync ROOT",
        "fsync tmp-current",
        "replace tmp-current CURRENT",
        "fsync ROOT",
        "rename gen-000001 tmp-old",
        "replace tmp-stamp COMPARED",
    ]


@pytest.mark.parametrize("done", [True, False])
def test_outcome_of_a_failed_switch_is_read_from_current(
    root: Path, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    toy_engine.publish(root, 1)
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if done:
            real(source, target)
        raise OSError(5, "Input/output error", str(target))

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(BuildError) as caught:
        toy_engine.publish(root, 2)
    assert isinstance(caught.value, PublicationUnproven) is done
    assert served_version(root) == (2 if done else 1)


def test_a_switch_that_fails_is_unproven_where_current_cannot_be_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy_engine.publish(root, 1)

    def unreadable(path: Path, _limit: int) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    def replace(_source: Path, target: Path) -> None:
        monkeypatch.setattr(files, "read_bounded", unreadable)
        raise OSError(5, "Input/output error", str(target))

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PublicationUnproven):
        toy_engine.publish(root, 2)
