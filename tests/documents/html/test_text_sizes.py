"""Text sizes are measured in one traversal and equal those of the extracted texts."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.html import main_text, rendering, text_sizes

TEXT = (
    "أعلنت وزارة الأشغال العامة والنقل عن إعادة فتح الطريق أمام السيارات بعد إزالة الثلوج عنه. " * 2
)
PAGES = {
    "blocks and lines": f"<div>نص <b>غليظ</b>ملتصق<p>{TEXT}</p>سطر<br>آخر<br> <br>فقرة<br>&nbsp;<br>فقرة</div>",
    "cells": "<table><tr><td>أ</td><td> </td><td>ب<p>ج</p></td></tr><tr><th>د</th><td>هـ</td></tr></table>",
    "links": "<ul><li><a>خبر</a><li><a>خبر <b>آخر</b></a><li><a></a></ul><p><a hidden>لا</a> نص</p>",
    "hidden": "<form><div><p>نص</p><p hidden>لا <a>رابط</a></p></div></form><style>لا</style><br><script>x</script>",
    "none": "<div><p> </p><span></span></div>",
}


def expected_size(node: LexborNode, left_out: frozenset[int]) -> text_sizes.TextSize:
    shown = rendering.node_paragraphs(node, left_out)
    links = [link for link in node.css("a") if link.mem_id != node.mem_id]
    first = shown[0] if shown and len(shown[0]) <= text_sizes.LINE_CHARACTERS else ""
    long = sum(len(each) > text_sizes.LINE_CHARACTERS for each in shown)
    linked = sum(len(link.text()) for link in links)
    return text_sizes.TextSize(sum(map(len, shown)), len(shown), long, first, len(links), linked)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("left_out", ["", "td", "form", "b, li"])
def test_sizes_are_those_of_the_texts(name: str, left_out: str) -> None:
    body = LexborHTMLParser(f"<body>{PAGES[name]}").body
    assert body is not None
    out = frozenset(node.mem_id for node in body.css(left_out)) if left_out else frozenset[int]()
    sizes = text_sizes.measure(body, out)
    for node in (body, *body.css("*")):
        assert sizes.get(node.mem_id, text_sizes.EMPTY) == expected_size(node, out), node.html


MENU = "<ul class=m><li><span><a href=/x>قسم الأخبار المحلية</a></span></li></ul>"
NESTED = {
    "links in wrappers": "<div class=w>" * 60 + MENU * 60,
    "margins in margins": "<div class=comments>" * 200 + TEXT,
    "tables in tables": "<table><tr><td>نص<td>" * 60 + TEXT,
    "tables in a form": "<form>" + "<table><tr><td>نص<td>" * 60 + TEXT,
    "headings that are not shown": "<nav>" + "<div>" * 100 + "<h1>x</h1>" * 200,
}


@pytest.mark.parametrize("name", NESTED)
def test_nested_elements_are_visited_a_few_times_each(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = LexborHTMLParser(f"<p>{TEXT}</p>{NESTED[name]}")
    elements = len(page.css("*"))
    looked_at = 0
    shown = rendering.is_rendered

    def counted(node: LexborNode) -> bool:
        nonlocal looked_at
        looked_at += 1
        return shown(node)

    monkeypatch.setattr(rendering, "is_rendered", counted)
    main_text.extract(page)
    assert looked_at < 12 * elements
