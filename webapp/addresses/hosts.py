"""The host that a request came to, for the few answers that need whole addresses.

It is the client's word, checked against `KASHAF_HOSTS` where that is set (`webapp.middleware.guard`), and goes back
to that client alone: answers that repeat it may be kept by nobody else.
"""

import re

from flask import request

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def asked() -> str:
    """What stands before an address of ours to make it whole for the client; empty where it names no host."""
    named = request.headers.get("Host")
    is_host = named and _HOST.fullmatch(request.host)
    return f"{request.scheme}://{request.host}" if is_host else ""
