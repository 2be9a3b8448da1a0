"""Addresses of this site, all relative to its host, whatever that was called.

The site may lie below a path of its host (`KASHAF_PREFIX`): `at` alone knows of it. The constants are routes.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from urllib.parse import quote, urlencode

from flask import has_request_context
from flask import request as current

from indexer.results import SearchRequest
from webapp.addresses import canonical, cursors, parameters
from webapp.addresses.parameter import shown
from webapp.addresses.requests import ApiRequest

PAGE, API, FEED, OPENAPI = "/", "/api/v1/search", "/feed.atom", "/openapi.json"
SUGGEST, EXPORT = "/api/v1/suggest", "/api/v1/export"
SUGGESTIONS = "/opensearch/suggestions"


def at(route: str) -> str:
    """The address of a route, with the path in front of it that the site lies below."""
    return f"{current.script_root}{route}" if has_request_context() else route


def without(names: Collection[str]) -> str:
    """The address of a page that was asked for, without some of its parameters, and without what others added."""
    kept = [
        (name, value)
        for name, value in current.args.items(multi=True)
        if shown(name) not in names and not parameters.passed_over(name, "page")
    ]
    query = urlencode(kept, errors="replace")
    return f"{quote(at(current.path), errors='replace')}{'?' if query else ''}{query}"


def search() -> str:
    """The search that an address holds, with what of it can be used, whatever page was asked for."""
    query = urlencode(parameters.usable(current.args), doseq=True)
    return f"{at(PAGE)}{'?' if query else ''}{query}"


def home(address: str) -> bool:
    """Whether an address is that of the search page without a search."""
    return address == at(PAGE)


def page(request: SearchRequest) -> str:
    return canonical.address(at(PAGE), request, "page")


def hit(request: SearchRequest, release_id: str) -> str:
    """The page of results where a release stands among them."""
    return f"{page(request)}#{hit_anchor(release_id)}"


def hit_anchor(release_id: str) -> str:
    """The fragment by which a hit is linked to: as it stands in an address, for a name may hold spaces."""
    return f"hit-{_quoted(release_id)}"


def form_anchor(place: int, form: str) -> str:
    """The same of a spelling of a word at a place of the query."""
    return f"form-{place}-{_quoted(form)}"


def api(request: SearchRequest) -> str:
    return canonical.address(at(API), request, "api")


def api_next(request: ApiRequest, generation: str, start: int) -> str:
    """The same search from hit `start` on, in the same build of the index."""
    return api(cursors.following(request, generation, start))


def feed(request: SearchRequest) -> str:
    """The feed of a search: always newest first, so without its order and its page."""
    return at(feed_route(request))


def feed_route(request: SearchRequest) -> str:
    """The same wherever the site lies."""
    usual = SearchRequest()
    return canonical.address(
        FEED, replace(request, sort=usual.sort, page=usual.page, per_page=usual.per_page), "feed"
    )


def release(release_id: str, request: SearchRequest | None = None) -> str:
    """A release; with a request, with its matches marked and the way back to its page of results.

    The id is encoded to the last character, slashes too: it is a name and no path.
    """
    path = at(release_route(release_id))
    return canonical.address(path, request, "page") if request else path


def releases(request: SearchRequest) -> Callable[[str], str]:
    """`release` for many releases of one request, which is written only once."""
    rest = canonical.address("", request, "page")
    return lambda release_id: release(release_id) + rest


def cite(release_id: str, form: str) -> str:
    """One release as a file for reference managers."""
    return at(f"/cite/{_quoted(release_id)}?format={form}")


def api_release(release_id: str, request: SearchRequest | None = None) -> str:
    path = at(f"/api/v1{release_route(release_id)}")
    return canonical.address(path, request, "release") if request else path


def similar(release_id: str) -> str:
    """The releases that are like one."""
    return f"{api_release(release_id)}/similar"


def export(request: SearchRequest, form: str) -> str:
    """All that a search finds as a file of a format."""
    address = canonical.address(at(EXPORT), replace(request, page=SearchRequest().page), "export")
    return f"{address}{'&' if '?' in address else '?'}format={form}"


def suggest(q: str) -> str:
    """The completions of the beginning of a query."""
    return canonical.address(at(SUGGEST), SearchRequest(q=q), "suggest")


def feed_page(request: SearchRequest, number: int) -> str:
    """A page of a feed."""
    usual = SearchRequest()
    return canonical.address(at(FEED), replace(request, sort=usual.sort, page=number), "feed")


def release_route(release_id: str) -> str:
    """The same wherever the site lies."""
    return f"/releases/{_quoted(release_id)}"


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
