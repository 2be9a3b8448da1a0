"""The language of a text of a release, which need not be that of the page around it."""

import re

from babel import Locale, UnknownLocaleError

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def direction(language: str) -> str:
    """The `dir` of a text in this language; `auto` where the language says nothing."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


def language_tag(language: str) -> str:
    """The language as a `lang` attribute may hold it; empty (unknown) when it is no tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""
