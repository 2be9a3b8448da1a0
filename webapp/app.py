"""The application factory."""

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, StrictUndefined
from werkzeug.routing import BaseConverter

from indexer import limits
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import SORTS
from indexer.errors import SettingError
from indexer.export import FORMATS
from indexer.query.matching import MATCHINGS
from indexer.search import Collection, Searchable
from indexer.settings import Settings
from webapp import exports, request, responses, service
from webapp.addresses import links
from webapp.addresses.forms import VISIBLE_DEFAULTS
from webapp.api import response_cache
from webapp.api import routes as api
from webapp.errors import problems
from webapp.middleware.compression import compress
from webapp.middleware.guard import make_guard
from webapp.middleware.metrics import METRICS, Metrics
from webapp.middleware.observation import Observation
from webapp.middleware.proxies import mount_below, trust_proxies
from webapp.middleware.security import SecurityHeaders, answer_preflight
from webapp.pages import assets
from webapp.pages import routes as pages
from webapp.texts.marks import isolate
from webapp.views.headline import shorten, strip_direction_marks

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class NameConverter(BaseConverter):
    """An id or file name: the rest of the path, whatever characters it has."""

    regex = "(?s:.+)"
    part_isolating = False


def create_app(settings: Settings, collection: Searchable | None = None) -> Flask:
    """The web application over `collection`; without one, over the index that `settings` name.

    A missing index is no error here: searches are answered with 503 until there is one. The caller
    closes the collection. Raises SettingError for a prefix that is an address of the site itself.
    """
    app = Flask("webapp", static_folder=None)
    app.request_class = request.Request
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    responses.COLLECTION.set(app, collection or Collection.open(settings))
    responses.EDITION.set(app, responses.edition())
    assets.ASSETS.set(app, assets.load())
    response_cache.CACHE.set(app, response_cache.new_cache())
    exports.SLOTS.set(app, exports.ExportSlots(settings.threads))
    app.url_map.merge_slashes = False
    app.url_map.converters["name"] = NameConverter
    _prepare_templates(app)
    app.before_request(make_guard(settings))
    app.before_request(answer_preflight)
    app.after_request(compress)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(service.blueprint)
    problems.register(app, settings)
    _require_free_prefix(app, settings.prefix)
    _wrap(app, settings)
    return app


def _require_free_prefix(app: Flask, prefix: str) -> None:
    """Requests may come without the prefix: routes of the site below it would be ambiguous."""
    routes = app.url_map
    is_taken = any(rule.rule.startswith(f"{prefix}/") for rule in routes.iter_rules())
    if prefix and (is_taken or routes.bind("").test(prefix)):
        raise SettingError(
            f"prefix: {prefix!r} is an address of the site's own; choose another, such as /press"
        )


def _wrap(app: Flask, settings: Settings) -> None:
    """Add the middleware that must see every response, also those of the framework."""
    routes = sorted({rule.rule for rule in app.url_map.iter_rules()})
    metrics = Metrics(routes, settings.processes)
    METRICS.set(app, metrics)
    wrapped: WSGIApplication = SecurityHeaders(app.wsgi_app, settings.cors)
    wrapped = Observation(wrapped, metrics, queries=settings.log == "queries")
    if settings.proxies:
        wrapped = trust_proxies(wrapped, settings.proxies)
    if settings.prefix:
        wrapped = mount_below(wrapped, settings.prefix)
    app.wsgi_app = wrapped  # type: ignore[method-assign,assignment] # Flask's own way


def _prepare_templates(app: Flask) -> None:
    """Set what all templates use: strict variables, filters and globals."""
    static_files = assets.ASSETS.get(app)
    app.jinja_env.undefined = StrictUndefined
    # The logo is inlined in each page, which saves a request.
    favicon = static_files.by_path("favicon.svg").content.decode()
    logo = DictLoader({"favicon.svg": favicon})
    app.jinja_env.loader = ChoiceLoader([app.create_global_jinja_loader(), logo])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        shorten=shorten, isolate=isolate, strip_direction_marks=strip_direction_marks
    )
    app.jinja_env.globals.update(
        asset=lambda path: links.from_root(static_files.address(path)),
        links=links,
        limits=limits,
        form_defaults=VISIBLE_DEFAULTS,
        date_characters=DATE_CHARACTERS,
        EXPORTS=tuple(FORMATS),
        LAYERS=LAYERS,
        MATCHINGS=MATCHINGS,
        SORTS=SORTS,
    )
