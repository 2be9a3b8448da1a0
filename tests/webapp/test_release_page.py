"""The release page: fields, metadata, references, matches, the way back."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.releases.release import Release
from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed, page
from webapp import texts
from webapp.views.citation import linked_data, reference


def test_release_page(client: FlaskClient) -> None:
    text = page(client, "/releases/a1?q=هجرة&mode=stem")
    assert "<mark>للهجرة</mark>" in text
    assert "<mark>والهجرة</mark>" in text
    assert "<title>ندوة إدارة الهجرة · كشّاف</title>" in text
    assert "3 مواضع" in text
    assert text.count("<p>") >= 2


@pytest.mark.parametrize("field", ["place", "agency"])
def test_a_match_of_place_or_agency_is_marked_too(
    client: FlaskClient, collection: FakeCollection, field: str
) -> None:
    claim = texts.for_language("ar").no_matches_here
    collection.releases = {"x": release("x", "بيان", "نص", **{field: "دار الهجرة"})}
    marked = page(client, "/releases/x?q=الهجرة")
    assert "دار <mark>الهجرة</mark>" in marked
    assert claim not in marked
    assert claim in page(client, "/releases/x?q=غيرها")


@pytest.mark.parametrize(
    "address",
    [
        "/?q=%D9%86%D8%B5&mode=root&match=any&page=2&per_page=3&sort=title&from=2024",
        "/?page=2",
        "/?q=%D9%86%D8%B5&year=2025",
    ],
)
def test_the_way_back_leads_to_the_page_of_results_it_came_from(
    client: FlaskClient, collection: FakeCollection, address: str
) -> None:
    for n in range(30):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    text = page(client, address)
    [link, *_] = re.findall(r'<h2 dir[^>]*><a href="([^"]+)"', text)
    [back] = re.findall(r'class="back"><a href="([^"]+)"', page(client, html.unescape(link)))
    there, _, hit = html.unescape(back).partition("#")
    assert there == address
    assert f'<li class="hit" id="{hit}">\n  <h2' in text
    assert text.index(f'id="{hit}"') < text.index(link)


def test_the_way_back_leads_to_a_hit_whatever_its_name(client: FlaskClient) -> None:
    text = page(client, "/releases/b%2F2%20%D8%9F%23%25?q=الهجرة&lang=en")
    [back] = re.findall(r'class="back"><a href="([^"]+)"', text)
    name = "hit-b%2F2%20%D8%9F%23%25"
    assert back.endswith(f"&amp;lang=en#{name}")
    assert f'<li class="hit" id="{name}">' in page(client, html.unescape(back))


def test_a_release_has_metadata_and_a_reference(
    client: FlaskClient, collection: FakeCollection
) -> None:
    body = "نص </script><script>alert(1)</script> & <!--\u2028"
    collection.releases["x"] = release(
        "x", "<b>ت", body, agency="وكالة", place="بكين", url="javascript:x"
    )
    text = page(client, "/releases/x")
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert json.loads(found) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": "x",
        "headline": "<b>ت",
        "inLanguage": "ar",
        "datePublished": "2025-10-14",
        "publisher": {"@type": "Organization", "name": "وكالة"},
        "contentLocation": {"@type": "Place", "name": "بكين"},
        "articleBody": body,
    }
    assert "وكالة. «<b>ت». بيان صحفي، بكين، 14 أكتوبر 2025." in Parsed(text).words()
    assert 'data-copy="#reference" data-behind="/releases/x"' in text
    bare = Release("y", "", "نص")
    english = client.get("/releases/x?lang=en").text
    assert (
        '<p id="reference" dir="ltr"><bdi>وكالة</bdi>. “<bdi dir="rtl">&lt;b&gt;ت</bdi>”. '
        "Press release, <bdi>بكين</bdi>, 14 October 2025.</p>"
    ) in english
    assert reference(bare, texts.for_language("ar")) == '«<bdi dir="rtl">نص</bdi>». بيان صحفي.'
    assert set(json.loads(linked_data(bare))) == {
        "@context",
        "@type",
        "identifier",
        "headline",
        "inLanguage",
        "articleBody",
    }


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("ris", "application/x-research-info-systems", "TY  - "),
        ("bibtex", "application/x-bibtex", "@"),
    ],
)
def test_a_release_is_a_file_for_reference_managers(
    client: FlaskClient, form: str, kind: str, begins: str
) -> None:
    text = page(client, "/releases/b%2F2%20%D8%9F%23%25")
    [address] = [a for a in re.findall(r'href="(/cite/[^"]+)"', text) if form in a]
    answer = client.get(html.unescape(address))
    assert answer.content_type == kind
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.text.startswith(begins)
    assert "منتدى الأمن العام" in answer.text
    assert client.get("/cite/nosuch").status_code == 404
    assert client.get("/cite/a1?format=docx").status_code == 422


def test_similar_releases_are_offered(client: FlaskClient) -> None:
    text = page(client, "/releases/a1")
    [similar] = re.findall(r'<section class="similar".*?</section>', text, re.S)
    [there] = re.findall('href="([^"]+)"', similar)
    assert "منتدى الأمن العام" in page(client, html.unescape(there))


@pytest.mark.parametrize("surface", ["", "/api/v1"])
def test_a_release_is_marked_by_the_search_that_led_to_it(
    client: FlaskClient, collection: FakeCollection, surface: str
) -> None:
    asked = "q=الهجرة&mode=root&match=any&without=للهجرة"
    assert client.get(f"{surface}/releases/a1?{asked}").status_code == 200
    assert collection.asked == SearchRequest("الهجرة", "root", "any", without=("للهجرة",))


def test_a_release_opened_by_itself_claims_no_way_back(client: FlaskClient) -> None:
    assert 'class="back"' not in page(client, "/releases/a1")


def test_the_release_page_shows_all_fields(client: FlaskClient, collection: FakeCollection) -> None:
    address = "https://example.org/n?a=1&b=%D8%A7"
    collection.releases = {"x": release("x", "ع", "ن", language="zh", url=address, place="شنغهاي")}
    text = page(client, "/releases/x")
    words = Parsed(text).words()
    assert "شنغهاي" in words
    assert "اللغة: الصينية" in words
    link = f'<a href="{html.escape(address)}" rel="noopener noreferrer nofollow">'
    assert link in text


def test_a_release_leads_to_its_file(client: FlaskClient, collection: FakeCollection) -> None:
    collection.releases["u"] = release("u", " ", "نص", source="أرشيف/two.txt")
    collection.releases["n"] = release("n", "بيان", "نص")
    assert "<bdi>أرشيف/two.txt</bdi>" in page(client, "/releases/u")
    assert "<bdi>one.txt</bdi>" in page(client, "/releases/a1")
    assert "الملف" not in page(client, "/releases/n")
    assert client.get("/api/v1/releases/a1").get_json()["source"] == "one.txt"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "http:/x",
        "http://[",
        "ftp://a/",
    ],
)
def test_only_addresses_of_the_web_become_links(
    client: FlaskClient, collection: FakeCollection, address: str
) -> None:
    collection.releases = {"x": release("x", "ع", "ن", url=address)}
    text = page(client, "/releases/x")
    assert address in html.unescape(text)
    assert f'href="{address}' not in text


def test_every_match_that_is_counted_has_a_link(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "بيان الهجرة", "هجرة ثم هجرة.")}
    text = page(client, "/releases/x?q=هجرة")
    [places] = re.findall(r'<nav class="places".*?</nav>', text, re.S)
    assert "3 مواضع" in places
    names = re.findall(r'href="#([^"]+)"', places)
    assert names == ["title-5", "at-0", "at-8"]
    assert re.findall(r'<span id="([^"]+)"></span><mark>', text) == names


def test_matches_of_a_very_long_release_are_not_counted(
    client: FlaskClient, collection: FakeCollection
) -> None:
    rest = "." * (limits.MARKED_CHARACTERS + 1)
    collection.releases = {"x": release("x", "ع", f"هجرة {rest}"), "y": release("y", "ع", rest)}
    [places] = re.findall(r'<nav class="places".*?</nav>', page(client, "/releases/x?q=هجرة"), re.S)
    assert "#at-0" in places
    assert "موضع واحد" not in places
    assert '<nav class="places"' not in page(client, "/releases/y?q=هجرة")


def test_paragraphs_lead_to_the_matches_around_them(
    client: FlaskClient, collection: FakeCollection
) -> None:
    body = "هجرة أولى.\n\nلا شيء.\n\nهجرة ثم هجرة.\n\nهجرة أخيرة."
    collection.releases = {"x": release("x", "ع", body)}
    text = page(client, "/releases/x?q=هجرة")
    marks = [match.start() for match in re.finditer("هجرة", body)]
    assert re.findall(r'<span id="at-(\d+)"></span><mark>', text) == [str(at) for at in marks]
    [places] = re.findall(r'<nav class="places".*?</nav>', text, re.S)
    assert re.findall(r'href="#at-(\d+)"', places) == [str(at) for at in marks]
    hops = re.findall(r'<span class="hops".*?</span>\s*</div>', text, re.S)
    assert [[int(at) for at in re.findall(r"#at-(\d+)", hop)] for hop in hops] == [
        [marks[1]], [marks[0], marks[3]], [marks[2]],
    ]  # fmt: skip
    assert "hops" not in page(client, "/releases/x")


def test_the_link_of_a_release_has_a_description(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases["l"] = release("l", 'بيان \u202e"س"', "كلمة طويلة\n\n" * 60)
    text = page(client, "/releases/l?q=كلمة&lang=en")
    assert '<link rel="canonical" href="/releases/l">' in text
    said = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', text))
    assert html.unescape(said["og:title"]) == 'بيان "س"'
    assert said["description"] == said["og:description"]
    assert said["description"].startswith("كلمة طويلة كلمة")
    assert 150 < len(said["description"]) <= 200
    collection.releases["z"] = release("z", "题", "新" * 900, language="zh")
    assert f'content="{"新" * 199}…"' in page(client, "/releases/z")


def test_a_release_without_facts_has_no_list_of_them(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"bare": release("bare", "الهجرة", "الهجرة", published=None)}
    assert '<ul class="facts">' not in page(client, "/?q=الهجرة")
