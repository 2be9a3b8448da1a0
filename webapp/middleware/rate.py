"""Rate limit per client address, by token buckets.

flask-limiter was considered; its limits per route and shared stores are not needed here.
"""

import ipaddress
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

# A bucket holds as many tokens as accrue in this time, but enough for a page with its files.
BURST_SECONDS = 10
PAGE_REQUESTS = 10
# Buckets that are kept. The least recently used one is dropped first; its address starts anew.
_MOST_BUCKETS = 20_000
# Clients with IPv6 have a whole network of this prefix length.
_IPV6_PREFIX = 64
# Some proxies add the port of the client: 192.0.2.1:1234, [2001:db8::1]:1234.
_WITH_PORT = re.compile(r"(?P<four>[\d.]+):\d+|\[(?P<six>[^\]]+)\](?::\d+)?")


class RateLimit:
    """Allows ``per_minute`` requests from an address in the long run. Thread-safe."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._capacity = max(self._rate * BURST_SECONDS, float(PAGE_REQUESTS))
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """Count a request from `address`: 0 if it is allowed now, else the seconds until one is."""
        key = _network(address)
        if key is None:
            return 0.0
        now = self._clock()
        with self._lock:
            tokens, seen = self._buckets.pop(key, (self._capacity, now))
            tokens = min(self._capacity, tokens + (now - seen) * self._rate)
            allowed = tokens >= 1
            self._buckets[key] = (tokens - 1 if allowed else tokens, now)
            if len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - tokens) / self._rate


def _network(address: str) -> str | None:
    """The key of the bucket for a client; None for this machine, which is not limited."""
    with_port = _WITH_PORT.fullmatch(address)
    try:
        parsed = ipaddress.ip_address(with_port[with_port.lastgroup or 0] if with_port else address)
    except ValueError:
        return address
    # A socket for both protocols reports IPv4 addresses as mapped ones.
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    if parsed.is_loopback:
        return None
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, _IPV6_PREFIX), strict=False))
