"""A message from its bytes, in bounds: Python parses headers in the square of their length and each time they are asked for,
and messages in one another by recursion.
"""

import codecs
import email
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import Policy, default
from functools import lru_cache
from typing import Any, TypeAlias, cast

from indexer import limits
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError

# Headers of a part are asked for again and again, one part after the other.
_HEADERS_KEPT = 16
_REGISTRY = HeaderRegistry()

Part: TypeAlias = "Message[Any, Any]"


def parse(raw: bytes, name: str) -> Part:
    """The message that `raw` is. Raises DocumentError for one of too many parts, or too many in one another."""
    bounded = default.clone(header_factory=_header, message_factory=_Parts(name))
    return email.message_from_bytes(raw.removeprefix(codecs.BOM_UTF8), policy=bounded)


def header(message: Part, wanted: str, name: str) -> str:
    """A header on one line; one that was sent as it is, without being encoded, is told by its bytes."""
    items = cast(EmailMessage, message).raw_items()
    raw = next((str(value) for key, value in items if key.lower() == wanted), "")
    if not raw.isascii():
        sent = _cut(raw).encode("utf-8", "surrogateescape")
        return prose.one_line(encoding.decode(sent, name))
    return prose.one_line(str(message[wanted] or ""))


class _Parts:
    """Makes the parts of a message for its parser, and counts them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._made = 0

    def __call__(self, policy: Policy) -> EmailMessage:
        self._made += 1
        if self._made > limits.MESSAGE_PARTS:
            raise DocumentError(self._name, f"has more than {limits.MESSAGE_PARTS} parts; not read")
        return _Part(self._name, policy)


class _Part(EmailMessage):
    """A part that its parser has not read yet when it attaches it to the one that it is in."""

    def __init__(self, name: str, policy: Policy) -> None:
        super().__init__(policy)
        self._name = name
        self._depth = 1

    def attach(self, part: "_Part") -> None:  # type: ignore[override]
        part._depth = self._depth + 1
        if part._depth > limits.PART_DEPTH:
            raise DocumentError(
                self._name, f"has more than {limits.PART_DEPTH} parts in one another; not read"
            )
        super().attach(part)


@lru_cache(maxsize=_HEADERS_KEPT)
def _header(name: str, value: str) -> BaseHeader:
    """A header; an empty one where Python's parser fails, as it does at brackets in brackets, or at a group of addresses that is not ended."""
    try:
        return _REGISTRY(name, _cut(value))
    except (AttributeError, RecursionError, LookupError, ValueError):
        return _REGISTRY(name, "")


def _cut(value: str) -> str:
    """As much of a header as is read, up to a space: encoded words are whole."""
    if len(value) <= limits.HEADER_CHARACTERS:
        return value
    begun = value[: limits.HEADER_CHARACTERS]
    return begun.rpartition(" ")[0] or begun
