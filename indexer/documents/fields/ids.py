"""The ids of releases: those made for releases that bring none, and why a given one is refused."""

import hashlib
import re

from indexer.documents import limits
from indexer.documents.files.file_names import excerpt

# API paths append this to an id, so no id may end in it.
RESERVED_SUFFIX = "/similar"
# Letters, digits, _ and -, and dots except at the beginning. They need no escaping in a URL or a
# shell.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A longer name is hashed. The rank in the file is appended to it.
_READABLE_CHARACTERS = 120
_HASH_DIGITS = 16


def release_id(name: str, place: int) -> str:
    """The id of the release at `place` (its rank or line, from 1) of the file `name`.

    It depends on nothing else, so it is stable across builds, and it is unique:

    - ``2025/seminar.txt``, first release: ``2025~seminar`` (folders are joined by ``~``);
    - its second release: ``2025~seminar.2``; no file extension is a number;
    - other extensions, or a dot in the stem: the whole name, ``rows.jsonl.17``;
    - a name with other letters, or a very long one: ``~`` and 16 hexadecimal digits of its SHA-256.

    Only unreserved URL characters are used.
    """
    base = _base(name)
    return base if place == 1 else f"{base}.{place}"


def keyed_id(name: str, key: str) -> str:
    """The id of the release that the file `name` identifies by `key`, independent of its position:
    as `release_id`, with 16 hexadecimal digits of the key's SHA-256 instead of the rank."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{_base(name)}.{digest[:_HASH_DIGITS]}"


def is_generated(given: str, name: str) -> bool:
    """Whether an id was generated for a release of the file `name`."""
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
    """Why `given` cannot be the id of a release, or None. Ids must survive in URLs."""
    if not given.strip():
        return "id is empty"
    if len(given) > limits.ID_CHARACTERS:
        return f"id has {len(given):,} characters; at most {limits.ID_CHARACTERS} are allowed"
    if not given.isprintable():
        return f"id {excerpt(given)} has characters that cannot be seen; use printable ones"
    if {".", ".."} & set(given.replace("\\", "/").split("/")):
        return f"id {excerpt(given)} has a part . or .., which browsers take out of an address"
    if given.endswith(RESERVED_SUFFIX):
        return (
            f"id {excerpt(given)} ends in {RESERVED_SUFFIX}, where addresses list similar releases"
        )
    return None
