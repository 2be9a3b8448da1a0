"""The child: receives an analyzer, then batches of releases until there are no more, and answers each."""

import gc
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from indexer.analysts.messages import Teller
from indexer.arabic.analyzer import Analyzer
from indexer.release import Release
from indexer.schema import analyse

# Analysis leaves no garbage that only a look for it would find.
_UNCOLLECTED = 50_000


def main() -> None:
    gc.set_threshold(_UNCOLLECTED)
    line: Connection = Connection(int(sys.argv[1]))
    analyzer: Analyzer = line.recv()
    batches: SimpleQueue[list[Release] | None] = SimpleQueue()
    # What comes is taken at once, so that the parent never waits to be heard while it is not listening.
    Thread(target=_receive, args=(line, batches), daemon=True).start()
    teller = Teller()
    while batch := batches.get():
        line.send(teller.told([analyse(release, analyzer) for release in batch]))


def _receive(line: Connection, batches: "SimpleQueue[list[Release] | None]") -> None:
    with suppress(EOFError, OSError):
        while True:
            batches.put(line.recv())
    batches.put(None)


if __name__ == "__main__":
    with suppress(ConnectionError):  # the parent has ended
        main()
