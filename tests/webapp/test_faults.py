"""Messages about fields that cannot be used."""

import re

import pytest
from flask.testing import FlaskClient

IMPOSSIBLE = [
    "2025-02-31", "31/2/2025", "31 فبراير 2025", "٣١ شباط ٢٠٢٥", "2025-13", "45/45/2025", "30 صفر 1447", "2025年2月30日",
]  # fmt: skip


@pytest.mark.parametrize("typed", IMPOSSIBLE)
def test_a_date_that_no_calendar_has_is_not_asked_for_in_another_form(
    client: FlaskClient, typed: str
) -> None:
    """For programs the code stays, with a better message."""
    english = {"Accept-Language": "en"}
    answer = client.get(f"/api/v1/search?from={typed}", headers=english)
    [fault] = answer.get_json()["errors"]
    assert fault["code"] == "not_a_date"
    assert fault["detail"].startswith("No calendar has such a date.")
    assert "YYYY" not in fault["detail"]
    shown = client.get(f"/?from={typed}&lang=ar").text
    assert "ليس في التقويم تاريخ كهذا" in shown
    assert "المطلوب سنة" not in shown


@pytest.mark.parametrize("typed", ["9/17/2025", "20251014", "قريبًا", "2025-02-31x"])
def test_the_accepted_forms_of_dates_are_listed_for_what_is_none(
    client: FlaskClient, typed: str
) -> None:
    assert "المطلوب سنة أو شهر أو يوم" in client.get(f"/?from={typed}&lang=ar").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=x", "Enter a year of four digits, such as 2025"),
        ("month=x", "Enter a year and a month, such as 2025-10"),
        ("to=x", "in one of these forms: 2025, 2025-10, 2025-10-14, last month"),
    ],
)
def test_faults_for_programs_have_real_examples(client: FlaskClient, query: str, said: str) -> None:
    answer = client.get(f"/api/v1/search?{query}", headers={"Accept-Language": "en"})
    [fault] = answer.get_json()["errors"]
    assert fault["detail"].endswith(said)


def test_a_faulty_field_is_tied_to_its_fault(client: FlaskClient) -> None:
    text = client.get("/?q=الهجرة&from=2025-02-31&lang=en").text
    [field] = re.findall('<input id="from"[^>]*>', text)
    assert 'aria-invalid="true" aria-describedby="fault-from date-hint"' in field
    assert re.findall('id="fault-[^"]*"', text) == ['id="fault-from"']
    assert text.count("aria-invalid") == 1
    [long] = re.findall('<input id="q"[^>]*>', client.get(f"/?q={'a' * 2000}").text)
    assert 'aria-invalid="true" aria-describedby="fault-q"' in long
    for path in ("/", "/help?q=a"):
        assert "aria-invalid" not in client.get(path).text


def test_only_errors_that_the_reader_cannot_correct_show_their_status(client: FlaskClient) -> None:
    number = '<p class="status" aria-hidden="true">'
    assert number not in client.get("/?from=2025-02-31").text
    assert f"{number}404</p>" in client.get("/nosuch").text
