"""Searches of small collections, and the releases that they hold."""

from pathlib import Path
from typing import Any

from indexer.answers.results import SearchRequest, SearchResults
from indexer.search import Collection
from indexer.settings import Settings

SEMINAR, FORUM = "000_4be716075c5a84b0", "001_a6acb9edab397a71"
MADE = [
    {"id": "trade", "title": "اتفاقية التجارة", "body": "وقعت بيرو والصين اتفاقية تجارة حرة.",
     "published": "2024-01-02", "place": "ليما، بيرو", "agency": "وزارة التجارة"},
    {"id": "visa", "title": "تأشيرات جديدة", "body": "سياسة التأشيرات في الصين. مكتب الهجرة.",
     "published": "2024-06-01", "place": "بكين، الصين", "agency": "إدارة الهجرة"},
    {"id": "english", "title": "Visa policy", "body": "A new visa policy of the administration.",
     "published": "2023-03-04", "agency": "Administration"},
    {"id": "undated", "title": "كتاب المكتبة", "body": "كتب الكاتب كتاباً عن المكتبات."},
]  # fmt: skip


def settings_of(index: Path) -> Settings:
    return Settings.load({"index": index}, environ={})


def hit_ids(results: SearchResults) -> list[str]:
    return [hit.release.id for hit in results.hits]


def ids_of(collection: Collection, q: str, **fields: Any) -> set[str]:
    return set(hit_ids(collection.search(SearchRequest(q, **fields))))
