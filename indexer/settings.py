"""Settings: each has a flag or an environment variable, a default and a reason; listed by `TABLE`."""

import dataclasses
import difflib
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from indexer.errors import SettingError

_PREFIX = "KASHAF_"
_MOST_DIGITS = 20
_HOST = re.compile(r"(\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?")


class Setting(NamedTuple):
    """One row of the settings table."""

    name: str
    default: str
    meaning: str
    # May hold a password: its value is never printed.
    secret: bool = False
    # What says that a list is empty.
    none: str = ""

    @property
    def variable(self) -> str:
        return f"{_PREFIX}{self.name.upper()}"


LOGS = ("requests", "queries", "none")
TABLE = (
    Setting("index", "index", "folder of the index"),
    Setting("seeds", "seeds", "folder of releases that `kashaf build` reads when none is named"),
    Setting("engine", "whoosh", "search engine: whoosh (embedded) or opensearch"),
    Setting("keep", "3", "how many generations are kept, the current one included"),
    Setting(
        "build_processes",
        "2",
        "processes of `kashaf build`: 2, or 1, which takes longer and 200 MB less",
    ),
    Setting("protected", "", "file of names that are not taken apart, one a line"),
    Setting("synonyms", "", "file of names and their other spellings, separated by commas"),
    Setting(
        "opensearch_url",
        "",
        "addresses of the cluster's nodes, separated by commas: http(s)://[user:password@]host:port",
        secret=True,
    ),
    Setting("opensearch_index", "kashaf", "alias of the index in the cluster"),
    Setting("opensearch_ca", "", "file of the authority that signed the cluster's certificates"),
    Setting("opensearch_shards", "1", "primary shards of a generation"),
    Setting("opensearch_replicas", "1", "further copies of each shard"),
    Setting("host", "127.0.0.1", "address that `kashaf serve` listens on"),
    Setting("port", "8000", "port that `kashaf serve` listens on"),
    Setting("threads", "4", "threads of each process of `kashaf serve`"),
    Setting("processes", "2", "processes of `kashaf serve`"),
    Setting(
        "proxies", "0", "reverse proxies in front that are trusted to say who asks, and by https"
    ),
    Setting(
        "hosts",
        "",
        "names that may be asked for, with commas between them; all where none is given",
    ),
    Setting(
        "cors",
        "*",
        "sites whose pages may read the API: `*`, origins with commas between them, or `none`",
        none="none",
    ),
    Setting(
        "rate",
        "600",
        "requests a minute from one address to a process, this machine apart; 0 for no limit",
    ),
    Setting(
        "log",
        "requests",
        "access log: `requests`, `queries` (with what was searched for) or `none`",
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; ``sources`` says where each came from."""

    index: Path
    seeds: Path
    engine: str
    keep: int
    build_processes: int
    protected: Path | None
    synonyms: Path | None
    opensearch_url: str
    opensearch_index: str
    opensearch_ca: Path | None
    opensearch_shards: int
    opensearch_replicas: int
    host: str
    port: int
    threads: int
    processes: int
    proxies: int
    hosts: tuple[str, ...]
    cors: tuple[str, ...]
    rate: int
    log: str
    sources: Mapping[str, str]

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
        return cls(
            index=_folder("index", values["index"]),
            seeds=Path(values["seeds"]),
            engine=values["engine"],
            keep=_whole("keep", values["keep"], 1, 1000),
            build_processes=_whole("build_processes", values["build_processes"], 1, 2),
            protected=Path(values["protected"]) if values["protected"] else None,
            synonyms=Path(values["synonyms"]) if values["synonyms"] else None,
            opensearch_url=values["opensearch_url"],
            opensearch_index=_index_name(values["opensearch_index"]),
            opensearch_ca=Path(values["opensearch_ca"]) if values["opensearch_ca"] else None,
            opensearch_shards=_whole("opensearch_shards", values["opensearch_shards"], 1, 1024),
            opensearch_replicas=_whole("opensearch_replicas", values["opensearch_replicas"], 0, 16),
            host=values["host"],
            port=_whole("port", values["port"], 0, 65535),
            threads=_whole("threads", values["threads"], 1, 256),
            processes=_whole("processes", values["processes"], 1, 64),
            proxies=_whole("proxies", values["proxies"], 0, 10),
            hosts=_hosts(values["hosts"]),
            cors=() if values["cors"] == "none" else _origins(values["cors"]),
            rate=_whole("rate", values["rate"], 0, 1_000_000),
            log=_one_of("log", values["log"], LOGS),
            sources=sources,
        )

    def apart(self, folder: Path) -> Self:
        """The same for an index of its own: in `folder`, or in the cluster under a name made of it."""
        name = f"{self.opensearch_index}-{_digest(folder)}"
        return dataclasses.replace(self, index=folder / "index", opensearch_index=name, keep=1)


def unknown_variables(environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """What is said of each variable that is named nearly as a setting is: a slip. Others with our prefix are not ours
    to judge: Kubernetes sets some for a service of our name."""
    known = {setting.name: setting.variable for setting in TABLE}
    for variable in sorted(os.environ if environ is None else environ):
        if variable.startswith(_PREFIX) and variable not in known.values():
            near = difflib.get_close_matches(variable.removeprefix(_PREFIX).lower(), known, 1)
            if near:
                yield f"{variable} is no setting; did you mean {known[near[0]]}?"


def _folder(name: str, text: str) -> Path:
    """A folder. An empty name would be the current one: more often a variable that was not set."""
    if text:
        return Path(text)
    raise SettingError(f"{name}: the name of a folder was expected, not an empty one")


def _index_name(name: str) -> str:
    """The names that OpenSearch allows, with room for the name of a generation behind it."""
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", name):
        return name
    raise SettingError(
        f"opensearch_index: {name!r} is not a name of small letters, digits, - and _, 100 at the most"
    )


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


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _hosts(text: str) -> tuple[str, ...]:
    """Names as requests have them in `Host`; with a scheme, a path or a star none would ever match."""
    hosts = _several(text.lower())
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise SettingError(
                f"hosts: {host!r} is no name such as search.example.org, nor .example.org for all below it"
            )
    return hosts


def _origins(text: str) -> tuple[str, ...]:
    """Sites as a browser names them in `Origin`; with a path or without a scheme none would ever match."""
    origins = _several(text)
    for origin in origins:
        if origin != "*" and not re.fullmatch(r"[a-z][a-z0-9+.-]*://[^/?#@\s]+", origin):
            raise SettingError(
                f"cors: {origin!r} is no origin such as https://example.org, nor `*` or `none`"
            )
    return origins


def _one_of(name: str, text: str, choices: tuple[str, ...]) -> str:
    if text in choices:
        return text
    raise SettingError(f"{name}: {text!r} is none of {', '.join(choices)}")


def _whole(name: str, text: str, least: int, most: int) -> int:
    # Python reads no number of thousands of digits.
    if text.isdecimal() and len(text) <= _MOST_DIGITS and least <= int(text) <= most:
        return int(text)
    raise SettingError(f"{name}: {text!r} is not a whole number from {least} to {most}")
