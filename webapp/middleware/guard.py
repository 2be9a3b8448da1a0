"""Refuses requests before they are processed: too large, for another host, or too many."""

import math
from collections.abc import Callable, Sequence

from flask import abort, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.sansio.utils import host_is_trusted

from indexer.settings import Settings
from webapp.middleware.observation import ROUTE
from webapp.middleware.rate import RateLimit

# No route takes content; a little is tolerated, as some clients send an empty form.
LONGEST_BODY = 16_384
# The longest query at four bytes a letter, and as much again for filters. Less than the server's
# bound on the request head, so that readers get an error page of the site.
LONGEST_ADDRESS = 28_000
# Monitoring uses the IP address, not a name of the site; these answers do not depend on the host.
_MONITORING = frozenset({"/livez", "/readyz", "/metrics"})


def make_guard(settings: Settings) -> Callable[[], None]:
    """The check to run before each request."""
    limit = RateLimit(settings.rate) if settings.rate else None

    def check() -> None:
        if request.url_rule:
            request.environ[ROUTE] = request.url_rule.rule
        if len(request.query_string) + len(request.path) > LONGEST_ADDRESS:
            abort(414)
        if (request.content_length or 0) > LONGEST_BODY:
            abort(413)
        if not (request.path in _MONITORING or _is_for_one_of(settings.hosts)):
            abort(400)
        if limit and (seconds := limit.take(request.remote_addr or "")):
            raise TooManyRequests(retry_after=math.ceil(seconds))

    return check


def _is_for_one_of(hosts: Sequence[str]) -> bool:
    """Whether the request is for one of `hosts`; without any, all are accepted."""
    return not hosts or host_is_trusted(request.host.lower(), hosts)
