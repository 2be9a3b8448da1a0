"""Recognises names in texts: names that are not taken apart, and names of several words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from indexer.arabic.expressions import chinese
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.expressions.runs import Run
from indexer.arabic.lexicon import clitics
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.words import Head, Word

# Proclitics that a name is recognised behind.
PROCLITICS = clitics.OF_NAMES
# By the first letters of a word: the proclitics that it may have, in their order.
_STACKS = {head: tuple(p for p in PROCLITICS if head.startswith(p)) for head in PROCLITICS}
# The most words of a name.
LONGEST_NAME = 5
_SHORTEST_BEHIND = 3
_MEMO = 50_000


def find_behind_proclitics(word: str, names: Names) -> tuple[str, tuple[str, ...]] | None:
    """The term of the name that a word is, alone or behind proclitics, and these proclitics; None
    for other words."""
    if word in names.words:
        return names.words[word], ()
    for proclitic in _leading_proclitics(word):
        rest = word[len(proclitic) :]
        if rest in names.own and len(rest) >= _SHORTEST_BEHIND:
            return names.words[rest], tuple(proclitic)
        if rest in names.words and rest.startswith(ARTICLE):
            return names.words[rest], tuple(proclitic)
        if proclitic.endswith("ل") and rest.startswith("ل") and ARTICLE + rest[1:] in names.words:
            return names.words[ARTICLE + rest[1:]], tuple(proclitic)
    return None


def _leading_proclitics(word: str) -> tuple[str, ...]:
    """The proclitics that a word may begin with."""
    return _STACKS.get(word[:2]) or _STACKS.get(word[:1], ())


def heads_of(word: str, names: Names) -> tuple[Head, ...]:
    """The heads of a folded word; most words have none. Behind the article a loanword may begin a
    name (البلوك تشين), but is no surname."""
    found = []
    if article := clitics.WITH_ARTICLE.match(word):
        rest = word[article.end() :]
        letters = chinese.canonical_spelling(rest)
        if letters in names.heads:
            found.append(Head(rest, letters, False))
    for proclitic in ("", *_leading_proclitics(word)):
        if rest := word[len(proclitic) :]:
            letters = chinese.canonical_spelling(rest)
            surname = chinese.may_open(rest, letters)
            if surname or letters in names.heads:
                found.append(Head(rest, letters, surname))
    return tuple(found)


def find_runs(words: Sequence[Word], opens: Iterable[int], names: Names) -> Iterator[Run]:
    """The names of several words, longest first from the left, disjoint. `opens` are the places
    where a name may begin (`can_open_name`)."""
    end = 0
    for first in opens:
        if first < end:
            continue
        last, term = _run(words, first, names)
        if term:
            yield Run(first, last, term)
            end = last


# The same pairs recur in all texts: الولايات المتحدة. They take some 10 MB.
@lru_cache(maxsize=_MEMO)
def can_open_name(heads: tuple[Head, ...], following: str, names: Names) -> bool:
    """Whether a word with these heads may begin a name that continues with the next word."""
    return any(_can_continue(head, following, names) for head in heads)


def _can_continue(head: Head, following: str, names: Names) -> bool:
    # The letters on both sides of the space may form one syllable, as in ن ج and ت شي.
    apart = head.letters + chinese.canonical_spelling(following)
    together = chinese.canonical_spelling(head.word + following)
    if apart in names.heads or together in names.heads:
        return True
    if apart in names.runs or together in names.runs:
        return True
    return head.surname and chinese.may_belong(following)


def _run(words: Sequence[Word], first: int, names: Names) -> tuple[int, str]:
    """The end and the term of the name that begins at `first`; the term is empty if there is none."""
    rest = [word.exact for word in words[first + 1 : first + LONGEST_NAME]]
    for head in words[first].heads:
        for count in range(len(rest), 0, -1):
            term = names.runs.get(chinese.canonical_spelling(head.word + "".join(rest[:count])))
            if term:
                return first + 1 + count, term
    belonging = list(takewhile(chinese.may_belong, rest))
    for head in words[first].heads:
        name = (head.word, *belonging)
        if belonging and head.surname and any(map(chinese.is_marked, name)):
            return first + len(name), chinese.canonical_spelling("".join(name))
    return first + 1, ""
