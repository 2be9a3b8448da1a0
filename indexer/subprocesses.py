"""Processes of our own beside this one: started as a module of this very program, ended with it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import indexer


def started(
    module: str,
    *arguments: str,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    inherited: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """A child that runs `module`; of this process's open files it has the `inherited` descriptors alone."""
    root = str(Path(indexer.__file__).parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        pass_fds=inherited,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        # An interrupt of the terminal is the parent's to handle.
        start_new_session=True,
    )
