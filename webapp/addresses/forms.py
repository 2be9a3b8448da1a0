"""The search form, filled in from a search, or from an address that could not be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from indexer.answers.results import SearchRequest
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.limits import QUERY_CHARACTERS
from webapp.addresses import canonical, parameter, parameters
from webapp.addresses.search_address import SearchAddress

_DEFAULTS = canonical.parameter_texts(SearchAddress(), "page")
# Fields that the reader sees and fills in; all others become hidden inputs.
_VISIBLE = ("q", "mode", "match", "sort", "from", "to")
# The texts of the visible fields where nothing else was chosen.
VISIBLE_DEFAULTS = {name: next(iter(_DEFAULTS[name]), "") for name in _VISIBLE}
# The page belongs to the previous search, not to the next one; the language to the interface.
_NOT_HIDDEN = (*_VISIBLE, "page", "lang")


@dataclass(frozen=True, slots=True)
class Form:
    """Every field as text. ``first`` and ``last`` are the bounds of the dates, ``hidden`` the names
    and values of the hidden inputs."""

    q: str
    mode: str
    match: str
    sort: str
    first: str
    last: str
    hidden: tuple[tuple[str, str], ...]

    @classmethod
    def from_search(cls, search: SearchAddress) -> "Form":
        return cls._from_texts(canonical.parameter_texts(search, "page"))

    @classmethod
    def from_arguments(cls, args: MultiDict[str, str]) -> "Form":
        """The form for parameters that may be unusable: what the reader typed is shown unchanged,
        other fields only if they are usable."""
        usable = parameters.usable(args)
        typed = {name: texts for name in ("from", "to") if (texts := _typed_texts(args, name))}
        return cls._from_texts({**usable, **typed, "q": _typed_texts(args, "q")})

    @classmethod
    def _from_texts(cls, fields: Mapping[str, Sequence[str]]) -> "Form":
        visible = {
            name: next(iter(fields.get(name, ())), default)
            for name, default in VISIBLE_DEFAULTS.items()
        }
        return cls(
            q=visible["q"][:QUERY_CHARACTERS],
            mode=visible["mode"],
            match=visible["match"],
            sort=visible["sort"],
            first=visible["from"][:DATE_CHARACTERS],
            last=visible["to"][:DATE_CHARACTERS],
            hidden=tuple(
                (name, text)
                for name, texts in fields.items()
                if name not in _NOT_HIDDEN and list(texts) != _DEFAULTS[name]
                for text in texts
            ),
        )

    @property
    def has_own_mode(self) -> bool:
        """Whether words are compared in another way than by default."""
        return self.mode != SearchRequest().mode


def _typed_texts(args: MultiDict[str, str], name: str) -> list[str]:
    return [parameter.escape_bytes(text) for text in args.getlist(name)]
