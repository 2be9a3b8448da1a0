"""Cursors: where a walk through the hits of a search goes on, in one text that programs hand back.

A cursor names the build of the index, the first hit and the search that it was made for. It carries
nothing secret and opens nothing: a forged one begins where a walk from the first hit would come to.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import replace

from indexer.results import SearchRequest
from webapp.addresses import canonical
from webapp.addresses.parameter import BadParameters, Fault, shown
from webapp.addresses.requests import ApiRequest

_FORM = re.compile(r"([a-z0-9-]{1,64})/([0-9]{1,9})/([0-9a-f]{8})")


def following(request: ApiRequest, generation: str, start: int) -> ApiRequest:
    """The same search from hit `start` on, in the same build."""
    text = f"{generation}/{start}/{_digest(request)}"
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return replace(request, page=1, cursor=cursor)


def followed(request: ApiRequest) -> ApiRequest:
    """The search that a request with a cursor asks for. Raises BadParameters for a cursor that is
    not one of this search."""
    if request.cursor is None:
        return request
    found = _FORM.fullmatch(_decoded(request.cursor))
    if found is None or found[3] != _digest(request):
        raise BadParameters([Fault("cursor", "not_a_cursor", "links.next", shown(request.cursor))])
    start = int(found[2])
    page = start // request.per_page + 1
    return replace(request, page=page, start=start, generation=found[1])


def _decoded(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""


def _digest(request: ApiRequest) -> str:
    """Of what decides which releases match, and in which order."""
    usual = SearchRequest()
    search = replace(request, page=usual.page, per_page=usual.per_page, cursor=None)
    address = canonical.address("", search, "page")
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:8]
