"""Parameters of search addresses: reading, writing, faults."""

import datetime
import html
import re
from dataclasses import replace
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer import limits, periods
from indexer.answers.results import SearchRequest
from indexer.engines.protocol import SORTS, Filters
from indexer.query.matching import MATCHINGS
from indexer.releases.schema import FACETS
from webapp.addresses import days, links, requests, table
from webapp.addresses.parameter import BadParameters, Surface
from webapp.addresses.search_address import HIT_FIELDS, ApiAddress, Highlight, SearchAddress
from webapp.addresses.typos import is_typo

BAD = [
    ("nosuch=1", "nosuch", "unknown"),
    ("q=a&q=b", "q", "repeated"),
    ("page=1&page=1", "page", "repeated"),
    ("q=" + "a" * (limits.QUERY_CHARACTERS + 1), "q", "too_long"),
    ("mode=stems", "mode", "not_a_choice"),
    ("mode=", "mode", "not_a_choice"),
    ("match=none", "match", "not_a_choice"),
    ("sort=-title", "sort", "not_a_choice"),
    ("page=0", "page", "not_in_range"),
    ("page=-1", "page", "not_in_range"),
    ("page=1.5", "page", "not_in_range"),
    ("page=", "page", "not_in_range"),
    ("page=%2B1", "page", "not_in_range"),
    ("page=²", "page", "not_in_range"),
    ("page=١", "page", "not_in_range"),
    ("page=99999999999999999999", "page", "not_in_range"),
    ("page=10001", "page", "not_in_range"),
    ("per_page=0", "per_page", "not_in_range"),
    ("per_page=101", "per_page", "not_in_range"),
    ("snippets=6", "snippets", "not_in_range"),
    ("facets=yes", "facets", "not_a_choice"),
    ("from=whenever", "from", "not_a_date"),
    ("from=2025-13", "from", "not_a_date"),
    ("from=0000", "from", "not_a_date"),
    ("from=", "from", "not_a_date"),
    ("to=2025-02-30", "to", "not_a_date"),
    ("to=20251014", "to", "not_a_date"),
    ("to=9/17/2025", "to", "not_a_date"),
    ("to=31/2/2025", "to", "not_a_date"),
    ("year=abc", "year", "not_a_year"),
    ("year=20255", "year", "not_a_year"),
    ("year=0000", "year", "not_a_year"),
    ("month=0000-05", "month", "not_a_month"),
    ("year=2025&year=x", "year", "not_a_year"),
    ("month=2025", "month", "not_a_month"),
    ("month=2025-13", "month", "not_a_month"),
    ("month=2025-10-14", "month", "not_a_month"),
    ("fields=nosuch", "fields", "not_a_choice"),
    ("fields=id,,title", "fields", "not_a_choice"),
    ("fields=", "fields", "not_a_choice"),
    ("highlight=bold", "highlight", "not_a_choice"),
    ("cursor=" + "a" * 201, "cursor", "not_a_cursor"),
    *((f"{facet.name}=", facet.name, "empty") for facet in FACETS),
    ("place=" + "a" * (limits.FILTER_CHARACTERS + 1), "place", "too_long"),
    ("&".join(f"place={n}" for n in range(limits.MAX_FILTER_VALUES + 1)), "place", "repeated"),
]


def read(query: str, surface: Surface = "api") -> SearchAddress:
    args = MultiDict(parse_qsl(query, keep_blank_values=True))
    return (
        requests.read_api_search(args) if surface == "api" else requests.read_search(args, surface)
    )


def last_day(text: str) -> datetime.date | None:
    bound = days.parse_last(text)
    return bound.day if bound else None


@pytest.mark.parametrize(
    "name", ["utm_source", "fbclid", "ref", "hl", "s", "t", "gad_source", "%FF", "x" * 9_000]
)
def test_foreign_parameters_are_ignored(client: FlaskClient, name: str) -> None:
    for path in ("/?q=a&", "/releases/a1?", "/help?", "/feed.atom?", "/cite/a1?"):
        answer = client.get(f"{path}{name}=x")
        assert answer.status_code == 200
        assert not re.search(f"[?;]{name}=", answer.text), "and no link carries it on"
    assert client.get(f"/releases/none?{name}=x").status_code == 404
    for path in ("search?", "releases/a1?", "export?"):
        assert client.get(f"/api/v1/{path}{name}=x").status_code == 422


@pytest.mark.parametrize(
    "name", ["pgae", "pag", "pages", "yaer", "Mode", "Q", "per-page", "from ", "lnag"]
)
def test_mistyped_parameters_are_refused(client: FlaskClient, name: str) -> None:
    for path in ("/?q=a&", "/releases/a1?"):
        assert client.get(f"{path}{name}=x").status_code == 422


@pytest.mark.parametrize("name", ["roma", "angl", "odex", "agex", "lace2", "qs", "top", "tto"])
def test_a_name_two_edits_away_or_near_a_short_one_is_no_typo(
    client: FlaskClient, name: str
) -> None:
    assert not is_typo(name, table.accepted("page"))
    assert client.get(f"/?q=a&{name}=x").status_code == 200


def test_a_typo_is_one_edit_away() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz_"
    for name in (name for name in table.accepted("page") if len(name) >= 4):
        splits = [(name[:place], name[place:]) for place in range(len(name) + 1)]
        edits = {
            *(left + right[1:] for left, right in splits),
            *(left + letter + right for left, right in splits for letter in letters),
            *(left + letter + right[1:] for left, right in splits[:-1] for letter in letters),
            *(left + right[1::-1] + right[2:] for left, right in splits[:-2]),
        }
        assert all(is_typo(edit, [name]) for edit in edits), name
        others = {edit + "z" for edit in edits if not edit.endswith("z")} - edits
        assert not any(is_typo(other, [name]) for other in others), name


@pytest.mark.parametrize(("query", "parameter", "code"), BAD)
def test_bad_parameters_are_named(query: str, parameter: str, code: str) -> None:
    with pytest.raises(BadParameters) as caught:
        read(query)
    assert [(fault.parameter, fault.code) for fault in caught.value.faults] == [(parameter, code)]


@pytest.mark.parametrize("surface", ["page", "feed"])
def test_a_period_that_ends_before_it_begins_is_a_fault(surface: Surface) -> None:
    with pytest.raises(BadParameters) as caught:
        read("from=2025&to=2024", surface)
    assert [(each.parameter, each.code) for each in caught.value.faults] == [("to", "before_from")]


@pytest.mark.parametrize("path", ["/", "/feed.atom", "/api/v1/search", "/releases/a1"])
def test_a_page_beyond_the_last_is_no_fault(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}?page=501").status_code == 200


@pytest.mark.parametrize("path", ["/", "/feed.atom"])
def test_pages_that_are_too_deep_are_refused(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(limits, "DEEPEST_HIT", 1)
    assert client.get(f"{path}?page=1&per_page=1").status_code == 200
    answer = client.get(f"{path}?page=2&per_page=1", headers={"Accept": "application/json"})
    assert [fault["code"] for fault in answer.get_json()["errors"]] == ["too_deep"]
    assert client.get(f"{path}?page=3&per_page=1").status_code == 200


@pytest.mark.parametrize("path", ["/", "/feed.atom", "/api/v1/search", "/api/v1/export"])
def test_a_period_that_ends_before_it_begins_is_refused_everywhere(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(f"{path}?from=2025-11&to=2020")
    assert answer.status_code == 422
    if path != "/":
        assert [each["code"] for each in answer.get_json()["errors"]] == ["before_from"]
    assert "<bdi>2024</bdi>" in client.get("/?from=2025&to=2024").text


@pytest.mark.parametrize("sent", ["%ff", "a%ED%A0%80", "%C0%AF"])
@pytest.mark.parametrize(
    "address",
    [
        "/?q=",
        "/?place=x&place=",
        "/releases/a1?q=",
        "/cite/a1?format=",
        "/help?lang=",
        "/feed.atom?from=",
        "/opensearch/suggestions?q=",
        "/api/v1/search?q=",
        "/api/v1/search?cursor=",
        "/api/v1/suggest?q=",
        "/api/v1/releases/a1?without=",
        "/api/v1/analyze?text=",
        "/api/v1/export?mode=",
    ],
)
def test_invalid_utf8_is_refused_everywhere(client: FlaskClient, address: str, sent: str) -> None:
    answer = client.get(address + sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    (fault,) = answer.get_json()["errors"]
    assert fault["parameter"] == address.rpartition("?")[2].rpartition("&")[2].rstrip("=")
    assert fault["code"] == "not_text"


def test_error_pages_show_invalid_bytes_percent_encoded(client: FlaskClient) -> None:
    answer = client.get("/?q=a%ff&page%fe=1", headers={"Accept-Language": "en"})
    assert answer.status_code == 422
    assert "Required encoding:" in answer.text
    assert 'value="a%FF"' in answer.text
    assert '<code dir="ltr">page%FE</code>' in answer.text
    assert client.get("/nosuch?q=%ff").status_code == 404


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(BadParameters) as caught:
        read("page=0&mode=x&foo=1")
    assert {fault.parameter for fault in caught.value.faults} == {"page", "mode", "foo"}


def test_parameters_have_defaults() -> None:
    assert read("") == ApiAddress()
    assert read("", "feed") == SearchAddress()


def test_everything_sent() -> None:
    address = read(
        "q=الهجرة&mode=root&match=any&page=2&per_page=5&sort=title&from=2024&to=2025-02"
        "&year=2024&year=2025&place=الصين&facets=0&snippets=0"
    )
    filters = Filters(
        facets={"year": ("2024", "2025"), "place": ("الصين",)},
        first=datetime.date(2024, 1, 1),
        last=datetime.date(2025, 2, 28),
    )
    wanted = SearchRequest("الهجرة", "root", "any", 2, 5, "title", filters, False, 0)
    assert address == ApiAddress(wanted, first_length="year", last_length="month")


def test_the_page_is_lenient() -> None:
    address = read("q=&mode=&from=&to=%20&place=&page=٢&per_page=۵&year=2025", "page")
    wanted = SearchRequest(page=2, per_page=5, filters=Filters(facets={"year": ("2025",)}))
    assert address == SearchAddress(wanted)
    assert read("from=٢٠٢٥-١٠", "page").request.filters.first == datetime.date(2025, 10, 1)


def test_the_page_ignores_parameters_of_the_api() -> None:
    assert read("q=a&snippets=1&facets=0", "page") == read("q=a", "page")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-10-14", "2025-10-14", "2025-10-14"),
    ],
)
def test_a_date_stands_for_its_whole_period(text: str, first: str, last: str) -> None:
    assert str(days.first_day(text)) == first
    assert str(last_day(text)) == last


@pytest.mark.parametrize(
    "text",
    ["14/10/2025", "١٤/١٠/٢٠٢٥", "۱۴-۱۰-۲۰۲۵", " 14.10.2025 ", "14 أكتوبر 2025", "2025/10/14"],
)
@pytest.mark.parametrize("surface", ["page", "api", "feed"])
def test_days_are_read_as_the_press_writes_them(text: str, surface: Surface) -> None:
    filters = read(f"from={text}&to={text}", surface).request.filters
    assert filters.first == filters.last == datetime.date(2025, 10, 14)


def test_long_texts_are_no_dates() -> None:
    assert days.first_day("14/10/2025" + " " * 7000) is None
    assert days.parse_last("1/" * 3500) is None


@pytest.mark.parametrize("text", ["05/06/2025", "٠٥.٠٦.٢٠٢٥"])
@pytest.mark.parametrize("surface", ["page", "api", "feed"])
def test_the_day_comes_before_the_month(text: str, surface: Surface) -> None:
    assert read(f"from={text}", surface).request.filters.first == datetime.date(2025, 6, 5)


def test_years_may_have_any_digits() -> None:
    assert read("year=٢٠٢٥&year=2025").request.filters.facets == {"year": ("2025",)}


def test_defaults_are_as_documented() -> None:
    promised = {
        "q": "", "mode": "stem", "match": "all", "page": 1, "per_page": 20, "sort": "relevance",
        "facets": True, "guided": False, "snippets": 2, "fields": (), "highlight": "html",
    }  # fmt: skip
    rows = table.accepted("api").values()
    assert {row.name: row.default for row in rows if row.default is not None} == promised
    assert {row.name: row.get(ApiAddress()) for row in rows if row.get} == {
        **dict.fromkeys(("from", "to", "cursor")),
        **dict.fromkeys(("year", "month", "place", "agency", "language", "without"), ()),
        **promised,
    }


@given(st.dates())
def test_dates_are_shortened_without_loss(day: datetime.date) -> None:
    assert days.first_day(days.format_first(day)) == day
    assert last_day(days.format_last(day)) == day
    if day.year not in periods.HIJRI_YEARS:
        for length in get_args(days.Length):
            text = day.isoformat()[: {"year": 4, "month": 7, "day": 10}[length]]
            for read_as, written in (
                (days.parse_first, days.format_first),
                (days.parse_last, days.format_last),
            ):
                bound = read_as(text)
                assert bound
                assert bound.length == length
                assert written(bound.day, length) == text


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2015-10", "2015-12"),
        ("2016-01", "2016-03"),
        ("2015", "2016"),
        ("2015-01-01", "2015-12-31"),
        ("2015-10-01", "2015-10-31"),
        ("2015-01", "2015-12-31"),
        ("2015-01-01", "2015"),
    ],
)
def test_addresses_keep_the_length_of_dates(client: FlaskClient, first: str, last: str) -> None:
    asked = f"from={first}&to={last}"
    assert links.page(read(asked, "page")) == f"/?{asked}"
    assert client.get(f"/api/v1/search?{asked}").get_json()["links"]["self"].endswith(asked)
    text = client.get(f"/?{asked}&lang=en").text
    assert f'name="from" value="{first}"' in text
    assert f'name="to" value="{last}"' in text
    assert f"from: <bdi>{first}</bdi>" in text
    assert f"to: <bdi>{last}</bdi>" in text
    assert f"/feed.atom?{asked}&lang=en" in html.unescape(text)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("سبتمبر 2025", "2025-09"),
        ("١٤/١٠/٢٠٢٥", "2025-10-14"),
        ("1/1/2025", "2025-01-01"),
        ("عام 2025", "2025"),
        ("منذ 2025", "2025"),
        ("رمضان 1446", "2025-03"),
    ],
)
def test_dates_in_words_become_numeric(typed: str, written: str) -> None:
    assert links.page(read(f"from={typed}", "page")) == f"/?from={written}"


@given(st.text())
def test_dates_of_any_text_do_not_raise(text: str) -> None:
    days.first_day(text)
    days.parse_last(text)


def _in_order(values: list[str]) -> tuple[str, ...]:
    return tuple(sorted(values))


def _values() -> st.SearchStrategy[tuple[str, ...]]:
    value = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    return st.lists(value, min_size=1, max_size=3, unique=True).map(_in_order)


def _years() -> st.SearchStrategy[tuple[str, ...]]:
    year = st.integers(1, 9999).map("{:04}".format)
    return st.lists(year, min_size=1, max_size=3, unique=True).map(_in_order)


def _months() -> st.SearchStrategy[tuple[str, ...]]:
    month = st.tuples(st.integers(1, 9999), st.integers(1, 12)).map("{0[0]:04}-{0[1]:02}".format)
    return st.lists(month, min_size=1, max_size=3, unique=True).map(_in_order)


def _facet_values(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return {"year": _years, "month": _months}.get(name, _values)()


_REQUESTS = st.builds(
    SearchRequest,
    q=st.text(st.characters(codec="utf-8"), max_size=50),
    mode=st.sampled_from(["exact", "stem", "root"]),
    match=st.sampled_from(MATCHINGS),
    page=st.integers(1, 100),
    per_page=st.integers(1, 100),
    sort=st.sampled_from(SORTS),
    filters=st.builds(
        Filters,
        facets=st.fixed_dictionaries({}, optional={f.name: _facet_values(f.name) for f in FACETS}),
        first=st.none() | st.dates(max_value=datetime.date(2000, 1, 1)),
        last=st.none() | st.dates(min_value=datetime.date(2000, 1, 1)),
    ),
    facets=st.booleans(),
    snippets=st.integers(0, 5),
)


@given(
    st.builds(
        ApiAddress,
        request=_REQUESTS,
        first_length=st.none(),
        last_length=st.none(),
        fields=st.lists(st.sampled_from(HIT_FIELDS), unique=True).map(tuple),
        highlight=st.sampled_from(get_args(Highlight)),
        cursor=st.none(),
    )
)
def test_addresses_round_trip(address: ApiAddress) -> None:
    text = links.api(address)
    again = read(urlsplit(text).query)
    assert replace(again, first_length=None, last_length=None) == address
    assert links.api(again) == text


def test_canonical_addresses_hold_only_what_differs() -> None:
    assert links.page(SearchAddress(SearchRequest())) == "/"
    assert links.page(SearchAddress(SearchRequest(q="a b", page=2))) == "/?q=a+b&page=2"
    years = Filters(facets={"year": ("2025", "2024")})
    assert links.page(SearchAddress(SearchRequest(filters=years))) == "/?year=2024&year=2025"
    assert links.release("a/b?", SearchAddress(SearchRequest(q="x"))) == "/releases/a%2Fb%3F?q=x"


@pytest.mark.parametrize("path", ["/", "/feed.atom", "/api/v1/search", "/api/v1/export"])
def test_the_order_of_facet_values_does_not_matter(client: FlaskClient, path: str) -> None:
    one, other = (
        client.get(f"{path}?{query}", buffered=True)
        for query in ("year=2024&place=x&year=2025&place=b", "place=b&place=x&year=2025&year=2024")
    )
    assert one.headers["ETag"] == other.headers["ETag"]
    if path == "/api/v1/search":
        assert one.get_json()["links"] == other.get_json()["links"]
