"""Power cuts on a real file system: a loop device, shut down without flushing its log.

Needs root, losetup, mkfs.<type>, mount and umount.
"""

import fcntl
import os
import random
import select
import signal
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.campaigns.generations.kills import drain, fork, writer
from tests.campaigns.generations.promises import Summary, leftovers, prepare, served_version
from tests.generations import toy_engine

_SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
_NO_LOG_FLUSH = 2
_IMAGE_BYTES = 512 << 20


@contextmanager
def device(folder: Path, kind: str) -> Iterator[str]:
    """A loop device with a fresh file system of `kind` on it."""
    image = folder / "image"
    with image.open("wb") as file:
        file.truncate(_IMAGE_BYTES)
    subprocess.run([f"mkfs.{kind}", "-q", str(image)], check=True)
    command = ["losetup", "--find", "--show", str(image)]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    try:
        yield name
    finally:
        subprocess.run(["losetup", "--detach", name], check=True)


@contextmanager
def mount(name: str, place: Path) -> Iterator[None]:
    subprocess.run(["mount", name, str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def cut(place: Path) -> None:
    """Cut the power: what is not on the disk is lost."""
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
    finally:
        os.close(descriptor)


def cut_while_writing(place: Path, version: int, seconds: float) -> list[bytes]:
    """Publish from `version` on, cut the power after a while; the acknowledged versions."""
    silence = os.open(os.devnull, os.O_WRONLY)
    error = os.dup(2)
    os.dup2(silence, 2)  # the writer's last words are that the disk is gone
    pid, pipe = fork(writer, place / "index", version)
    os.dup2(error, 2)
    os.close(error)
    os.close(silence)
    select.select([], [], [], seconds)
    cut(place)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return drain(pipe).split()


def power(folder: Path, trials: int, kind: str) -> Summary:
    place = folder / "mount"
    place.mkdir()
    chance = random.Random(20251116)
    broken: list[str] = []
    acknowledged = after_commit = 0
    with device(folder, kind) as name:
        with mount(name, place):
            prepare(place / "index")
            os.sync()
        for trial in range(trials):
            with mount(name, place):
                before = served_version(place / "index")
                lines = cut_while_writing(place, before + 1, chance.uniform(0.0, 0.4))
            with mount(name, place):
                promised = int(lines[-1]) if lines else before
                try:
                    now = served_version(place / "index")
                    if now not in (promised, promised + 1):
                        broken.append(f"trial {trial}: {now} is served, not {promised}")
                    toy_engine.publish(place / "index", now + 1)
                except Exception as error:
                    broken.append(f"trial {trial}: {type(error).__name__}: {error}")
                    break
                broken += [f"trial {trial}: left {left}" for left in leftovers(place / "index")]
                acknowledged += len(lines)
                after_commit += bool(lines)
    return {
        "file system": kind,
        "cuts": trials,
        "acknowledged": acknowledged,
        "cuts after at least one acknowledgement": after_commit,
        "broken": broken,
    }
