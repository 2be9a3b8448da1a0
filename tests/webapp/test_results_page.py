"""The results page: hits, spellings, snippets, suggestions, downloads, warnings."""

import datetime
import html
import json
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from indexer.answers.results import Hit, Relation, SearchRequest, Snippet, Span, Suggestion
from indexer.engines.protocol import FormCount
from indexer.export import FORMATS
from indexer.search_warnings import Warn
from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed, page
from webapp import texts
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.views import reading
from webapp.views.citation import linked_data


def test_results(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة")
    assert '<html lang="ar" dir="rtl">' in text
    assert "<title>الهجرة: نتيجتان · كشّاف</title>" in text
    assert "نتيجتان عن الهجرة" in Parsed(text).words()
    assert 'href="/releases/a1?q=' in text
    for word in ("الهجرة", "للهجرة", "والهجرة"):
        assert f"<mark>{word}</mark>" in text
    assert "14 أكتوبر 2025" in text
    assert "17 سبتمبر 2025" in text


def test_a_word_that_only_the_place_has_is_marked_there_and_nowhere_else(
    client: FlaskClient, collection: FakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = (Span(0, 3),)
    shown = release("x", "بيان", "نص", place="جدة")
    snippets = (Snippet("place", "جدة", town, 0), Snippet("body", "نص", (), 0))
    hit = Hit(shown, 1.0, (), snippets, place_matches=town)
    collection.releases = {"x": shown}
    monkeypatch.setattr(collection, "_hit", lambda *_: hit)
    text = page(client, "/?q=بيان")
    assert '<span class="what">المكان: </span><bdi><mark>جدة</mark></bdi>' in text
    (snippet,) = re.findall(r'<p class="snippet".*?</p>', text)
    assert re.sub("<[^>]+>", "", snippet) == "نص"
    # Of a dateline only what the place lacks is shown.
    for matches, count in ((town, 0), ((*town, Span(5, 6)), 1)):
        dateline = Snippet("dateline", "جدة، 4 نوفمبر", matches, 0)
        hit = Hit(shown, 1.0, (), (dateline,), place_matches=town)
        assert page(client, "/?q=بيان").count('<p class="snippet"') == count


def test_a_snippet_has_ellipses_where_its_text_continues(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "بيان", f"الهجرة {'كلمة ' * 100}")}
    (snippet,) = re.findall(r'<p class="snippet".*?</p>', page(client, "/?q=الهجرة"))
    assert "…&nbsp;" not in snippet
    assert "&nbsp;…" in snippet


@pytest.mark.parametrize(
    ("relation", "said"),
    [("eq", "2 results"), ("gte", "At least 2 results"), ("about", "About 2 results")],
)
def test_an_inexact_number_is_shown_as_such(
    client: FlaskClient, collection: FakeCollection, relation: Relation, said: str
) -> None:
    collection.relation = relation
    page = client.get("/?q=للهجرة&lang=en").get_data(as_text=True)
    heading = re.search(r'<h1 id="results">(.*?)</h1>', page, re.DOTALL)
    assert heading
    assert re.sub(r"<[^>]+>", "", heading[1]).strip().startswith(said)


def test_the_empty_box_shows_newest_and_examples(client: FlaskClient) -> None:
    text = page(client, "/")
    assert "أحدث البيانات" in text
    assert text.index("ندوة إدارة") < text.index("منتدى الأمن")
    examples = re.findall(r'<a href="/\?q=([^"]+)"><bdi>', text)
    assert len(examples) == 3
    for example in examples:
        assert "لا نتائج" not in page(client, f"/?q={example}")


def test_an_empty_collection(client: FlaskClient, collection: FakeCollection) -> None:
    collection.releases = {}
    assert "لا بيانات في الفهرس بعد" in page(client, "/")


def test_a_search_without_results_offers_another(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة+قمر")
    assert "لم يَرِد ما بحثت عنه" in text
    assert "match=any" in text
    assert "نتيجتان" in text


def test_spellings_are_switched_off_and_on(client: FlaskClient, collection: FakeCollection) -> None:
    collection.forms = (
        FormCount("الهجرة", 5, left_out=False),
        FormCount("للهجرة", 2, left_out=True),
    )
    text = page(client, "/?q=الهجرة&without=للهجرة&page=1")
    switches = [
        html.unescape(unquote(a))
        for a in re.findall('<li><a id="[^"]+" href="([^"]+)"(?: class="off")? title', text)
    ]
    assert switches == [
        "/?q=الهجرة&without=للهجرة&without=الهجرة#form-0-الهجرة",
        "/?q=الهجرة#form-0-للهجرة",
    ]
    assert '<details class="reading" open>' in text
    assert "بلا صيغة: للهجرة" in Parsed(text).words()


@pytest.mark.parametrize(
    ("language", "often"),
    [
        ("ar", ["1,042 مرة", "مرتان"]),
        ("en", ["1,042 times", "2 times"]),
        ("zh", ["1,042 次", "2 次"]),
    ],
)
def test_occurrences_of_a_spelling_are_not_called_releases(
    client: FlaskClient, collection: FakeCollection, language: str, often: list[str]
) -> None:
    collection.forms = (
        FormCount("الهجرة", 1042, left_out=False),
        FormCount("للهجرة", 2, left_out=False),
    )
    text = page(client, f"/?q=الهجرة&lang={language}")
    [forms] = re.findall('<ul class="forms">.*?</ul>', text, re.S)
    assert re.findall('class="count">(.*?)<', forms) == often


def test_results_can_be_downloaded(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة&page=1&sort=title")
    assert "نزّل النتائج بصيغة: NDJSON، CSV، RIS، BibTeX" in Parsed(text).words()
    assert re.findall("download><bdi>(.*?)</bdi>", text) == ["NDJSON", "CSV", "RIS", "BibTeX"]
    addresses = [
        html.unescape(a) for a in re.findall('href="(/api/v1/export[^"]+)" download', text)
    ]
    assert [re.findall("format=([a-z]+)", address)[0] for address in addresses] == list(FORMATS)
    for address in addresses:
        assert "sort=title" in address
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert "منتدى الأمن العام" in answer.get_data(as_text=True)
    assert "export" not in page(client, "/?q=قمر")


@pytest.mark.parametrize("query", ["", "?q=الهجرة", "?q=قمر", "?year=2024"])
def test_feed_and_files_are_linked_once_above_the_results(client: FlaskClient, query: str) -> None:
    above, _, below = page(client, f"/{query}").partition('id="hits"')
    for address in ("/feed.atom", "/api/v1/search"):
        assert len(re.findall(f'<a href="{address}', above)) == 1
        assert f'<a href="{address}' not in below


def test_warnings_are_put_into_words(client: FlaskClient, collection: FakeCollection) -> None:
    collection.warnings = (Warn("open_quote"), Warn("too_many_words", "64"))
    text = page(client, "/?q=الهجرة")
    assert "علامة تنصيص لم تُغلق" in text
    assert "أول <bdi>64</bdi> منها" in text
    assert "<h2>تنبيهات</h2>" in text
    collection.warnings = (Warn("ignored_operator", "-"), Warn("past_the_last_page", "2"))
    text = page(client, "/?q=الهجرة")
    assert "أُهملت العلامة «<bdi>-</bdi>»" in text
    assert "الصفحة 2" not in text


@pytest.mark.parametrize("q", ["؟؟!!،،", "*", "()", '"'])
def test_punctuation_alone_is_nothing_to_search_for(
    client: FlaskClient, collection: FakeCollection, q: str
) -> None:
    collection.warnings = (Warn("nothing_to_search"),)
    text = page(client, f"/?q={q}")
    assert text.count("ليس فيما كتبته ما يُبحث عنه") == 1
    words = Parsed(text).words()
    assert "أحدث البيانات" in words
    assert "جرّب البحث عن" in words
    assert "نتيجتان عن" not in words
    assert text.index("ندوة إدارة") < text.index("منتدى الأمن")
    assert "بيانات مختارة: نتيجة واحدة" in Parsed(page(client, f"/?q={q}&year=2024")).words()


def test_a_snippet_leads_to_its_first_match_in_the_release(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة")
    places = [html.unescape(href) for href in re.findall('class="there" href="([^"]+)"', text)]
    assert len(places) == 2
    for place in places:
        address, _, fragment = place.partition("#")
        assert f'<span id="{fragment}"></span><mark>' in page(client, address)


def test_filters_come_after_the_heading_and_before_the_results(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة&year=2025")
    places = [text.index(part) for part in ("<h1", 'class="chips"', "<aside", 'class="hits"')]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("suggestion", "href", "label"),
    [
        (
            Suggestion("wider_mode", SearchRequest("قمر", "root", sort="title"), 3),
            "/?q=%D9%82%D9%85%D8%B1&mode=root&sort=title",
            "بمقارنة أوسع (جذري)",
        ),
        (
            Suggestion("without_word", SearchRequest("قمر"), 3, ("شمس",)),
            "/?q=%D9%82%D9%85%D8%B1",
            "بلا «<bdi>شمس</bdi>»",
        ),
        (
            Suggestion("without_word", SearchRequest("قمر"), 3, ("from",)),
            "/?q=%D9%82%D9%85%D8%B1",
            "بلا «<bdi>from</bdi>»",
        ),
        (
            Suggestion("without_dates", SearchRequest("قمر"), 3, ("from", "to")),
            "/?q=%D9%82%D9%85%D8%B1",
            "في أي تاريخ",
        ),
    ],
)
def test_a_suggestion_is_a_link_to_its_search(
    suggestion: Suggestion, href: str, label: str
) -> None:
    address = SearchAddress(SearchRequest("قمر"))
    view = reading.suggestion_view(suggestion, address, Site(texts.for_language("ar"), ""))
    assert (view.href, view.label, view.q, view.total) == (href, label, "قمر", 3)


@pytest.mark.parametrize(
    ("q", "other", "label"),
    [
        ("أرامكو", "Aramco", "بحروف لاتينية"),
        ("شركة أرامكو", "شركة Aramco", "بحروف لاتينية"),
        ("قطر 2022", "Qatar 2022", "بحروف لاتينية"),
        ("Aramco", "أرامكو", "بالعربية"),
        ("Qatar visa", "قطر visa", "بالعربية"),
        ("沙特阿美", "أرامكو", "بالعربية"),
    ],
)
def test_a_transliteration_is_named_by_its_script(q: str, other: str, label: str) -> None:
    offered = Suggestion("transliteration", SearchRequest(other), 3)
    address = SearchAddress(SearchRequest(q))
    assert (
        reading.suggestion_view(offered, address, Site(texts.for_language("ar"), "")).label == label
    )


def test_a_transliteration_tells_the_words_that_it_lacks() -> None:
    offered = Suggestion("transliteration", SearchRequest("طهران"), 3, ("nuclear",))
    address = SearchAddress(SearchRequest("tehran nuclear"))
    view = reading.suggestion_view(offered, address, Site(texts.for_language("en"), ""))
    assert view.label == texts.for_language("en").suggestion(
        "partial_transliteration", "stem", ("nuclear",)
    )
    assert "nuclear" in view.label


def test_releases_without_a_title_show_their_first_words(
    client: FlaskClient, collection: FakeCollection
) -> None:
    words = [f"كلمة{n}" for n in range(14)]
    collection.releases = {"u": release("u", "", f"{' '.join(words)}\n\nونهاية <b>")}
    called = f'<bdi dir="rtl">{" ".join(words[:12])} …</bdi>'
    assert called in page(client, "/")
    assert f"{called}</h1>" in page(client, "/releases/u")
    assert f"<title>{' '.join(words[:12])} … · كشّاف</title>" in page(client, "/releases/u")
    collection.releases = {"u": release("u", " ", "<b> نص")}
    assert '<bdi dir="rtl">&lt;b&gt; نص</bdi>' in page(client, "/")
    assert "<title>&lt;b&gt; نص · كشّاف</title>" in page(client, "/releases/u")
    assert json.loads(linked_data(collection.releases["u"]))["headline"] == "<b> نص"


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_heading_shortens_a_long_query_and_the_box_does_not(
    client: FlaskClient, language: str
) -> None:
    def shown(query: str) -> str:
        text = page(client, f"/?q={query}&lang={language}")
        assert f'value="{query}"' in text
        return text.partition('<h1 id="results">')[2].partition("</bdi>")[0]

    assert shown("سياسات الهجرة").endswith(">سياسات الهجرة")
    assert shown("سياسات الهجرة " * 20 + "آخر").endswith("سياسات الهجرة…")


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_hit_that_repeats_one_above_links_to_it(
    client: FlaskClient, collection: FakeCollection, language: str
) -> None:
    address = f"/?q=الهجرة&lang={language}"
    assert "same" not in page(client, address)
    collection.repeats = {"a1": "b/2 ؟#%"}
    told = f'<a class="same" href="#hit-b%2F2%20%D8%9F%23%25">{texts.for_language(language).same_above}</a>'
    assert page(client, address).count(told) == 1
    assert 'id="hit-b%2F2%20%D8%9F%23%25"' in page(client, address)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("relevance", ["hit-a1", "hit-c3", "hit-b2"]), ("-published", ["hit-a1", "hit-b2", "hit-c3"])],
)
def test_hits_that_repeat_another_come_last_in_the_order_of_relevance(
    client: FlaskClient, collection: FakeCollection, sort: str, expected: list[str]
) -> None:
    days = {"b2": 13, "c3": 12}
    collection.releases = {"a1": collection.releases["a1"]} | {
        name: release(name, "الهجرة", "الهجرة", published=datetime.date(2025, 10, day))
        for name, day in days.items()
    }
    collection.repeats = {"b2": "a1"}
    shown = page(client, f"/?q=الهجرة&sort={sort}")
    assert re.findall(r'<li class="hit" id="([^"]*)"', shown) == expected


def test_without_any_date_no_release_is_called_the_newest(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for name, each in collection.releases.items():
        collection.releases[name] = replace(each, published=None, event_date=None)
    assert re.search(r'<h1 id="results">\s*All releases\s*</h1>', page(client, "/?lang=en"))


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_links_of_different_hits_have_different_names(client: FlaskClient, language: str) -> None:
    text = page(client, f"/?q=الهجرة&lang={language}")
    hits = text.partition('<ol class="hits">')[2].partition("</ol>")[0]
    links = re.findall(r"<a ([^>]*)>(.*?)</a>", hits, re.S)
    assert len(links) == 10  # a title, a snippet, and three more of each hit
    names = []
    for attributes, content in links:
        label = re.search('aria-label="([^"]*)"', attributes)
        visible = re.sub("<[^>]*>", "", content)
        names.append(label[1] if label else visible)
        assert names[-1].startswith(visible)
    assert len(set(names)) == len(names)
