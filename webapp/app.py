"""The application factory."""

from flask import Flask, abort, request
from jinja2 import StrictUndefined
from werkzeug.routing import BaseConverter

from indexer import limits
from indexer.arabic.analyzer import LAYERS
from indexer.engines.protocol import SORTS
from indexer.query.values import MATCHINGS
from indexer.search import Collection
from indexer.settings import Settings
from webapp import answers, api, assets, links, pages, problems, service
from webapp.security import SecurityHeaders

# Requests have no content; a little is passed over, as some clients send an empty form.
LONGEST_BODY = 16_384
# Below the server's own bound on a whole request head, so that the reader gets a designed page.
LONGEST_ADDRESS = 7_000


class Name(BaseConverter):
    """An id or file name to the end of the path, whatever characters it has."""

    regex = "(?s:.+)"
    part_isolating = False


def create_app(settings: Settings, collection: Collection | None = None) -> Flask:
    """The web application over `collection`; without one, over the index that `settings` name.

    A missing index is no error here: searches answer 503 until there is one. Whoever calls closes
    the collection.
    """
    app = Flask("webapp", static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions[answers.COLLECTION] = collection or Collection.open(settings)
    app.extensions[answers.EDITION] = assets.edition()
    app.extensions[answers.ASSETS] = assets.load()
    app.url_map.merge_slashes = False
    app.url_map.converters["name"] = Name
    _prepare_templates(app)
    app.before_request(_bound)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(service.blueprint)
    problems.register(app)
    app.wsgi_app = SecurityHeaders(app.wsgi_app)  # type: ignore[method-assign] # Flask's own way
    return app


def _prepare_templates(app: Flask) -> None:
    """What all templates may use."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    served: assets.Assets = app.extensions[answers.ASSETS]
    app.jinja_env.globals.update(
        asset=served.address,
        links=links,
        limits=limits,
        LAYERS=LAYERS,
        MATCHINGS=MATCHINGS,
        SORTS=SORTS,
    )


def _bound() -> None:
    if len(request.query_string) + len(request.path) > LONGEST_ADDRESS:
        abort(414)
    if (request.content_length or 0) > LONGEST_BODY:
        abort(413)
