"""What reverse proxies say of a request: who asks, and whether by https."""

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
