"""Readers that check every answer while nodes of a cluster are killed."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

READERS = 8
PER_PAGE = 10
PAGES = 3


class Asked(NamedTuple):
    """Words that find every release, in an order that is known; ``text`` is new each time, so that no
    kept answer serves."""

    text: str
    page: int


class Answer(NamedTuple):
    """``counted``: the sum of a facet that every release has."""

    total: int
    ids: tuple[str, ...]
    counted: int


class Refused(Exception):
    """There was no answer, and that was said (503)."""


def expected_answers(releases: Sequence[Mapping[str, str]]) -> Mapping[int, Answer]:
    """The answers of a generation by page: newest first, ties by id."""
    by_id = sorted(releases, key=lambda release: release["id"])
    ordered = sorted(by_id, key=lambda release: release["published"], reverse=True)
    ids = [release["id"] for release in ordered]
    return {
        page: Answer(len(ids), tuple(ids[(page - 1) * PER_PAGE : page * PER_PAGE]), len(ids))
        for page in range(1, PAGES + 1)
    }


@dataclass
class Readers:
    """Threads that ask without end. ``wrong`` are answers of no generation that there may be; the
    others are moments by `time.monotonic`."""

    ask: Callable[[Asked], Answer]
    generations: list[Mapping[int, Answer]]
    pause: float = 0.0
    answered: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)
    slowest: float = 0.0
    _ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator["Readers"]:
        threads = [threading.Thread(target=self._read, args=(n,)) for n in range(READERS)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()

    def wait(self, answers: int) -> None:
        """Until so many more were answered."""
        enough = len(self.answered) + answers
        ends = time.monotonic() + 120
        while len(self.answered) < enough:
            assert time.monotonic() < ends, f"no answers; {len(self.refused)} were refused"
            time.sleep(0.05)

    def window(self, since: float) -> float:
        """Seconds from a moment until the last refusal."""
        return max((moment - since for moment in self.refused), default=0.0)

    def _read(self, number: int) -> None:
        asked = 0
        while not self._ended.wait(self.pause):
            asked += 1
            page = asked % PAGES + 1
            begun = time.monotonic()
            try:
                answer = self.ask(Asked(f"الهجرة x{number}y{asked}", page))
            except Refused:
                self.refused.append(time.monotonic())
                time.sleep(0.02)
                continue
            except Exception as error:
                self.wrong.append(error)
                continue
            self.answered.append(time.monotonic())
            self.slowest = max(self.slowest, time.monotonic() - begun)
            if all(answer != generation[page] for generation in self.generations):
                self.wrong.append(answer)
