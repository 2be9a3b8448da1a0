"""The search form: shown as it was sent, options, filters, orders."""

import datetime
import html
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.arabic.dates import DATE_CHARACTERS
from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed, page


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


def test_orders_by_date_are_offered_only_if_a_hit_has_a_date_or_asked_for(
    client: FlaskClient, collection: FakeCollection
) -> None:
    undated = replace(release("c", "زرافة", "بلا تاريخ"), published=None, event_date=None)
    collection.releases["c"] = replace(undated, id="c")
    collection.releases["d"] = replace(undated, id="d")
    orders = {
        address: re.findall(r'<nav class="sorts".*?</nav>', page(client, address), re.S)[0]
        for address in ("/?q=زرافة&lang=en", "/?q=زرافة&lang=en&sort=-published")
    }
    assert ["Newest first" in links for links in orders.values()] == [False, True]


def test_removing_filters_is_offered_only_if_there_are_any(client: FlaskClient) -> None:
    assert "أزل كل المرشِّحات" not in page(client, "/?q=قمر&mode=root")
    assert "أزل كل المرشِّحات" in page(client, "/?q=قمر&mode=root&year=2025")


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
