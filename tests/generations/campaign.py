"""Fault campaigns on generations; each prints a summary as JSON and exits 1 when a promise broke.

    python tests/generations/campaign.py calls            every file-system call x kill, ENOSPC, EIO
    python tests/generations/campaign.py kills 500        kill -9 at random moments, with a reader
    python tests/generations/campaign.py damages 2000     one random damage to one random file
    python tests/generations/campaign.py seam             does the seam see what strace sees?

The sizes that `make test` runs are in test_campaign.py. Needs nothing but the project, and strace
for `seam`.
"""

import argparse
import json
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

import toy_engine  # noqa: E402 - the paths must be there first
from fault_points import Fault, Faults, Moment  # noqa: E402 - as above

from indexer.errors import BuildError  # noqa: E402 - as above
from indexer.generations import Handle, PublicationUnproven, locate  # noqa: E402 - as above

TRACKED = {"README.md": "kept", ".gitignore": "*\n"}
Summary = dict[str, Any]


def prepare(root: Path) -> None:
    """Three generations beside the two tracked files."""
    root.mkdir()
    for name, text in TRACKED.items():
        (root / name).write_text(text)
    for version in (1, 2, 3):
        toy_engine.publish(root, version)


def served(root: Path) -> int:
    """What a fresh reader gets; it must not be degraded, and its files must belong together."""
    generation = locate(root, toy_engine.IDENTITY)
    if generation.degraded:
        raise AssertionError(generation.degraded)
    version = toy_engine.read(generation.folder)
    if generation.manifest.meta.releases != version:
        raise AssertionError(f"the manifest of {version} says {generation.manifest.meta.releases}")
    return version


def leftovers(root: Path) -> list[str]:
    """What a successful build must not leave."""
    wrong = [
        child.name
        for child in root.iterdir()
        if not re.fullmatch(r"LOCK|CURRENT|README\.md|\.gitignore|gen-.*", child.name)
    ]
    generations = sum(child.name.startswith("gen-") for child in root.iterdir())
    if generations > 3:
        wrong.append(f"{generations} generations")
    wrong += [name for name, text in TRACKED.items() if (root / name).read_text() != text]
    return wrong


def litter(root: Path) -> None:
    """What killed builds leave: a half-written folder, a half-removed one, an orphan."""
    current = locate(root)
    shutil.copytree(current.folder, root / "tmp-build-dead")
    shutil.copytree(current.folder, root / "tmp-old-dead" / "below")
    (root / "tmp-current-dead").write_text("gen-")
    orphan = current.name.split("-")
    shutil.copytree(current.folder, root / f"gen-{int(orphan[1]) + 1:06d}-{orphan[2]}")


# --- every call ---------------------------------------------------------------------------------


def attempt(root: Path, version: int, faults: Faults) -> str:
    """Publish with a fault; what the builder believes: done, unproven, failed or killed."""
    if faults.fault == "kill":
        pid = os.fork()
        if pid == 0:
            with faults.injected():
                toy_engine.extend(root, version)
            os._exit(0)
        status = os.waitpid(pid, 0)[1]
        return "killed" if os.WIFSIGNALED(status) else "done"
    with faults.injected():
        try:
            toy_engine.extend(root, version)
        except PublicationUnproven:
            return "unproven"
        except (BuildError, OSError):
            return "failed"
    return "done"


def step(root: Path, faults: Faults, outcomes: Counter[str]) -> str:
    """One point: litter, publish with the fault, read, publish again; the builder's belief."""
    old = served(root)
    litter(root)
    belief = attempt(root, old + 1, faults)
    now = served(root)
    allowed = {"done": {old + 1}, "unproven": {old + 1}, "failed": {old}, "killed": {old, old + 1}}
    if now not in allowed[belief]:
        raise AssertionError(f"{belief}, yet {now} is served after {old}")
    outcomes[f"{belief}, {'new' if now > old else 'old'}"] += 1
    toy_engine.extend(root, now + 1)
    if served(root) != now + 1 or leftovers(root):
        raise AssertionError(f"next run: {served(root)} for {now + 1}, left {leftovers(root)}")
    return belief


def every_call(root: Path, fault: Fault, moment: Moment) -> Summary:
    prepare(root)
    toy_engine.extend(root, 4)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    point, last = 0, False
    while not last:
        point += 1
        faults = Faults(point, fault, moment)
        try:
            belief = step(root, faults, outcomes)
        except Exception:
            broken.append(f"point {point}, {faults.fired}: {traceback.format_exc(limit=3)}")
            break
        last = belief == "done" if fault == "kill" else faults.fired is None
    return {"points": point - last, "outcomes": dict(outcomes), "broken": broken}


def calls(folder: Path, moments: tuple[Moment, ...]) -> Summary:
    kinds: tuple[Fault, ...] = ("kill", "ENOSPC", "EIO")
    runs = {
        f"{fault} {moment}": every_call(folder / f"{fault}-{moment}", fault, moment)
        for fault in kinds
        for moment in moments
    }
    return {
        "points": sum(run["points"] for run in runs.values()),
        "runs": runs,
        "broken": [line for run in runs.values() for line in run["broken"]],
    }


# --- kill -9 at random moments ------------------------------------------------------------------


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
        root,
        open_view=lambda generation: toy_engine.read(generation.folder),
        close_view=lambda _version: None,
        expected=toy_engine.IDENTITY,
        interval=0.01,
    )
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
    last_status = handle.status().degraded
    summary = {"asked": asked, "switches": switches, "broken": broken[:5], "end": last_status}
    os.write(report, json.dumps(summary).encode())


def forked(target: Any, *args: Any) -> tuple[int, int]:
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
    reading, report = forked(reader, root)
    for trial in range(trials):
        before = served(root)
        pid, pipe = forked(writer, root, before + 1)
        select.select([], [], [], chance.uniform(0.0, 0.12))
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        if os.WTERMSIG(status) != signal.SIGKILL:
            broken.append(f"trial {trial}: the writer ended by itself ({status})")
        lines = drain(pipe).split()
        promised = int(lines[-1]) if lines else before
        try:
            now = served(root)
        except Exception as error:
            broken.append(f"trial {trial}: {type(error).__name__}: {error}")
            break
        if now not in (promised, promised + 1):
            broken.append(f"trial {trial}: {now} is served, {promised} was acknowledged")
        acknowledged += len(lines)
        unacknowledged += now - promised
        littered += bool(leftovers(root))
    toy_engine.publish(root, served(root) + 1)
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


# --- damages ------------------------------------------------------------------------------------


def hurt(path: Path, other: Path, chance: random.Random) -> str:
    """One random damage to `path`; its name. `other` is a different file of the same folder."""
    whole = path.read_bytes()
    kind = chance.choice(
        ("bit", "cut", "zeroed", "emptied", "deleted", "appended", "swapped", "extra")
    )
    place = chance.randrange(len(whole))
    if kind == "bit":
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
    elif kind == "zeroed":
        path.write_bytes(whole[:place] + bytes(len(whole) - place))
    elif kind == "swapped":
        path.write_bytes(other.read_bytes())
        other.write_bytes(whole)
    elif kind == "deleted":
        path.unlink()
    elif kind == "extra":
        path.with_name("zz-extra").write_bytes(whole)
    else:
        path.write_bytes({"cut": whole[:place], "emptied": b"", "appended": whole + b"x"}[kind])
    return kind


def damages(folder: Path, trials: int) -> Summary:
    pristine = folder / "pristine"
    prepare(pristine)
    root = folder / "index"
    chance = random.Random(20251115)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    for trial in range(trials):
        shutil.copytree(pristine, root)
        current = locate(root)
        inside = [current.folder / name for name in (*toy_engine.PARTS, "MANIFEST.json")]
        path, other = chance.sample(inside, 2)
        if chance.random() < 0.15:
            path = other = root / "CURRENT"
        kind = hurt(path, other, chance)
        try:
            generation = locate(root, toy_engine.IDENTITY)
            version = toy_engine.read(generation.folder)
        except Exception as error:
            broken.append(f"trial {trial}: {kind} of {path.name}: {type(error).__name__}: {error}")
        else:
            harmless = path == root / "CURRENT" and kind in {"extra", "swapped"}
            if generation.degraded is None and not harmless:
                broken.append(f"trial {trial}: {kind} of {path.name} was not noticed")
            outcomes[f"{path.name if path.parent == root else 'inside'}: {version} served"] += 1
        shutil.rmtree(root)
    return {"damages": trials, "outcomes": dict(sorted(outcomes.items())), "broken": broken}


# --- is the seam whole? -------------------------------------------------------------------------


def traced(folder: Path) -> None:
    """The child of `seam`: one publication between two markers; the counts on standard output."""
    root = folder / "index"
    prepare(root)
    toy_engine.extend(root, 4)
    litter(root)
    os.access("/seam-begin", os.F_OK)
    with Faults().injected() as faults:
        toy_engine.extend(root, 5)
    os.access("/seam-end", os.F_OK)
    print(json.dumps(faults.by_name))


def seam(folder: Path) -> Summary:
    """Compare the calls counted by the seam with those that strace sees in one publication."""
    log = folder / "strace"
    child = [sys.executable, __file__, "traced", "--folder", str(folder)]
    run = subprocess.run(["strace", "-o", log, *child], check=True, capture_output=True)
    seen = json.loads(run.stdout)
    text = re.split(r'\naccess\("/seam-(?:begin|end)"', log.read_text())[1]
    system: Counter[str] = Counter()
    for name in re.findall(r"^([a-z0-9_]+)\(", text, re.MULTILINE):
        system[name.removesuffix("at")] += 1
    # One system call serves both names of each pair.
    counted = {
        "open": (seen["open"], system["open"] - opened_by_scandir(text)),
        "rename": (seen["rename"] + seen["replace"], system["rename"]),
        "remove": (seen["unlink"] + seen["rmdir"], system["unlink"] + system["rmdir"]),
        **{
            name: (seen[name], system[name])
            for name in ("write", "fsync", "mkdir", "link", "flock")
        },
    }
    broken = [
        f"{name}: {ours} of {theirs}" for name, (ours, theirs) in counted.items() if ours != theirs
    ]
    return {"calls": {name: list(pair) for name, pair in counted.items()}, "broken": broken}


def opened_by_scandir(text: str) -> int:
    """Folders opened by opendir(3), which `os.scandir` of a path calls: its own point in the seam."""
    return len(
        re.findall(
            r"^openat\(AT_FDCWD, .*O_RDONLY\|O_NONBLOCK\|O_CLOEXEC\|O_DIRECTORY", text, re.MULTILINE
        )
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("campaign", choices=("calls", "kills", "damages", "seam", "traced"))
    parser.add_argument("trials", nargs="?", type=int, default=30)
    parser.add_argument(
        "--moment",
        action="append",
        choices=("before", "after"),
        help="calls: fault before or after the call was done; both when not given",
    )
    parser.add_argument("--folder", type=Path, help="where to work; must be empty")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        began = time.monotonic()
        if options.campaign == "traced":
            traced(folder)
            return 0
        if options.campaign == "calls":
            summary = calls(folder, options.moment or ("before", "after"))
        elif options.campaign == "seam":
            summary = seam(folder)
        else:
            summary = {"kills": kills, "damages": damages}[options.campaign](folder, options.trials)
        summary["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    return 1 if summary["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
