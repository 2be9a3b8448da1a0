"""A request whose parameters are taken apart so that none is changed on the way."""

from typing import cast
from urllib.parse import parse_qsl

import flask
from werkzeug.datastructures import MultiDict
from werkzeug.utils import cached_property


class Request(flask.Request):
    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters. Bytes that are no UTF-8 stay apart from text, as lone surrogates: Flask would
        give them as if their escapes had been typed (%FF)."""
        pairs = parse_qsl(
            self.query_string.decode("utf-8", "surrogateescape"),
            keep_blank_values=True,
            errors="surrogateescape",
        )
        return cast(MultiDict[str, str], self.parameter_storage_class(pairs))
