"""Whoosh beside OpenSearch on one node and on three, in one run: building, searching, room on disk.

    python -m benchmarks.opensearch DOCS.jsonl [--limit 5000] [--searches 400] [--only whoosh|1|3]

The clusters are real ones on the loopback (see benchmarks/opensearch_cluster.py), so that their nodes share
the cores of one machine with each other and with us: three nodes show what copies cost, not what more
machines bring. Builds are `kashaf build` and searches requests to `kashaf serve`, one after the other:
one to three words of a release, the first page, with facets and snippets. Prints releases a second and
CPU seconds of the build (ours, then the nodes'), milliseconds of an answer, megabytes of one copy.
"""

import argparse
import http.client
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from benchmarks.opensearch_cluster import Cluster, cluster
from indexer.installation.installation import Installation
from indexer.settings import Settings

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
_TICKS = os.sysconf("SC_CLK_TCK")


def queries(rows: Sequence[Mapping[str, str]], count: int) -> list[str]:
    """One to three words each, from a title or, where there is none, a beginning."""
    dice = random.Random(0)  # noqa: S311 - no secrets
    texts = [(row.get("title") or row["body"]).split()[:20] for row in rows]
    titles = [words for words in texts if words]
    return [
        " ".join(dice.sample(words, min(len(words), dice.randint(1, 3))))
        for words in (dice.choice(titles) for _ in range(count))
    ]


def measure(
    name: str, environ: Mapping[str, str], nodes: Cluster | None, asked: Sequence[str]
) -> None:
    environ = {**os.environ, **environ}
    ours, theirs, started = _own_seconds(), _node_seconds(nodes), time.perf_counter()
    _build(environ)
    seconds = time.perf_counter() - started
    ours, theirs = _own_seconds() - ours, _node_seconds(nodes) - theirs
    settings = Settings.load(environ=environ)
    installation = Installation(settings)
    (listed,) = installation.store.survey(installation.identity).listed
    assert listed.manifest is not None
    rate = listed.manifest.meta.releases / seconds
    with _serve(environ) as port:
        taken = sorted(_time_searches(port, asked))
    cells = (
        f"{listed.manifest.meta.releases} releases",
        f"{rate:.0f}/s",
        f"CPU {ours:.0f} + {theirs:.0f} s",
        f"p50 {taken[len(taken) // 2]:.0f} ms",
        f"p99 {taken[len(taken) * 99 // 100]:.0f} ms",
        f"{listed.size / 1e6:.0f} MB",
    )
    print(name, *cells, sep="\t", flush=True)


def _build(environ: Mapping[str, str]) -> None:
    built = subprocess.run(
        [*KASHAF, "build"], env=environ, check=False, capture_output=True, text=True
    )
    if built.returncode:
        raise SystemExit(f"the build ended with {built.returncode}:\n{built.stderr[-2000:]}")


def _own_seconds() -> float:
    """CPU seconds of the commands that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _node_seconds(nodes: Cluster | None) -> float:
    """CPU seconds of the nodes that run."""
    total = 0
    for number in nodes.processes() if nodes else ():
        after_name = (Path("/proc") / str(number) / "stat").read_text().rsplit(")", 1)[1].split()
        total += int(after_name[11]) + int(after_name[12])
    return total / _TICKS


@contextmanager
def _serve(environ: Mapping[str, str]) -> Iterator[int]:
    """The port of a server."""
    command = [*KASHAF, "serve", "--port", "0"]
    with (
        tempfile.NamedTemporaryFile("r") as said,
        Path(said.name).open("w") as log,
        subprocess.Popen(command, env={**environ, "KASHAF_LOG": "none"}, stderr=log) as server,
    ):
        try:
            while not (found := re.search(r"http://[^/\s]+:(\d+)", Path(said.name).read_text())):
                assert server.poll() is None
                time.sleep(0.1)
            yield int(found[1])
        finally:
            server.terminate()


def _time_searches(port: int, asked: Sequence[str]) -> Iterator[float]:
    """Milliseconds of each search; the first few, which load what is loaded once, do not count."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number, text in enumerate([*asked[:10], *asked]):
        # A kept answer would serve what was asked before.
        wanted = urllib.parse.urlencode({"q": text, "per_page": 20 + (number >= 10)})
        started = time.perf_counter()
        connection.request("GET", f"/api/v1/search?{wanted}")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        if number >= 10:
            yield (time.perf_counter() - started) * 1000
    connection.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("documents", type=Path)
    options.add_argument("--limit", type=int, default=5_000)
    options.add_argument("--searches", type=int, default=400)
    options.add_argument("--only", choices=("whoosh", "1", "3"))
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        seeds = Path(work) / "seeds"
        seeds.mkdir()
        with asked.documents.open(encoding="utf-8") as file:
            lines = list(islice(file, asked.limit))
        (seeds / "releases.jsonl").write_text("".join(lines), "utf-8")
        searched = queries([json.loads(line) for line in lines], asked.searches)
        here = {"KASHAF_SEEDS": str(seeds), "KASHAF_INDEX": f"{work}/index", "KASHAF_RATE": "0"}
        if asked.only in (None, "whoosh"):
            measure("Whoosh", here, None, searched)
        for count, copies in ((1, 0), (3, 1)):
            if asked.only not in (None, str(count)):
                continue
            with cluster(count, heap="1g", lasting=True) as nodes:
                there = {
                    **here,
                    "KASHAF_ENGINE": "opensearch",
                    "KASHAF_OPENSEARCH_URL": ",".join(nodes.urls),
                    "KASHAF_OPENSEARCH_SHARDS": str(count),
                    "KASHAF_OPENSEARCH_REPLICAS": str(copies),
                }
                measure(f"OpenSearch, {count} node(s)", there, nodes, searched)


if __name__ == "__main__":
    main()
