"""BibTeX (UTF-8, as biber and Zotero read it): a ``@misc`` a release."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from indexer.export.lines import one_line
from indexer.releases.release import Release

_NO_KEY = re.compile(r"[^A-Za-z0-9:_-]+")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts the braces of \{ and \}, too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
}
_DIGITS = 8
# As biblatex calls them; other languages are left out, as it refuses what it does not know.
_LANGUAGES = {
    "ar": "arabic",
    "zh": "chinese",
    "en": "english",
    "fr": "french",
    "de": "german",
    "el": "greek",
    "he": "hebrew",
    "it": "italian",
    "ja": "japanese",
    "nl": "dutch",
    "fa": "persian",
    "pt": "portuguese",
    "ru": "russian",
    "es": "spanish",
    "tr": "turkish",
    "uk": "ukrainian",
    "ur": "urdu",
}


def write(releases: Iterable[Release]) -> Iterator[str]:
    for release in releases:
        day = release.day
        fields = (
            ("title", f"{{{_escaped(release.headline)}}}"),
            ("author", f"{{{_escaped(release.agency)}}}" if release.agency else None),
            ("date", day.isoformat() if day else None),
            ("year", f"{day.year:04}" if day else None),
            ("month", str(day.month) if day else None),
            ("address", _escaped(release.place) if release.place else None),
            ("langid", _LANGUAGES.get(release.language.partition("-")[0])),
            ("url", _address(release.url) if release.url else None),
            ("abstract", _escaped(release.body)),
        )
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
        yield f"@misc{{{key(release.id)},\n{lines}}}\n\n"


def key(release_id: str) -> str:
    """The id as a citation key; what a key may not hold is replaced, and a digest keeps it unique."""
    plain = _NO_KEY.sub("-", release_id).strip("-")
    if plain == release_id:
        return plain
    digest = hashlib.sha256(release_id.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{plain}-{digest[:_DIGITS]}".lstrip("-")


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in one_line(text))


def _address(url: str) -> str:
    """An address keeps its signs but for braces, which would end the field."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
