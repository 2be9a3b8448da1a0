"""The spellings by which the words, phrases and names of a query are recognised in texts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from indexer.arabic.layers import LAYERS
from indexer.arabic.orthography.normalizer import clean
from indexer.query.values import Phrase, Term

# What each spelling takes in memory.
_SPELLING_BYTES = 250
# All spellings of a term in the collection. Those of a name of several words, or of a word that
# only its neighbours identify, contain spaces.
Spellings: TypeAlias = Callable[[Term], Iterable[str]]


class TargetPhrase(NamedTuple):
    """``steps``: for each word its distance from the first, and its possible spellings; ``second``
    are the spellings that may directly follow the first word, None if any may."""

    term: Term
    steps: Sequence[tuple[int, frozenset[str]]]
    second: frozenset[str] | None


class Target(NamedTuple):
    """What one spelling may be: the word of the query that ``term`` identifies, and the beginning
    of phrases and of names of several words."""

    term: Term | None
    phrases: Sequence[TargetPhrase]
    names: Sequence[tuple[str, ...]]


_NO_TARGET = Target(None, (), ())


class Targets:
    """The targets of one query; nobody may change them.

    ``words`` are the terms that identify its words and phrases in marks.
    """

    def __init__(
        self, words: Sequence[Sequence[Term]], phrases: Sequence[Phrase], spellings: Spellings
    ) -> None:
        """`words` are the terms of each word; the first one identifies the word in marks.
        `spellings` must know the texts that will be marked."""
        # A term shared by several words belongs to the word whose first term it is.
        self._word_of: dict[Term, Term] = {terms[0]: terms[0] for terms in words}
        for terms in words:
            for term in terms:
                self._word_of.setdefault(term, terms[0])
        self._by_spelling: dict[str, Target] = {}
        # How many spellings names and phrases add to those of words.
        self._extra_spellings = 0
        for term in sorted(self._word_of, key=lambda term: LAYERS.index(term.layer)):
            self._add_term(term, spellings(term))
        for phrase in phrases:
            self._add_phrase(phrase, spellings)
        first = (phrase.terms[0] for phrase in phrases)
        self.words = tuple(dict.fromkeys((*self._word_of.values(), *first)))

    @property
    def by_spelling(self) -> Mapping[str, Target]:
        return self._by_spelling

    @property
    def word_of(self) -> Mapping[Term, Term]:
        """For each term of a word the one that identifies the word."""
        return self._word_of

    @property
    def nbytes(self) -> int:
        return _SPELLING_BYTES * (len(self._by_spelling) + self._extra_spellings)

    def _add_term(self, term: Term, spellings: Iterable[str]) -> None:
        word = self._word_of[term]
        alone = Target(word, (), ())
        for spelling in spellings:
            if " " in spelling:
                self._add_name(spelling.split())
                continue
            target = self._target(spelling)
            if target is _NO_TARGET:
                self._by_spelling[spelling] = alone
            elif target.term is None:
                self._by_spelling[spelling] = target._replace(term=word)

    def _add_name(self, parts: Sequence[str]) -> None:
        target = self._target(parts[0])
        self._extra_spellings += len(parts)
        name = tuple(map(clean, parts))
        self._by_spelling[parts[0]] = target._replace(names=[*target.names, name])

    def _add_phrase(self, phrase: Phrase, spellings: Spellings) -> None:
        written = [frozenset(spellings(term)) for term in phrase.terms]
        plain = [frozenset(map(clean, each)) for each in written]
        steps = tuple(zip(phrase.offsets, plain, strict=True))
        second = plain[1] if phrase.offsets[1:2] == (1,) else None
        self._extra_spellings += sum(map(len, written))
        added = TargetPhrase(phrase.terms[0], steps, second)
        for spelling in written[0]:
            target = self._target(spelling)
            self._by_spelling[spelling] = target._replace(phrases=[*target.phrases, added])

    def _target(self, spelling: str) -> Target:
        return self._by_spelling.get(spelling, _NO_TARGET)
