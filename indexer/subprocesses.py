"""Child processes: modules of this program, started beside it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import indexer


def start_module(
    module: str,
    *arguments: str,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    inherited: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """A child that runs `module`; of this process's descriptors it has only those `inherited`."""
    root = str(Path(indexer.__file__).parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        pass_fds=inherited,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        # Ctrl-C interrupts the parent alone, which ends the child.
        start_new_session=True,
    )
