"""What titles are sorted by."""

import pytest

from indexer.schema import title_key


@pytest.mark.parametrize(
    "title", ["فودافون تعلن", "«فودافون» تعلن", "* فودافون تعلن", "- (فودافون) تعلن"]
)
def test_signs_before_the_first_word_do_not_decide_where_a_title_stands(title: str) -> None:
    assert title_key("عمان ترحب") < title_key(title) < title_key("قطر ترحب")


def test_a_title_of_signs_alone_comes_before_all_words() -> None:
    assert title_key("") <= title_key("«…»") < title_key("2025") < title_key("أخبار")
