"""The ids of releases: those made for releases that bring none, and why a given one is refused."""

import hashlib
import re

from indexer import limits
from indexer.documents.files.file_names import excerpt

# What addresses of the API have behind an id, which an id may therefore not end in.
TAKEN_ENDING = "/similar"
# Letters, digits, _ and - ; dots further in. They need no escaping in a URL or a shell.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A readable id longer than this is no longer readable; the place in the file comes after it.
_READABLE_CHARACTERS = 120
_HASH_DIGITS = 16


def release_id(name: str, place: int) -> str:
    """The id of the release at `place` (from 1: its rank, or its line) of the file `name`.

    It depends on nothing else, so it is stable across builds, and no two places share one:

    - ``2025/seminar.txt``, first release: ``2025~seminar`` (folders are joined by ``~``);
    - its second release: ``2025~seminar.2``; no document's ending is a number;
    - other endings, or a dot in the stem: the whole name, ``rows.jsonl.17``;
    - a name with other letters, or a very long one: ``~`` and 16 hexadecimal digits of its SHA-256.

    Only unreserved URL characters are used.
    """
    base = _base(name)
    return base if place == 1 else f"{base}.{place}"


def keyed_id(name: str, key: str) -> str:
    """The id of the release that the file `name` itself knows by `key`, wherever it stands in it:
    as `release_id`, with 16 hexadecimal digits of the key's SHA-256 for its place."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_base(name)}.{digest[:_HASH_DIGITS]}"


def is_generated(given: str, name: str) -> bool:
    """Whether an id is one that the file `name` gave to a release that brought none."""
    base = _base(name)
    return given == base or given.startswith(f"{base}.")


def _base(name: str) -> str:
    parts = name.split("/")
    if len(name) > _READABLE_CHARACTERS or not all(map(_PLAIN.fullmatch, parts)):
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return "~" + digest[:_HASH_DIGITS]
    stem = parts[-1].removesuffix(".txt")
    if "." not in stem:
        parts[-1] = stem
    return "~".join(parts)


def id_fault(given: str) -> str | None:
    """Why `given` cannot be the id of a release, or None. Ids are data, but stand in addresses."""
    if not given.strip():
        return "id is empty"
    if len(given) > limits.ID_CHARACTERS:
        return f"id has {len(given):,} characters; at most {limits.ID_CHARACTERS} are allowed"
    if not given.isprintable():
        return f"id {excerpt(given)} has characters that cannot be seen; use printable ones"
    if {".", ".."} & set(given.replace("\\", "/").split("/")):
        return f"id {excerpt(given)} has a part . or .., which browsers take out of an address"
    if given.endswith(TAKEN_ENDING):
        return f"id {excerpt(given)} ends in {TAKEN_ENDING}, where addresses list similar releases"
    return None
