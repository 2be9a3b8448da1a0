"""Headers that every answer carries, whoever made it: page, JSON, error or the server below."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=(), browsing-topics=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# Of whatever says nothing else: errors, and what the server refuses by itself.
NO_STORE = ("Cache-Control", "no-store")
_NAMES = frozenset(name.lower() for name, _ in HEADERS)


class SecurityHeaders:
    """WSGI middleware around the whole application, so that no answer can miss the headers."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            kept = [(name, value) for name, value in headers if name.lower() not in _NAMES]
            if not any(name.lower() == "cache-control" for name, _ in kept):
                kept.append(NO_STORE)
            return start_response(status, [*kept, *HEADERS], exc_info)

        return self._application(environ, start)
