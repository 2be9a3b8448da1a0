"""Requests that wait for a thread, and which of them are refused as the server is busy."""

import time
from collections.abc import Sized

from waitress.task import ThreadedTaskDispatcher

from webapp.errors.backpressure import PATIENCE_SECONDS
from webapp.serving.channel import Busy, Channel

# A queue up to this length is a burst, no overload: all requests are answered, however late.
BURST_LENGTH = 48
# A longer one is an overload, until this time after it was last so long. Then late requests are
# refused while more than a few wait: else every answered request has waited for a full queue.
OVERLOAD_SECONDS = 1.0
OVERLOAD_LENGTH = 8


class Admission:
    """Decides which requests that have waited are refused; shared by all threads of a server."""

    def __init__(self, queue: Sized) -> None:
        self._queue = queue
        self._overloaded_at = -OVERLOAD_SECONDS

    def should_refuse(self, since: float) -> bool:
        """Whether to refuse a request that has waited since `since` (`time.monotonic`)."""
        now = time.monotonic()
        waiting = len(self._queue)
        if waiting > BURST_LENGTH:
            self._overloaded_at = now
        is_late = now - since > PATIENCE_SECONDS
        return (
            is_late and waiting > OVERLOAD_LENGTH and now - self._overloaded_at < OVERLOAD_SECONDS
        )


class _WaitingChannel:
    """A channel in the queue, and since when it waits."""

    def __init__(self, channel: Channel, admission: Admission) -> None:
        self._channel = channel
        self._admission = admission
        self._since = time.monotonic()

    def service(self) -> None:
        request = self._channel.requests[0]
        if request.error is None and self._admission.should_refuse(self._since):
            request.error = Busy("")
        self._channel.service()

    def cancel(self) -> None:
        self._channel.cancel()


class Queue(ThreadedTaskDispatcher):  # type: ignore[misc] # waitress has no types
    """Requests that wait for a thread; never more than there are connections."""

    def __init__(self) -> None:
        super().__init__()
        self._admission = Admission(self.queue)

    def add_task(self, task: Channel) -> None:
        super().add_task(_WaitingChannel(task, self._admission))
