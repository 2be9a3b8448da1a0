"""The JSON API under /api/v1."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, request

from indexer.answers.json_results import generation
from webapp import exports, responses, texts
from webapp.addresses import cursors, hosts, links, parameters, requests
from webapp.addresses.search_address import SearchAddress
from webapp.api import api_results, response_cache
from webapp.errors.rfc9457 import MEDIA_TYPE
from webapp.responses import collection, conditional_response, json_response

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
_MEDIA_TYPES = ("application/json", MEDIA_TYPE)


@blueprint.before_request
def _require_json_accepted() -> None:
    if request.endpoint != f"{blueprint.name}.export":
        _require_accepted(_MEDIA_TYPES)


def _require_accepted(media_types: Sequence[str]) -> None:
    accepted = responses.accepted_media_types()
    if accepted and not accepted.best_match(media_types):
        abort(406)


@blueprint.get("/search")
def search() -> Response:
    """Search; `models.Search` is the shape of the answer."""
    arrival = response_cache.current_arrival()
    response = response_cache.find(arrival) or _search(arrival)
    response.headers["Content-Language"] = arrival.language
    response.vary.add("Accept-Language")
    return response


def _search(arrival: response_cache.Arrival) -> Response:
    address = requests.read_api_search(request.args)
    search_request = cursors.resolve(address)
    if not address.shows_snippets:
        search_request = replace(search_request, snippets=0, marks=address.shows_marked_titles)

    canonical = f"{links.api(address)} {arrival.language}"

    def respond() -> tuple[str, Response]:
        results = responses.run_search(search_request)
        body = api_results.search(address, results, texts.for_language(arrival.language))
        return results.generation.name, response_cache.add(arrival, canonical, results, body)

    return conditional_response(canonical, respond)


@blueprint.get("/releases/<name:release_id>")
def release(release_id: str) -> Response:
    """One release, with the matches of `q` marked."""
    marking = requests.read_marking(request.args)

    def respond() -> tuple[str, Response]:
        marked = collection().release(release_id, marking)
        if marked is None:
            abort(404)
        return marked.generation.name, json_response(api_results.release(marked))

    return conditional_response(links.api_release(release_id, SearchAddress(marking)), respond)


@blueprint.get("/releases/<name:release_id>/similar")
def similar(release_id: str) -> Response:
    """Releases similar to one, with those marked that are the same statement."""
    parameters.read(request.args, "similar")

    def respond() -> tuple[str, Response]:
        similar_releases = collection().similar(release_id)
        if similar_releases is None:
            abort(404)
        return similar_releases.generation.name, json_response(
            api_results.similar(similar_releases)
        )

    return conditional_response(links.similar(release_id), respond)


@blueprint.get("/suggest")
def suggest() -> Response:
    """Completions of the beginning `q` of a query."""
    q = requests.read_query_beginning(request.args)

    def respond() -> tuple[str, Response]:
        completions = collection().complete(q)
        return completions.generation.name, json_response(api_results.completions(completions))

    return conditional_response(links.suggest(q), respond)


@blueprint.get("/export")
def export() -> Response:
    """All that a search finds as one file, which is sent while the index is read."""
    form, search = requests.read_export(request.args)
    _require_accepted((form.media_type.partition(";")[0],))

    def respond() -> tuple[str, Response]:
        return exports.export_response(form, search.request)

    canonical = hosts.base_address() + links.export(search, form.name)
    return conditional_response(canonical, respond)


@blueprint.get("/analyze")
def analyze() -> Response:
    """How each word of a text is analysed."""
    text = requests.read_analyzed_text(request.args)
    return json_response(api_results.tokens(text, collection().analyze(text)))


@blueprint.get("/status")
def status() -> Response:
    """Which generation answers, and whether it is the newest."""
    parameters.read(request.args, "status")
    current = collection().status()
    # The reason for a degraded index names folders: it is for the log and `kashaf status`.
    return json_response(
        {"index": generation(current.generation), "degraded": current.degraded is not None}
    )
