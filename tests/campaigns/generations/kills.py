"""kill -9 at random moments of a process that publishes, while another reads."""

import json
import os
import random
import select
import signal
import time
import traceback
from pathlib import Path
from typing import Any

from indexer.generations import FolderStore, Follower, Handle
from tests.campaigns.generations.promises import Summary, leftovers, prepare, served_version
from tests.generations import toy_engine


def writer(root: Path, version: int, acknowledge: int) -> None:
    """Publish one version after another, each acknowledged on a pipe once it is durable."""
    while True:
        toy_engine.publish(root, version)
        os.write(acknowledge, b"%d\n" % version)
        version += 1


def reader(root: Path, report: int) -> None:
    """Ask until SIGTERM; every answer must be of one version, and never older than the last."""
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))
    handle = Handle(
        FolderStore(root, keep=3),
        open_view=lambda generation: toy_engine.read(generation.folder),
        close_view=lambda _version: None,
        expected=toy_engine.IDENTITY,
    )
    follower = Follower(handle.refresh, 0.01)
    follower.follow()
    asked, switches, broken, last = 0, 0, [], 0
    while not stopped:
        try:
            with handle.lease() as version:
                if version < last:
                    broken.append(f"{version} after {last}")
                switches += version != last
                last = version
        except Exception as error:
            broken.append(f"{type(error).__name__}: {error}")
        asked += 1
        time.sleep(0.0005)
    last_status = handle.degraded and str(handle.degraded)
    summary = {"asked": asked, "switches": switches, "broken": broken[:5], "end": last_status}
    os.write(report, json.dumps(summary).encode())


def fork(target: Any, *args: Any) -> tuple[int, int]:
    """Run `target(*args, pipe)` in a child; its pid and the pipe's reading end."""
    receive, send = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(receive)
        code = 1
        try:
            target(*args, send)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(send)
    return pid, receive


def drain(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 65536):
        parts.append(part)
    os.close(descriptor)
    return b"".join(parts)


def kills(folder: Path, trials: int) -> Summary:
    root = folder / "index"
    prepare(root)
    chance = random.Random(20251114)
    broken: list[str] = []
    acknowledged = unacknowledged = littered = 0
    reading, report = fork(reader, root)
    for trial in range(trials):
        before = served_version(root)
        pid, pipe = fork(writer, root, before + 1)
        select.select([], [], [], chance.uniform(0.0, 0.12))
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        if os.WTERMSIG(status) != signal.SIGKILL:
            broken.append(f"trial {trial}: the writer ended by itself ({status})")
        lines = drain(pipe).split()
        promised = int(lines[-1]) if lines else before
        try:
            now = served_version(root)
        except Exception as error:
            broken.append(f"trial {trial}: {type(error).__name__}: {error}")
            break
        if now not in (promised, promised + 1):
            broken.append(f"trial {trial}: {now} is served, {promised} was acknowledged")
        acknowledged += len(lines)
        unacknowledged += now - promised
        littered += bool(leftovers(root))
    toy_engine.publish(root, served_version(root) + 1)
    if leftovers(root):
        broken.append(f"left over: {leftovers(root)}")
    os.kill(reading, signal.SIGTERM)
    answers = json.loads(drain(report))
    os.waitpid(reading, 0)
    return {
        "kills": trials,
        "acknowledged": acknowledged,
        "killed after the switch, before the acknowledgement": unacknowledged,
        "left something for the next run": littered,
        "reader": answers,
        "broken": broken + answers["broken"] + ([answers["end"]] if answers["end"] else []),
    }
