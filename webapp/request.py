"""The request class of the application: query strings are parsed without loss."""

from typing import cast
from urllib.parse import parse_qsl

import flask
from werkzeug.datastructures import MultiDict
from werkzeug.utils import cached_property


class Request(flask.Request):
    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters. Bytes that are not UTF-8 become lone surrogates; Flask would turn them
        into their percent-encoding, as if that had been typed (%FF)."""
        pairs = parse_qsl(
            self.query_string.decode("utf-8", "surrogateescape"),
            keep_blank_values=True,
            errors="surrogateescape",
        )
        return cast(MultiDict[str, str], self.parameter_storage_class(pairs))
