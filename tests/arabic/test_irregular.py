"""Words of the project's own table of irregular forms find their forms, and other words do not."""

import pytest

from tests.arabic.words import found


@pytest.mark.parametrize(("query", "other"), [("كيلومتر", "الكلوم"), ("كيلومتر", "كلمها")])
def test_another_word_does_not_find_the_form(query: str, other: str) -> None:
    assert not found(query, other)
