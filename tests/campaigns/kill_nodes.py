"""Nodes of a real cluster killed under eight readers of a real server while a real build runs.

    python -m tests.campaigns.kill_nodes --rounds 4 [--how kill|hang] [--releases 2000]
    python -m tests.campaigns.kill_nodes --all                # every node at once, in the middle of a build

Each round starts `kashaf build --full` of changed sources and kills one node with SIGKILL at a random moment of
it (the manager of the cluster every other time), or stops it (SIGSTOP: connections stay and nothing
answers). No answer may be wrong or part of one, the build must publish, refusals (503) must end within
five seconds of the kill, and the cluster must be green after the node is back.
"""

import argparse
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.opensearch_cluster import Cluster, Node, cluster
from tests.engines.opensearch.loss import (
    PER_PAGE,
    Answer,
    Asked,
    Readers,
    Refused,
    expected_answers,
)

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
FAILOVER_SECONDS = 5.0
# Seconds between two questions of a reader: the nodes, the server and the build share one machine.
PAUSE = 0.1
WORDS = "إدارة سياسات التعاون الأمن الدول الصين الإقليمية مسؤول وزارة منتدى اتفاقية".split()


def rows(count: int, seed: int) -> list[dict[str, str]]:
    """Releases of some hundred words that all hold the word that readers ask for."""
    dice = random.Random(seed)
    return [
        {
            "id": f"r{number:06}",
            "title": f"بيان عن الهجرة {number}",
            "body": " ".join(dice.choices(WORDS, k=200)),
            "published": f"{2000 + dice.randrange(26)}-{dice.randrange(12) + 1:02}-14",
        }
        for number in range(count)
    ]


class Campaign:
    def __init__(self, nodes: Cluster, folder: Path, releases: int) -> None:
        self.nodes = nodes
        self.releases = releases
        self.dice = random.Random(1)
        self.sources = folder / "releases.jsonl"
        self.environ = {
            **os.environ,
            "KASHAF_ENGINE": "opensearch",
            "KASHAF_OPENSEARCH_URL": ",".join(nodes.urls),
            "KASHAF_OPENSEARCH_INDEX": "campaign",
            # So many readers at one address are no guests.
            "KASHAF_RATE": "0",
            "KASHAF_LOG": "none",
        }
        self.build_seconds = 0.0
        self.faults = 0

    def written(self, count: int) -> Mapping[int, Answer]:
        """Write sources; what is to be answered when they are built."""
        made = rows(count, seed=count)
        lines = (json.dumps(row, ensure_ascii=False) for row in made)
        self.sources.write_text("\n".join(lines), "utf-8")
        return expected_answers(made)

    def begin_build(self) -> subprocess.Popen[str]:
        command = [*KASHAF, "build", str(self.sources), "--full"]
        return subprocess.Popen(command, env=self.environ, stderr=subprocess.PIPE, text=True)

    def build(self) -> None:
        begun = time.monotonic()
        _, said = (building := self.begin_build()).communicate()
        self.build_seconds = time.monotonic() - begun
        self.require(building.returncode == 0, f"a build ended with {building.returncode}: {said}")

    @contextmanager
    def serving(self) -> Iterator[str]:
        command = [*KASHAF, "serve", "--port", "0", "--threads", "8"]
        log = self.sources.with_name("server.log")
        with (
            log.open("w") as said,
            subprocess.Popen(command, env=self.environ, stderr=said) as server,
        ):
            try:
                ends = time.monotonic() + 60
                while not (found := re.search(r"http://[^\s/]+", log.read_text())):
                    if time.monotonic() > ends or server.poll() is not None:
                        raise RuntimeError(f"the server did not start: {log.read_text()}")
                    time.sleep(0.1)
                yield found[0]
            finally:
                server.kill()

    def one_node(self, rounds: int, how: str) -> None:
        older = self.written(self.releases)
        self.build()
        with self.serving() as address:
            for number in range(rounds):
                newer = self.written(self.releases + number + 1)
                readers = Readers(through(address), [older, newer], PAUSE)
                with readers.running():
                    readers.wait(100)
                    self._round(readers, self._victim(number), how)
                older = newer

    def _victim(self, number: int) -> Node:
        manager = self.nodes.manager()
        others = [node for node in self.nodes.nodes if node is not manager]
        return self.dice.choice(others) if number % 2 else manager

    def _round(self, readers: Readers, victim: Node, how: str) -> None:
        building = self.begin_build()
        time.sleep(self.build_seconds * self.dice.uniform(0.4, 0.9))
        still = building.poll() is None
        killed = time.monotonic()
        readers.slowest = 0.0
        (victim.hang if how == "hang" else victim.kill)()
        _, said = building.communicate()
        built = time.monotonic() - killed
        readers.wait(200)
        window = readers.window(killed)
        self.require(still, "the build had ended before: not counted")
        self.require(
            building.returncode == 0, f"the build ended with {building.returncode}: {said}"
        )
        self.require(not readers.wrong, f"wrong answers: {readers.wrong[:3]}")
        self.require(window < FAILOVER_SECONDS, f"refused for {window:.1f} s")
        print(
            f"{how} {victim.name}: {len(readers.answered)} answers, {len(readers.wrong)} wrong, "
            f"{len(readers.refused)} refused within {window:.1f} s, slowest {readers.slowest:.1f} s, "
            f"built after {built:.0f} s",
            flush=True,
        )
        victim.kill()
        self.nodes.revive()
        self.nodes.wait(len(self.nodes.nodes), "green")
        print(f"green {time.monotonic() - killed:.0f} s after the kill", flush=True)

    def all_nodes(self) -> None:
        older = self.written(self.releases)
        self.build()
        self.written(self.releases + 1)
        building = self.begin_build()
        time.sleep(0.7 * self.build_seconds)
        still = building.poll() is None
        self.nodes.stop()
        _, said = building.communicate()
        self.require(still and building.returncode == 5, f"exit {building.returncode}: {said}")
        self.nodes.revive()
        with self.serving() as address:
            readers = Readers(through(address), [older], PAUSE)
            with readers.running():
                readers.wait(100)
        self.require(not readers.wrong, f"wrong answers: {readers.wrong[:3]}")
        print("all killed: the older generation is served", len(readers.answered), "answers")
        for _ in range(5):  # until the lock of the dead is taken over
            time.sleep(10)
            if self.begin_build().wait() == 0:
                print("all killed: the next build published")
                return
        self.require(False, "no build went through afterwards")

    def require(self, holds: bool, else_said: str) -> None:
        if not holds:
            self.faults += 1
            print(else_said, flush=True)


def through(address: str) -> Callable[[Asked], Answer]:
    """Asks a server."""
    numbers = itertools.count()

    def ask(asked: Asked) -> Answer:
        wanted = {
            "q": f"{asked.text}z{next(numbers)}",
            "match": "any",
            "sort": "-published",
            "page": asked.page,
            "per_page": PER_PAGE,
            "snippets": 0,
        }
        try:
            with urllib.request.urlopen(
                f"{address}/api/v1/search?{urllib.parse.urlencode(wanted)}", timeout=60
            ) as answer:
                found = json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 503:
                raise Refused from error
            raise
        counted = sum(value["count"] for value in found["facets"]["year"])
        return Answer(found["total"]["value"], tuple(hit["id"] for hit in found["hits"]), counted)

    return ask


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=4)
    options.add_argument("--releases", type=int, default=2_000)
    options.add_argument("--how", choices=("kill", "hang"), default="kill")
    options.add_argument("--all", action="store_true")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, cluster(heap="512m") as nodes:
        campaign = Campaign(nodes, Path(folder), asked.releases)
        if asked.all:
            campaign.all_nodes()
        else:
            campaign.one_node(asked.rounds, asked.how)
    print("faults", campaign.faults)
    sys.exit(1 if campaign.faults else 0)


if __name__ == "__main__":
    main()
