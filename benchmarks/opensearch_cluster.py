"""A real OpenSearch cluster of three nodes on the loopback, for tests, campaigns and benchmarks.

    python -m benchmarks.opensearch_cluster          # start one, print its addresses, stop on Ctrl-C

The distribution is the one that OpenSearch publishes for integration tests, pinned by its SHA-256 and
fetched once with Maven. Needs Java 21 or newer: KASHAF_JAVA_HOME, JAVA_HOME or one below /usr/lib/jvm.
KASHAF_TEST_OPENSEARCH_ZIP names a copy of the distribution on a machine without Maven.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

VERSION = "3.5.0"
SHA256 = "b676ad392c95a94d8d2bd8785b8b922c7811536daf6a9ec0c7277a34bd8a17a9"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
_FETCH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
_LEAST_JAVA = 21
# OpenSearch refuses to run as root; this is the user of nobody's files on Linux.
_NOBODY = 65534
_START_SECONDS = 240
# What deploy/opensearch.md advises: a node that hangs is left out after some three seconds rather than thirty.
# (One whose process died is left out at once, as its connections end.)
FAULT_DETECTION: dict[str, object] = {
    f"cluster.fault_detection.{check}.{name}": value
    for check in ("follower_check", "leader_check")
    for name, value in (("interval", "500ms"), ("timeout", "1s"), ("retry_count", 3))
}
# The folder of a cluster begins so, and goes on with the process that it belongs to.
_FOLDER = "kashaf-cluster-"


class Unavailable(Exception):
    """The cluster cannot be had on this machine; says what is missing and how to get it."""


def java() -> Path:
    """The home of a Java that is new enough."""
    named = [os.environ.get(name) for name in ("KASHAF_JAVA_HOME", "JAVA_HOME")]
    homes = [Path(home) for home in named if home]
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        if _java_version(home) >= _LEAST_JAVA:
            return home
    raise Unavailable(f"no Java {_LEAST_JAVA} or newer; install one, or set KASHAF_JAVA_HOME")


def _java_version(home: Path) -> int:
    try:
        said = subprocess.run(
            [home / "bin" / "java", "-version"], capture_output=True, text=True, check=True
        ).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def distribution() -> Path:
    """The unpacked distribution, in a folder that other users can read; fetched once."""
    home = (
        Path(tempfile.gettempdir()) / f"kashaf-opensearch-{os.getuid()}" / f"opensearch-{VERSION}"
    )
    if home.is_dir():
        return home
    home.parent.mkdir(mode=0o755, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as scratch:
        archive = _fetch_archive(Path(scratch))
        with archive.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != SHA256:
            raise Unavailable(f"{archive} is not the pinned distribution: its SHA-256 is {digest}")
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(scratch)
        unpacked = Path(scratch) / home.name
        for script in (unpacked / "bin").iterdir():
            script.chmod(0o755)
        unpacked.rename(home)
    return home


def _fetch_archive(folder: Path) -> Path:
    named = os.environ.get("KASHAF_TEST_OPENSEARCH_ZIP")
    if named:
        return Path(named)
    if shutil.which("mvn") is None:
        raise Unavailable(
            f"no Maven to fetch OpenSearch {VERSION} with; install it, or set "
            f"KASHAF_TEST_OPENSEARCH_ZIP to a copy of {ARTIFACT}"
        )
    command = ["mvn", "-q", "-B", _FETCH, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise Unavailable(
            f"{ARTIFACT} cannot be fetched:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}"
        )
    return folder / f"opensearch-{VERSION}.zip"


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


class Jvm(NamedTuple):
    """The options of a node's Java; lines of its own that match ``unwanted`` are left out."""

    options: tuple[str, ...]
    unwanted: str


def jvm(heap: str, *, lasting: bool) -> Jvm:
    """Of a node that lives for minutes, unless it is `lasting`: it compiles fast rather than well, which
    halves what its start costs."""
    options = (f"-Xms{heap}", f"-Xmx{heap}")
    # The distribution is shared and read-only: nothing may be logged below it.
    unwanted = "logs/"
    if lasting:
        return Jvm(options, unwanted)
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    return Jvm((*options, *quick), f"{unwanted}|G1|InitiatingHeap|jdk.incubator")


class Node:
    """One server process, which can be killed and started again with what it had on disk."""

    def __init__(self, name: str, folder: Path, http: int, transport: int) -> None:
        self.name = name
        self.folder = folder
        self.url = f"http://127.0.0.1:{http}"
        self.http, self.transport = http, transport
        self._process: subprocess.Popen[bytes] | None = None

    def configure(self, home: Path, seeds: list[int], managers: list[str], jvm: "Jvm") -> None:
        shutil.copytree(home / "config", self.folder / "config")
        settings: dict[str, object] = {
            **FAULT_DETECTION,
            "cluster.name": "kashaf-tests",
            "node.name": self.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.http,
            "transport.port": self.transport,
            "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in seeds],
            "cluster.initial_cluster_manager_nodes": managers,
            # A nearly full disk is not what these tests are about.
            "cluster.routing.allocation.disk.threshold_enabled": False,
        }
        lines = (f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
        (self.folder / "config" / "opensearch.yml").write_text("".join(lines))
        options = self.folder / "config" / "jvm.options"
        unwanted = re.compile(jvm.unwanted)
        kept = [line for line in options.read_text().splitlines() if not unwanted.search(line)]
        options.write_text("\n".join([*kept, *jvm.options]))
        self._home = home

    def start(self) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_PATH_CONF": str(self.folder / "config"),
            "OPENSEARCH_JAVA_HOME": str(java()),
        }
        as_root = os.getuid() == 0
        if as_root:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)
        with (self.folder / "out.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*_death_signal_command(), self._home / "bin" / "opensearch"],
                env=environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=_NOBODY if as_root else None,
                group=_NOBODY if as_root else None,
                extra_groups=[] if as_root else None,
            )

    def hang(self) -> None:
        """As a machine does that was cut off: connections stay and nothing answers."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)

    def kill(self) -> None:
        """As `kill -9` does."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def says(self) -> str:
        """The end of what it printed."""
        return (self.folder / "out.log").read_text(errors="replace")[-3000:]

    @property
    def process(self) -> int | None:
        """The number of the process that runs."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def died(self) -> bool:
        return self._process is not None and self._process.poll() is not None


def _death_signal_command() -> list[str]:
    """What begins a command that the kernel is to kill when we die, however we die (Linux; elsewhere a
    node outlives a session that was killed). It says so last, as a change of user would undo it."""
    launcher = shutil.which("setpriv")
    return [launcher, "--pdeathsig", "KILL"] if launcher else []


class Cluster:
    def __init__(self, folder: Path, nodes: int, options: Jvm) -> None:
        home = distribution()
        ports = free_ports(2 * nodes)
        self.nodes = []
        for number in range(nodes):
            own = folder / f"n{number}"
            own.mkdir(parents=True)
            self.nodes.append(Node(own.name, own, ports[2 * number], ports[2 * number + 1]))
        names = [node.name for node in self.nodes]
        for node in self.nodes:
            node.configure(home, ports[1::2], names, options)

    @property
    def urls(self) -> list[str]:
        return [node.url for node in self.nodes]

    def processes(self) -> list[int]:
        return [node.process for node in self.nodes if node.process]

    def start(self) -> None:
        """Start all nodes and wait until each has joined."""
        for node in self.nodes:
            node.start()
        self.wait(len(self.nodes))

    def wait(self, nodes: int, status: str = "yellow") -> None:
        """Wait for so many nodes and at least this health."""
        asked = f"/_cluster/health?wait_for_nodes={nodes}&wait_for_status={status}&timeout=2s"
        ends = time.monotonic() + _START_SECONDS
        while time.monotonic() < ends:
            for node in self.nodes:
                if node.died:
                    raise Unavailable(f"{node.name} ended:\n{node.says()}")
                with contextlib.suppress(OSError):
                    said = json.load(urllib.request.urlopen(node.url + asked, timeout=5))
                    if not said["timed_out"]:
                        return
            time.sleep(0.5)
        raise Unavailable(f"no {status} cluster of {nodes} nodes:\n{self.nodes[0].says()}")

    def manager(self) -> Node:
        """The node that manages the cluster now."""
        asked = f"{self.nodes[0].url}/_cat/cluster_manager?h=node"
        name = urllib.request.urlopen(asked, timeout=30).read().decode().strip()
        return next(node for node in self.nodes if node.name == name)

    def revive(self) -> None:
        """Start again those that were killed, and wait until all have joined."""
        for node in self.nodes:
            if not node.running:
                node.start()
        self.wait(len(self.nodes))

    def stop(self) -> None:
        for node in self.nodes:
            node.kill()


@contextlib.contextmanager
def cluster(nodes: int = 3, heap: str = "384m", *, lasting: bool = False) -> Iterator[Cluster]:
    """A running cluster; its data is gone afterwards. Raises Unavailable."""
    _sweep()
    prefix = f"{_FOLDER}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        running = Cluster(Path(name), nodes, jvm(heap, lasting=lasting))
        try:
            running.start()
            yield running
        finally:
            running.stop()


def _sweep() -> None:
    """Remove what sessions left that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        owner = folder.name.removeprefix(_FOLDER).split("-")[0]
        if not (owner.isdigit() and Path(f"/proc/{owner}").exists()):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with cluster() as started, contextlib.suppress(KeyboardInterrupt):
        print(",".join(started.urls), flush=True)
        signal.pause()
