"""Small indexes of the embedded engine: built once, or again and again in a workshop."""

import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.arabic.analyzer import standard
from indexer.building.build import BuildRequest, build
from indexer.building.sources.build_report import BuildReport
from indexer.building.sources.changes import NoProgress, Step
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import DocumentError
from indexer.generations import FolderStore, Generation
from indexer.generations.current import locate
from indexer.generations.listing import list_generations
from tests.progress import NoRefusals

ENGINE = WhooshEngine()


def publish(index: Path, *sources: Path, **options: Any) -> BuildReport:
    """Build an index of sources, all of whose documents must be accepted; `options` are fields of
    the request."""
    store = FolderStore(index, keep=3)
    return build(BuildRequest(sources, store, ENGINE, standard(), **options), NoRefusals())


class Steps(NoProgress):
    """Records its calls."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.total = 0
        self.read = 0
        self.refusals: list[DocumentError] = []

    def begin(self, step: Step, total: int = 0) -> None:
        self.steps.append(step)
        self.total = total or self.total

    def advance(self, amount: int) -> None:
        self.read += amount

    def report_refusal(self, error: DocumentError) -> None:
        self.refusals.append(error)


class Workshop:
    """A folder of sources and its index."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources"
        self.index = folder / "index"
        self.sources.mkdir()
        self.steps = Steps()

    def write(self, name: str, *rows: Mapping[str, object]) -> Path:
        path = self.sources / name
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        return path

    def build(self, keep: int = 3, **options: Any) -> BuildReport:
        self.steps = Steps()
        store = FolderStore(self.index, keep)
        request = BuildRequest([self.sources], store, ENGINE, standard(), **options)
        return build(request, self.steps)

    def current(self) -> Generation:
        return locate(self.index)

    def names(self) -> list[str]:
        return list_generations(self.index)

    def titles_by_id(self) -> dict[str, str]:
        """Id and title of every release of the current generation."""
        with closing(ENGINE.open(self.current().folder)) as searcher:
            return {release.id: release.title for release in searcher.releases()}


def row(release_id: str, title: str = "بيان الهجرة", body: str = "نص") -> dict[str, object]:
    return {"id": release_id, "title": title, "body": body, "published": "2025-10-14"}


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


def damage(generation: Generation) -> None:
    file = max(generation.folder.iterdir(), key=lambda path: path.stat().st_size)
    file.unlink()
    file.write_bytes(b"damaged")
