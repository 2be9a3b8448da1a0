"""Fault campaigns on generations; each prints a summary as JSON and exits 1 when a promise broke.

    python -m tests.campaigns.generations calls           every file-system call x kill, ENOSPC, EIO
    python -m tests.campaigns.generations kills 500       kill -9 at random moments, with a reader
    python -m tests.campaigns.generations damages 2000    one random damage to one random file
    python -m tests.campaigns.generations power 40 ext4   power cuts on a real file system (root)
    python -m tests.campaigns.generations seam            does the seam see what strace sees?

The sizes that `make test` runs are in tests/campaigns/test_generations.py. Needs nothing but the
project; strace for `seam`, losetup and mkfs for `power`.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.campaigns.generations.calls import calls
from tests.campaigns.generations.damages import damages
from tests.campaigns.generations.kills import kills
from tests.campaigns.generations.power import power
from tests.campaigns.generations.seam import publish_once, seam


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "campaign", choices=("calls", "kills", "damages", "power", "seam", "traced")
    )
    parser.add_argument("trials", nargs="?", type=int, default=30)
    parser.add_argument("kind", nargs="?", default="ext4", help="power: the file system")
    parser.add_argument(
        "--moment",
        action="append",
        choices=("before", "after"),
        help="calls: fault before or after the call was done; both when not given",
    )
    parser.add_argument("--folder", type=Path, help="where to work; must be empty")
    options = parser.parse_args()
    # In memory when it can be: the order of syncs has tests of its own, and `power` needs a disk.
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder is made in it
    quick = options.campaign != "power" and os.access(memory, os.W_OK)
    with tempfile.TemporaryDirectory(dir=memory if quick else None) as scratch:
        folder = options.folder or Path(scratch)
        began = time.monotonic()
        if options.campaign == "traced":
            publish_once(folder)
            return 0
        if options.campaign == "calls":
            summary = calls(folder, options.moment or ("before", "after"))
        elif options.campaign == "power":
            summary = power(folder, options.trials, options.kind)
        elif options.campaign == "seam":
            summary = seam(folder)
        else:
            summary = {"kills": kills, "damages": damages}[options.campaign](folder, options.trials)
        summary["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(summary, indent=1, ensure_ascii=False))
    return 1 if summary["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
