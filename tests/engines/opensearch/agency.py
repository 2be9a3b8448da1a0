"""A builder of small collections in a cluster."""

import json
from collections.abc import Sequence
from pathlib import Path

from indexer.building.build import BuildRequest, build
from indexer.building.sources.build_report import BuildReport
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.opensearch.lock import Pulse
from indexer.engines.opensearch.store import ClusterStore
from indexer.installation import name_lists
from indexer.settings import Settings
from tests.progress import NoRefusals

# Much quicker than in earnest, so that a lock of the dead is soon taken over.
QUICK = Pulse(every=0.3, stale=1.5)


def rows(count: int, word: str = "الهجرة") -> list[dict[str, str]]:
    return [
        {
            "id": f"r{n:05}",
            "title": f"بيان {n}",
            "body": f"نص عن {word} رقم {n} " * (n % 7 + 1),
            "published": f"2025-{n % 12 + 1:02}-14",
        }
        for n in range(count)
    ]


class Agency:
    """Whoever builds: one alias, sources in a folder."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings = settings
        self.engine = OpenSearchEngine(settings)
        self.store = ClusterStore(
            self.engine.client,
            settings.opensearch_index,
            settings.keep,
            settings.opensearch_replicas,
            QUICK,
        )
        self._source = folder / "releases.jsonl"

    def build(self, releases: Sequence[dict[str, str]], *, full: bool = False) -> BuildReport:
        lines = (json.dumps(row, ensure_ascii=False) for row in releases)
        self._source.write_text("\n".join(lines), "utf-8")
        analyzer = name_lists.analyzer(self.settings)
        request = BuildRequest([self._source], self.store, self.engine, analyzer, full=full)
        return build(request, NoRefusals())

    def remove(self) -> None:
        self.engine.client.indices.delete(
            index=f"{self.settings.opensearch_index}-*", params={"ignore_unavailable": "true"}
        )
