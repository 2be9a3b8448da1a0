"""No regular expression of the packages backtracks exponentially on repeated characters."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

import indexer
import webapp
from indexer.arabic.orthography.letters import FORMAT_MARKS, TATWEEL, VOWEL_MARKS

SIGNS = [
    *" \t\n\u00a0-.,،؛:/()[]<>*_`'\"’«~?؟!=%^|\\&+#09a٣Zé中年ابتةىيهوأم\u0300\u0674\u06e5",
    *(TATWEEL, *VOWEL_MARKS[:3], *FORMAT_MARKS[:3], "a ", "ا ", "1,", "ا-", "> ", "- ", "[[", "من ", "1/"),
    *("<!--", "-->", "<!-- -->", "<?xml>", "<a>", "](", "\n\n"),
]  # fmt: skip
LENGTH = 300
# Reads only known word lists, and needs packages that nothing else does.
COMPILER = "indexer.arabic.compiler"


def expressions() -> Iterator[tuple[str, "re.Pattern[str] | re.Pattern[bytes]"]]:
    for package in (indexer, webapp):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.startswith(COMPILER):
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                for number, expression in enumerate(patterns_in(value)):
                    yield f"{found.name}.{name}.{number}", expression


def patterns_in(value: object, depth: int = 0) -> Iterator["re.Pattern[str] | re.Pattern[bytes]"]:
    """The expressions in a module-level value: itself, or those of a table."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        yield from (each for inner in value.values() for each in patterns_in(inner, depth + 1))
    elif isinstance(value, tuple | list | frozenset) and depth < 3:
        yield from (each for inner in value for each in patterns_in(inner, depth + 1))


def row(sign: str, before: str) -> str:
    return (before + sign * LENGTH)[:LENGTH] + "\0!"


EXPRESSIONS = dict(expressions())


def test_there_are_expressions() -> None:
    assert len(EXPRESSIONS) > 50


# An expression that hangs is stopped by the timeout of tests.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_row_of_one_sign_is_read_at_once(name: str) -> None:
    expression = EXPRESSIONS[name]
    for sign, before in product(SIGNS, ("", "ا", "a", "1")):
        text = row(sign, before)
        given: Any = text.encode() if isinstance(expression.pattern, bytes) else text
        for attempt in (expression.match, expression.fullmatch, expression.search):
            attempt(given)
