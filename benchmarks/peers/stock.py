"""Whoosh as it comes: its own codec, parser, matchers and highlighter.

Its analyser for Arabic fails on common words (`re.error`), so its users index plain words.
"""

import datetime
import warnings
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import PAGE, SNIPPET_CHARACTERS, Found, Peer, read
from benchmarks.peers.queries import Query, written

_TEXTS = ("title", "body")


class Stock(Peer):
    name = "whoosh"

    def prepare(self) -> None:
        warnings.simplefilter("ignore")  # of Whoosh's own making, at each import
        import whoosh.qparser
        import whoosh.sorting  # noqa: F401

    def build(self, releases: Path) -> None:
        from whoosh import analysis, fields, index

        words = analysis.SimpleAnalyzer()
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            title=fields.TEXT(words, stored=True),
            body=fields.TEXT(words, stored=True),
            agency=fields.ID(stored=True, sortable=True),
            place=fields.ID(stored=True, sortable=True),
            published=fields.DATETIME(stored=True, sortable=True),
        )
        with index.create_in(self.folder, schema).writer(limitmb=256) as writer:
            for row in read(releases):
                day = datetime.datetime.fromisoformat(row["published"])
                kept = {name: row[name] for name in ("id", "title", "body", "agency", "place")}
                writer.add_document(published=day, **kept)

    def open(self) -> None:
        from whoosh import index
        from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, OrGroup

        opened = index.open_dir(self.folder)
        self._searcher = opened.searcher()
        self._all = MultifieldParser(_TEXTS, opened.schema)
        self._any = MultifieldParser(_TEXTS, opened.schema, group=OrGroup)
        self._all.add_plugin(FuzzyTermPlugin())

    def search(self, query: Query, shown: bool, turn: int) -> Found:  # noqa: ARG002
        from whoosh.query import Term

        parsed = (self._any if query.kind == "or" else self._all).parse(written(query))
        page = query.start + PAGE
        results = self._searcher.search(
            parsed,
            limit=page,
            filter=Term("agency", query.agency) if query.agency else None,
            sortedby="published" if query.kind == "sort" else None,
            reverse=query.kind == "sort",
            groupedby=["agency", "place"] if query.kind == "facets" else None,
        )
        hits = results[query.start : page]
        results.fragmenter.maxchars = SNIPPET_CHARACTERS
        texts = [text for hit in hits for text in _texts(hit)] if shown else []
        return Found(len(results), [hit["id"] for hit in hits], texts)


def _texts(hit: Any) -> tuple[str, str]:
    return hit.highlights("title") or hit["title"], hit.highlights("body", top=2)
