"""Faults at the N-th file-system call, injected into `os` itself, so that no call is missed."""

import contextlib
import errno
import fcntl
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Literal

Fault = Literal["kill", "ENOSPC", "EIO"]
Moment = Literal["before", "after"]

WRITES = ("open", "write", "fsync", "mkdir", "link", "rename", "replace", "unlink", "rmdir")
READS = ("read", "scandir", "lstat", "fstat", "statvfs")
SEAM: tuple[tuple[ModuleType, str], ...] = (
    *((os, name) for name in (*WRITES, *READS)),
    (fcntl, "flock"),
)


class Faults:
    """Counts calls, and makes the N-th fail before or after it is done (never if N is 0)."""

    def __init__(self, point: int = 0, fault: Fault = "kill", moment: Moment = "before") -> None:
        self.point = point
        self.fault = fault
        self.moment = moment
        self.calls = 0
        self.by_name: Counter[str] = Counter()
        self.fired: str | None = None

    def around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            self.by_name[name] += 1
            if self.calls != self.point:
                return real(*args, **kwargs)
            self.fired = name
            if self.moment == "after":
                with contextlib.suppress(OSError):
                    outcome = real(*args, **kwargs)
                    if name == "open":
                        os.close(outcome)
            if self.fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            number = getattr(errno, self.fault)
            raise OSError(number, os.strerror(number), str(args[0]))

        return call

    @contextmanager
    def injected(self) -> Iterator["Faults"]:
        reals = [(module, name, getattr(module, name)) for module, name in SEAM]
        for module, name, real in reals:
            setattr(module, name, self.around(name, real))
        try:
            yield self
        finally:
            for module, name, real in reals:
                setattr(module, name, real)
