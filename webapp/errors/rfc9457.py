"""Errors for programs (RFC 9457), as plain values that application and server share."""

from collections.abc import Sequence

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from webapp import models, texts
from webapp.addresses.parameter import ParameterFault
from webapp.texts import errors
from webapp.texts.errors import Message

MEDIA_TYPE = "application/problem+json"
# Faults of one request that are listed: an address has room for thousands, more than anyone
# corrects at once.
MOST_FAULTS = 20


def negotiate_language(accept_language: str) -> str:
    """The language of error messages for an `Accept-Language` header."""
    return texts.negotiate(
        None, parse_accept_header(accept_language, LanguageAccept), errors.FALLBACK
    )


def problem(
    status: int,
    message: Message,
    instance: str,
    faults: Sequence[ParameterFault] = (),
    language: str = errors.FALLBACK,
) -> models.Problem:
    """The object that describes an error. Of `faults`, whose messages are in `language`, the first
    `MOST_FAULTS` are listed."""
    words = texts.for_language(language)
    unlisted = len(faults) - MOST_FAULTS
    detail = message.detail
    if unlisted > 0:
        detail = f"{detail} {words.more_faults} {unlisted}"
    described: models.Problem = {
        "type": "about:blank",
        "title": message.title,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    listed: list[models.Fault] = [
        {
            "parameter": fault.parameter,
            "code": fault.code,
            "detail": f"{words.fault(fault.text_code)} {fault.expected}".strip(),
        }
        for fault in faults[:MOST_FAULTS]
    ]
    if listed:
        described["errors"] = listed
    return described
