"""Settings: each has a flag or a variable, a default and a meaning; `TABLE` lists them."""

import dataclasses
import difflib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

from indexer.setting_readers import (
    NO_ORIGIN,
    Read,
    choice_reader,
    number_reader,
    read_folder,
    read_hosts,
    read_index_name,
    read_origins,
    read_path,
    read_prefix,
    read_text,
)

_PREFIX = "KASHAF_"
# Variables that Kubernetes sets in containers for each service of this name.
_SERVICE_VARIABLES = re.compile("(?:^|_)(?:SERVICE_(?:HOST|PORT)|PORT_[0-9]+_[A-Z]+)(?:_|$)")

T = TypeVar("T")


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
    """A field of `Settings` with the rest of its row as metadata. Its type is that of the value
    which `read` makes, as with `dataclasses.field`."""
    row = {"default": default, "read": read, "meaning": meaning, "secret": secret, "none": none}
    described: T = field(metadata=row)
    return described


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values in force; ``sources`` says where each came from."""

    index: Path = _setting("index", read_folder, "folder of the index")
    seeds: Path = _setting(
        "seeds", read_folder, "folder of releases that `kashaf build` reads by default"
    )
    engine: str = _setting(
        "whoosh",
        choice_reader("whoosh", "opensearch"),
        "search engine: whoosh (embedded) or opensearch",
    )
    keep: int = _setting(
        "3", number_reader(1, 1000), "number of generations to keep, including the current one"
    )
    build_processes: int = _setting(
        "2",
        number_reader(1, 2),
        "processes of `kashaf build`: 2, or 1, which is slower and takes 200 MB less",
    )
    protected: Path | None = _setting(
        "", read_path, "file of names that are never split, one per line"
    )
    synonyms: Path | None = _setting(
        "", read_path, "file of names and their other spellings, separated by commas"
    )
    opensearch_url: str = _setting(
        "",
        read_text,
        "addresses of the cluster's nodes, separated by commas: http(s)://[user:password@]host:port",
        secret=True,
    )
    opensearch_index: str = _setting("kashaf", read_index_name, "alias of the index in the cluster")
    opensearch_ca: Path | None = _setting(
        "", read_path, "certificate of the authority that signed the cluster's certificates"
    )
    opensearch_shards: int = _setting("1", number_reader(1, 1024), "primary shards of a generation")
    opensearch_replicas: int = _setting(
        "1", number_reader(0, 16), "additional copies of each shard"
    )
    host: str = _setting("127.0.0.1", read_text, "address that `kashaf serve` listens on")
    port: int = _setting("8000", number_reader(0, 65535), "port that `kashaf serve` listens on")
    threads: int = _setting("4", number_reader(1, 256), "threads of each process of `kashaf serve`")
    processes: int = _setting("2", number_reader(1, 64), "processes of `kashaf serve`")
    proxies: int = _setting(
        "0",
        number_reader(0, 10),
        "number of reverse proxies in front whose `X-Forwarded-For` and `-Proto` are trusted",
    )
    hosts: tuple[str, ...] = _setting(
        "", read_hosts, "host names that are served, separated by commas; empty for all"
    )
    prefix: str = _setting("", read_prefix, "path below which the site is served, such as `/press`")
    cors: tuple[str, ...] = _setting(
        "*",
        read_origins,
        "sites whose pages may read the API: `*`, origins separated by commas, or `none`",
        none=NO_ORIGIN,
    )
    rate: int = _setting(
        "600",
        number_reader(0, 1_000_000),
        "requests per minute from one address to one process, this machine excepted; 0 for no limit",
    )
    log: str = _setting(
        "requests",
        choice_reader("requests", "queries", "none"),
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
