"""Infers the role of an element from the words in its classes and id: ``related-posts``,
``CookieConsent``.

Sites name elements by role or by subject: ``social-icons`` is boilerplate, ``social-affairs`` may
be text.
"""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[_-]+")
# Content other than the text itself: comments, notices, lists of other texts, footers.
_FOREIGN = re.compile(
    r"ads?|advert\w*|comments?|consent|cookies?|copyright|footer|foot|newsletter|related(?:posts)?|sidebar|subscribe"
)
_MARGINS = re.compile(
    rf"{_FOREIGN.pattern}|banner|breadcrumbs?|masthead|menu|nav(?:bar|igation)?|pagination|pager|popup|share(?:daddy|this)|toolbar|topbar"
)
# Words that can also name the subject of a text, if another word in the name confirms it.
_AMBIGUOUS = frozenset({"promo", "share", "sharing", "social", "tags"})
_SUBJECTS = frozenset(
    (
        *("affairs", "capital", "care", "council", "dev", "development", "economic", "economy", "fund", "housing"),
        *("inclusion", "insurance", "justice", "market", "policies", "policy", "protection", "reform", "reforms"),
        *("responsibility", "science", "sciences", "security", "society", "solidarity", "studies", "welfare", "work"),
    )
)  # fmt: skip
# Before the name of a part, these say that the element around it has or lacks that part.
_MODIFIERS = frozenset({"has", "hide", "no", "with", "without"})
# Page builders put the text itself in widgets: their class names begin with these, or contain an
# editor.
_WIDGET = re.compile(r"widgets?")
_BUILDERS, _EDITORS = (
    frozenset({"elementor", "fusion", "siteorigin", "so"}),
    frozenset({"editor", "tinymce"}),
)
# Blogger's widget for the text itself: class="widget Blog".
_BLOG = ["blog"]
# A fast test, because most names contain none of these words.
_ANY = re.compile(
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
    rf"(?i:{_MARGINS.pattern}|{_WIDGET.pattern}|{'|'.join(sorted(_AMBIGUOUS))})(?![a-z])"
)


def names_of(node: LexborNode) -> str:
    """The classes and the id of an element."""
    return f"{node.attributes.get('class') or ''} {node.id or ''}"


def split_words(name: str) -> list[str]:
    """The words of one class name or id, in lower case."""
    return [word for word in _SEPARATORS.split(_CAMEL.sub("-", name).lower()) if word]


def is_boilerplate(names: str) -> bool:
    """Whether one of the names says that an element is boilerplate."""
    return bool(_ANY.search(names)) and _is_boilerplate(
        [split_words(name) for name in names.split()]
    )


def is_foreign(names: str) -> bool:
    """Whether one of the names says that an element contains another text: a comment, a notice, a
    list of news."""
    found = (word for name in names.split() for word in _role_words(split_words(name)))
    return bool(_ANY.search(names)) and any(map(_FOREIGN.fullmatch, found))


def is_widget(names: str) -> bool:
    """Whether an element, by its names in lower case, is a widget beside the text, and not one in
    which a page builder put the text."""
    return "widget" in names and _is_widget([split_words(name) for name in names.split()])


def _is_boilerplate(names: Sequence[Sequence[str]]) -> bool:
    return any(map(_names_boilerplate, names)) or _is_widget(names)


def _names_boilerplate(name: Sequence[str]) -> bool:
    is_subject = not _SUBJECTS.isdisjoint(name)
    return any(
        _MARGINS.fullmatch(word) or (word in _AMBIGUOUS and not is_subject)
        for word in _role_words(name)
    )


def _role_words(name: Sequence[str]) -> list[str]:
    """The words that say what an element is, without those that say what it has."""
    return [word for at, word in enumerate(name) if not (at and name[at - 1] in _MODIFIERS)]


def _is_widget(names: Sequence[Sequence[str]]) -> bool:
    is_called = any(_WIDGET.fullmatch(word) for name in names for word in _role_words(name))
    return is_called and not any(
        name[0] in _BUILDERS or name == _BLOG or not _EDITORS.isdisjoint(name)
        for name in names
        if name
    )
