"""SQLite's FTS5, which comes with Python; it has prefixes, but no patterns and no fuzzy words."""

import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.peers.peer import PAGE, Found, Peer, read
from benchmarks.peers.queries import Query

_SCHEMA = """
CREATE TABLE releases(
    number INTEGER PRIMARY KEY, id TEXT, title TEXT, body TEXT, agency TEXT, place TEXT, published TEXT
);
CREATE INDEX agencies ON releases(agency);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, content='releases', content_rowid='number',
    tokenize='unicode61 remove_diacritics 2'
);
"""
_ROW = "INSERT INTO releases(id, title, body, agency, place, published) VALUES (?, ?, ?, ?, ?, ?)"
_COLUMNS = ("id", "title", "body", "agency", "place", "published")
# A snippet of FTS5 is measured in tokens, 64 at most; these are 240 letters of Arabic.
_SHOWN = "highlight(words, 0, '<b>', '</b>'), snippet(words, 1, '<b>', '</b>', '…', 40)"


class Fts5(Peer):
    name = "fts5"
    unable = frozenset({"wildcard", "wildcard *x*", "fuzzy 1", "fuzzy 2"})

    def prepare(self) -> None:
        with closing(sqlite3.connect(":memory:")) as base:
            try:
                base.executescript(_SCHEMA)
            except sqlite3.OperationalError as error:
                raise ImportError(f"this SQLite has no FTS5: {error}") from error

    def build(self, releases: Path) -> None:
        with closing(self._connected()) as base, base:
            base.executescript(_SCHEMA)
            rows = (tuple(row[name] for name in _COLUMNS) for row in read(releases))
            base.executemany(_ROW, rows)
            base.execute("INSERT INTO words(words) VALUES ('rebuild')")
            base.execute("INSERT INTO words(words) VALUES ('optimize')")

    def open(self) -> None:
        self._base = self._connected()

    def search(self, query: Query, shown: bool, turn: int) -> Found:  # noqa: ARG002
        asked = {"words": _match(query), "agency": query.agency, "start": query.start}
        joined = "FROM words JOIN releases ON number = words.rowid WHERE words MATCH :words"
        every = (
            joined
            if query.agency or query.kind == "sort"
            else "FROM words WHERE words MATCH :words"
        )
        if query.agency:
            every = joined = f"{joined} AND agency = :agency"
        (total,) = self._base.execute(f"SELECT count(*) {every}", asked).fetchone()
        if query.kind == "facets":
            for name in ("agency", "place"):
                counted = f"SELECT {name}, count(*) {joined} GROUP BY {name}"
                self._base.execute(counted, asked).fetchall()
        order = "published DESC" if query.kind == "sort" else "rank"
        columns = f"id, {_SHOWN}" if shown else "id"
        page = f"SELECT {columns} {joined} ORDER BY {order} LIMIT {PAGE} OFFSET :start"
        rows = self._base.execute(page, asked).fetchall()
        return Found(total, [row[0] for row in rows], [text for row in rows for text in row[1:]])

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "releases.sqlite")


def _match(query: Query) -> str:
    match query.kind:
        case "phrase":
            return f'"{query.text}"'
        case "prefix" | "prefix, 1 letter":
            return f'"{query.text[:-1]}" *'
        case "or":
            return " OR ".join(f'"{word}"' for word in query.words)
        case _:
            return " ".join(f'"{word}"' for word in query.words)
