"""Links to everything on this site, all relative to its host.

The site may lie below a path of its host (`KASHAF_PREFIX`), which only `from_root` knows. The
constants are routes, without that path.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from urllib.parse import quote, urlencode

from flask import has_request_context
from flask import request as current

from indexer.answers.results import SearchRequest
from webapp.addresses import canonical, cursors, parameters
from webapp.addresses.parameter import excerpt
from webapp.addresses.search_address import ApiAddress, SearchAddress

PAGE, API, FEED, OPENAPI = "/", "/api/v1/search", "/feed.atom", "/openapi.json"
SUGGEST, EXPORT = "/api/v1/suggest", "/api/v1/export"
DESCRIPTION, SUGGESTIONS = "/opensearch.xml", "/opensearch/suggestions"
HELP, API_HELP, ABOUT = "/help", "/help/api", "/about"


def from_root(route: str) -> str:
    """The address of a route, with the path before it that the site lies below."""
    return f"{current.script_root}{route}" if has_request_context() else route


def without_parameters(names: Collection[str]) -> str:
    """The address of the current request without some parameters and all foreign ones."""
    pairs = [
        (name, value)
        for name, value in current.args.items(multi=True)
        if excerpt(name) not in names and not parameters.is_ignored(name, "page")
    ]
    query = urlencode(pairs, errors="replace")
    return f"{quote(from_root(current.path), errors='replace')}{'?' if query else ''}{query}"


def usable_search() -> str:
    """The search page with every usable parameter of the current request, whatever its path."""
    query = urlencode(parameters.usable(current.args), doseq=True)
    return f"{from_root(PAGE)}{'?' if query else ''}{query}"


def is_home(address: str) -> bool:
    """Whether an address is that of the search page without a search."""
    return address == from_root(PAGE)


def page(search: SearchAddress) -> str:
    return canonical.address(from_root(PAGE), search, "page")


def hit(search: SearchAddress, release_id: str) -> str:
    """The page of results, at the hit for a release."""
    return f"{page(search)}#{hit_anchor(release_id)}"


def hit_anchor(release_id: str) -> str:
    """The id of a hit in the page; percent-encoded, as an id of a release may have spaces."""
    return f"hit-{_encode(release_id)}"


def form_anchor(position: int, form: str) -> str:
    """The id of a spelling of the query's word at `position`."""
    return f"form-{position}-{_encode(form)}"


def api(search: SearchAddress) -> str:
    return canonical.address(from_root(API), search, "api")


def api_next(search: ApiAddress, generation: str, start: int) -> str:
    """The same search from hit `start` on, in the same build of the index."""
    return api(cursors.continue_at(search, generation, start))


def feed(search: SearchAddress) -> str:
    """The feed of a search; always newest first, so without its order and its page."""
    return from_root(feed_route(search))


def feed_route(search: SearchAddress) -> str:
    """`feed` without the path that the site lies below."""
    usual = SearchRequest()
    request = replace(search.request, sort=usual.sort, page=usual.page, per_page=usual.per_page)
    return canonical.address(FEED, search.with_request(request), "feed")


def feed_page(search: SearchAddress, number: int) -> str:
    """A page of a feed."""
    request = replace(search.request, sort=SearchRequest().sort, page=number)
    return canonical.address(from_root(FEED), search.with_request(request), "feed")


def release(release_id: str, search: SearchAddress | None = None) -> str:
    """A release; with a search, its matches are marked and a link leads back to the results."""
    path = from_root(release_route(release_id))
    return canonical.address(path, search, "page") if search else path


def release_route(release_id: str) -> str:
    """`release` without the path that the site lies below.

    All characters of the id are encoded, slashes too: it is a name, not a path.
    """
    return f"/releases/{_encode(release_id)}"


def releases(search: SearchAddress) -> Callable[[str], str]:
    """`release` for many releases of one search, which is formatted only once."""
    query = canonical.address("", search, "page")
    return lambda release_id: release(release_id) + query


def cite(release_id: str, form: str) -> str:
    """One release as a file for reference managers."""
    return from_root(f"/cite/{_encode(release_id)}?format={form}")


def api_release(release_id: str, search: SearchAddress | None = None) -> str:
    path = from_root(f"/api/v1{release_route(release_id)}")
    return canonical.address(path, search, "release") if search else path


def similar(release_id: str) -> str:
    """Releases similar to one, in the API."""
    return f"{api_release(release_id)}/similar"


def export(search: SearchAddress, form: str) -> str:
    """All that a search finds as a file in format `form`."""
    first_page = search.with_request(replace(search.request, page=SearchRequest().page))
    address = canonical.address(from_root(EXPORT), first_page, "export")
    return f"{address}{'&' if '?' in address else '?'}format={form}"


def suggest(q: str) -> str:
    """Completions of the beginning of a query."""
    return canonical.address(from_root(SUGGEST), SearchAddress(SearchRequest(q=q)), "suggest")


def _encode(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
