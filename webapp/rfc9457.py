"""Errors for programs (RFC 9457): made of values, so that the application and the server below it share them."""

from collections.abc import Iterable

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from webapp import models, texts
from webapp.addresses.parameter import Fault
from webapp.texts import errors
from webapp.texts.errors import Words

MEDIA_TYPE = "application/problem+json"


def language(accept_language: str) -> str:
    """The language of the words, by an `Accept-Language` header."""
    return texts.negotiated(
        None, parse_accept_header(accept_language, LanguageAccept), errors.FALLBACK
    )


def body(
    status: int, words: Words, instance: str, faults: Iterable[Fault] = (), spoken: str = "en"
) -> models.Problem:
    """The object that describes the error; `spoken` is the language of the faults."""
    problem: models.Problem = {
        "type": "about:blank",
        "title": words.title,
        "status": status,
        "detail": words.detail,
        "instance": instance,
    }
    told = texts.of(spoken)
    found: list[models.Fault] = [
        {
            "parameter": fault.parameter,
            "code": fault.code,
            "detail": f"{told.fault(fault.words)} {fault.expected}".strip(),
        }
        for fault in faults
    ]
    if found:
        problem["errors"] = found
    return problem
