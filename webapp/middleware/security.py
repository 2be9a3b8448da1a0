"""Headers that every answer carries, whoever made it: page, JSON, error or the server below."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import Response, request

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
# Only said to those who came by https: a year.
TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
_SHARED = ("/api/", "/openapi.json", "/feed.atom")
# Of whatever says nothing else: errors, and what the server refuses by itself.
NO_STORE = ("Cache-Control", "no-store")
_ALLOWED = "Access-Control-Allow-Origin"
# What a page of another site may send, two hours long (browsers keep it no longer): nothing here acts on any of it.
_MAY_BE_SENT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "7200",
}
_PREFLIGHT = "kashaf.preflight"
_NAMES = frozenset(name.lower() for name, _ in HEADERS)


class SecurityHeaders:
    """WSGI middleware around the whole application, so that no answer can miss the headers."""

    def __init__(self, application: "WSGIApplication", origins: tuple[str, ...] = ()) -> None:
        """`origins` are the sites whose pages may read what programs read; `*` is all of them."""
        self._application = application
        self._origins = origins

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            sharing = dict(self._sharing(environ))
            kept = [(name, value) for name, value in headers if name.lower() not in _NAMES]
            if not any(name.lower() == "cache-control" for name, _ in kept):
                kept.append(NO_STORE)
            if vary := sharing.pop("Vary", ""):
                kept = _varying(kept, vary)
            if environ.get("wsgi.url_scheme") == "https":
                kept.append(TRANSPORT)
            return start_response(status, [*kept, *HEADERS, *sharing.items()], exc_info)

        if _asks_before(environ) and any(name == _ALLOWED for name, _ in self._sharing(environ)):
            environ[_PREFLIGHT] = True
        return self._application(environ, start)

    def _sharing(self, environ: "WSGIEnvironment") -> Iterable[tuple[str, str]]:
        """Leave for pages of other sites to read an answer: where programs read, and no cookie decides."""
        if not self._origins or not environ.get("PATH_INFO", "").startswith(_SHARED):
            return
        if "*" in self._origins:
            yield _ALLOWED, "*"
        else:
            yield "Vary", "Origin"
            sent = environ.get("HTTP_ORIGIN")
            if sent not in self._origins:
                return
            yield _ALLOWED, sent
        yield "Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-ID"


def preflight() -> Response | None:
    """What runs before each request, behind the guard: the answer to a browser that asks first, and may."""
    return Response(status=204, headers=_MAY_BE_SENT) if _PREFLIGHT in request.environ else None


def _asks_before(environ: "WSGIEnvironment") -> bool:
    """Whether a browser asks if a page of another site may send a request (a preflight of CORS)."""
    return environ.get("REQUEST_METHOD") == "OPTIONS" and (
        "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    )


def _varying(headers: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """The headers, with `name` among what the answer varies by."""
    known = [value for key, value in headers if key.lower() == "vary"]
    rest = [(key, value) for key, value in headers if key.lower() != "vary"]
    return [*rest, ("Vary", ", ".join([*known, name]))]
