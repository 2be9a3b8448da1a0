"""The language of a text of a release, which need not be that of the page around it."""

import re

from babel import Locale, UnknownLocaleError

# Runs of letters by the way they are written. A Chinese sign is a run of its own, as it says about as much
# as a word.
_LEFTWARDS = re.compile("[\u05d0-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_RIGHTWARDS = re.compile("[\u3040-\u9fff]|[A-Za-z\u00c0-\u058f\u0900-\u1fff\uac00-\ud7a3]+")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def direction(language: str) -> str:
    """The `dir` of a text in this language; `auto` where the language says nothing."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


def own_direction(text: str, around: str) -> str:
    """The `dir` of a paragraph most of whose words are written the other way than the text around it;
    empty where it needs none. Its first letter tells little: Arabic sentences begin with F-35, too."""
    other = _RIGHTWARDS if around == "rtl" else _LEFTWARDS
    if around == "auto" or not other.search(text):
        return ""
    leftwards, rightwards = (len(way.findall(text)) for way in (_LEFTWARDS, _RIGHTWARDS))
    if leftwards == rightwards:
        return ""
    way = "rtl" if leftwards > rightwards else "ltr"
    return "" if way == around else way


def language_tag(language: str) -> str:
    """The language as a `lang` attribute may hold it; empty (unknown) when it is no tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""
