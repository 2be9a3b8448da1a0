"""Errors for programs (RFC 9457): made of values, so that the application and the server below it share them."""

from collections.abc import Sequence

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from webapp import models, texts
from webapp.addresses.parameter import Fault
from webapp.texts import errors
from webapp.texts.errors import Words

MEDIA_TYPE = "application/problem+json"
# Faults of one request that are listed: more than a person mends at once, and an address has room for thousands.
MOST_FAULTS = 20


def language(accept_language: str) -> str:
    """The language of the words, by an `Accept-Language` header."""
    return texts.negotiated(
        None, parse_accept_header(accept_language, LanguageAccept), errors.FALLBACK
    )


def body(
    status: int, words: Words, instance: str, faults: Sequence[Fault] = (), spoken: str = "en"
) -> models.Problem:
    """The object that describes the error; `spoken` is the language of the faults. Of many the first are listed."""
    told = texts.of(spoken)
    left = len(faults) - MOST_FAULTS
    problem: models.Problem = {
        "type": "about:blank",
        "title": words.title,
        "status": status,
        "detail": f"{words.detail} {told.more_faults} {left}" if left > 0 else words.detail,
        "instance": instance,
    }
    found: list[models.Fault] = [
        {
            "parameter": fault.parameter,
            "code": fault.code,
            "detail": f"{told.fault(fault.words)} {fault.expected}".strip(),
        }
        for fault in faults[:MOST_FAULTS]
    ]
    if found:
        problem["errors"] = found
    return problem
