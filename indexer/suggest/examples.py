"""Example searches: subjects of the titles of a collection."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.dates import WEEKDAYS
from indexer.arabic.expressions.months import ENGLISH, MONTHS
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading.stemmer import Reading
from indexer.arabic.words import Word

_MOST_EXAMPLES = 3
# A name in one title counts as much as another word in this many.
_NAME_WEIGHT = 2
# The words of the names of days and months.
_CALENDAR = frozenset(
    fold(word)
    for name in chain(WEEKDAYS, *MONTHS, *ENGLISH)
    for word in (*name.split(), name.removeprefix(ARTICLE))
)
# Shorter words are particles and parts of names, which are poor examples.
_SHORTEST = 4


def choose_examples(titles: Iterable[str], analyzer: Analyzer) -> list[str]:
    """At most three words: those in most titles, names first, spelled as in one of them.

    Each finds at least the release that it comes from.
    """
    counts: Counter[str] = Counter()
    surface: dict[str, str] = {}
    for title in titles:
        for token, reading in analyzer.read(title):
            if _is_subject(token.word, reading):
                counts[token.word.stem] += _NAME_WEIGHT if reading.protected else 1
                surface.setdefault(token.word.stem, token.surface)
    return [surface[stem] for stem, _ in counts.most_common(_MOST_EXAMPLES)]


def _is_subject(word: Word, reading: Reading) -> bool:
    """Whether a word can be the subject of a title: it has no clitic but the article, and is no
    verb, as titles share these (تطلق, تعلن), and no day or month, which all releases have."""
    return (
        not reading.enclitic
        and set(reading.proclitics) <= {ARTICLE}
        and not word.stop
        and reading.speech != "verb"
        and len(word.form) >= _SHORTEST
        and word.form.isalpha()
        and fold(word.form) not in _CALENDAR
    )
