"""Names of files and members: which are skipped, how they are printed, how they are kept unique."""

from collections.abc import Iterable
from itertools import chain

# Files and folders whose names begin like this are not documents, in a folder or in an archive:
# Word keeps a ~$ file beside each open file, and Windows leaves two files in folders that were
# viewed.
SKIPPED = (".", "README", "~$", "Thumbs.db", "desktop.ini")
# The length of an excerpt in a message, in characters.
_EXCERPT_CHARACTERS = 40


def printable(name: str) -> str:
    """`name` on one line for reports and pages, with invisible characters escaped.

    Control characters, bidi marks, no-break spaces and bytes that are not UTF-8 (surrogate escapes)
    become ``\\x1b`` or ``\\u202e``; backslashes are doubled, so that the mapping is injective.
    """
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(_escape(character) for character in name)


def _escape(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character.isprintable():
        return character
    if "\udc80" <= character <= "\udcff":  # a surrogate escape: a byte that is not UTF-8
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def excerpt(text: str) -> str:
    """The beginning of `text` for a message: printable, quoted."""
    dots = "…" if len(text) > _EXCERPT_CHARACTERS else ""
    return f"“{printable(text[:_EXCERPT_CHARACTERS])}{dots}”"


def make_unique(wanted: str, others: Iterable[str], taken: set[str]) -> str:
    """`wanted`, or the first of `others` that is not `taken`; the result is added to `taken`."""
    found = next(name for name in chain([wanted], others) if name not in taken)
    taken.add(found)
    return found
