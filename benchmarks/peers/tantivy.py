"""tantivy (Rust) by its Python package, with the Arabic stemmer that comes with it."""

import datetime
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import PAGE, SNIPPET_CHARACTERS, Found, Peer, read
from benchmarks.peers.queries import Query

_TEXTS = ["title", "body"]


class Tantivy(Peer):
    name = "tantivy"

    def prepare(self) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        lower = builder.filter(tantivy.Filter.lowercase())
        self._stemmed = lower.filter(tantivy.Filter.stemmer("arabic")).build()

    def build(self, releases: Path) -> None:
        build = self._tantivy.SchemaBuilder()
        build.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in _TEXTS:
            build.add_text_field(name, stored=True, tokenizer_name="arabic")
        for name in ("agency", "place"):
            build.add_text_field(name, stored=True, fast=True, tokenizer_name="raw")
        build.add_date_field("published", stored=True, indexed=True, fast=True)
        index = self._tantivy.Index(build.build(), path=str(self.folder))
        index.register_tokenizer("arabic", self._stemmed)
        writer = index.writer()
        for row in read(releases):
            day = datetime.datetime.fromisoformat(row["published"])
            kept = {name: row[name] for name in ("id", "title", "body", "agency", "place")}
            writer.add_document(self._tantivy.Document(published=day, **kept))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index = self._tantivy.Index.open(str(self.folder))
        self._index.register_tokenizer("arabic", self._stemmed)
        self._searcher = self._index.searcher()

    def search(self, query: Query, shown: bool, turn: int) -> Found:  # noqa: ARG002
        parsed = self._parsed(query)
        found = self._searcher.search(
            parsed,
            limit=PAGE,
            offset=query.start,
            order_by_field="published" if query.kind == "sort" else None,
        )
        if query.kind == "facets":
            counts = {name: {"terms": {"field": name}} for name in ("agency", "place")}
            self._searcher.aggregate(parsed, counts)
        rows = [self._searcher.doc(address) for _, address in found.hits]
        texts = self._shown(parsed, rows) if shown else []
        return Found(found.count, [row["id"][0] for row in rows], texts)

    def _parsed(self, query: Query) -> Any:
        language, text = self._tantivy, query.text
        match query.kind:
            case "prefix" | "prefix, 1 letter" | "wildcard" | "wildcard *x*":
                pattern = text.replace("*", ".*")
                return self._any(
                    language.Query.regex_query(self._index.schema, name, pattern) for name in _TEXTS
                )
            case "fuzzy 1" | "fuzzy 2":
                return self._any(
                    language.Query.fuzzy_term_query(
                        self._index.schema, name, text, int(query.kind[-1])
                    )
                    for name in _TEXTS
                )
            case "phrase":
                return self._index.parse_query(f'"{text}"', _TEXTS)
            case _:
                both = query.kind != "or"
                parsed = self._index.parse_query(text, _TEXTS, conjunction_by_default=both)
        if query.agency is None:
            return parsed
        agency = language.Query.term_query(self._index.schema, "agency", query.agency)
        must = language.Occur.Must
        return language.Query.boolean_query([(must, parsed), (must, agency)])

    def _any(self, queries: Any) -> Any:
        should = self._tantivy.Occur.Should
        return self._tantivy.Query.boolean_query([(should, query) for query in queries])

    def _shown(self, parsed: Any, rows: list[Any]) -> list[str]:
        """Title and the one snippet that tantivy makes of a text."""
        create = self._tantivy.SnippetGenerator.create
        makers = [create(self._searcher, parsed, self._index.schema, name) for name in _TEXTS]
        for maker in makers:
            maker.set_max_num_chars(SNIPPET_CHARACTERS)
        texts = []
        for row in rows:
            title, body = (maker.snippet_from_doc(row) for maker in makers)
            # Without a match there is no fragment; then the beginning is shown.
            texts.append(title.to_html() or row["title"][0])
            texts.append(body.to_html() or row["body"][0][:SNIPPET_CHARACTERS])
        return texts
