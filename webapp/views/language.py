"""Language and direction of texts of a release, which may differ from those of the page."""

import re

from babel import Locale, UnknownLocaleError

# Runs of letters by direction, about a word each. A Chinese character is a run of its own, as it
# means about as much as a word.
_RTL_RUN = re.compile("[\u05d0-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_LTR_RUN = re.compile("[\u3040-\u9fff]|[A-Za-z\u00c0-\u058f\u0900-\u1fff\uac00-\ud7a3]+")
# Weight of the words in the direction that a paragraph begins in.
_BEGINNING_WEIGHT = 4
# Characters of a paragraph that are examined: a text without breaks may be a book.
_EXAMINED = 4_000
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def language_direction(language: str) -> str:
    """The `dir` of a text in a language; `auto` if the language is unknown."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


def paragraph_direction(text: str, around: str) -> str:
    """The `dir` of a paragraph that runs against the text around it; empty if it needs none.

    Most of its words decide. The first letter alone would not do, as Arabic sentences may begin
    with F-35; but a paragraph that begins in the direction around it keeps that unless nearly all
    of its words run the other way.
    """
    text = text[:_EXAMINED]
    usual, other = (_RTL_RUN, _LTR_RUN) if around == "rtl" else (_LTR_RUN, _RTL_RUN)
    first = other.search(text)
    if around == "auto" or not first:
        return ""
    usual_weight, other_weight = len(usual.findall(text)), len(other.findall(text))
    if usual.search(text, 0, first.start()):
        usual_weight *= _BEGINNING_WEIGHT
    opposite = "ltr" if around == "rtl" else "rtl"
    return opposite if other_weight > usual_weight else ""


def language_tag(language: str) -> str:
    """The language for a `lang` attribute; empty (unknown) if it is no language tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""
