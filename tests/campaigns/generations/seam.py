"""Whether fault injection sees every call that strace sees."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.campaigns.generations.promises import Summary, litter, prepare
from tests.generations import toy_engine
from tests.generations.fault_points import Faults

ROOT = Path(__file__).parents[3]


def publish_once(folder: Path) -> None:
    """The child of `seam`: one publication between two markers; the counts on standard output."""
    root = folder / "index"
    prepare(root)
    for version in (4, 5, 6):
        toy_engine.extend(root, version)
    litter(root)
    os.access("/seam-begin", os.F_OK)
    with Faults().injected() as faults:
        toy_engine.extend(root, 7)
    os.access("/seam-end", os.F_OK)
    print(json.dumps(faults.by_name))


def seam(folder: Path) -> Summary:
    """Compare the calls counted by the seam with those that strace sees in one publication."""
    log = folder.resolve() / "strace"
    child = [sys.executable, "-m", "tests.campaigns.generations", "traced"]
    command = ["strace", "-o", str(log), *child, "--folder", str(folder.resolve())]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
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
    """Folders opened by opendir(3), which `os.scandir` of a path calls: its own point in the
    seam."""
    return len(
        re.findall(
            r"^openat\(AT_FDCWD, .*O_RDONLY\|O_NONBLOCK\|O_CLOEXEC\|O_DIRECTORY", text, re.MULTILINE
        )
    )
