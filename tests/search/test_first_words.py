"""First words that stand for a missing title."""

from collections.abc import Callable

from indexer.answers.results import SearchRequest
from indexer.search import Collection


def test_first_words_that_stand_for_a_title_are_marked_and_sorted_like_one(
    published: Callable[..., Collection],
) -> None:
    body = "تعلن «الوزارة» {} وتصدر نشرتها الدورية كل شهر في مدن الساحل والجبل والبادية منذ سنين"
    small = published(
        *({"title": "", "body": body.format(word)} for word in ("ياسمين", "أخبار")),
        {"title": "تقول", "body": "ن"},
    )
    found = small.search(SearchRequest("الوزارة البادية", match="any", sort="title"))
    heads = [hit.release.headline for hit in found.hits]
    assert heads == sorted(heads)
    for hit in found.hits:
        assert hit.release.headline.endswith(" …")
        assert [hit.release.headline[m.start : m.end] for m in hit.title_matches] == ["الوزارة"]
        assert hit.matches == 2
        marked = small.release(hit.release.id, SearchRequest("الوزارة البادية", match="any"))
        assert marked is not None
        assert marked.title_matches == hit.title_matches
    (bare, _) = small.search(SearchRequest("الوزارة", snippets=0)).hits
    assert [bare.release.headline[m.start : m.end] for m in bare.title_matches] == ["الوزارة"]


def test_snippets_do_not_repeat_first_words_that_are_shown_as_the_headline(
    published: Callable[..., Collection],
) -> None:
    opening = "أعلنت وزارة السياحة في بيان لها صباح اليوم أن عدد زوار المتاحف"
    rest = "ارتفع هذا العام. وشكرت الوزارة زوارها."
    small = published(
        {"id": "untitled", "title": "", "body": f"حسن العيسي- سبق- جدة: {opening} {rest}"}
    )
    for q in ("", "المتاحف"):
        [hit] = small.search(SearchRequest(q)).hits
        assert hit.release.headline == f"{opening} …"
        assert [snippet.text for snippet in hit.snippets] == [rest]
    [hit] = small.search(SearchRequest("العيسي")).hits
    assert hit.snippets[0].matches, "the headline has no byline"
    [hit] = small.search(SearchRequest('"المتاحف ارتفع"')).hits
    assert hit.snippets[0].text == f"المتاحف {rest}", "the match begins in the headline"
