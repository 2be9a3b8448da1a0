"""The language of a text of a release, which need not be that of the page around it."""

import re

from babel import Locale, UnknownLocaleError

# Runs of letters by the way they are written. A Chinese sign is a run of its own, as it says about as much
# as a word.
_LEFTWARDS = re.compile("[\u05d0-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_RIGHTWARDS = re.compile("[\u3040-\u9fff]|[A-Za-z\u00c0-\u058f\u0900-\u1fff\uac00-\ud7a3]+")
# So many times as much do the words of a language tell in a paragraph that begins in it.
_BEGUN = 4
# Characters of a paragraph that tell its direction: a text without breaks may be a book, and few paragraphs are longer.
_TELLING = 4_000
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def direction(language: str) -> str:
    """The `dir` of a text in this language; `auto` where the language says nothing."""
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


def own_direction(text: str, around: str) -> str:
    """The `dir` of a paragraph that is written the other way than the text around it; empty where it needs none.

    Most of its words are. Its first letter alone tells little, as Arabic sentences begin with F-35, too; but one that
    begins as the text around it is of that, unless it has hardly another word of it.
    """
    text = text[:_TELLING]
    usual, other = (_LEFTWARDS, _RIGHTWARDS) if around == "rtl" else (_RIGHTWARDS, _LEFTWARDS)
    first = other.search(text)
    if around == "auto" or not first:
        return ""
    of_it, of_other = len(usual.findall(text)), len(other.findall(text))
    if usual.search(text, 0, first.start()):
        of_it *= _BEGUN
    return ("ltr" if around == "rtl" else "rtl") if of_other > of_it else ""


def language_tag(language: str) -> str:
    """The language as a `lang` attribute may hold it; empty (unknown) when it is no tag."""
    return language if _LANGUAGE_TAG.fullmatch(language) else ""
