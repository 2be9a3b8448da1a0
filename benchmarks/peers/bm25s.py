"""bm25s: scores of all words against all releases computed beforehand, in sparse matrices.

It ranks and does nothing else: no snippets, filters or counts of its own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.peer import PAGE, Found, Peer, read
from benchmarks.peers.queries import KINDS, Query


class Bm25s(Peer):
    name = "bm25s"
    unable = frozenset(KINDS) - {"rare", "common", "or", "deep page"}

    def prepare(self) -> None:
        import bm25s
        import Stemmer

        self._bm25s = bm25s
        self._stemmer = Stemmer.Stemmer("arabic")

    def build(self, releases: Path) -> None:
        rows = list(read(releases))
        tokens = self._tokens([f"{row['title']}\n{row['body']}" for row in rows])
        ranked = self._bm25s.BM25()
        ranked.index(tokens, show_progress=False)
        ranked.save(self.folder, corpus=rows)

    def open(self) -> None:
        self._ranked = self._bm25s.BM25.load(self.folder, load_corpus=True, mmap=True)

    def search(self, query: Query, shown: bool, turn: int) -> Found:  # noqa: ARG002
        (tokens,) = self._tokens([query.text], ids=False)
        tokens = [token for token in tokens if token in self._ranked.vocab_dict]
        if not tokens:
            return Found(0, [], [])
        scores = self._ranked.get_scores(tokens)
        total = int(np.count_nonzero(scores))
        last = min(total, query.start + PAGE)
        best: Iterable[int] = (
            np.argpartition(-scores, range(query.start, last))[query.start : last] if last else []
        )
        return Found(total, [self._ranked.corpus[int(number)]["id"] for number in best], [])

    def _tokens(self, texts: list[str], ids: bool = True) -> Any:
        return self._bm25s.tokenize(
            texts, stopwords=None, stemmer=self._stemmer, return_ids=ids, show_progress=False
        )
