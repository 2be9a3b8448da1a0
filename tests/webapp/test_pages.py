"""The HTML pages: search form, results, releases."""

import datetime
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import quote, unquote

import pytest
from flask.testing import FlaskClient

from indexer import limits
from indexer.answers.results import Hit, Relation, SearchRequest, Snippet, Span, Suggestion
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.engines.protocol import FormCount
from indexer.errors import BUILD, IndexMissing
from indexer.export import FORMATS
from indexer.releases.release import Release
from indexer.search_warnings import Warn
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.paging import Paging
from webapp.views import reading
from webapp.views.citation import linked_data, reference
from webapp.views.language import language_direction

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus x='",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<mark>",
]
ALLOWED_TAGS = set(
    "html head meta title link body a header span p div form label input button fieldset legend"
    " details summary select option main section h1 h2 h3 ol ul li mark bdi time aside nav footer"
    " dl dt dd article strong code svg rect path circle".split()
)
ALLOWED_ATTRIBUTES = set(
    "lang dir charset name property content rel href as type crossorigin class id width height role"
    " aria-label aria-labelledby aria-describedby aria-current aria-hidden aria-invalid for value maxlength"
    " placeholder autocomplete autocapitalize spellcheck enterkeyhint title checked open selected"
    " action method tabindex datetime hreflang viewbox preserveaspectratio xmlns fill d cx cy r rx opacity data-copy data-behind data-done"
    " data-completions data-suggest data-step data-title aria-pressed download".split()
)


class Parsed(HTMLParser):
    """Tags, attributes and visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def words(self) -> str:
        return " ".join(self.text.split())


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.text


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


def test_release_page(client: FlaskClient) -> None:
    text = page(client, "/releases/a1?q=هجرة&mode=stem")
    assert "<mark>للهجرة</mark>" in text
    assert "<mark>والهجرة</mark>" in text
    assert "<title>ندوة إدارة الهجرة · كشّاف</title>" in text
    assert "3 مواضع" in text
    assert text.count("<p>") >= 2


def test_the_form_is_shown_as_it_was_sent(client: FlaskClient) -> None:
    text = page(client, "/?q=a&mode=root&match=any&from=2024&to=2025-10&sort=title&place=الصين")
    assert '<input type="hidden" name="mode" value="root">' in text
    assert 'value="any" checked' in text
    assert 'name="from" value="2024"' in text
    assert 'name="to" value="2025-10"' in text
    assert '<input type="hidden" name="sort" value="title">' in text
    assert '<input type="hidden" name="place" value="الصين">' in text


def test_the_options_open_for_faults_and_name_the_active_ones(
    client: FlaskClient,
) -> None:
    folded, unfolded = '<details class="options">', '<details class="options" open>'
    assert folded in page(client, "/?q=الهجرة&from=2024&to=2025-10&match=any")
    assert "<summary>خيارات البحث: أيٌّ من الكلمات</summary>" in page(client, "/?match=any")
    assert "<summary>خيارات البحث</summary>" in page(client, "/?from=2024")
    for faulty in ("from=قريبًا", "to=x", "match=x", "from=2025&to=2024"):
        assert unfolded in page(client, f"/?q=الهجرة&{faulty}", 422)
    assert folded in page(client, "/?from=2024&year=x", 422)


def test_the_form_of_a_search_has_no_hidden_defaults(client: FlaskClient) -> None:
    text = page(
        client, "/?q=الهجرة&mode=stem&match=all&from=&to=&page=1&per_page=20&sort=relevance"
    )
    assert 'type="hidden"' not in text


def test_an_unusable_form_is_shown_as_it_was_typed(client: FlaskClient) -> None:
    sent = "q=الهجرة&mode=root&match=any&sort=title&from=قريبًا&to=١٤/١٠/٢٠٢٥&place=الصين&year=abc&per_page=0"
    text = page(client, f"/?{sent}", 422)
    assert 'value="الهجرة"' in text
    assert 'value="root" checked' in text
    assert 'value="any" checked' in text
    assert '<input type="hidden" name="sort" value="title">' in text
    assert 'name="from" value="قريبًا"' in text
    assert 'name="to" value="١٤/١٠/٢٠٢٥"' in text
    assert '<details class="options" open>' in text
    assert '<input type="hidden" name="place" value="الصين">' in text
    # Faulty fields that the reader cannot see are not sent again.
    assert 'type="hidden" name="year"' not in text
    assert 'type="hidden" name="per_page"' not in text
    said = Parsed(text).words()
    assert "2025 أو 2025-10 أو 2025-10-14 أو 14/10/2025 أو الشهر الماضي" in said
    assert '<bdi dir="ltr">2025-10-14</bdi>' in text
    assert "المطلوب سنة بأربعة أرقام، مثل 2025" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("mode=x", "حرفي، صرفي، جذري"),
        ("match=x", "كل الكلمات، أيٌّ من الكلمات"),
        ("sort=x", "الأحدث أولًا"),
    ],
)
def test_choices_are_named_as_in_the_form(client: FlaskClient, query: str, said: str) -> None:
    words = Parsed(page(client, f"/?{query}", 422)).words()
    assert said in words
    assert "stem" not in words


def test_the_form_is_bounded_as_the_search_is(client: FlaskClient) -> None:
    dates = re.findall(r'<input id="(?:from|to)"[^>]* maxlength="(\d+)"', page(client, "/"))
    assert dates == [str(DATE_CHARACTERS)] * 2
    typed = "1" * (DATE_CHARACTERS + 1)
    assert f'name="to" value="{typed[:-1]}"' in page(client, f"/?to={typed}", 422)
    assert f'maxlength="{limits.QUERY_CHARACTERS}"' in page(client, "/")
    assert 'name="per_page" value="5"' in page(client, "/?per_page=5")
    assert 'name="per_page"' not in page(client, f"/?per_page={SearchRequest().per_page}")


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


def test_the_plain_form_may_be_sent_empty(client: FlaskClient) -> None:
    assert "أحدث البيانات" in page(client, "/?q=&mode=stem&match=all&sort=relevance&from=&to=")


def test_filters_can_be_chosen_and_removed(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة")
    assert "year=2024" in text
    chosen = page(client, "/?q=الهجرة&year=2024&page=1")
    assert "نتيجة واحدة" in chosen
    assert 'class="chips"' in chosen
    assert 'aria-current="true"' in chosen
    [address] = re.findall(r'class="chips">.*?<a href="([^"]+)"', chosen, re.S)
    assert "year" not in address


def test_pagination(client: FlaskClient, collection: FakeCollection) -> None:
    for n in range(200):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    first = page(client, "/?per_page=10")
    assert 'rel="next" href="/?page=2&amp;per_page=10"' in first
    assert 'rel="prev"' not in first
    middle = page(client, "/?per_page=10&page=10")
    assert 'rel="prev"' in middle
    assert re.findall(r'aria-label="صفحة (\d+)"', middle) == ["1", *map(str, range(8, 13)), "21"]
    last = page(client, "/?per_page=10&page=21")
    assert 'rel="next"' not in last
    beyond = page(client, "/?per_page=10&page=22")
    assert "الصفحة 22 بعد آخر النتائج" in Parsed(beyond).words()
    assert "نتائج هذا البحث في 21 صفحة" in beyond
    assert 'href="/?page=21&amp;per_page=10"' in beyond
    assert 'href="/?per_page=10"' in beyond


def test_pages_of_one_search_have_titles_of_their_own(client: FlaskClient) -> None:
    assert "<title>الهجرة: نتيجتان · كشّاف</title>" in page(client, "/?q=الهجرة")
    second = page(client, "/?q=الهجرة&per_page=1&page=2")
    assert "<title>الهجرة: نتيجتان · صفحة 2 · كشّاف</title>" in second


def test_gaps_between_linked_pages_are_marked() -> None:
    assert Paging(1, 1).linked == [1]
    assert Paging(3, 5).linked == [1, 2, 3, 4, 5]
    assert Paging(9, 20).linked == [1, None, 7, 8, 9, 10, 11, None, 20]
    assert Paging(30, 20).linked == [1, None, 20]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_escaped(
    client: FlaskClient, collection: FakeCollection, payload: str
) -> None:
    collection.releases = {
        payload: release(
            payload, payload, f"{payload} هجرة", place=payload, agency=payload,
            language=payload, url=payload, source=payload,
        )
    }  # fmt: skip
    collection.warnings = (Warn("unknown_field", payload),)
    arguments = {"q": payload, "place": payload, "agency": payload}
    for path, status in (("/", 200), (f"/releases/{payload}", 200), ("/nosuch", 404)):
        query = arguments if path == "/" else {"q": payload}
        answer = client.get(path, query_string=query)
        assert answer.status_code == status
        _assert_clean(answer.text)
    answer = client.get("/", query_string={"from": payload, payload: payload})
    assert answer.status_code == 422
    _assert_clean(answer.text)
    assert payload.split("alert")[0] not in answer.text or payload.startswith("{{")
    assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", answer.text)


def _without_scripts(text: str) -> str:
    """The page without its legitimate script elements: the module and JSON-LD."""
    module = r'<script type="module" src="/static/page\.[0-9a-f]{12}\.js"></script>'
    text, modules = re.subn(module, "", text)
    assert modules == 1
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        assert "<" not in found
        json.loads(found)
    return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)


def _assert_clean(text: str) -> None:
    parsed = Parsed(_without_scripts(text))
    assert set(parsed.tags) <= ALLOWED_TAGS
    assert {name for name, _ in parsed.attributes} <= ALLOWED_ATTRIBUTES
    for name, value in parsed.attributes:
        if name in ("href", "src", "action"):
            assert value is not None
            assert value.startswith(("/", "#"))
            assert not value.startswith("//")


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nosuch", 404, "الصفحة غير موجودة"),
        ("/releases/nosuch", 404, "الصفحة غير موجودة"),
        ("/?page=0&q=الهجرة", 422, "رقم الصفحة"),
        ("/?from=قريبًا", 422, "سنة أو شهر أو يوم"),
        ("/?pgae=1", 422, "معامل غير معروف"),
        ("/?q=" + "a" * 29_000, 414, "عنوان طويل"),
    ],
)
def test_error_pages_are_pages(client: FlaskClient, path: str, status: int, said: str) -> None:
    text = page(client, path, status)
    assert said in text
    assert 'role="search"' in text
    if "q=الهجرة" in path:
        assert 'value="الهجرة"' in text


@pytest.mark.parametrize(
    ("path", "status", "way"),
    [
        ("/nosuch", 404, 'href="/"'),
        ("/releases/nosuch?q=الهجرة", 404, f'href="/?q={quote("الهجرة")}"'),
        ("/?q=الهجرة&page=0&lang=en", 422, f'href="/?q={quote("الهجرة")}&amp;lang=en"'),
        ("/?q=الهجرة&sort=x", 422, 'href="/help"'),
        (
            "/releases/a1?q=a&yaer=x&pgae=1&lang=en",
            422,
            'first" href="/releases/a1?q=a&amp;lang=en"',
        ),
        ("/?ref=1&pag%3C=x&q=%22%26", 422, 'first" href="/?q=%22%26"'),
        ("/?pag%FF=%FF", 422, 'first" href="/"'),
    ],
)
def test_error_pages_have_a_way_on(client: FlaskClient, path: str, status: int, way: str) -> None:
    ways = page(client, path, status).partition('class="ways"')[2]
    assert way in ways


def test_unknown_parameters_are_dropped_only_if_the_rest_is_valid(
    client: FlaskClient,
) -> None:
    assert "page=0" not in page(client, "/?ref=x&page=0", 422).partition('class="ways"')[2]


def test_an_unusable_query_is_not_offered_again(client: FlaskClient) -> None:
    ways = page(client, "/?q=" + "a" * 3000, 422).partition('class="ways"')[2]
    assert "?q=" not in ways
    assert 'href="/"' in ways


def test_no_index(client: FlaskClient, collection: FakeCollection) -> None:
    collection.failure = IndexMissing("/secret/folder", BUILD)
    answer = client.get("/?q=الهجرة")
    assert answer.status_code == 503
    assert "kashaf build" in answer.text
    assert "secret" not in answer.text
    assert '<a class="first" href="">أعد المحاولة</a>' in answer.text
    assert answer.headers["Retry-After"] == "10"


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


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("zh-Hans", "ltr"), ("?", "auto"), ("", "auto")],
)
def test_direction_follows_the_language(language: str, direction: str) -> None:
    assert language_direction(language) == direction


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
    assert '<bdi dir="ltr">أرشيف/two.txt</bdi>' in page(client, "/releases/u")
    assert '<bdi dir="ltr">one.txt</bdi>' in page(client, "/releases/a1")
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


def test_years_are_listed_from_the_newest(client: FlaskClient, collection: FakeCollection) -> None:
    for n, year in enumerate((2019, 2019, 2019, 2021, 2026)):
        day = datetime.date(year, 1, 1)
        collection.releases[f"n{n}"] = release(f"n{n}", "بيان", "نص", published=day)
    years = re.findall(r'href="/\?year=(\d+)"', page(client, "/"))
    assert years == ["2026", "2025", "2024", "2021", "2019"]


def test_months_are_listed_for_one_year_only(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for month in (3, 3, 10):
        name = f"m{len(collection.releases)}"
        day = datetime.date(2024, month, 5)
        collection.releases[name] = release(name, "بيان", "نص", published=day)
    assert "month=" not in page(client, "/")
    text = page(client, "/?year=2024")
    months = re.findall(r'href="/\?year=2024&amp;month=(2024-\d\d)"', text)
    assert months == ["2024-10", "2024-03"]
    assert "month=2024-10" in page(client, "/?year=1999&year=2024"), "1999 has none"
    assert "month=" not in page(client, "/?year=2024&year=2025")
    widths = re.findall(r'class="bar".*?<rect width="(\d+)"', text)
    assert widths == ["25", "100", "33", "100"], "years and months"
    chosen = page(client, "/?year=2024&month=2024-03")
    assert "الشهر: مارس 2024" in Parsed(chosen).words()
    ways_out = re.findall(r'<li><a href="([^"]+)"><span class="visually-hidden">أزل', chosen)
    assert ways_out == ["/", "/?year=2024"], "without its year a month is not left behind"


def test_every_mode_says_what_it_finds(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة&mode=exact&year=2025")
    [dial] = re.findall(r'<nav class="dial".*?</nav>', text, re.S)
    spoken = re.sub(r'<span aria-hidden="true">\d+</span>', "", dial)
    assert re.findall(r"(?:حرفي|صرفي|جذري) .*", Parsed(spoken).words()) == [
        "حرفي (نتيجة واحدة) صرفي (نتيجة واحدة) جذري (نتيجة واحدة)"
    ]
    assert [html.unescape(href) for href in re.findall('href="([^"]+)"', dial)] == [
        f"/?q=%D8%A7%D9%84%D9%87%D8%AC%D8%B1%D8%A9{mode}&year=2025"
        for mode in ("&mode=exact", "", "&mode=root")
    ]
    assert '<nav class="dial"' not in page(client, "/?year=2025")
    assert '<nav class="dial"' not in page(client, "/?q=!!")


def test_orders_are_links(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة&sort=title")
    [sorts] = re.findall(r'<nav class="sorts".*?</nav>', text, re.S)
    assert len(re.findall("href=", sorts)) == 4
    assert re.findall(r'aria-current="true">([^<]+)', sorts) == ["بحسب العنوان"]


def test_a_snippet_leads_to_its_first_match_in_the_release(client: FlaskClient) -> None:
    text = page(client, "/?q=الهجرة")
    places = [html.unescape(href) for href in re.findall('class="there" href="([^"]+)"', text)]
    assert len(places) == 2
    for place in places:
        address, _, fragment = place.partition("#")
        assert f'<span id="{fragment}"></span><mark>' in page(client, address)


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


def test_removing_filters_is_offered_only_if_there_are_any(client: FlaskClient) -> None:
    assert "أزل كل المرشِّحات" not in page(client, "/?q=قمر&mode=root")
    assert "أزل كل المرشِّحات" in page(client, "/?q=قمر&mode=root&year=2025")


def test_help_explains_the_language(client: FlaskClient) -> None:
    words = Parsed(page(client, "/help")).words()
    for said in ("«مدرسة» تجد «المدارس»", "تأشيرة عمل أو دراسة", "لغة البحث", "14/10/2025"):
        assert said in words
    assert "ملفات تعريف" in page(client, "/about")


def test_foreign_releases_keep_their_direction(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"e": release("e", "الهجرة in English", "Text", language="en")}
    for path in ("/", "/releases/e"):
        assert 'dir="ltr" lang="en"' in page(client, path)


@pytest.mark.parametrize(("path", "said"), [("/help", "جذري"), ("/about", "GPL-3.0-or-later")])
def test_texts(client: FlaskClient, path: str, said: str) -> None:
    text = page(client, path)
    assert said in text
    assert client.get("/api/v1/search?q=%D8%A7").status_code == 200


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


def test_direction_marks_stay_only_within_isolating_elements(
    client: FlaskClient, collection: FakeCollection
) -> None:
    marks = "\u202a\u202e\u2066\u2069\u200e\u200f\u061c"
    collection.releases = {"u": release("u", f"بي{marks}ان\u200cها", "نص الهجرة")}
    shown = page(client, "/releases/u")
    assert "<title>بيان\u200cها · كشّاف</title>" in shown
    assert json.loads(linked_data(collection.releases["u"]))["headline"] == "بيان\u200cها"
    assert f'<bdi dir="rtl">بي{marks}ان\u200cها</bdi></h1>' in shown
    assert "<title>الهجرة:" in page(client, "/?q=\u202eالهجرة")
    feed = client.get("/feed.atom?q=\u202eالهجرة").text
    assert "<title>بيان\u200cها</title>" in feed
    assert "<title>كشّاف: الهجرة</title>" in feed
    told = client.get("/api/v1/releases/u").get_json()
    assert marks in told["title"]


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


def _may_crawl(rules: str, address: str) -> bool:
    """By RFC 9309: the longest matching rule decides; of equally long ones, Allow."""
    fitting = [(0, True)]
    for verb, path in re.findall("^(Allow|Disallow): (.*)$", rules, re.M):
        pattern = ".*".join(map(re.escape, path.split("*")))
        if re.match(pattern, address):
            fitting.append((len(path), verb == "Allow"))
    return max(fitting)[1]


def test_crawlers_read_releases_and_no_searches(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    for address in ("/", "/releases/a1", "/help", "/?page=2", "/static/page.css"):
        assert _may_crawl(answer.text, address), address
    for address in (
        "/?q=x",
        "/?year=2025",
        "/?page=2&sort=title",
        "/releases/a1?q=x",
        "/api/v1/search",
        "/feed.atom?q=x",
        "/cite/a1?format=ris",
    ):
        assert not _may_crawl(answer.text, address), address


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


def test_releases_without_a_day_are_a_choice_below_the_years(
    client: FlaskClient, collection: FakeCollection
) -> None:
    assert "Without a date" not in page(client, "/?q=الهجرة&lang=en")
    collection.releases["c"] = replace(
        release("c", "الهجرة", "بلا تاريخ"), published=None, event_date=None
    )
    shown = page(client, "/?q=الهجرة&lang=en")
    assert re.search(r"Without a date</span>\s*<span class=\"count\">1<", shown)
    assert f"q={quote('الهجرة -تاريخ:1000..9999').replace('%20', '+')}" in shown


def test_without_any_date_no_release_is_called_the_newest(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for name, each in collection.releases.items():
        collection.releases[name] = replace(each, published=None, event_date=None)
    assert re.search(r'<h1 id="results">\s*All releases\s*</h1>', page(client, "/?lang=en"))


def test_a_release_without_facts_has_no_list_of_them(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"bare": release("bare", "الهجرة", "الهجرة", published=None)}
    assert '<ul class="facts">' not in page(client, "/?q=الهجرة")


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
