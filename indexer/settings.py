"""Settings: each has a flag or a variable, a default and a meaning; `TABLE` lists them."""

import dataclasses
import difflib
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias, TypeVar

from indexer.errors import SettingError

_PREFIX = "KASHAF_"
# Variables that Kubernetes sets in containers for each service of this name.
_SERVICE_VARIABLES = re.compile("(?:^|_)(?:SERVICE_(?:HOST|PORT)|PORT_[0-9]+_[A-Z]+)(?:_|$)")
_MAX_DIGITS = 20
_HOST = re.compile(r"(\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?")
# The value for no origin at all.
_NO_ORIGIN = "none"

T = TypeVar("T")
# Turns the name and the text of a setting into its value. Raises SettingError for an unusable text.
Read: TypeAlias = Callable[[str, str], T]


def _text(_: str, text: str) -> str:
    return text


def _path(_: str, text: str) -> Path | None:
    return Path(text) if text else None


def _folder(name: str, text: str) -> Path:
    """A folder. An empty name would be the current one, but is more often a variable that was not
    set."""
    if text:
        return Path(text)
    raise SettingError(f"{name}: the name of a folder was expected, not an empty one")


def _index_name(name: str, text: str) -> str:
    """A name that OpenSearch allows, short enough to append the name of a generation."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", text):
        return text
    raise SettingError(
        f"{name}: {text!r} is not a name of small letters, digits, - and _, 100 at the most"
    )


def _hosts(name: str, text: str) -> tuple[str, ...]:
    """Names as in the `Host` header; one with a scheme, a path or a star would never match."""
    hosts = _split(text.lower())
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingError(
                f"{name}: {host!r} is no name such as search.example.org, nor .example.org for all below it"
            )
    return hosts


def _origins(name: str, text: str) -> tuple[str, ...]:
    """Sites as in the `Origin` header; one with a path or without a scheme would never match."""
    origins = () if text == _NO_ORIGIN else _split(text)
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+", origin):
            raise SettingError(
                f"{name}: {origin!r} is no origin such as https://example.org, nor `*` or `{_NO_ORIGIN}`"
            )
    return origins


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _prefix(name: str, text: str) -> str:
    """The path of a URL, without a slash at its end."""
    path = text.rstrip("/")
    if re.fullmatch(r"(/[A-Za-z0-9_.~-]+)*", path) and ".." not in path:
        return path
    raise SettingError(
        f"{name}: {text!r} is no path such as /press, of letters, digits, -, _, . and ~"
    )


def _one_of(*choices: str) -> Read[str]:
    def read(name: str, text: str) -> str:
        if text in choices:
            return text
        raise SettingError(f"{name}: {text!r} is none of {', '.join(choices)}")

    return read


def _whole(least: int, most: int) -> Read[int]:
    def read(name: str, text: str) -> int:
        # `int` refuses thousands of digits.
        if text.isdecimal() and len(text) <= _MAX_DIGITS and least <= int(text) <= most:
            return int(text)
        raise SettingError(f"{name}: {text!r} is not a whole number from {least} to {most}")

    return read


class Setting(NamedTuple):
    """One row of the settings table."""

    name: str
    default: str
    read: Read[object]
    meaning: str
    # May hold a password: its value is never printed.
    secret: bool = False
    # The value for an empty list.
    none: str = ""

    @property
    def variable(self) -> str:
        return f"{_PREFIX}{self.name.upper()}"


def _setting(
    default: str, read: Read[T], meaning: str, *, secret: bool = False, none: str = ""
) -> T:
    """A field of `Settings` with the rest of its row as metadata."""
    row = {"default": default, "read": read, "meaning": meaning, "secret": secret, "none": none}
    described: T = field(metadata=row)
    return described


LOGS = ("requests", "queries", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force; ``sources`` says where each came from."""

    index: Path = _setting("index", _folder, "folder of the index")
    seeds: Path = _setting(
        "seeds", _folder, "folder of releases that `kashaf build` reads by default"
    )
    engine: str = _setting(
        "whoosh", _one_of("whoosh", "opensearch"), "search engine: whoosh (embedded) or opensearch"
    )
    keep: int = _setting(
        "3", _whole(1, 1000), "number of generations to keep, including the current one"
    )
    build_processes: int = _setting(
        "2",
        _whole(1, 2),
        "processes of `kashaf build`: 2, or 1, which is slower and takes 200 MB less",
    )
    protected: Path | None = _setting("", _path, "file of names that are never split, one per line")
    synonyms: Path | None = _setting(
        "", _path, "file of names and their other spellings, separated by commas"
    )
    opensearch_url: str = _setting(
        "",
        _text,
        "addresses of the cluster's nodes, separated by commas: http(s)://[user:password@]host:port",
        secret=True,
    )
    opensearch_index: str = _setting("kashaf", _index_name, "alias of the index in the cluster")
    opensearch_ca: Path | None = _setting(
        "", _path, "certificate of the authority that signed the cluster's certificates"
    )
    opensearch_shards: int = _setting("1", _whole(1, 1024), "primary shards of a generation")
    opensearch_replicas: int = _setting("1", _whole(0, 16), "additional copies of each shard")
    host: str = _setting("127.0.0.1", _text, "address that `kashaf serve` listens on")
    port: int = _setting("8000", _whole(0, 65535), "port that `kashaf serve` listens on")
    threads: int = _setting("4", _whole(1, 256), "threads of each process of `kashaf serve`")
    processes: int = _setting("2", _whole(1, 64), "processes of `kashaf serve`")
    proxies: int = _setting(
        "0",
        _whole(0, 10),
        "number of reverse proxies in front whose `X-Forwarded-For` and `-Proto` are trusted",
    )
    hosts: tuple[str, ...] = _setting(
        "", _hosts, "host names that are served, separated by commas; empty for all"
    )
    prefix: str = _setting("", _prefix, "path below which the site is served, such as `/press`")
    cors: tuple[str, ...] = _setting(
        "*",
        _origins,
        "sites whose pages may read the API: `*`, origins separated by commas, or `none`",
        none=_NO_ORIGIN,
    )
    rate: int = _setting(
        "600",
        _whole(0, 1_000_000),
        "requests per minute from one address to one process, this machine excepted; 0 for no limit",
    )
    log: str = _setting(
        "requests",
        _one_of(*LOGS),
        "access log: `requests`, `queries` (with what was searched for) or `none`",
    )
    sources: Mapping[str, str]

    @property
    def needs_index_option(self) -> bool:
        """Whether a command needs ``--index`` to use this index rather than the default one."""
        return self.engine == "whoosh" and self.sources["index"] != "default"

    @classmethod
    def load(
        cls, flags: Mapping[str, object] | None = None, environ: Mapping[str, str] | None = None
    ) -> Self:
        """Flag, then environment, then default. A flag that is None was not given.

        Raises SettingError for a value that cannot be used.
        """
        flags = flags or {}
        environ = os.environ if environ is None else environ
        values: dict[str, str] = {}
        sources: dict[str, str] = {}
        for setting in TABLE:
            values[setting.name], sources[setting.name] = _resolve(setting, flags, environ)
        read: dict[str, Any] = {row.name: row.read(row.name, values[row.name]) for row in TABLE}
        return cls(**read, sources=sources)

    def for_index_in(self, folder: Path) -> Self:
        """These settings for another index: in `folder`, or in the cluster under a name derived
        from it."""
        name = f"{self.opensearch_index}-{_digest(folder)}"
        return dataclasses.replace(self, index=folder / "index", opensearch_index=name, keep=1)


TABLE = tuple(
    Setting(each.name, **each.metadata) for each in dataclasses.fields(Settings) if each.metadata
)


def unknown_variables(environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """A message for each variable with our prefix that is no setting, with the similar one that was
    meant."""
    known = {setting.name: setting.variable for setting in TABLE}
    for variable in sorted(os.environ if environ is None else environ):
        name = variable.removeprefix(_PREFIX)
        if name == variable or variable in known.values() or _SERVICE_VARIABLES.search(name):
            continue
        near = difflib.get_close_matches(name.lower(), known, 1)
        meant = f"; did you mean {known[near[0]]}?" if near else ""
        yield f"{variable} is no setting{meant}"


def _digest(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]


def _resolve(
    setting: Setting, flags: Mapping[str, object], environ: Mapping[str, str]
) -> tuple[str, str]:
    """Value and source of one setting."""
    flag = flags.get(setting.name)
    if flag is not None:
        return str(flag), f"--{setting.name}"
    if environ.get(setting.variable):
        return environ[setting.variable], setting.variable
    return setting.default, "default"
