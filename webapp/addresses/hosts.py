"""The host that a request was sent to, for the few answers that need absolute addresses.

The name comes from the client and is checked against `KASHAF_HOSTS` where that is set
(`webapp.middleware.guard`). Answers that repeat it may be cached by that client only.
"""

import re

from flask import request

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")


def base_address() -> str:
    """Scheme and host to put before an address of ours; empty if the client names no valid host."""
    named = request.headers.get("Host")
    is_host = named and _HOST.fullmatch(request.host)
    return f"{request.scheme}://{request.host}" if is_host else ""
