"""The search form, as it is filled in: from a search, or from an address that could not be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from indexer import limits
from indexer.results import SearchRequest
from webapp.addresses import canonical, parameter, parameters

_USUAL = canonical.written(SearchRequest(), "page")
# Fields that the reader sees and fills in; the rest is carried along.
_SEEN = ("q", "mode", "match", "sort", "from", "to")
# A page belongs to the search that was, not to the next one; the language to the interface.
_LEFT_OUT = (*_SEEN, "page", "lang")


@dataclass(frozen=True, slots=True)
class Form:
    """Every field as text. ``first`` and ``last`` are the bounds of the dates;
    ``hidden`` are the fields without a place of their own."""

    q: str
    mode: str
    match: str
    sort: str
    first: str
    last: str
    hidden: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: SearchRequest) -> "Form":
        return cls._filled(canonical.written(request, "page"))

    @classmethod
    def sent(cls, args: MultiDict[str, str]) -> "Form":
        """What was sent, even if it cannot be used: what the reader typed comes back as it is, and
        what the form cannot show is left out where it is wrong."""
        known = parameters.usable(args)
        typed = {name: texts for name in ("from", "to") if (texts := _typed(args, name))}
        return cls._filled({**known, **typed, "q": _typed(args, "q")})

    @classmethod
    def _filled(cls, fields: Mapping[str, Sequence[str]]) -> "Form":
        seen = {name: next(iter(fields.get(name) or _USUAL[name]), "") for name in _SEEN}
        return cls(
            q=seen["q"][: limits.QUERY_CHARACTERS],
            mode=seen["mode"],
            match=seen["match"],
            sort=seen["sort"],
            first=seen["from"][: limits.DATE_CHARACTERS],
            last=seen["to"][: limits.DATE_CHARACTERS],
            hidden=tuple(
                (name, text)
                for name, texts in fields.items()
                if name not in _LEFT_OUT and list(texts) != _USUAL[name]
                for text in texts
            ),
        )

    @property
    def has_own_mode(self) -> bool:
        """Whether words are compared in another way than usual."""
        return self.mode != SearchRequest().mode


def _typed(args: MultiDict[str, str], name: str) -> list[str]:
    return [parameter.readable(text) for text in args.getlist(name)]
