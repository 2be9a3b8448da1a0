"""Cursors: opaque texts with which a program goes on in the list of hits.

A cursor names the build of the index, the first hit and the search that it was made for. It holds
no secret and grants no access: hits that a forged one leads to can also be reached page by page.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import replace

from indexer.answers.results import SearchRequest
from webapp.addresses import canonical
from webapp.addresses.parameter import bad_parameter, excerpt
from webapp.addresses.search_address import ApiAddress, SearchAddress

_CURSOR = re.compile(r"([a-z0-9-]{1,64})/([0-9]{1,9})/([0-9a-f]{8})")


def continue_at(address: ApiAddress, generation: str, start: int) -> ApiAddress:
    """The same search from hit `start` on (counted from 0), in the same build of the index."""
    text = f"{generation}/{start}/{_digest(address)}"
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return replace(address.at_page(1), cursor=cursor)


def resolve(address: ApiAddress) -> SearchRequest:
    """The request that an address stands for, once its cursor, if any, has been decoded.

    Raises BadParameters for a cursor that was not made for this search.
    """
    if address.cursor is None:
        return address.request
    match = _CURSOR.fullmatch(_decode(address.cursor))
    if match is None or match[3] != _digest(address):
        raise bad_parameter("cursor", "not_a_cursor", "links.next", excerpt(address.cursor))
    start = int(match[2])
    page = start // address.request.per_page + 1
    return replace(address.request, page=page, start=start, generation=match[1])


def _decode(cursor: str) -> str:
    """The text in a cursor; empty if it is not Base64 of ASCII."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return ""


def _digest(address: SearchAddress) -> str:
    """A hash of everything that decides which releases match, and in which order."""
    usual = SearchRequest()
    search = replace(address.request, page=usual.page, per_page=usual.per_page)
    text = canonical.address(
        "", SearchAddress(search, address.first_length, address.last_length), "page"
    )
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
