"""Security headers of every response, whatever part of the server made it, and CORS."""

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
# For requests by https only: a year.
TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
_SHARED = ("/api/", "/openapi.json", "/feed.atom")
# For responses without a rule of their own: errors, and refusals of the server.
NO_STORE = ("Cache-Control", "no-store")
_ALLOW_ORIGIN = "Access-Control-Allow-Origin"
# What pages of other sites may send: no route acts on any of it. Two hours are the most that
# browsers accept.
_PREFLIGHT_HEADERS = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "7200",
}
_PREFLIGHT = "kashaf.preflight"
_NAMES = frozenset(name.lower() for name, _ in HEADERS)


class SecurityHeaders:
    """WSGI middleware around the whole application, so that no response lacks the headers."""

    def __init__(self, application: "WSGIApplication", origins: tuple[str, ...] = ()) -> None:
        """`origins` are the sites whose pages may read API and feed; `*` stands for all."""
        self._application = application
        self._origins = origins

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            cors = dict(self._cors_headers(environ))
            own = [(name, value) for name, value in headers if name.lower() not in _NAMES]
            if not any(name.lower() == "cache-control" for name, _ in own):
                own.append(NO_STORE)
            if vary := cors.pop("Vary", ""):
                own = _add_to_vary(own, vary)
            if environ.get("wsgi.url_scheme") == "https":
                own.append(TRANSPORT)
            return start_response(status, [*own, *HEADERS, *cors.items()], exc_info)

        if _is_preflight(environ) and any(
            name == _ALLOW_ORIGIN for name, _ in self._cors_headers(environ)
        ):
            environ[_PREFLIGHT] = True
        return self._application(environ, start)

    def _cors_headers(self, environ: "WSGIEnvironment") -> Iterable[tuple[str, str]]:
        """Let pages of other sites read responses for programs, which depend on no cookie."""
        if not self._origins or not environ.get("PATH_INFO", "").startswith(_SHARED):
            return
        if "*" in self._origins:
            yield _ALLOW_ORIGIN, "*"
        else:
            yield "Vary", "Origin"
            origin = environ.get("HTTP_ORIGIN")
            if origin not in self._origins:
                return
            yield _ALLOW_ORIGIN, origin
        yield "Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-ID"


def answer_preflight() -> Response | None:
    """Runs before each request, after the guard: the response to an allowed CORS preflight."""
    if _PREFLIGHT not in request.environ:
        return None
    response = Response(status=204, headers=_PREFLIGHT_HEADERS)
    del response.headers["Content-Type"]  # of no content
    return response


def _is_preflight(environ: "WSGIEnvironment") -> bool:
    """Whether a browser asks if a page of another site may send a request."""
    return environ.get("REQUEST_METHOD") == "OPTIONS" and (
        "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    )


def _add_to_vary(headers: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """The headers, with `name` added to Vary."""
    known = [value for key, value in headers if key.lower() == "vary"]
    rest = [(key, value) for key, value in headers if key.lower() != "vary"]
    return [*rest, ("Vary", ", ".join([*known, name]))]
