"""What the classes and ids of an element tell of it, read as words: ``related-posts``, ``CookieConsent``.

Sites name an element for what it is or for what it is about: ``social-icons`` are no text, ``social-affairs`` may be.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[_-]+")
# What is not the text, whatever is in it: texts of others, and parts of the layout, which sites name what they like.
_FOREIGN = re.compile(
    r"ads?|advert\w*|comments?|consent|cookies?|copyright|footer|foot|newsletter|related(?:posts)?|sidebar|subscribe"
)
_MARGINS = re.compile(
    rf"{_FOREIGN.pattern}|banner|breadcrumbs?|masthead|menu|nav(?:bar|igation)?|pagination|pager|popup|share(?:daddy|this)|toolbar|topbar"
)
# What may be the matter of a text, too, as another word of the name tells.
_MATTERS = frozenset({"promo", "share", "sharing", "social", "tags"})
_SUBJECTS = frozenset(
    (
        *("affairs", "capital", "care", "council", "dev", "development", "economic", "economy", "fund", "housing"),
        *("inclusion", "insurance", "justice", "market", "policies", "policy", "protection", "reform", "reforms"),
        *("responsibility", "science", "sciences", "security", "society", "solidarity", "studies", "welfare", "work"),
    )
)  # fmt: skip
# Before the name of a margin: that an element has one, or has none, is said of what is around it.
_SAYING = frozenset({"has", "hide", "no", "with", "without"})
# Builders of pages lay their texts out in widgets, too: their names begin so, or tell an editor.
_WIDGET = re.compile(r"widgets?")
_BUILDERS, _EDITORS = (
    frozenset({"elementor", "fusion", "siteorigin", "so"}),
    frozenset({"editor", "tinymce"}),
)
# Blogger's widget of the text itself: class="widget Blog".
_BLOG = ["blog"]
# Most names have none of these words: they are not taken apart.
_ANY = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
    rf"(?i:{_MARGINS.pattern}|{_WIDGET.pattern}|{'|'.join(sorted(_MATTERS))})(?![a-z])"
)


def names_of(node: LexborNode) -> str:
    """The classes and the id of an element."""
    return f"{node.attributes.get('class') or ''} {node.id or ''}"


def split_words(name: str) -> list[str]:
    """The words that one name is made of, in small letters."""
    return [word for word in _APART.split(_CAMEL.sub("-", name).lower()) if word]


def is_margin(names: str) -> bool:
    """Whether one of the names says that an element is not the text."""
    return bool(_ANY.search(names)) and _is_margin([split_words(name) for name in names.split()])


def is_foreign(names: str) -> bool:
    """Whether one of the names says that the text in an element is another one: a comment, a notice, a list of news."""
    found = (word for name in names.split() for word in _meant(split_words(name)))
    return bool(_ANY.search(names)) and any(map(_FOREIGN.fullmatch, found))


def is_widget(names: str) -> bool:
    """Whether an element, of names in small letters, is a widget beside the text, and none that a builder of pages has
    laid the text out in."""
    return "widget" in names and _is_widget([split_words(name) for name in names.split()])


def _is_margin(names: Sequence[Sequence[str]]) -> bool:
    return any(map(_is_called_so, names)) or _is_widget(names)


def _is_called_so(name: Sequence[str]) -> bool:
    is_subject = not _SUBJECTS.isdisjoint(name)
    return any(
        _MARGINS.fullmatch(word) or (word in _MATTERS and not is_subject) for word in _meant(name)
    )


def _meant(name: Sequence[str]) -> list[str]:
    """The words that tell what an element is, and not what it has."""
    return [word for at, word in enumerate(name) if not (at and name[at - 1] in _SAYING)]


def _is_widget(names: Sequence[Sequence[str]]) -> bool:
    is_called = any(_WIDGET.fullmatch(word) for name in names for word in _meant(name))
    return is_called and not any(
        name[0] in _BUILDERS or name == _BLOG or not _EDITORS.isdisjoint(name)
        for name in names
        if name
    )
