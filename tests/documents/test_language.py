"""The language of a release that does not say."""

import pytest

from indexer.documents.language import guess


@pytest.mark.parametrize(
    ("title", "body", "language"),
    [
        ("ندوة الهجرة", "نص مع United Nations", "ar"),
        ("国家移民管理局", "新闻稿 NIA", "zh"),
        ("Press release", "with a word: الهجرة", "en"),
        ("", "", "en"),
        ("2025", "—", "en"),
        ("اب", "ab", "ar"),
        ("ﻻ", "", "ar"),
        ("", "پژوهش", "ar"),
    ],
)
def test_the_script_with_most_letters(title: str, body: str, language: str) -> None:
    assert guess(title, body) == language
