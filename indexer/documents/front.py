"""The settings above a Markdown text, as site generators write them: between two lines ``---``, ``key: value`` a line.

Values are text or lists, ``[a, b]`` or a ``- a`` a line; that is what such blocks hold of YAML. What sites call a place
or a day, in English, French or Arabic, is the field of a release that says it.
"""

import re
from collections.abc import Mapping

from indexer import limits
from indexer.documents import fields, institutions, names, rows, when

Value = str | list[str]
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"([^\W\d][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_ENTRY = re.compile(r"[ \t]*-[ \t]+(.*)")
_INLINE = re.compile(r"\[(.*)\]")
# Commas within quotation marks are of the value.
_ENTRIES = re.compile(r"\s*\"[^\"]*\"|\s*'[^']*'|[^,،]+")
# This project's own compilation, from the settings of Hugo, Jekyll and Pelican.
_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("date", "pubdate", "publishdate", "التاريخ", "تاريخ النشر"), "published"),
    **dict.fromkeys(("location", "city", "lieu", "المكان", "المدينة"), "place"),
    **dict.fromkeys(("publisher", "organization", "الجهة", "المصدر"), "agency"),
    **dict.fromkeys(("titre", "العنوان"), "title"),
    **dict.fromkeys(("lang", "اللغة"), "language"),
    **dict.fromkeys(("canonical", "canonical_url", "permalink", "link", "الرابط"), "url"),
}
_FIELDS = frozenset(fields.OWN)


def read(text: str) -> tuple[dict[str, Value], str]:
    """The settings by the names of a release's fields, others by their own; and the text below them."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    settings: dict[str, Value] = {}
    key = ""
    for line in found[1].split("\n"):
        entry = _ENTRY.fullmatch(line)
        named = _KEY.fullmatch(line)
        if entry and key and isinstance(listed := settings.setdefault(key, []), list):
            listed.append(_bare(entry[1]))
        elif named:
            key = named[1].lower()
            if written := (named[2] or "").strip():
                settings[key] = _value(written)
    return _named(settings), text[found.end() :]


def _named(settings: dict[str, Value]) -> dict[str, Value]:
    """The fields by the names that releases have for them. One that has its own name counts before others."""
    named: dict[str, Value] = {}
    for key, value in sorted(settings.items(), key=lambda each: each[0] in _NAMES):
        name = _NAMES.get(key, key)
        if name in named or not _may_be(name, value):
            name = f"{key} (as written)" if key in _FIELDS else key
        named[name] = value
    author = named.get("author")
    if isinstance(author, str) and "agency" not in named and institutions.is_institution(author):
        named["agency"] = author
    return named


def _may_be(name: str, value: Value) -> bool:
    """Whether a field may hold a value; what refuses a release would do so for a name that sites use otherwise."""
    if name not in _FIELDS:
        return True
    if isinstance(value, list) or name == "body":
        return False
    if name in rows.DAYS:
        return when.timed(value) is not None
    if name == "id":
        return names.id_fault(value) is None
    if name in ("place", "agency", "dateline") and len(value) > limits.FILTER_CHARACTERS:
        return False
    if name == "url":
        return rows.is_address(value)
    return name != "language" or rows.is_language(value)


def _value(written: str) -> Value:
    listed = _INLINE.fullmatch(written)
    if listed:
        return [entry for each in _ENTRIES.findall(listed[1]) if (entry := _bare(each))]
    return _bare(written)


def _bare(written: str) -> str:
    return written.strip().strip("\"'").strip()
