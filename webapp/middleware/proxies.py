"""Behind reverse proxies: the client's address and scheme, and the path prefix of the site."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def trust_proxies(application: "WSGIApplication", proxies: int) -> "WSGIApplication":
    """Middleware that trusts the headers of as many proxies. Any scheme but https counts as http,
    as proxies may pass on what a client made up."""

    def call(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] != "https":
            environ["wsgi.url_scheme"] = "http"
        return application(environ, start)

    return ProxyFix(call, x_for=proxies, x_proto=proxies, x_host=0)


def mount_below(application: "WSGIApplication", prefix: str) -> "WSGIApplication":
    """Middleware for a site that lies below the path `prefix` of its host. Requests may come with
    it or without: some proxies remove it, and monitoring does not use it."""

    def call(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            path = path.removeprefix(prefix) or "/"
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = prefix, path
        return application(environ, start)

    return call
