"""The application factory."""

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, StrictUndefined
from werkzeug.routing import BaseConverter

from indexer import limits
from indexer.arabic.words import LAYERS
from indexer.engines.protocol import SORTS
from indexer.errors import SettingError
from indexer.export import FORMATS
from indexer.query.values import MATCHINGS
from indexer.search import Collection
from indexer.settings import Settings
from webapp import (
    api,
    assets,
    exports,
    pages,
    problems,
    request,
    response_cache,
    responses,
    service,
)
from webapp.addresses import links
from webapp.marks import isolated
from webapp.middleware.compression import compress
from webapp.middleware.guard import guard
from webapp.middleware.metrics import Metrics
from webapp.middleware.observation import Observation
from webapp.middleware.proxies import behind, below
from webapp.middleware.security import SecurityHeaders, preflight
from webapp.views.headline import beginning, undirected

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class Name(BaseConverter):
    """An id or file name to the end of the path, whatever characters it has."""

    regex = "(?s:.+)"
    part_isolating = False


def create_app(settings: Settings, collection: Collection | None = None) -> Flask:
    """The web application over `collection`; without one, over the index that `settings` name.

    A missing index is no error here: searches answer 503 until there is one. Whoever calls closes
    the collection. Raises SettingError for a prefix that is an address of the site's own.
    """
    app = Flask("webapp", static_folder=None)
    app.request_class = request.Request
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions[responses.COLLECTION] = collection or Collection.open(settings)
    app.extensions[responses.EDITION] = assets.edition()
    app.extensions[responses.ASSETS] = assets.load()
    app.extensions[response_cache.COPIES] = response_cache.copies()
    app.extensions[exports.ROOM] = exports.Room(settings.threads)
    app.url_map.merge_slashes = False
    app.url_map.converters["name"] = Name
    _prepare_templates(app)
    app.before_request(guard(settings))
    app.before_request(preflight)
    app.after_request(compress)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(service.blueprint)
    problems.register(app, settings)
    _require_apart(app, settings.prefix)
    _wrap(app, settings)
    return app


def _require_apart(app: Flask, prefix: str) -> None:
    """Addresses come with the prefix and without it: where routes lie below it themselves, no one could tell."""
    routes = app.url_map
    below_it = any(rule.rule.startswith(f"{prefix}/") for rule in routes.iter_rules())
    if prefix and (below_it or routes.bind("").test(prefix)):
        raise SettingError(
            f"prefix: {prefix!r} is an address of the site's own; choose another, such as /press"
        )


def _wrap(app: Flask, settings: Settings) -> None:
    """Put around the application what no answer may miss."""
    routes = sorted({rule.rule for rule in app.url_map.iter_rules()})
    metrics = Metrics(routes, settings.processes)
    app.extensions[responses.METRICS] = metrics
    wrapped: WSGIApplication = SecurityHeaders(app.wsgi_app, settings.cors)
    wrapped = Observation(wrapped, metrics, queries=settings.log == "queries")
    if settings.proxies:
        wrapped = behind(wrapped, settings.proxies)
    if settings.prefix:
        wrapped = below(wrapped, settings.prefix)
    app.wsgi_app = wrapped  # type: ignore[method-assign,assignment] # Flask's own way


def _prepare_templates(app: Flask) -> None:
    """What all templates may use."""
    served: assets.Assets = app.extensions[responses.ASSETS]
    app.jinja_env.undefined = StrictUndefined
    # The mark of the site is a part of each page: one request less, and nothing to wait for.
    logo = DictLoader({"favicon.svg": served.source("favicon.svg").content.decode()})
    app.jinja_env.loader = ChoiceLoader([app.create_global_jinja_loader(), logo])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(beginning=beginning, isolated=isolated, undirected=undirected)
    app.jinja_env.globals.update(
        asset=lambda path: links.at(served.address(path)),
        links=links,
        limits=limits,
        EXPORTS=tuple(FORMATS),
        LAYERS=LAYERS,
        MATCHINGS=MATCHINGS,
        SORTS=SORTS,
    )
