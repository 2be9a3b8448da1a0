"""What reverse proxies say of a request: who asks, and whether by https; and where below a host they put the site."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def behind(application: "WSGIApplication", proxies: int) -> "WSGIApplication":
    """`application` where so many proxies in front are trusted. Addresses of ours stay http or https, whatever
    scheme a proxy has passed on from a client."""

    def served(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if environ["wsgi.url_scheme"] != "https":
            environ["wsgi.url_scheme"] = "http"
        return application(environ, start)

    return ProxyFix(served, x_for=proxies, x_proto=proxies, x_host=0)


def below(application: "WSGIApplication", prefix: str) -> "WSGIApplication":
    """`application` where its host has it below a path. Proxies pass that on or take it away, and who watches
    the service asks for its addresses without it: both are understood."""

    def served(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if path == prefix or path.startswith(f"{prefix}/"):
            path = path.removeprefix(prefix) or "/"
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = prefix, path
        return application(environ, start)

    return served
