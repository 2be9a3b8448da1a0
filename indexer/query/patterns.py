"""Reads a chunk of text without spaces: words, words with ``*`` or ``?``, words with ``~``."""

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from indexer.arabic.analyzer import LONE_ARTICLES, Analyzer, Token
from indexer.arabic.orthography.letters import PLAIN, TATWEEL, VOWEL_MARKS
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.words import LONGEST_TERM
from indexer.query import limits
from indexer.query.quotes import QUOTES
from indexer.query.syntax import FuzzyWord, Leaf, Text, WildcardWord
from indexer.search_warnings import Warn

MARKS = f"{VOWEL_MARKS}{TATWEEL}\u0300-\u036f"
# Repetitions of this must be possessive (`*+`): some marks (tatweel) are letters to `re`, so that a
# series of marks can be matched in exponentially many ways.
LETTER = rf"(?:[^\W_]|[{MARKS}])"
CHUNK = re.compile(rf"[^\s{QUOTES}()|]+")
CHUNK_END = rf"(?=[\s{QUOTES}()|]|$)"
_PIECE = re.compile(rf"(?:{LETTER}|['’*?؟])++")
_HAS_WILDCARD = re.compile(rf"\*|{LETTER}[?؟]+(?:{LETTER}|\*)")
_FUZZY = re.compile(rf"(?P<head>.*{LETTER})~(?P<distance>\d*)(?!.*{LETTER})")
# Signs in a URL are no pattern: https://example.org/a?b=1
_ADDRESS = re.compile(r"\W*(?:https?://|www\.[^/?]*[/?])", re.IGNORECASE)
_BEGINS_IN_ARABIC = re.compile(f"[{PLAIN}]")
_LONGEST_NUMBER = 9
# The least letters of a word by distance: too many others are near a shorter one.
_LEAST_LETTERS = {1: 3, 2: 5}


def read_chunk(
    analyzer: Analyzer, chunk: str, plain: str, warn: Callable[[Warn], None]
) -> Sequence[Leaf]:
    """The leaves of `chunk`; `plain` is the same text without invisible marks, its signs in
    ASCII."""
    if _ADDRESS.match(plain):
        return _read_words(analyzer, chunk)
    if _HAS_WILDCARD.search(plain):
        return _read_wildcards(analyzer, plain, warn)
    fuzzy = _FUZZY.match(plain) if "~" in plain else None
    if fuzzy:
        return _read_fuzzy(analyzer, fuzzy["head"], fuzzy["distance"], warn)
    return _read_words(analyzer, chunk)


def bounded_number(written: str, most: int) -> int:
    """The number written in digits of any script, at most `most`."""
    return min(int(written), most) if len(written) <= _LONGEST_NUMBER else most


def _read_words(analyzer: Analyzer, text: str) -> list[Text]:
    tokens = list(analyzer.tokens(text))
    return [
        Text(token.surface + TATWEEL if _is_glued_article(token, behind) else token.surface)
        for token, behind in zip_longest(tokens, tokens[1:])
    ]


def _is_glued_article(token: Token, behind: Token | None) -> bool:
    """Whether `token` is the article of a number or a foreign word `behind` it: ال21. With a
    tatweel it is a stop word, as if typed الـ21."""
    return (
        behind is not None
        and behind.start == token.end
        and token.surface + TATWEEL in LONE_ARTICLES
        and not _BEGINS_IN_ARABIC.match(behind.word.exact)
    )


def _read_wildcards(analyzer: Analyzer, plain: str, warn: Callable[[Warn], None]) -> Sequence[Leaf]:
    leaves: list[Leaf] = []
    for piece in _PIECE.findall(plain):
        # A question mark at the end of a word is punctuation.
        text = re.sub(r"\*+", "*", piece.strip("?؟'’").replace("؟", "?"))
        if "*" not in text and "?" not in text:
            leaves += _read_words(analyzer, text)
        elif not fold(re.sub("[*?]", "", text)):
            warn(Warn("lone_wildcard", text))
        elif len(text) > LONGEST_TERM:
            warn(Warn("pattern_too_long", str(LONGEST_TERM)))
            leaves += _read_words(analyzer, text)
        else:
            leaves.append(WildcardWord(text))
    return leaves


def _read_fuzzy(
    analyzer: Analyzer, head: str, written: str, warn: Callable[[Warn], None]
) -> Sequence[Leaf]:
    words = _read_words(analyzer, head)
    if not words:
        return ()
    *before, last = words
    typed_distance = bounded_number(written, limits.MAX_DISTANCE + 1) if written else 1
    letters = len(fold(last.text))
    allowed = [distance for distance, least in _LEAST_LETTERS.items() if letters >= least]
    distance = min(typed_distance, max(allowed, default=0), limits.MAX_DISTANCE)
    leaf: Leaf = FuzzyWord(last.text, distance) if distance else last
    if distance != typed_distance:
        warn(Warn("fuzzy_cut", f"{last.text}~{distance}" if distance else last.text))
    return (*before, leaf)
