"""The child: receives an analyzer and says which it is, then answers batches of releases until there are no more."""

import gc
import socket
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from indexer.analysis_workers import UNCOLLECTED, messages
from indexer.analysis_workers.framing import Line
from indexer.release import Release
from indexer.schema import analyse

# Releases as canonical JSON; None: no more come.
_Batches = SimpleQueue[list[str] | None]


def main() -> None:
    gc.set_threshold(UNCOLLECTED)
    line = Line(socket.socket(fileno=int(sys.argv[1])))
    analyzer = messages.analyzer(line.receive())
    line.send(analyzer.fingerprint)
    batches: _Batches = SimpleQueue()
    # What comes is taken at once, so that the parent never waits to be heard while it is not listening.
    Thread(target=_receive, args=(line, batches), daemon=True).start()
    teller = messages.Teller()
    while batch := batches.get():
        releases = map(Release.from_json, batch)
        line.send([teller.told(analyse(release, analyzer)) for release in releases])


def _receive(line: Line, batches: _Batches) -> None:
    try:
        with suppress(EOFError, OSError):
            while True:
                batches.put(line.receive())
    finally:
        batches.put(None)


if __name__ == "__main__":
    with suppress(ConnectionError):  # the parent has ended
        main()
