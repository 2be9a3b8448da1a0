"""A kill, ENOSPC and EIO at every file-system call of one publication, before and after it."""

import os
import traceback
from collections import Counter
from pathlib import Path

from indexer.errors import BuildError
from indexer.generations import PublicationUnproven
from tests.campaigns.generations.promises import Summary, leftovers, litter, prepare, served_version
from tests.generations import toy_engine
from tests.generations.fault_points import Fault, Faults, Moment


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
    old = served_version(root)
    litter(root)
    belief = attempt(root, old + 1, faults)
    now = served_version(root)
    allowed = {"done": {old + 1}, "unproven": {old + 1}, "failed": {old}, "killed": {old, old + 1}}
    if now not in allowed[belief]:
        raise AssertionError(f"{belief}, yet {now} is served after {old}")
    outcomes[f"{belief}, {'new' if now > old else 'old'}"] += 1
    toy_engine.extend(root, now + 1)
    if served_version(root) != now + 1 or leftovers(root):
        raise AssertionError(
            f"next run: {served_version(root)} for {now + 1}, left {leftovers(root)}"
        )
    return belief


def every_call(root: Path, fault: Fault, moment: Moment) -> Summary:
    prepare(root)
    for version in (4, 5, 6):
        toy_engine.extend(root, version)
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
