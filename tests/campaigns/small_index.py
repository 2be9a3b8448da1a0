"""A small real index for campaigns: generated releases, added by several real builds."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.arabic.analyzer import standard
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations import Place
from indexer.generations.current import locate
from indexer.installation.installation import identity

WORDS = "الهجرة إدارة سياسات التعاون الأمن الدول الصين الإقليمية مسؤول وزارة منتدى اتفاقية".split()

# Id and title of every release: what an index holds.
Held = frozenset[tuple[str, str]]


def rows(first: int, count: int, words: int = 200) -> Iterator[dict[str, Any]]:
    for number in range(first, first + count):
        body = " ".join(random.Random(number).choices(WORDS, k=words))
        yield {"id": f"r{number:05}", "title": f"بيان {number}", "body": f"{body} {number}"}


def write(sources: Path, name: str, first: int, count: int, words: int = 200) -> None:
    sources.mkdir(exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) for row in rows(first, count, words))
    (sources / name).write_text("\n".join(lines), "utf-8")


def served_titles(index: Path) -> Held:
    """What a stranger who opens the index finds in the generation that is served."""
    return stored_titles(locate(index, identity(WhooshEngine(), standard())).place)


def stored_titles(place: Place) -> Held:
    with closing(WhooshEngine().open(place)) as searcher:
        return frozenset((release.id, release.title) for release in searcher.releases())
