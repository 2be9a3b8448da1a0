"""Parsing the parameters of an address by their table.

The page is more lenient than the API, as people type into it: it ignores empty fields, and accepts
Arabic and Persian digits. As its addresses are shared, it also ignores what others have added to
them. Dates are read alike everywhere, also in queries: 05/06/2025 is 5 June.
"""

from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from webapp.addresses import days, parameter
from webapp.addresses.kinds import Value
from webapp.addresses.parameter import (
    SEARCHES,
    BadParameters,
    ParameterFault,
    Surface,
    make_fault,
)
from webapp.addresses.table import TABLE, accepted, most_values
from webapp.addresses.typos import is_typo
from webapp.addresses.values import Values

# Addresses of these are shared; networks, newsletters and translators add their own parameters.
_SHARED: frozenset[Surface] = frozenset({"page", "feed", "prose", "cite"})


def is_ignored(name: str, surface: Surface) -> bool:
    """Whether a parameter is foreign: on a shared address, unknown, and not a typo."""
    known = accepted(surface)
    return surface in _SHARED and name not in known and not is_typo(name, known)


def read(args: MultiDict[str, str], surface: Surface) -> Values:
    """Every parameter of the surface with its values; defaults where none was sent.

    Raises BadParameters with all faults at once.
    """
    rows = accepted(surface)
    faults: list[ParameterFault] = []
    values = _defaults(surface)
    for name, texts in _sent_texts(args, surface):
        if name not in rows:
            faults.append(make_fault(parameter.excerpt(name), "unknown", ", ".join(rows) or "—"))
            continue
        row = rows[name]
        most = most_values(row)
        if len(texts) > most:
            faults.append(make_fault(name, "repeated", str(most)))
            continue
        outcomes = [parameter.parse_value(row, text) for text in dict.fromkeys(texts)]
        faults += [outcome for outcome in outcomes if isinstance(outcome, ParameterFault)]
        values[name] = list(dict.fromkeys(o for o in outcomes if not isinstance(o, ParameterFault)))
    if faults:
        raise BadParameters(faults)
    return Values(values)


def _defaults(surface: Surface) -> dict[str, list[Value]]:
    """The values of an empty address; a search also has those that its surface cannot set."""
    rows = {row.name: row for row in TABLE if row.get and surface in SEARCHES}
    rows |= accepted(surface)
    return {name: [] if row.many else [row.default] for name, row in rows.items()}


def usable(args: MultiDict[str, str]) -> dict[str, list[str]]:
    """The parameters of the page that were sent and whose values are all usable."""
    known: dict[str, list[str]] = {}
    for name, texts in args.lists():
        if name not in accepted("page"):
            continue
        try:
            read(MultiDict((name, text) for text in texts), "page")
        except BadParameters:
            continue
        known[name] = texts
    return known


def _sent_texts(args: MultiDict[str, str], surface: Surface) -> Iterator[tuple[str, list[str]]]:
    """The names and texts that were sent; those of the page as leniently as it reads them."""
    for name, texts in args.lists():
        if is_ignored(name, surface):
            continue
        if surface != "page":
            yield name, texts
        elif filled := [text for text in texts if text.strip()]:
            row = accepted(surface).get(name)
            has_digits = row is not None and row.kind.has_digits
            yield name, [days.normalize(text) for text in filled] if has_digits else filled
