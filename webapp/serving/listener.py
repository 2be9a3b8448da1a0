"""The socket that is listened on, and the connections that come from it."""

import errno
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

from webapp.serving.channel import Channel

# What the system says that has no room for another connection; it goes on saying so until some are closed.
_EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_REST_SECONDS = 0.5
# Seconds between two lines in the log that say the same.
_SILENCE = 60.0
_log = logging.getLogger(__name__)


class Listener(TcpWSGIServer):  # type: ignore[misc] # waitress has no types
    """Leaves connections to wait where there is no room for them. Waitress tries again at once and for ever,
    with a traceback each time.

    Waitress looks for idle ones by the time of day: `maintenance` is called by us as well, for after a step back
    it would not be for as long.

    ``refused`` is called with the status of each answer that the application has no part in; ``given_up`` holds the
    channels that are to be closed.
    """

    channel_class = Channel
    _rests_until = 0.0
    _told = -_SILENCE

    def __init__(self, refused: Callable[[int], None], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.refused = refused
        self.given_up = deque[Channel]()

    def accept(self) -> Any:
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in _EXHAUSTED:
                raise
            self._rest(error)
            return None

    def readable(self) -> bool:
        return bool(super().readable()) and time.monotonic() >= self._rests_until

    def maintenance(self, _: float) -> None:
        """Close who was idle for too long: by the clock of our channels."""
        super().maintenance(time.monotonic())

    def _rest(self, error: OSError) -> None:
        now = time.monotonic()
        self._rests_until = now + _REST_SECONDS
        if now - self._told >= _SILENCE:
            self._told = now
            _log.error("connections have to wait: %s", error.strerror)
