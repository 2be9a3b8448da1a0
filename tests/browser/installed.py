"""Helpers of the browser tests: an installation, a running server, a list of browser errors."""

import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

START_SECONDS = 30


def _kashaf() -> Path:
    command = Path(sys.executable).with_name("kashaf")
    if not command.exists():
        pytest.fail(f"{command} is missing: install the project beside the tests (make test does)")
    return command


@dataclass
class Installation:
    """A folder with seeds and an index, and the commands that work on it."""

    folder: Path

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KASHAF_")}
        folders = {"KASHAF_SEEDS": self.seeds, "KASHAF_INDEX": self.folder / "index"}
        return kept | {name: str(folder) for name, folder in folders.items()}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [_kashaf(), *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def build(self) -> None:
        outcome = self.run("build")
        assert outcome.returncode == 0, outcome.stderr


class Server:
    """`kashaf serve --port 0` in a process of its own."""

    def __init__(self, installation: Installation) -> None:
        self.log: list[str] = []
        self._found = threading.Event()
        self.address = ""
        self._process = subprocess.Popen(
            [_kashaf(), "serve", "--port", "0"],
            env=installation.environment,
            cwd=installation.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        if not self._found.wait(START_SECONDS):
            self.stop()
            pytest.fail("the server gave no address:\n" + "".join(self.log))

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.log.append(line)
            if address := re.search(r"http://\S+", line):
                self.address = address[0]
                self._found.set()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self._process.send_signal(number)
        try:
            return self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        finally:
            self._process.wait(timeout=5)
            self._reader.join()
            assert self._process.stdout
            self._process.stdout.close()


@dataclass
class Complaints:
    """What the browser was unhappy with: console errors, violations of the policy, failures."""

    seen: list[str]

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page gives up what it no longer wants: the completions of a text that was typed on.
        if request.failure != "net::ERR_ABORTED":
            self.seen.append(f"failed: {request.url}")
