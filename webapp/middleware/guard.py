"""What is refused before it is worked on: for its size, for whom it asks, for how often."""

import math
from collections.abc import Callable, Sequence

from flask import abort, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.sansio.utils import host_is_trusted

from indexer.settings import Settings
from webapp.middleware.observation import ROUTE
from webapp.middleware.rate import RateLimit

# Requests have no content; a little is passed over, as some clients send an empty form.
LONGEST_BODY = 16_384
# A query of the greatest length in four bytes a letter, and as much of filters; below the server's own bound on
# a whole request head, so that the reader gets a designed page.
LONGEST_ADDRESS = 28_000
# Who watches a service asks it by its address, whatever it is called; these answers do not depend on a name.
_WATCHED = frozenset({"/livez", "/readyz", "/metrics"})


def guard(settings: Settings) -> Callable[[], None]:
    """What runs before each request."""
    limit = RateLimit(settings.rate) if settings.rate else None

    def check() -> None:
        if request.url_rule:
            request.environ[ROUTE] = request.url_rule.rule
        if len(request.query_string) + len(request.path) > LONGEST_ADDRESS:
            abort(414)
        if (request.content_length or 0) > LONGEST_BODY:
            abort(413)
        if not (request.path in _WATCHED or _is_named(settings.hosts)):
            abort(400)
        if limit and (seconds := limit.wait(request.remote_addr or "")):
            raise TooManyRequests(retry_after=math.ceil(seconds))

    return check


def _is_named(hosts: Sequence[str]) -> bool:
    """Whether the request is for one of `hosts`; for any, where there are none."""
    return not hosts or host_is_trusted(request.host.lower(), hosts)
