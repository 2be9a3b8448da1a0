"""The listening socket, which backs off while the system has no room for connections."""

import errno
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from waitress.server import TcpWSGIServer

from webapp.serving.channel import Channel

# Errors of a system without room for another connection; they recur until some are closed.
_EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_BACKOFF_SECONDS = 0.5
# Between two identical lines in the log.
_LOG_INTERVAL_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Listener(TcpWSGIServer):  # type: ignore[misc] # waitress has no types
    """Lets connections wait while there is no room for them; waitress would retry at once and
    forever, with a traceback each time.

    Waitress calls `maintenance` by the time of day, not at all for a while if that is set back: the
    server calls it, too.

    ``on_refusal`` is called with the status of each response that the application did not make;
    ``abandoned`` holds channels to close.
    """

    channel_class = Channel
    _backs_off_until = 0.0
    _logged = -_LOG_INTERVAL_SECONDS

    def __init__(self, on_refusal: Callable[[int], None], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on_refusal = on_refusal
        self.abandoned = deque[Channel]()

    def accept(self) -> Any:
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in _EXHAUSTED:
                raise
            self._back_off(error)
            return None

    def readable(self) -> bool:
        return bool(super().readable()) and time.monotonic() >= self._backs_off_until

    def maintenance(self, _: float) -> None:
        """Close idle connections, by the monotonic clock that our channels use."""
        super().maintenance(time.monotonic())

    def _back_off(self, error: OSError) -> None:
        now = time.monotonic()
        self._backs_off_until = now + _BACKOFF_SECONDS
        if now - self._logged >= _LOG_INTERVAL_SECONDS:
            self._logged = now
            _log.error("connections have to wait: %s", error.strerror)
