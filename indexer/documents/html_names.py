"""What the classes and ids of an element tell of it, read as words: ``related-posts``, ``CookieConsent``.

Sites name an element for what it is or for what it is about: ``social-icons`` are no text, ``social-affairs`` may be.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[_-]+")
# What is not the text, whatever is in it.
_MARGINS = re.compile(
    r"ads?|advert\w*|banner|breadcrumbs?|comments?|cookies?|copyright|footer|foot|masthead|menu|nav(?:bar|igation)?|"
    r"newsletter|pagination|pager|popup|related|sidebar|subscribe|toolbar|topbar"
)
# What may be the matter of a text, too: these tell a margin at the end of a name, or before a word for a box or for
# what is clicked on.
_MATTERS = frozenset({"promo", "share", "sharing", "social", "tags"})
_BOXES = frozenset(
    (
        *("area", "bar", "block", "bottom", "box", "btn", "button", "buttons", "cloud", "container", "content"),
        *("footer", "group", "header", "holder", "icon", "icons", "inner", "item", "items", "left", "link", "links"),
        *("list", "media", "menu", "network", "networks", "outer", "panel", "right", "row", "section", "share"),
        *("sharing", "sidebar", "this", "title", "top", "widget", "wrap", "wrapper"),
    )
)  # fmt: skip
# Builders of pages lay their texts out in widgets, too: what begins so is one unless another word tells what is in it.
_WIDGET = re.compile(r"widgets?")
_TEXTS = frozenset({"content", "editor", "heading", "html", "text", "tinymce", "title"})
# Most names have none of these words: they are not taken apart.
_ANY = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
    rf"(?i:{_MARGINS.pattern}|{_WIDGET.pattern}|{'|'.join(sorted(_MATTERS))})(?![a-z])"
)


def of(node: LexborNode) -> str:
    """The classes and the id of an element."""
    return f"{node.attributes.get('class') or ''} {node.id or ''}"


def words(name: str) -> list[str]:
    """The words that one name is made of, in small letters."""
    return [word for word in _APART.split(_CAMEL.sub("-", name).lower()) if word]


def is_margin(names: str) -> bool:
    """Whether one of the names says that an element is not the text."""
    return bool(_ANY.search(names)) and _is_margin([words(name) for name in names.split()])


def is_widget(names: str) -> bool:
    """Whether an element, of names in small letters, is a widget beside the text, and none that a builder of pages has
    laid the text out in."""
    return "widget" in names and _is_widget([words(name) for name in names.split()])


def _is_margin(names: Sequence[Sequence[str]]) -> bool:
    return (
        any(map(_MARGINS.fullmatch, (word for name in names for word in name)))
        or any(map(_is_of_controls, names))
        or _is_widget(names)
    )


def _is_of_controls(name: Sequence[str]) -> bool:
    found = [at for at, word in enumerate(name) if word in _MATTERS]
    return bool(found) and all(word in _BOXES or word.isdecimal() for word in name[found[-1] + 1 :])


def _is_widget(names: Sequence[Sequence[str]]) -> bool:
    is_called = any(name and _WIDGET.fullmatch(name[0]) for name in names)
    return is_called and not any(word in _TEXTS for name in names for word in name)
