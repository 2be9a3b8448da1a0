"""How often one address may ask: a bucket of tokens for each, refilled all the time.

flask-limiter was weighed: what it has beside that, limits by route and stores that are shared, is not needed.
"""

import ipaddress
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

# What a program that asks in a row may ask at once: so many seconds of its share; but a page with its
# files, whatever the share.
BURST_SECONDS = 10
PAGE_REQUESTS = 10
# Addresses remembered; the one not seen for longest is forgotten first, and begins with a full bucket.
_REMEMBERED = 20_000
# Whoever has an IPv6 address has a network of this length of them.
_IPV6_NETWORK = 64
# Some proxies name the port of the client too: 192.0.2.1:1234, [2001:db8::1]:1234.
_WITH_PORT = re.compile(r"(?P<four>[\d.]+):\d+|\[(?P<six>[^\]]+)\](?::\d+)?")


class RateLimit:
    """At most ``per_minute`` requests from an address in the long run. Safe to share between threads."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._most = max(self._rate * BURST_SECONDS, float(PAGE_REQUESTS))
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """0 when a request from `address` may be answered now, else seconds until one may."""
        key = _network(address)
        if key is None:
            return 0.0
        now = self._clock()
        with self._lock:
            tokens, seen = self._buckets.pop(key, (self._most, now))
            tokens = min(self._most, tokens + (now - seen) * self._rate)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate


def _network(address: str) -> str | None:
    """Whose requests are counted together; None for this machine, whose are not."""
    with_port = _WITH_PORT.fullmatch(address)
    try:
        parsed = ipaddress.ip_address(with_port[with_port.lastgroup or 0] if with_port else address)
    except ValueError:
        return address
    # How a socket for both kinds of addresses shows those of IPv4.
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.is_loopback:
        return None
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
