"""Parses a message within bounds: Python takes quadratic time for the length of a header, parses it
again on each access, and recurses into nested messages.
"""

import codecs
import email
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, Message
from email.policy import Policy, default
from functools import lru_cache
from typing import Any, TypeAlias, cast

from indexer.documents import limits
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError

# The headers of one part are accessed repeatedly before those of the next.
_HEADER_CACHE_SIZE = 16
_REGISTRY = HeaderRegistry()

Part: TypeAlias = "Message[Any, Any]"


def parse(raw: bytes, name: str) -> Part:
    """Parses a message. Raises DocumentError for too many parts or too deep nesting."""
    bounded = default.clone(header_factory=_header, message_factory=_Parts(name))
    return email.message_from_bytes(raw.removeprefix(codecs.BOM_UTF8), policy=bounded)


def header(message: Part, wanted: str, name: str) -> str:
    """A header on one line. If it was sent as raw bytes instead of encoded words, its encoding is
    detected."""
    items = cast(EmailMessage, message).raw_items()
    raw = next((str(value) for key, value in items if key.lower() == wanted), "")
    if not raw.isascii():
        sent = _truncate(raw).encode("utf-8", "surrogateescape")
        return prose.one_line(encoding.decode(sent, name))
    return prose.one_line(str(message[wanted] or ""))


class _Parts:
    """A message factory for the parser that bounds the number of parts."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._made = 0

    def __call__(self, policy: Policy) -> EmailMessage:
        self._made += 1
        if self._made > limits.MAX_MESSAGE_PARTS:
            raise DocumentError(
                self._name, f"has more than {limits.MAX_MESSAGE_PARTS} parts; not read"
            )
        return _Part(self._name, policy)


class _Part(EmailMessage):
    """A part that bounds the nesting depth. The parser attaches a part to its parent before it
    reads it."""

    def __init__(self, name: str, policy: Policy) -> None:
        super().__init__(policy)
        self._name = name
        self._depth = 1

    def attach(self, part: "_Part") -> None:  # type: ignore[override]
        part._depth = self._depth + 1
        if part._depth > limits.MAX_PART_DEPTH:
            raise DocumentError(
                self._name, f"has more than {limits.MAX_PART_DEPTH} parts in one another; not read"
            )
        super().attach(part)


@lru_cache(maxsize=_HEADER_CACHE_SIZE)
def _header(name: str, value: str) -> BaseHeader:
    """Parses a header; empty if Python's parser fails, as it does on nested brackets and unclosed
    address groups."""
    try:
        return _REGISTRY(name, _truncate(value))
    except (AttributeError, RecursionError, LookupError, ValueError):
        return _REGISTRY(name, "")


def _truncate(value: str) -> str:
    """A header truncated to its limit, at a space, so that encoded words stay whole."""
    if len(value) <= limits.HEADER_CHARACTERS:
        return value
    head = value[: limits.HEADER_CHARACTERS]
    return head.rpartition(" ")[0] or head
