"""Names in Latin letters or Chinese characters as the Arabic press writes them, and the other way.

Known names come from a table (see `equivalents`), others are spelled by rule (see `romanization`). Of several spellings
those that stand in the collection decide: names before words, with the article if it was typed, the words of a name side by
side.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest
from itertools import islice, product

from indexer import limits
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold
from indexer.engines.protocol import Searcher
from indexer.query.lexer import find_operator
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Term
from indexer.suggest import equivalents, romanization
from indexer.suggest.equivalents import Names
from indexer.suggest.followers import standing
from indexer.suggest.words import is_plain, looked_for, spelled

_SHORTEST = 3
# In powers of ten of releases: what a less usual way to write a letter costs; an article that is typed or not typed
# where the word has none or one; and to be no name (Omar is no أمر), and to be joined to others. Of 200 names of the press
# most were right so.
_UNUSUAL, _OTHER_ARTICLE, _NAME = 0.4, 0.5, 1.2
# A word that some releases have is spelled by rule if so many times as many have what it becomes.
_TIMES = 10
# Spellings of a word that are weighed beside its neighbours, and of all words together: a millisecond each.
_CHOICES, _COMBINATIONS = 3, 9
# What is joined to a name: the article, and a slave whose lord has it (Abdul Rahman).
_JOINED = {"al": "", "el": "", **dict.fromkeys(romanization.SLAVE, "عبد ")}
_BETWEEN = re.compile(r"\s+|-")
# The article as it sounds before some letters, told by its hyphen: ash-Sharq, Abd ar-Rahman.
_SOUNDS = re.compile("[ae]([drnstz]|[dst]h)")


class _Names:
    """Spells names of one query in Arabic letters; so many words as may be are spelled by rule."""

    def __init__(self, q: str, analyzer: Analyzer, searcher: Searcher, *, by_rule: bool) -> None:
        self._q = q
        self._analyzer = analyzer
        self._searcher = searcher
        self._left = limits.SPELLED_BY_RULE if by_rule else 0
        # Whether the table, or the article before it, says that a word is a name.
        self.told = False

    def renamed(self, tokens: Sequence[Token]) -> tuple[int, Names]:
        """How many of the tokens are a name that they begin with, and what it may be, likeliest first; nothing where
        none is known or found."""
        size, names = equivalents.in_arabic(tokens)
        before = None if size else self._joined(tokens)
        self.told = self.told or size > 0 or before is not None
        if size:
            return size, _likeliest(names, self._analyzer, self._searcher)
        if before is None:
            return 1, self._by_rule(tokens[0], "")
        size, names = equivalents.in_arabic(tokens[1:])
        if size:
            found = _likeliest(names, self._analyzer, self._searcher)
            names = tuple(map(self._with_article, found))
        else:
            size, names = 1, self._by_rule(tokens[1], ARTICLE)
        return size + 1, tuple(before + name for name in names)

    def _joined(self, tokens: Sequence[Token]) -> str | None:
        """What stands before the article that the first token is or ends with; None where it is another word."""
        if len(tokens) == 1:
            return None
        first, second = tokens[0].word.exact, tokens[1].word.exact
        between = self._q[tokens[0].end : tokens[1].start]
        if not _BETWEEN.fullmatch(between):
            return None
        sound = _SOUNDS.fullmatch(first) if between == "-" else None
        return "" if sound and second.startswith(sound[1]) else _JOINED.get(first)

    def _with_article(self, name: str) -> str:
        """A name behind its article, if it stands so in the collection."""
        joined = ARTICLE + name.removeprefix(ARTICLE)
        return joined if any(self._searcher.frequencies([Term("exact", fold(joined))])) else name

    def _by_rule(self, token: Token, article: str) -> Names:
        """A word that the collection lacks, or hardly has, as it may stand there in Arabic letters, behind `article`
        sooner than not."""
        word = token.word.exact
        if not self._left or len(word) < _SHORTEST or not romanization.is_latin(word):
            return ()
        self._left -= 1
        least = max(1, _TIMES * self._searcher.frequencies([Term("stem", token.word.stem)])[0])
        spellings = sorted(
            (each.unusual * -_UNUSUAL - (before != article) * _OTHER_ARTICLE, before + each.text)
            for each in romanization.spellings(word)
            for before in ("", ARTICLE)
        )
        counts = self._searcher.frequencies([Term("exact", text) for _, text in spellings])
        found = {
            text: math.log10(count)
            + usual
            + self._worth(text)  # the best way to a text is the last
            for (usual, text), count in zip(spellings, counts, strict=True)
            if count >= least and not self._analyzer.word(text).stop
        }
        best = nlargest(_CHOICES, found, key=found.__getitem__)
        return tuple(spelled(text, self._searcher) for text in best) or self._chinese(word)

    def _chinese(self, word: str) -> Names:
        """A name by its pinyin, if the collection has a variant of it."""
        name = self._analyzer.word(romanization.pinyin(word))
        known = self._analyzer.reading(name).protected
        there = known and self._searcher.frequencies([Term("stem", name.stem)])[0]
        return (name.form,) if there else ()

    def _worth(self, text: str) -> float:
        """Names before words, and both before words that others are joined to: Basra is no بأسره."""
        reading = self._analyzer.reading(self._analyzer.word(text))
        joined = reading.enclitic or set(reading.proclitics) - {ARTICLE}
        return _NAME * (reading.protected - bool(joined))


def in_arabic(
    q: str, reading: ParsedQuery, analyzer: Analyzer, searcher: Searcher, *, by_rule: bool
) -> Iterator[str]:
    """`q` with its names in Arabic letters: those of the table, and if `by_rule` also those that the
    rules lead to; nothing where none is known or found. What is excluded keeps its name."""
    tokens = list(analyzer.tokens(q))
    names = _Names(q, analyzer, searcher, by_rule=by_rule)
    choices = list(islice(_rewritten(q, reading, tokens, names.renamed), _COMBINATIONS))
    if not choices:
        return
    text = _together(choices, analyzer, searcher)
    if not is_plain(q, tokens) or any(find_operator(token.surface) for token in tokens):
        yield text
        return
    said = [t for t in analyzer.tokens(text) if not (t.word.stop and _is_latin(t))]
    yield _joined(said)
    arabic = [token for token in said if not (token.word.stop or _is_latin(token))]
    # Words beside names are left out. Where no name is, any word sounds like one of a dictionary: Cup like كوب.
    if by_rule and (names.told or any(_is_name(token, analyzer) for token in arabic)):
        yield _joined(arabic)


def _joined(tokens: Sequence[Token]) -> str:
    return " ".join(token.surface for token in tokens)


def _together(texts: Sequence[str], analyzer: Analyzer, searcher: Searcher) -> str:
    """That of some texts whose words stand side by side in most releases; the first where none do."""
    words = [[token.word.exact for token in analyzer.tokens(text)] for text in texts]
    if len(texts) == 1 or len(words[0]) == 1:
        return texts[0]
    releases = [standing(each, searcher) for each in words]
    return texts[releases.index(max(releases))]


def _is_latin(token: Token) -> bool:
    return token.word.exact.isascii() and not token.word.exact.isdigit()


def _is_name(token: Token, analyzer: Analyzer) -> bool:
    """Whether a word is in a list of names, or in no dictionary."""
    return analyzer.reading(token.word).speech in ("name", "unknown")


def in_latin(q: str, reading: ParsedQuery, analyzer: Analyzer, searcher: Searcher) -> Iterator[str]:
    """`q` with the Arabic names of the table in Latin letters; nothing where none is known."""

    def renamed(tokens: Sequence[Token]) -> tuple[int, Names]:
        size, names = equivalents.in_latin(tokens, analyzer)
        return size, _likeliest(names, analyzer, searcher)

    yield from islice(_rewritten(q, reading, list(analyzer.tokens(q)), renamed), 1)


def _rewritten(
    q: str,
    reading: ParsedQuery,
    tokens: Sequence[Token],
    renamed: Callable[[Sequence[Token]], tuple[int, Names]],
) -> Iterator[str]:
    """`q` with other names, likeliest first: `renamed` says how many of the tokens are one, and what it may become."""
    if len(tokens) > limits.NAME_WORDS:
        return
    sought = looked_for(tokens, reading)
    parts: list[Names] = []
    at = place = 0
    while place < len(tokens):
        size, names = renamed(tokens[place:]) if tokens[place] in sought else (1, ())
        if names:
            parts += [(q[at : tokens[place].start],), names]
            at = tokens[place + size - 1].end
        place += max(size, 1)
    if parts:
        yield from map("".join, product(*parts, (q[at:],)))


def _likeliest(names: Names, analyzer: Analyzer, searcher: Searcher) -> Names:
    """Those of some names whose words are all in the collection, else the first."""

    def is_there(name: str) -> bool:
        terms = [Term("stem", token.word.stem) for token in analyzer.tokens(name)]
        return all(searcher.frequencies(terms))

    return (tuple(filter(is_there, names)) if len(names) > 1 else ()) or names[:1]
