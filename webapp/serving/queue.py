"""Requests that wait for a thread, and which of them are told to come again."""

import time
from collections.abc import Sized

from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

from webapp.backpressure import PATIENCE_SECONDS
from webapp.serving.channel import Busy, Channel

# So many in the queue are a busy moment and no overload: they are answered however long it takes.
ROOM = 48
# For so long after there were more it is an overload, and only so few may wait for longer: else each
# who is answered has waited for all the others that have room.
OVERLOAD_SECONDS = 1.0
OVERLOAD_ROOM = 8


class Admission:
    """Tells who of those that waited is answered; for all threads of a server."""

    def __init__(self, queue: Sized) -> None:
        self._queue = queue
        self._crowded = -OVERLOAD_SECONDS

    def refuses(self, since: float) -> bool:
        """Whether who has waited `since` then is told to come again."""
        now = time.monotonic()
        waiting = len(self._queue)
        if waiting > ROOM:
            self._crowded = now
        late = now - since > PATIENCE_SECONDS
        return late and waiting > OVERLOAD_ROOM and now - self._crowded < OVERLOAD_SECONDS


class _Waiting:
    """A connection in the queue, and since when."""

    def __init__(self, channel: Channel, admission: Admission) -> None:
        self._channel = channel
        self._admission = admission
        self._since = time.monotonic()

    def service(self) -> None:
        request = self._channel.requests[0]
        if request.error is None and self._admission.refuses(self._since):
            request.error = Busy("")
        self._channel.service()

    def cancel(self) -> None:
        self._channel.cancel()


class Queue(ThreadedTaskDispatcher):  # type: ignore[misc] # waitress has no types
    """Requests that wait for a thread. There are never more than connections."""

    def __init__(self) -> None:
        super().__init__()
        self._admission = Admission(self.queue)

    def add_task(self, task: Channel) -> None:
        super().add_task(_Waiting(task, self._admission))
