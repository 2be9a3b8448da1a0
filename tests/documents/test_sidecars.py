"""Sidecars are read like rows."""

import datetime
from typing import Any

import pytest

from indexer.documents import sidecar
from indexer.errors import DocumentError
from indexer.releases.release import Release

MADE = Release(id="a", title="عنوان", body="نص", published=datetime.date(2025, 1, 1))
DAY = datetime.date(2025, 10, 25)


def apply(said: dict[str, Any], *made: Release) -> list[Release | DocumentError]:
    return list(sidecar.apply(made or [MADE], said, "a.pdf"))


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"published": "10/25/2025"}, "published", DAY),
        ({"date": "Sat, 25 Oct 2025 09:00:00 GMT"}, "published", DAY),
        ({"تاريخ النشر": "25/10/2025"}, "published", DAY),
        ({"headline": "آخر"}, "title", "آخر"),
        ({"الجهة": "وزارة"}, "agency", "وزارة"),
        ({"body": "<p>آخر</p>"}, "body", "آخر"),
    ],
)
def test_a_sidecar_is_read_like_a_row(said: dict[str, Any], field: str, value: Any) -> None:
    (found,) = apply(said)
    assert isinstance(found, Release), found
    assert getattr(found, field) == value


def test_a_us_date_in_a_sidecar_has_a_remark() -> None:
    (found,) = apply({"published": "10/25/2025"})
    assert isinstance(found, Release)
    assert "month first" in found.remarks[0]


def test_a_title_in_a_sidecar_applies_to_the_first_release_under_any_name() -> None:
    titles = [
        each.title for each in apply({"headline": "آخر"}, MADE, MADE) if isinstance(each, Release)
    ]
    assert titles == ["آخر", "عنوان"]


@pytest.mark.parametrize("key", ["description", "text", "content"])
def test_synonyms_of_body_are_ignored_in_a_sidecar(key: str) -> None:
    (found,) = apply({"title": "آخر", key: "ملخص"})
    assert isinstance(found, Release)
    assert (found.body, found.extra) == ("نص", {key: "ملخص"})


def test_synonyms_of_id_are_ignored_in_a_sidecar() -> None:
    (found,) = apply({"slug": "visit"})
    assert isinstance(found, Release)
    assert (found.id, found.extra) == (MADE.id, {"slug": "visit"})


@pytest.mark.parametrize(
    "said", [{"published": "2025-02-30"}, {"published": "قريبا"}, {"place": 3}]
)
def test_invalid_values_in_a_sidecar_refuse_its_document(said: dict[str, Any]) -> None:
    (found,) = apply(said)
    assert isinstance(found, DocumentError)
    assert found.reason.startswith("its note")
