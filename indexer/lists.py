"""The analyzer that the settings ask for: the shipped lists and the user's own.

``protected`` is a file of names, one a line, that are not taken apart; ``synonyms`` a file of names
with their other spellings, separated by commas, the one that stands for all first. What follows a #
is a remark.
"""

from pathlib import Path

from indexer.arabic import names
from indexer.arabic.analyzer import Analyzer, standard
from indexer.errors import SettingError
from indexer.settings import Settings


def analyzer(settings: Settings) -> Analyzer:
    """Raises SettingError for a list that cannot be read."""
    if settings.protected is None and settings.synonyms is None:
        return standard()
    known = names.shipped()
    if settings.protected is not None:
        known = names.merged(known, names.protected(_text(settings.protected, "protected")))
    if settings.synonyms is not None:
        known = names.merged(known, names.groups(_text(settings.synonyms, "synonyms")))
    return Analyzer(known)


def _text(path: Path, setting: str) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{setting}: {path} cannot be read as UTF-8 text: {error}") from error
