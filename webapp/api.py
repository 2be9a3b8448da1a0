"""The JSON API under /api/v1."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, request

from indexer.present import generation
from webapp import exports, present, response_cache, responses, texts
from webapp.addresses import cursors, hosts, links, parameters
from webapp.responses import collection, fresh, json_answer
from webapp.rfc9457 import MEDIA_TYPE

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
_MEDIA_TYPES = ("application/json", MEDIA_TYPE)


@blueprint.before_request
def _acceptable() -> None:
    if request.endpoint != f"{blueprint.name}.export":
        _require_acceptable(_MEDIA_TYPES)


def _require_acceptable(kinds: Sequence[str]) -> None:
    sent = responses.accepted_kinds()
    if sent and not sent.best_match(kinds):
        abort(406)


@blueprint.get("/search")
def search() -> Response:
    """Search; `models.Search` is the shape of the answer."""
    arrival = response_cache.arrival()
    answer = response_cache.held(arrival) or _search(arrival)
    answer.headers["Content-Language"] = arrival.language
    answer.vary.add("Accept-Language")
    return answer


def _search(arrival: response_cache.Arrival) -> Response:
    asked = parameters.api_request(request.args)
    wanted = cursors.followed(asked)
    if not asked.shows_snippets:
        wanted = replace(wanted, snippets=0, marks=asked.shows_marked_titles)

    canonical = f"{links.api(asked)} {arrival.language}"

    def answer() -> tuple[str, Response]:
        results = responses.search(wanted)
        body = present.search(asked, results, texts.of(arrival.language))
        return results.generation.name, response_cache.given(arrival, canonical, results, body)

    return fresh(canonical, answer)


@blueprint.get("/releases/<name:release_id>")
def release(release_id: str) -> Response:
    """One release with the matches of `q` in it."""
    asked = parameters.marking(request.args)

    def answer() -> tuple[str, Response]:
        found = collection().release(release_id, asked)
        if found is None:
            abort(404)
        return found.generation.name, json_answer(present.release(found))

    return fresh(links.api_release(release_id, asked), answer)


@blueprint.get("/releases/<name:release_id>/similar")
def similar(release_id: str) -> Response:
    """Releases like one; those that are the same statement are marked."""
    parameters.read(request.args, "similar")

    def answer() -> tuple[str, Response]:
        found = collection().similar(release_id)
        if found is None:
            abort(404)
        return found.generation.name, json_answer(present.similar(found))

    return fresh(links.similar(release_id), answer)


@blueprint.get("/suggest")
def suggest() -> Response:
    """What a reader who has typed `q` may be about to type."""
    q = parameters.beginning(request.args)

    def answer() -> tuple[str, Response]:
        found = collection().complete(q)
        return found.generation.name, json_answer(present.completions(found))

    return fresh(links.suggest(q), answer)


@blueprint.get("/export")
def export() -> Response:
    """All that a search finds as one file, sent while it is read."""
    chosen, asked = parameters.export_request(request.args)
    _require_acceptable((chosen.media_type.partition(";")[0],))

    def answer() -> tuple[str, Response]:
        return exports.exported(chosen, asked)

    return fresh(hosts.asked() + links.export(asked, chosen.name), answer)


@blueprint.get("/analyze")
def analyze() -> Response:
    """How each word of a text is read."""
    text = parameters.analyzed_text(request.args)
    return json_answer(present.tokens(text, collection().analyze(text)))


@blueprint.get("/status")
def status() -> Response:
    """Which generation answers, and whether it is the newest."""
    parameters.read(request.args, "status")
    current = collection().status()
    # Why it is degraded names folders: that is for the log and for `kashaf status`.
    return json_answer(
        {"index": generation(current.generation), "degraded": current.degraded is not None}
    )
