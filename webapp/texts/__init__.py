"""All texts of the interface by language, and which language a request is answered in.

structure  the texts that every language has; tables: those that are looked up by a code or a count
ar, en, zh the languages; arabic_counts: counted nouns in the first
errors     error messages for programmers
marks      text as safe HTML, with matches marked
"""

from types import MappingProxyType

from werkzeug.datastructures import LanguageAccept

from webapp.texts.ar import ARABIC
from webapp.texts.en import ENGLISH
from webapp.texts.structure import Texts
from webapp.texts.zh import CHINESE

__all__ = ["LANGUAGES", "Texts", "for_language", "negotiate"]

_TEXTS = MappingProxyType({texts.language: texts for texts in (ARABIC, ENGLISH, CHINESE)})
# The first is for clients that accept none of them.
LANGUAGES = tuple(_TEXTS)


def for_language(language: str) -> Texts:
    """The texts of one of `LANGUAGES`. Raises KeyError for others."""
    return _TEXTS[language]


def negotiate(chosen: str | None, accepted: LanguageAccept, default: str = LANGUAGES[0]) -> str:
    """One of `LANGUAGES`: the one that the address names (`lang=`), else the best that the client accepts
    (`Accept-Language`), else the default."""
    if chosen is not None and chosen in _TEXTS:
        return chosen
    # `best_match` would prefer `en` of low quality to `zh-Hans` of high quality.
    preferred = (tag.lower().partition("-")[0] for tag, quality in accepted if quality > 0)
    return next((language for language in preferred if language in _TEXTS), default)
