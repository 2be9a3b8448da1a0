"""A disk that fills up during a build, at many places: nothing is lost, and there is a way on.

    python -m tests.campaigns.fill_disk [--places 50]

Each place is a real file system in memory (so it needs root, or a user namespace) with an index in it
and a little more room each time, from none to as much as a build takes. The program believes that there
is room, so that the disk is full in the middle of its work. Whatever happens: a build that says that it
published did so; else the old releases are served; and once there is room, the next build publishes and
leaves nothing behind. Without that belief a build refuses at once and says how much it needs. Prints a
summary as JSON; exits with 1 when a promise was broken.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.errors import BuildError
from indexer.generations import PublicationUnproven
from indexer.generations.errors import NotEnoughSpace
from tests.campaigns import small_index
from tests.workshop import publish

ROOT = Path(__file__).parents[2]
_DISK_BYTES = 64 << 20
# What the first build of `_prepared` leaves, and a second one needs at the most.
_RELEASES, _MORE = 120, 80


def fill_disk(folder: Path, places: int) -> dict[str, Any]:
    """In a process that may mount file systems below `folder`."""
    began = time.monotonic()
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    needed = _needed_bytes(folder)
    for number in range(places):
        room = needed * number * 7 // (places * 10)
        try:
            outcomes[_place(folder / f"place-{number}", room)] += 1
        except Exception:
            broken.append(f"{room} bytes: {traceback.format_exc(limit=3)}")
    return {
        "places": places,
        "bytes that a build takes": needed,
        "outcomes": dict(sorted(outcomes.items())),
        "broken": broken,
        "seconds": round(time.monotonic() - began, 1),
    }


def _needed_bytes(folder: Path) -> int:
    """What a second build takes of the disk at most, about: all of the new generation."""
    with _prepare(folder / "measured") as disk:
        before = _used_bytes(disk)
        publish(disk / "index", disk / "sources")
        return _used_bytes(disk) - before + (1 << 20)


def _place(disk: Path, room: int) -> str:
    """One disk with so much room; what became of a build on it."""
    with _prepare(disk) as place:
        old = small_index.served_titles(place / "index")
        new = old | {(row["id"], row["title"]) for row in small_index.rows(_RELEASES, _MORE)}
        _leave(place, room)
        _require_refusal(place)
        outcome = _attempt(place)
        served = small_index.served_titles(place / "index")
        allowed = {"done": (new,), "unproven": (new,), "failed": (old,)}[outcome]
        if served not in allowed:
            raise AssertionError(f"{outcome}, and {len(served)} releases are served")
        (place / "ballast").unlink()
        publish(place / "index", place / "sources")
        left = [path.name for path in (place / "index").iterdir() if path.name.startswith("tmp-")]
        if small_index.served_titles(place / "index") != new or left:
            raise AssertionError(f"with room again: {left}")
        return outcome


def _attempt(place: Path) -> str:
    """Build in the belief that there is room; what the builder says of it."""
    real = os.statvfs
    try:
        os.statvfs = lambda _: _Roomy()  # type: ignore[assignment,return-value]
        publish(place / "index", place / "sources")
    except PublicationUnproven:
        return "unproven"
    except BuildError as error:
        if "space" not in str(error):
            raise
        return "failed"
    finally:
        os.statvfs = real
    return "done"


class _Roomy:
    """What a large, empty disk says of itself."""

    f_bavail = 1 << 40
    f_frsize = 1


def _require_refusal(place: Path) -> None:
    """A program that asks the disk refuses before it writes, and says how much it needs."""
    try:
        publish(place / "index", place / "sources")
    except NotEnoughSpace as error:
        if "bytes of free disk space" not in str(error):
            raise AssertionError(f"no amount is named: {error}") from None
    else:
        raise AssertionError("a build without room was not refused")


def _leave(place: Path, room: int) -> None:
    """Fill the disk up to so many bytes."""
    status = os.statvfs(place)
    with (place / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, max(1, status.f_bavail * status.f_frsize - room))


def _used_bytes(place: Path) -> int:
    status = os.statvfs(place)
    return (status.f_blocks - status.f_bfree) * status.f_frsize


@contextmanager
def _prepare(place: Path) -> Iterator[Path]:
    """A small disk with sources and an index, and more sources since."""
    place.mkdir()
    size = f"size={_DISK_BYTES}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(place)], check=True)
    try:
        small_index.write(place / "sources", "a.jsonl", 0, _RELEASES)
        publish(place / "index", place / "sources")
        small_index.write(place / "sources", "b.jsonl", _RELEASES, _MORE)
        yield place
    finally:
        gc.collect()  # what is still mapped keeps the disk busy
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def in_namespace(places: int) -> subprocess.CompletedProcess[str]:
    """The campaign in a user namespace of its own, where everybody may mount."""
    apart = ["unshare", "--user", "--map-root-user", "--mount"]
    command = [*apart, sys.executable, "-m", "tests.campaigns.fill_disk", "--places", str(places)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=50)
    chosen = parser.parse_args()
    if os.geteuid() != 0:
        done = in_namespace(chosen.places)
        print(done.stdout, done.stderr, sep="", end="")
        sys.exit(done.returncode)
    with tempfile.TemporaryDirectory() as folder:
        summary = fill_disk(Path(folder), chosen.places)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    sys.exit(1 if summary["broken"] else 0)


if __name__ == "__main__":
    main()
