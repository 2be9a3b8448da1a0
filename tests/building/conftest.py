"""A workshop, empty and with an index of four releases."""

from pathlib import Path

import pytest

from indexer.arabic.analyzer import Analyzer
from indexer.building.analysis_workers import parent
from indexer.releases import schema
from indexer.releases.release import Release
from tests.workshop import Workshop, row


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture
def built_shop(shop: Workshop) -> Workshop:
    """Four releases, built."""
    shop.write("a.jsonl", row("a1"), row("a2"))
    shop.write("b.jsonl", row("b1"), row("b2"))
    shop.build()
    return shop


@pytest.fixture
def analysed_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the releases that are analysed."""
    seen: list[str] = []
    real = schema.analyse

    def analyse(release: Release, analyzer: Analyzer) -> object:
        seen.append(release.id)
        return real(release, analyzer)

    monkeypatch.setattr(parent, "analyse", analyse)
    return seen
