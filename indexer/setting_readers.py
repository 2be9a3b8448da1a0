"""Turn the texts of settings into values; each raises SettingError for one that cannot be used."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias, TypeVar

from indexer.errors import SettingError

_MAX_DIGITS = 20
_HOST = re.compile(r"(\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?")
# The value for no origin at all.
NO_ORIGIN = "none"

T = TypeVar("T")
# Turns the name and the text of a setting into its value.
Read: TypeAlias = Callable[[str, str], T]


def read_text(_: str, text: str) -> str:
    return text


def read_path(_: str, text: str) -> Path | None:
    return Path(text) if text else None


def read_folder(name: str, text: str) -> Path:
    """A folder. An empty name would be the current one, but is more often a variable that was not
    set."""
    if text:
        return Path(text)
    raise SettingError(f"{name}: the name of a folder was expected, not an empty one")


def read_index_name(name: str, text: str) -> str:
    """A name that OpenSearch allows, short enough to append the name of a generation."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", text):
        return text
    raise SettingError(
        f"{name}: {text!r} is not a name of small letters, digits, - and _, 100 at the most"
    )


def read_hosts(name: str, text: str) -> tuple[str, ...]:
    """Names as in the `Host` header; one with a scheme, a path or a star would never match."""
    hosts = _split(text.lower())
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingError(
                f"{name}: {host!r} is no name such as search.example.org, nor .example.org for all below it"
            )
    return hosts


def read_origins(name: str, text: str) -> tuple[str, ...]:
    """Sites as in the `Origin` header; one with a path or without a scheme would never match."""
    origins = () if text == NO_ORIGIN else _split(text)
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+", origin):
            raise SettingError(
                f"{name}: {origin!r} is no origin such as https://example.org, nor `*` or `{NO_ORIGIN}`"
            )
    return origins


def read_prefix(name: str, text: str) -> str:
    """The path of a URL, without a slash at its end."""
    path = text.rstrip("/")
    if re.fullmatch(r"(/[A-Za-z0-9_.~-]+)*", path) and ".." not in path:
        return path
    raise SettingError(
        f"{name}: {text!r} is no path such as /press, of letters, digits, -, _, . and ~"
    )


def choice_reader(*choices: str) -> Read[str]:
    """Reads one of the choices."""

    def read(name: str, text: str) -> str:
        if text in choices:
            return text
        raise SettingError(f"{name}: {text!r} is none of {', '.join(choices)}")

    return read


def number_reader(least: int, most: int) -> Read[int]:
    """Reads a whole number from `least` to `most`."""

    def read(name: str, text: str) -> int:
        # `int` refuses thousands of digits.
        if text.isdecimal() and len(text) <= _MAX_DIGITS and least <= int(text) <= most:
            return int(text)
        raise SettingError(f"{name}: {text!r} is not a whole number from {least} to {most}")

    return read


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))
