"""Builds killed at random moments, while a real server is asked all the time.

    python -m tests.campaigns.kill_builds --rounds 100

Each round changes the sources, starts `kashaf build` (of what changed, or `--full`) or `kashaf rollback`
and kills it with SIGKILL at a random moment after its start; one that ended before is no round.
Whatever the moment: the index can be read and is sound, every answer of the server is wholly one set of
sources that was built, no older set comes back, and a build that is left in peace publishes, cleans up
and is answered from within a second.
"""

import argparse
import dataclasses
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from indexer.arabic.analyzer import standard
from indexer.building import verify
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexUnavailable, KashafError
from indexer.generations import Place
from indexer.generations.current import locate
from indexer.generations.listing import list_generations
from indexer.installation.installation import identity

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
# Searches for the word that all releases have, and takes them all on one page.
QUERY = "/api/v1/search?q=%D8%A8%D9%8A%D8%A7%D9%86&per_page=100&snippets=0&facets=0"
WORDS = "الهجرة إدارة سياسات التعاون الأمن الدول الصين الإقليمية مسؤول وزارة منتدى اتفاقية".split()
FILES = 6
MOST = 95
LEAST = 60
KEEP = 3
# Between two questions of a reader: the machine is there for the builds, too.
PAUSE_SECONDS = 0.04
# A server answers from a new generation within this time, each of its processes by itself.
SWITCH_SECONDS = 1.0

# One answer: id and title of every release; a title names the round that wrote it.
Answer = frozenset[tuple[str, str]]


@dataclasses.dataclass(slots=True)
class Figures:
    """What a campaign saw. Everything in `faults` must be 0."""

    killed_before_publishing: int = 0
    killed_after_publishing: int = 0
    finished_before_the_kill: int = 0
    killed_full_builds: int = 0
    killed_rollbacks: int = 0
    requests: int = 0
    failed_requests: int = 0
    mixed_answers: int = 0
    older_answers: int = 0
    unreadable_indexes: int = 0
    unsound_indexes: int = 0
    failed_builds: int = 0
    leftovers: int = 0
    late_answers: int = 0
    slowest_switch: float = 0.0
    seconds: float = 0.0
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def killed(self) -> int:
        return self.killed_before_publishing + self.killed_after_publishing

    @property
    def faults(self) -> int:
        return (
            self.failed_requests + self.mixed_answers + self.older_answers + self.unreadable_indexes
            + self.unsound_indexes + self.failed_builds + self.leftovers + self.late_answers
        )  # fmt: skip

    def line(self) -> str:
        fields = dataclasses.asdict(self)
        notes = fields.pop("notes")
        figures = " ".join(
            f"{name}={value:.2f}" if isinstance(value, float) else f"{name}={value}"
            for name, value in fields.items()
        )
        return "\n".join([*notes, f"killed={self.killed} faults={self.faults} {figures}"])


class Sources:
    """The releases on disk, and every set of them that there was."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.dice = dice
        self.titles = {f"r{n:03}": self._title(0) for n in range(80)}
        self.sets: list[Answer] = []
        folder.mkdir()
        self._write()

    def change(self) -> None:
        """Some releases get another text, some go, some come."""
        ids = sorted(self.titles)
        number = len(self.sets)
        for changed in self.dice.sample(ids, 15):
            self.titles[changed] = self._title(number)
        if len(ids) > LEAST:
            for gone in self.dice.sample(ids, 4):
                del self.titles[gone]
        for come in range(min(4, MOST - len(self.titles))):
            self.titles[f"n{number:03}.{come}"] = self._title(number)
        self._write()

    def _title(self, number: int) -> str:
        return f"بيان الجولة {number}"

    def _write(self) -> None:
        for place in range(FILES):
            lines = [self._line(each) for each in sorted(self.titles)[place::FILES]]
            (self.folder / f"{place}.jsonl").write_text("\n".join(lines), "utf-8")
        self.sets.append(frozenset(self.titles.items()))

    def _line(self, release_id: str) -> str:
        title = self.titles[release_id]
        body = " ".join(random.Random(release_id + title).choices(WORDS, k=400))
        fields = {"id": release_id, "title": title, "body": body, "published": "2025-10-14"}
        return json.dumps(fields, ensure_ascii=False)


class Readers:
    """Threads that ask the server again and again and judge every answer."""

    def __init__(self, address: str, sources: Sources, figures: Figures) -> None:
        self.address = address
        self.sources = sources
        self.figures = figures
        self.latest = 0
        # Sets that a rollback may have brought back.
        self.brought_back: set[int] = set()
        self._seen: dict[int, float] = {}  # when each set was first in an answer
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(2)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        newest = 0
        while not self._stop.wait(PAUSE_SECONDS):
            try:
                with urllib.request.urlopen(self.address + QUERY, timeout=10) as response:
                    answer = as_answer(json.load(response))
            except (OSError, ValueError) as error:
                self._count(failed_requests=1, note=f"failed request: {error!r}")
                continue
            newest = self._judge(answer, newest)

    def _judge(self, answer: Answer, newest: int) -> int:
        """Count one answer; the number of its set, which must not be older than `newest` once all
        processes of the server had their second to turn to that."""
        try:
            number = self.sources.sets.index(answer)
        except ValueError:
            self._count(mixed_answers=1, note=f"an answer that is no set: {len(answer)} releases")
            return newest
        with self._lock:
            self._seen.setdefault(number, time.monotonic())
        back = number in self.brought_back
        if number < newest and not back and time.monotonic() - self._seen[newest] > SWITCH_SECONDS:
            self._count(older_answers=1, note=f"set {number} was answered after {newest}")
        self._count()
        with self._lock:
            self.latest = max(self.latest, number)
        return max(number, newest)

    def _count(self, note: str = "", **faults: int) -> None:
        with self._lock:
            self.figures.requests += 1
            for name, more in faults.items():
                setattr(self.figures, name, getattr(self.figures, name) + more)
            if note:
                self.figures.notes.append(note)


def as_answer(fields: dict[str, Any]) -> Answer:
    hits = frozenset((hit["id"], hit["title"]) for hit in fields["hits"])
    if len(hits) != fields["total"]["value"]:
        raise ValueError(f"{len(hits)} of {fields['total']['value']} releases on the page")
    return hits


class Campaign:
    def __init__(self, folder: Path, seed: int) -> None:
        self.dice = random.Random(seed)
        self.figures = Figures()
        self.sources = Sources(folder / "sources", self.dice)
        self.index = folder / "index"
        self.startup = 0.0
        self.build_seconds = 0.0

    def run(self, rounds: int) -> Figures:
        started = time.monotonic()
        self._measure()
        with self._serve() as address, Readers(address, self.sources, self.figures) as readers:
            for _ in range(5 * rounds):
                if self.figures.killed == rounds:
                    break
                if self.dice.random() < 0.15:
                    self._kill_one_rollback(readers)
                else:
                    self.sources.change()
                    self._kill_one_build()
                # Two kills in a row every other time.
                if self.figures.killed % 2 == 0:
                    self._build_in_peace(readers)
            self._build_in_peace(readers)
        self.figures.seconds = time.monotonic() - started
        return self.figures

    def _measure(self) -> None:
        """The first build, and how long that and the command's start take."""
        begun = time.monotonic()
        subprocess.run([*KASHAF, "--version"], check=True, capture_output=True)
        self.startup = time.monotonic() - begun
        subprocess.run(self._command(), check=True, capture_output=True)
        self.build_seconds = time.monotonic() - begun - self.startup

    def _command(self, *more: str) -> list[str]:
        keep = ["--keep", str(KEEP), *more]
        return [*KASHAF, "build", str(self.sources.folder), "--index", str(self.index), *keep]

    @contextmanager
    def _serve(self) -> Iterator[str]:
        command = [*KASHAF, "serve", "--port", "0", "--index", str(self.index)]
        # Of its log no more than what goes wrong.
        quiet = os.environ | {"KASHAF_LOG": "none"}
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=quiet)
        assert server.stderr
        # What the server has to say later must not fill the pipe.
        listener = threading.Thread(target=self._listen, args=(server.stderr,))
        try:
            line = server.stderr.readline()
            found = re.search(r"http://\S+", line)
            if not found:
                raise RuntimeError(f"the server did not start: {line}{server.stderr.read()}")
            listener.start()
            yield found[0]
        finally:
            server.terminate()
            server.wait(timeout=20)
            if listener.ident:
                listener.join()
            server.stderr.close()

    def _listen(self, lines: Iterator[str]) -> None:
        self.figures.notes.extend(f"server: {line.rstrip()}" for line in lines)

    def _killed(self, command: list[str]) -> bool:
        """Whether a command was killed at a random moment, and had not ended before."""
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # A build is short and its start is long: most kills fall after the start.
        moment = self.dice.triangular(0.6 * self.startup, self.build_seconds, self.build_seconds)
        try:
            child.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        return child.returncode < 0

    def _kill_one_rollback(self, readers: Readers) -> None:
        """The older set is served afterwards, or the one before; a build brings the newest back."""
        numbers = [self._set_of(self.index / name) for name in list_generations(self.index)]
        readers.brought_back.update(number for number in numbers if number is not None)
        before = self._current_set()
        killed = self._killed([*KASHAF, "rollback", "--index", str(self.index)])
        after = self._current_set()
        if after is not None and before is not None and after > before:
            self._fault("unsound_indexes", f"rollback led from set {before} to {after}")
        self.figures.killed_rollbacks += killed
        if not killed:
            self.figures.finished_before_the_kill += 1
        elif after == before:
            self.figures.killed_before_publishing += 1
        else:
            self.figures.killed_after_publishing += 1
        self.sources.change()  # so that there is something to publish
        self._build_in_peace(readers)

    def _kill_one_build(self) -> None:
        full = self.dice.random() < 0.3
        before = not self._killed(self._command(*(["--full"] if full else [])))
        self.figures.killed_full_builds += full and not before
        published = self._current_set() == len(self.sources.sets) - 1
        if before:
            self.figures.finished_before_the_kill += 1
        elif published:
            self.figures.killed_after_publishing += 1
        else:
            self.figures.killed_before_publishing += 1

    def _current_set(self) -> int | None:
        """The number of the set in the index, read by a stranger; -1 if it is none."""
        engine = WhooshEngine()
        try:
            generation = locate(self.index, identity(engine, standard()))
            verify.verify_thoroughly(engine, standard(), generation)
        except IndexUnavailable as error:
            self._fault("unreadable_indexes", str(error))
            return None
        except (KashafError, OSError) as error:
            self._fault("unsound_indexes", str(error))
            return None
        if generation.degraded:
            self._fault("unsound_indexes", str(generation.degraded))
        number = self._set_of(generation.place)
        if number is None:
            self._fault("unsound_indexes", "the index holds no set of sources")
        return number

    def _set_of(self, place: Place) -> int | None:
        """The number of the set that a generation holds."""
        with closing(WhooshEngine().open(place)) as searcher:
            held = frozenset((release.id, release.title) for release in searcher.releases())
        return self.sources.sets.index(held) if held in self.sources.sets else None

    def _build_in_peace(self, readers: Readers) -> None:
        """The build after a kill: publishes, cleans up, and is answered from within a second."""
        begun = time.monotonic()
        done = subprocess.run(self._command(), capture_output=True, text=True)
        finished = time.monotonic()
        # Other programs share the processor: what a build takes changes all the time.
        self.build_seconds = finished - begun
        number = len(self.sources.sets) - 1
        if done.returncode:
            self._fault("failed_builds", f"exit code {done.returncode}: {done.stderr}")
        while readers.latest < number and time.monotonic() < finished + 5:
            time.sleep(0.005)
        switch = time.monotonic() - finished
        self.figures.slowest_switch = max(switch, self.figures.slowest_switch)
        if switch > SWITCH_SECONDS:
            self._fault("late_answers", f"set {number} was answered after {switch:.1f} s")
        if self._current_set() != number:
            self._fault("failed_builds", f"set {number} was not published")
        left = [path.name for path in self.index.iterdir() if path.name.startswith("tmp-")]
        if left or len(list_generations(self.index)) > KEEP:
            self._fault("leftovers", f"left behind: {left}")

    def _fault(self, name: str, note: str) -> None:
        setattr(self.figures, name, getattr(self.figures, name) + 1)
        self.figures.notes.append(f"{name}: {note}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100, help="how many builds to kill")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = Campaign(Path(folder), chosen.seed).run(chosen.rounds)
    print(figures.line())
    sys.exit(1 if figures.faults else 0)


if __name__ == "__main__":
    main()
