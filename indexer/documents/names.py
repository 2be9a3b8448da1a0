"""Names of files made printable, and the ids of releases that bring none."""

import hashlib
import re
from collections.abc import Iterable
from itertools import chain

from indexer import limits

# What addresses of the API have behind an id, which an id may therefore not end in.
TAKEN_ENDING = "/similar"
# Files and folders whose names begin so are no documents, in a folder as in an archive: Word keeps a ~$ beside a file
# that is open, Windows two files in a folder that was looked at.
SKIPPED = (".", "README", "~$", "Thumbs.db", "desktop.ini")
# Letters, digits, _ and - ; dots further in. They need no escaping in a URL or a shell.
_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A readable id longer than this is no longer readable; the place in the file comes after it.
_READABLE_CHARACTERS = 120
_HASH_DIGITS = 16
# Characters of a text in a message.
_SHOWN = 40


def printable(name: str) -> str:
    """`name` on one line for reports and pages: what cannot be seen is written as an escape.

    Control characters, bidi marks, no-break spaces and bytes that are not UTF-8 (surrogate escapes)
    become ``\\x1b`` or ``\\u202e``; the backslash doubles, so that two names never become one.
    """
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(_seen(character) for character in name)


def _seen(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character.isprintable():
        return character
    if "\udc80" <= character <= "\udcff":  # how Python keeps a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def excerpt(text: str) -> str:
    """The beginning of `text` for a message: printable, quoted."""
    dots = "…" if len(text) > _SHOWN else ""
    return f"“{printable(text[:_SHOWN])}{dots}”"


def unique(wanted: str, others: Iterable[str], taken: set[str]) -> str:
    """`wanted`, or the first of `others` where it is `taken`; the one that is given is taken from now on."""
    found = next(name for name in chain([wanted], others) if name not in taken)
    taken.add(found)
    return found


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


def is_made(given: str, name: str) -> bool:
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
