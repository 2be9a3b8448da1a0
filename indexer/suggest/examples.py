"""Examples of a search: what the titles of a collection are about."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.dates import WEEKDAYS
from indexer.arabic.letters import ARTICLE
from indexer.arabic.months import ENGLISH, MONTHS
from indexer.arabic.normalizer import fold
from indexer.arabic.stemmer import Reading
from indexer.arabic.words import Word

_MOST = 3
# A name in one title says as much as another word in so many.
_NAME = 2
# The words of the names of days and months.
_CALENDAR = frozenset(
    fold(word)
    for name in chain(WEEKDAYS, *MONTHS, *ENGLISH)
    for word in (*name.split(), name.removeprefix(ARTICLE))
)
# Shorter words are particles and names' parts that make poor examples.
_LETTERS = 4


def examples(titles: Iterable[str], analyzer: Analyzer) -> list[str]:
    """At most three words worth a search: those that most of the titles share, names first, spelled as in one of them.

    Each finds at least the release that it was taken from.
    """
    counts: Counter[str] = Counter()
    surface: dict[str, str] = {}
    for title in titles:
        for token, reading in analyzer.read(title):
            if _tells(token.word, reading):
                counts[token.word.stem] += _NAME if reading.protected else 1
                surface.setdefault(token.word.stem, token.surface)
    return [surface[stem] for stem, _ in counts.most_common(_MOST)]


def _tells(word: Word, reading: Reading) -> bool:
    """Whether a word of a title says what it is about: it has no clitic but the article, and is neither a verb, for
    all titles have the same ones (تطلق, تعلن), nor a day or a month, which all releases have."""
    return (
        not reading.enclitic
        and set(reading.proclitics) <= {ARTICLE}
        and not word.stop
        and reading.speech != "verb"
        and len(word.form) >= _LETTERS
        and word.form.isalpha()
        and fold(word.form) not in _CALENDAR
    )
