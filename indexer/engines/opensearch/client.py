"""The connection to a cluster, and its failures as our errors.

Only host and port of an address are ever printed: the rest may hold a password.
"""

import copy
import logging
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnection

from indexer import deadline
from indexer.errors import EngineUnreachable, SettingError
from indexer.settings import Settings

# Seconds for a request. An answer that takes longer is of no use to the reader.
ASK_SECONDS = 4
# Seconds for each attempt. A node that hangs blocks requests for its shards, whichever node
# receives them, until the others exclude it. So the first attempts are short, and later ones go to
# other copies.
_TRIES = (2, 3, ASK_SECONDS, ASK_SECONDS)
# Seconds for writes and for scans of a whole index, which take longer; but a node that hangs must
# not hold a build for minutes: the request then goes to another node, as every request may be sent
# twice. The cluster's own timeout for a shard is shorter, so that it can say what it waited for.
WRITE_SECONDS = 30
PATIENCE: dict[str, str | int] = {"request_timeout": WRITE_SECONDS, "timeout": "20s"}
# Each retry goes to another node.
_RETRIES = 3
# A node that failed is tried again after this many seconds, then twice as many.
_REST_SECONDS = 5
# Temporary failures: too many requests, a gateway or shard that is not ready, a node that died
# during a request from another one (reported as an internal error).
PASSING = (429, 500, 502, 503, 504)
# With the library's own words for no answer at all.
UNANSWERED = frozenset({*PASSING, "N/A", "TIMEOUT"})

Params: TypeAlias = Mapping[str, str | int]


def connect(settings: Settings) -> OpenSearch:
    """A client for the nodes that `settings` name; sends no request yet. Raises SettingError."""
    if not settings.opensearch_url:
        raise SettingError(
            "opensearch_url: the engine opensearch needs the address of a cluster; set "
            "KASHAF_OPENSEARCH_URL, several nodes separated by commas"
        )
    _quiet_logging()
    hosts = [_host(url.strip()) for url in settings.opensearch_url.split(",")]
    secured = any(host["use_ssl"] for host in hosts)
    context = _ssl_context(settings) if secured else None
    return OpenSearch(
        hosts,
        ssl_context=context,
        timeout=ASK_SECONDS,
        max_retries=_RETRIES,
        dead_timeout=_REST_SECONDS,
        retry_on_timeout=True,
        retry_on_status=PASSING,
        # Compressing requests would take most of the time of a build.
        http_compress=False,
        # Each thread of the server may send a request at once.
        pool_maxsize=32,
    )


def _quiet_logging() -> None:
    """Let the library log one line when a node fails, without tracebacks for each retry: a final
    failure is raised as our own error."""
    log = logging.getLogger("opensearch")
    if _is_about_a_node not in log.filters:
        log.addHandler(logging.NullHandler())
        log.addFilter(_is_about_a_node)


def _is_about_a_node(record: logging.LogRecord) -> bool:
    return record.module == "connection_pool"


def _host(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
        raise SettingError("opensearch_url: each address is http(s)://[user:password@]host[:port]")
    host: dict[str, object] = {
        "host": parts.hostname,
        "port": port or 9200,
        "use_ssl": parts.scheme == "https",
    }
    if parts.username is not None:
        host["http_auth"] = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return host


def _ssl_context(settings: Settings) -> ssl.SSLContext:
    """Certificates are always checked: against the system's authorities, or the one in the
    settings."""
    try:
        return ssl.create_default_context(cafile=settings.opensearch_ca)
    except OSError as error:
        raise SettingError(f"opensearch_ca: {settings.opensearch_ca}: {error.strerror}") from error


class RetryingClient:
    """Sends read requests, retrying on other nodes, with the connections of a client."""

    def __init__(self, client: OpenSearch) -> None:
        self._client = copy.copy(client)
        self._client.transport = copy.copy(client.transport)
        # Retries happen here, with other parameters.
        self._client.transport.max_retries = 0

    def run(self, question: Callable[[OpenSearch, Params], Any], first: Params) -> Any:
        """The answer to a request, whose first attempt has the extra parameters `first`. Raises
        OpenSearchException like the last attempt; there are no further ones past the deadline."""
        for number, seconds in enumerate(_TRIES, 1):
            params = {"request_timeout": seconds, **(first if number == 1 else {})}
            try:
                return question(self._client, params)
            except TransportError as error:
                over = number == len(_TRIES) or deadline.has_passed()
                if over or error.status_code not in UNANSWERED:
                    raise
        raise AssertionError("the last try returns or raises")


@contextmanager
def failures(what: str) -> Iterator[None]:
    """Raise the client's errors as EngineUnreachable; `what` says what was being done."""
    try:
        yield
    except OpenSearchException as error:
        raise EngineUnreachable(f"{what}: {reason(error)}") from error


def reason(error: OpenSearchException) -> str:
    """The reason of an error, without addresses and without what was sent."""
    if isinstance(error, SSLError):
        return (
            "the certificate of the OpenSearch cluster is not trusted; look at the authority in "
            "KASHAF_OPENSEARCH_CA and at the names in KASHAF_OPENSEARCH_URL"
        )
    if isinstance(error, AuthenticationException | AuthorizationException):
        return (
            f"OpenSearch refuses the user ({error.status_code}); look at the name and password in "
            "KASHAF_OPENSEARCH_URL and at what the user may do"
        )
    if isinstance(error, NoConnection):
        return "no node of the OpenSearch cluster answers; look at the cluster, or set KASHAF_OPENSEARCH_URL"
    if isinstance(error, TransportError):
        return f"OpenSearch answered {error.status_code} {str(error.error)[:200]}"
    return f"OpenSearch: {type(error).__name__}"
