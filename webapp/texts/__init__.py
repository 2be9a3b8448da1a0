"""Every word of the interface, by language, and which language a request is answered in.

structure  what every language says; tables: what is looked up by a code or a count
ar, en, zh the languages; arabic_counts: counted things in the first
errors     errors in words, for those who write programs
"""

from types import MappingProxyType

from werkzeug.datastructures import LanguageAccept

from webapp.texts.ar import ARABIC
from webapp.texts.en import ENGLISH
from webapp.texts.structure import Texts
from webapp.texts.zh import CHINESE

__all__ = ["LANGUAGES", "Texts", "negotiated", "of"]

_TEXTS = MappingProxyType({texts.language: texts for texts in (ARABIC, ENGLISH, CHINESE)})
# The first is the one for whoever asks for none of them.
LANGUAGES = tuple(_TEXTS)


def of(language: str) -> Texts:
    """The texts of one of `LANGUAGES`. Raises KeyError for another."""
    return _TEXTS[language]


def negotiated(chosen: str | None, accepted: LanguageAccept, default: str = LANGUAGES[0]) -> str:
    """One of `LANGUAGES`: the one that the address names (`lang=`), else the best of those that the
    client accepts (`Accept-Language`), else the default."""
    if chosen is not None and chosen in _TEXTS:
        return chosen
    # Not `best_match`, to which a plain `en` with a low quality is more than `zh-Hans` with a high one.
    wanted = (tag.lower().partition("-")[0] for tag, quality in accepted if quality > 0)
    return next((language for language in wanted if language in _TEXTS), default)
