"""The pages for readers."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Response, abort, current_app, request

from indexer.export import FORMATS
from indexer.results import SearchResults
from webapp import exports, feed, opensearch_description, present, responses
from webapp.addresses import canonical, hosts, links, parameters
from webapp.addresses.forms import Form
from webapp.assets import Assets
from webapp.paging import Paging, require_shown
from webapp.responses import ASSETS, collection, fresh, html_answer, json_answer, standing
from webapp.site import Site
from webapp.views import filters, hits, reading
from webapp.views.release import reference
from webapp.views.release import release as release_view
from webapp.views.release import similar as similar_views

blueprint = Blueprint("pages", __name__)
# What reference managers read.
_CITATIONS = tuple(FORMATS[name] for name in parameters.CITATIONS)
_FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
def search() -> Response:
    """The search page; with an empty box, the newest releases."""
    site = Site.current()
    asked = parameters.search_request(request.args, "page")

    def answer() -> tuple[str, Response]:
        results = responses.search(replace(asked, guided=bool(asked.q.strip())))
        require_shown(results)
        return results.generation.name, _search_page(results, site)

    return _fresh(links.page(asked), site, answer)


def _fresh(address: str, site: Site, answer: Callable[[], tuple[str, Response]]) -> Response:
    """An answer that depends on the language as well as on the address."""
    return site.label(fresh(site.key(address), answer))


def _search_page(results: SearchResults, site: Site) -> Response:
    asked, paging = results.request, Paging.of(results)
    chips = filters.chips(asked, site)
    nothing = reading.nothing_to_search(results)
    newest = (nothing or not asked.q.strip()) and not chips
    titles = [hit.release.title for hit in results.hits] if newest else []
    return html_answer(
        "search.html",
        results=results,
        asked=asked,
        newest=newest,
        nothing_to_search=nothing,
        warnings=reading.warnings(results, site),
        hits=hits.hits(results.hits, asked, site, results.repeats),
        facets=filters.facets(results, site),
        form=Form.of(asked),
        modes=reading.modes(results, site),
        words=reading.words(results, site),
        sorts=filters.sorts(results, site),
        chips=chips,
        clear=filters.without_filters(asked, site),
        suggestions=[reading.suggestion(each, asked.q, site) for each in results.suggestions],
        examples=collection().examples(titles),
        paging=paging,
        page_address=lambda page: site.page(replace(asked, page=page)),
    )


@blueprint.get("/releases/<name:release_id>")
def release(release_id: str) -> Response:
    """One release, to read; its address holds the search that led to it."""
    site = Site.current()
    asked = parameters.search_request(request.args, "page")
    searched = not links.home(links.page(asked))

    def answer() -> tuple[str, Response]:
        found = collection().release(release_id, asked)
        if found is None:
            abort(404)
        page = html_answer(
            "release.html",
            shown=release_view(found),
            reference=reference(found.release, site.texts),
            canonical=links.release(release_id),
            permalink=site.link(links.release(release_id)),
            citations=[(form.name, links.cite(release_id, form.name)) for form in _CITATIONS],
            similar=similar_views(collection().similar(release_id), site),
            asked=asked,
            back=site.link(links.hit(asked, release_id)) if searched else "",
        )
        return found.generation.name, page

    return _fresh(links.release(release_id, asked), site, answer)


@blueprint.get("/cite/<name:release_id>")
def cite(release_id: str) -> Response:
    """One release as a file for a reference manager."""
    form = FORMATS[parameters.citation(request.args)]
    found = collection().release(release_id)
    if found is None:
        abort(404)
    text = "".join(form.write(exports.findable([found.release])))
    answer = Response(text.encode("utf-8", "replace"), content_type=form.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="release{form.ending}"'
    return answer


@blueprint.get("/feed.atom")
def atom() -> Response:
    """An Atom feed of any search, newest first."""
    site = Site.current()
    asked = parameters.search_request(request.args, "feed")
    newest = replace(asked, sort="-published", facets=False)
    base = hosts.asked()

    def answer() -> tuple[str, Response]:
        results = responses.search(newest)
        require_shown(results)
        body = feed.atom(results, site, base)
        return results.generation.name, Response(body, content_type="application/atom+xml")

    return _fresh(base + canonical.address(links.at(links.FEED), asked, "feed"), site, answer)


@blueprint.get("/opensearch.xml")
def search_description() -> Response:
    """How a browser's address bar searches here."""
    parameters.read(request.args, "prose")
    site = Site.current()
    base = hosts.asked()
    if not base:
        abort(400)
    text = opensearch_description.description(base, site)
    answer = site.label(Response(text, content_type=opensearch_description.KIND))
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


@blueprint.get(links.SUGGESTIONS)
def suggestions() -> Response:
    """Completions as browsers want them for their address bars."""
    found = collection().complete(parameters.beginning(request.args))
    return json_answer(present.opensearch_completions(found), kind="application/x-suggestions+json")


@blueprint.get("/help", strict_slashes=False)
def help_page() -> Response:
    """How searching works."""
    return _prose("help")


@blueprint.get("/about", strict_slashes=False)
def about() -> Response:
    """What this is."""
    return _prose("about")


def _prose(name: str) -> Response:
    parameters.read(request.args, "prose")
    site = Site.current()
    template = f"{site.texts.language}/{name}.html"
    return site.label(standing(site.key(links.at(f"/{name}")), lambda: html_answer(template)))


@blueprint.get("/static/<name:name>")
def static(name: str) -> Response:
    """A static file under the name that carries its hash."""
    assets: Assets = current_app.extensions[ASSETS]
    asset = assets.served(name)
    if asset is None:
        abort(404)
    answer = Response(asset.content, content_type=asset.kind)
    answer.headers["Cache-Control"] = _FOR_EVER
    return answer


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """For browsers that ask without having read the page, as they do beside JSON."""
    assets: Assets = current_app.extensions[ASSETS]
    asset = assets.source("favicon.svg")
    answer = Response(asset.content, content_type=asset.kind)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
