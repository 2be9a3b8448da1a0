"""Sort keys of titles, and the release field that each text field indexes."""

import pytest

from indexer.releases.release import Release
from indexer.releases.schema import TEXT_FIELDS, title_key


@pytest.mark.parametrize(
    "title", ["فودافون تعلن", "«فودافون» تعلن", "* فودافون تعلن", "- (فودافون) تعلن"]
)
def test_signs_before_the_first_word_do_not_decide_where_a_title_stands(title: str) -> None:
    assert title_key("عمان ترحب") < title_key(title) < title_key("قطر ترحب")


def test_a_title_of_signs_alone_comes_before_all_words() -> None:
    assert title_key("") <= title_key("«…»") < title_key("2025") < title_key("أخبار")


@pytest.mark.parametrize("dateline", [None, "أبوظبي"])
@pytest.mark.parametrize("place", [None, "دبي"])
def test_the_text_of_a_field_is_that_of_the_field_of_the_release_that_holds_it(
    dateline: str | None, place: str | None
) -> None:
    release = Release("a", "عنوان", "نص", dateline=dateline, place=place, agency="وام")
    for field in TEXT_FIELDS:
        assert (getattr(release, field.holder(release)) or "") == field.text(release)
