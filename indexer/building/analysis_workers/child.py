"""The child: receives an analyzer, sends its fingerprint, then analyses batches to the end."""

import gc
import socket
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from indexer.building.analysis_workers import GC_THRESHOLD, messages
from indexer.building.analysis_workers.framing import Connection
from indexer.releases.release import Release
from indexer.releases.schema import analyse

# Releases as canonical JSON; None ends the queue.
_Batches = SimpleQueue[list[str] | None]


def main() -> None:
    gc.set_threshold(GC_THRESHOLD)
    connection = Connection(socket.socket(fileno=int(sys.argv[1])))
    analyzer = messages.decode_analyzer(connection.receive())
    connection.send(analyzer.fingerprint)
    batches: _Batches = SimpleQueue()
    # A thread receives, so that the parent can send while this process analyses or sends.
    Thread(target=_receive, args=(connection, batches), daemon=True).start()
    encoder = messages.Encoder()
    while batch := batches.get():
        releases = map(Release.from_json, batch)
        connection.send([encoder.encode(analyse(release, analyzer)) for release in releases])


def _receive(connection: Connection, batches: _Batches) -> None:
    try:
        with suppress(EOFError, OSError):
            while True:
                batches.put(connection.receive())
    finally:
        batches.put(None)


if __name__ == "__main__":
    with suppress(ConnectionError):  # the parent has ended
        main()
