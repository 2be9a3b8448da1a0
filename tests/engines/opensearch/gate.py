"""A reverse proxy before a node, as operators have it: https and a password."""

import base64
import http.client
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import trustme

_CONTENT = ("content-type", "content-encoding", "accept-encoding")


@contextmanager
def gate(node: str, certificate: trustme.LeafCert, credentials: str) -> Iterator[int]:
    """The port of a gate before the node at an address."""
    expected = f"Basic {base64.b64encode(credentials.encode()).decode()}"
    behind = urlsplit(node)

    class Gate(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get("Authorization") != expected:
                self._answer(401, "text/plain", b"Unauthorized")
                return
            kept = {name: self.headers[name] for name in _CONTENT if name in self.headers}
            connection = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=120)
            try:
                connection.request(self.command, self.path, sent or None, kept)
                answer = connection.getresponse()
                body = answer.read()
            finally:
                connection.close()
            encoding = answer.headers.get("content-encoding", "identity")
            self._answer(answer.status, answer.headers["content-type"], body, encoding)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815 - named by http.server

        def _answer(self, status: int, kind: str, body: bytes, encoding: str = "identity") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Encoding", encoding)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that does not trust us hangs up."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with Server(("127.0.0.1", 0), Gate) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
