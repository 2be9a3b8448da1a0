"""Which kinds of answers a client accepts."""

from flask import request
from werkzeug.datastructures import MIMEAccept


def kinds() -> MIMEAccept:
    """The media types that the client of the current request accepts, without their parameters: none
    of them changes an answer here, as every text is in UTF-8."""
    sent = request.accept_mimetypes
    return MIMEAccept([(kind.partition(";")[0].strip(), quality) for kind, quality in sent])
