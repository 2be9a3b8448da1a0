"""Whoosh as it comes: its own codec, parser, matchers and highlighter.

Its analyser for Arabic fails on common words (`re.error`), so its users index plain words.
"""

import datetime
import warnings
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import PAGE, SNIPPET_CHARACTERS, Found, Peer, read
from benchmarks.peers.queries import Query, written

TEXTS = ("title", "body")


class Stock(Peer):
    name = "whoosh"
    # The fields that are searched; each is indexed in one or more ways.
    searched: tuple[str, ...] = TEXTS

    def prepare(self) -> None:
        warnings.simplefilter("ignore")  # of Whoosh's own making, at each import
        import whoosh.qparser
        import whoosh.sorting  # noqa: F401

    def build(self, releases: Path) -> None:
        from whoosh import fields, index

        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            **self.texts(),
            agency=fields.ID(stored=True, sortable=True),
            place=fields.ID(stored=True, sortable=True),
            published=fields.DATETIME(stored=True, sortable=True),
        )
        with index.create_in(self.folder, schema).writer(limitmb=256) as writer:
            for row in read(releases):
                day = datetime.datetime.fromisoformat(row["published"])
                kept = {name: row[name] for name in ("id", "agency", "place")}
                writer.add_document(published=day, **kept, **self.indexed(row))

    def texts(self) -> dict[str, Any]:
        """The fields of title and body."""
        from whoosh import analysis, fields

        words = analysis.SimpleAnalyzer()
        return {name: fields.TEXT(words, stored=True) for name in TEXTS}

    def indexed(self, row: dict[str, Any]) -> dict[str, str]:
        """What those fields hold of a release."""
        return {name: row[name] for name in TEXTS}

    def open(self) -> None:
        from whoosh import index
        from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, OrGroup

        opened = index.open_dir(self.folder)
        self._searcher = opened.searcher()
        self._all = MultifieldParser(self.searched, opened.schema)
        self._any = MultifieldParser(self.searched, opened.schema, group=OrGroup)
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
        texts = [text for hit in hits for text in self.shown(hit)] if shown else []
        return Found(len(results), [hit["id"] for hit in hits], texts)

    def shown(self, hit: Any) -> tuple[str, str]:
        title, body = self.searched
        marked = hit.highlights(title, text=hit["title"]) or hit["title"]
        return marked, hit.highlights(body, text=hit["body"], top=2)
