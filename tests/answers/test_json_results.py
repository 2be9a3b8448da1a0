"""Results as JSON values, without addresses and HTML."""

import datetime
import json
from typing import Any

import msgspec

from indexer.answers import json_results
from indexer.answers.results import (
    FacetValue,
    GenerationStatus,
    Hit,
    QueryReading,
    SearchRequest,
    SearchResults,
    Snippet,
    Span,
    Suggestion,
    WordReading,
)
from indexer.arabic.analyzer import standard
from indexer.engines.protocol import FormCount
from indexer.query.parsed_query import DateReading, LeftOut
from indexer.releases.release import Release
from indexer.search_warnings import Warn

BUILT = datetime.datetime(2025, 11, 20, 8, 30, tzinfo=datetime.UTC)
RESULTS = SearchResults(
    request=SearchRequest("للهجرة", page=2, per_page=5),
    query=QueryReading(
        "للهجرة",
        "stem",
        "للهجرة",
        (WordReading("للهجرة", (FormCount("الهجرة", 22, False),)),),
        (LeftOut("في", "stop_word"),),
        (DateReading("2025", datetime.date(2025, 1, 1), None),),
        ("بكين",),
    ),
    total=6,
    relation="eq",
    hits=(
        Hit(
            Release("r1", "بيان", "نص", datetime.date(2025, 10, 14), place="بكين", source="a.txt"),
            7.312345678,
            (Span(0, 4),),
            (Snippet("body", "نص للهجرة", (Span(3, 9),), 118),),
        ),
    ),
    facets={"year": (FacetValue("2025", 6, True),)},
    suggestions=(Suggestion("match_any", SearchRequest("للهجرة بيرو", match="any"), 12),),
    warnings=(Warn("open_quote"),),
    generation=GenerationStatus("gen-000001-aaaaaaaa", BUILT, 6),
    took_ms=1.4444,
)


def encode(values: object) -> Any:
    return json.loads(msgspec.json.encode(values))


def test_a_search_has_the_promised_shape() -> None:
    assert encode(json_results.search(RESULTS)) == {
        "query": {
            "q": "للهجرة",
            "mode": "stem",
            "reading": "للهجرة",
            "words": [
                {"typed": "للهجرة", "forms": [{"form": "الهجرة", "count": 22, "left_out": False}]}
            ],
            "dropped": ["في"],
            "left_out": [{"typed": "في", "reason": "stop_word"}],
            "dates": [{"typed": "2025", "first": "2025-01-01", "last": None}],
            "excluded": ["بكين"],
        },
        "total": {"value": 6, "relation": "eq"},
        "page": 2,
        "per_page": 5,
        "hits": [
            {
                "id": "r1",
                "title": "بيان",
                "published": "2025-10-14",
                "event_date": None,
                "place": "بكين",
                "agency": None,
                "language": "ar",
                "title_matches": [{"start": 0, "end": 4}],
                "score": 7.3123,
                "snippets": [
                    {
                        "field": "body",
                        "text": "نص للهجرة",
                        "matches": [{"start": 3, "end": 9}],
                        "offset": 118,
                    }
                ],
                "source": "a.txt",
            }
        ],
        "facets": {"year": [{"value": "2025", "count": 6, "selected": True}]},
        "undated": 0,
        "suggestions": [
            {
                "kind": "match_any",
                "q": "للهجرة بيرو",
                "mode": "stem",
                "match": "any",
                "without": [],
                "total": 12,
            }
        ],
        "warnings": [{"code": "open_quote", "detail": ""}],
        "index": {
            "generation": "gen-000001-aaaaaaaa",
            "built_at": "2025-11-20T08:30:00+00:00",
            "releases": 6,
        },
        "took_ms": 1.4,
    }


def test_the_order_of_the_keys_is_that_of_the_contract() -> None:
    keys = list(json_results.search(RESULTS))
    assert keys == [
        "query", "total", "page", "per_page", "hits", "facets", "undated", "suggestions", "warnings", "index",
        "took_ms",
    ]  # fmt: skip


def test_token_contains_all_fields_of_the_word() -> None:
    (token,) = standard().tokens("الهِجـــرة")
    shown = json_results.token(token, standard().reading(token.word))
    assert (shown["surface"], shown["start"], shown["end"]) == ("الهِجـــرة", 0, 10)
    assert (shown["normalised"], shown["exact"]) == ("الهجرة", "الهجره")
    assert (shown["stem"], shown["root"]) == (token.word.stem, token.word.root)
    assert shown["stop"] is False
    assert isinstance(encode(shown)["proclitics"], list)


def test_a_release_without_a_title_is_called_by_its_first_words() -> None:
    assert json_results.head(Release("a", "", "أعلنت الوزارة برنامجها."))["title"] == (
        "أعلنت الوزارة برنامجها."
    )
