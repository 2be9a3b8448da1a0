"""The pages for readers, the feed, and the files that they refer to."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Response, abort, request

from indexer.answers.results import SearchResults
from indexer.export import FORMATS
from webapp import exports, responses
from webapp.addresses import canonical, hosts, links, parameters, requests, table
from webapp.addresses.forms import Form
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.api import api_results
from webapp.pages import feed, opensearch_description
from webapp.pages.assets import ASSETS, Asset
from webapp.paging import Paging, require_reachable
from webapp.responses import (
    collection,
    conditional_response,
    conditional_static_response,
    html_response,
    json_response,
)
from webapp.views import citation, filters, hits, reading
from webapp.views import release as release_views

blueprint = Blueprint("pages", __name__)
# Formats that reference managers read.
_CITATIONS = tuple(FORMATS[name] for name in table.CITATIONS)
_FOREVER = "public, max-age=31536000, immutable"


@blueprint.get(links.PAGE)
def search() -> Response:
    """The search page; with an empty query, the newest releases."""
    site = Site.for_request()
    address = requests.read_search(request.args, "page")

    def respond() -> tuple[str, Response]:
        guided = replace(address.request, guided=bool(address.request.q.strip()))
        results = responses.run_search(guided)
        require_reachable(results)
        return results.generation.name, _search_page(results, address, site)

    return _conditional_response(links.page(address), site, respond)


def _conditional_response(
    address: str, site: Site, respond: Callable[[], tuple[str, Response]]
) -> Response:
    """`conditional_response` for what depends on the language, too."""
    return site.add_language_headers(conditional_response(site.cache_key(address), respond))


def _search_page(results: SearchResults, address: SearchAddress, site: Site) -> Response:
    search_request = address.request
    chips = filters.chips(address, site)
    nothing = reading.has_nothing_to_search(results)
    newest = (nothing or not search_request.q.strip()) and not chips
    titles = [hit.release.title for hit in results.hits] if newest else []
    return html_response(
        "search.html",
        results=results,
        search_request=search_request,
        address=address,
        newest=newest,
        nothing_to_search=nothing,
        warnings=reading.warnings(results, site),
        hits=hits.hit_views(hits.ordered_hits(results), address, site, results.repeats),
        facets=filters.facet_views(results, address, site),
        undated=filters.undated_link(results, address, site),
        form=Form.from_search(address),
        modes=reading.mode_links(results, address, site),
        words=reading.word_views(results, address, site),
        sorts=filters.sort_links(results, address, site),
        chips=chips,
        clear=filters.clearing_link(address, site),
        suggestions=[reading.suggestion_view(each, address, site) for each in results.suggestions],
        examples=collection().examples(titles),
        paging=Paging.from_results(results),
        page_address=lambda page: site.search_page(address.at_page(page)),
    )


@blueprint.get("/releases/<name:release_id>")
def release(release_id: str) -> Response:
    """One release, to read; its address holds the search that led to it."""
    site = Site.for_request()
    address = requests.read_search(request.args, "page")
    has_search = not links.is_home(links.page(address))

    def respond() -> tuple[str, Response]:
        marked = collection().release(release_id, address.request)
        if marked is None:
            abort(404)
        here = links.release(release_id)
        page = html_response(
            "release.html",
            shown=release_views.release_view(marked),
            reference=citation.reference(marked.release, site.texts),
            canonical=here,
            permalink=site.localize(here),
            citations=[(form.name, links.cite(release_id, form.name)) for form in _CITATIONS],
            similar=release_views.similar_views(collection().similar(release_id), site),
            search_request=address.request,
            back=site.localize(links.hit(address, release_id)) if has_search else "",
        )
        return marked.generation.name, page

    return _conditional_response(links.release(release_id, address), site, respond)


@blueprint.get("/cite/<name:release_id>")
def cite(release_id: str) -> Response:
    """One release as a file for a reference manager."""
    form = FORMATS[requests.read_citation_format(request.args)]
    marked = collection().release(release_id)
    if marked is None:
        abort(404)
    text = "".join(form.write(exports.with_addresses([marked.release])))
    response = Response(text.encode("utf-8", "replace"), content_type=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="release{form.ending}"'
    return response


@blueprint.get(links.FEED)
def atom() -> Response:
    """The Atom feed of any search, newest first."""
    site = Site.for_request()
    address = requests.read_search(request.args, "feed")
    newest_first = replace(address.request, sort="-published", facets=False)
    base = hosts.base_address()

    def respond() -> tuple[str, Response]:
        results = responses.run_search(newest_first)
        require_reachable(results)
        body = feed.atom(results, address, site, base)
        return results.generation.name, Response(body, content_type="application/atom+xml")

    relative = canonical.address(links.from_root(links.FEED), address, "feed")
    return _conditional_response(base + relative, site, respond)


@blueprint.get(links.DESCRIPTION)
def search_description() -> Response:
    """The description by which a browser offers this site in its address bar."""
    parameters.read(request.args, "prose")
    site = Site.for_request()
    base = hosts.base_address()
    if not base:
        abort(400)
    text = opensearch_description.description(base, site)
    response = Response(text, content_type=opensearch_description.MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, max-age=86400"
    return site.add_language_headers(response)


@blueprint.get(links.SUGGESTIONS)
def suggestions() -> Response:
    """Completions in the format of browsers' address bars."""
    completions = collection().complete(requests.read_query_beginning(request.args))
    body = api_results.opensearch_completions(completions)
    return json_response(body, media_type="application/x-suggestions+json")


@blueprint.get(links.HELP, strict_slashes=False)
def help_page() -> Response:
    """How to search."""
    return _prose_page("help")


@blueprint.get(links.ABOUT, strict_slashes=False)
def about() -> Response:
    """What this site is."""
    return _prose_page("about")


def _prose_page(name: str) -> Response:
    parameters.read(request.args, "prose")
    site = Site.for_request()
    template = f"{site.texts.language}/{name}.html"
    key = site.cache_key(links.from_root(f"/{name}"))
    response = conditional_static_response(key, lambda: html_response(template))
    return site.add_language_headers(response)


@blueprint.get("/static/<name:name>")
def static(name: str) -> Response:
    """A static file, by the name that carries its hash."""
    asset = ASSETS.get().by_served_name(name)
    if asset is None:
        abort(404)
    return _asset_response(asset, _FOREVER)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """For browsers that ask without having read a page, as they do for JSON."""
    return _asset_response(ASSETS.get().by_path("favicon.svg"), "public, max-age=86400")


def _asset_response(asset: Asset, cache_control: str) -> Response:
    response = Response(asset.content, content_type=asset.media_type)
    response.headers["Cache-Control"] = cache_control
    return response
