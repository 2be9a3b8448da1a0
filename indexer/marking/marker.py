"""Marks the words of a query in a text.

Words are recognised by their spellings: the engine knows the spellings of each term, which come
from the same analyzer, so that what is marked is what matched. Whole words are marked.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, Self

from indexer import limits
from indexer.answers.results import Span
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.layers import LAYERS
from indexer.arabic.orthography.normalizer import clean
from indexer.arabic.orthography.tokenizer import cut_after
from indexer.marking.context import Context, ContextWord, begin_with
from indexer.marking.landmarks import SHORT, Landmarks, Spelled
from indexer.marking.scanner import Scanner
from indexer.query import names_in_queries
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Phrase, Term

# What a marker takes in memory for each spelling.
_SPELLING_BYTES = 250
# All spellings of a term in the collection. Those of a name of several words, or of a word that
# only its neighbours identify, contain spaces.
Spellings = Callable[[Term], Iterable[str]]


class Mark(NamedTuple):
    """A matched word or phrase. ``term`` identifies the word of the query."""

    start: int
    end: int
    term: Term


class _Targets(NamedTuple):
    """What a spelling is wanted for: a word of the query, and phrases and names that may begin with
    it."""

    term: Term | None
    phrases: Sequence["_Phrase"]
    names: Sequence[tuple[str, ...]]


class _Anything:
    """Contains every spelling."""

    def __contains__(self, _: object) -> bool:
        return True


class _Phrase(NamedTuple):
    """``steps``: for each word its distance from the first, and its possible spellings; ``second``
    are the spellings that may directly follow the first word."""

    term: Term
    steps: Sequence[tuple[int, frozenset[str]]]
    second: Container[str]


_NO_TARGETS = _Targets(None, (), ())
_START, _END = itemgetter(0), itemgetter(1)


class Marker:
    """Marks one query in many texts; safe to share between threads."""

    def __init__(
        self,
        analyzer: Analyzer,
        words: Sequence[Sequence[Term]],
        phrases: Sequence[Phrase],
        spellings: Spellings,
        landmarks: Landmarks,
        connectives: frozenset[Term] = frozenset(),
        connectives_suffice: bool = True,
    ) -> None:
        """`words` are the terms of each word of the query; the first one identifies the word in
        marks. `spellings` must know the texts that will be marked. `connectives` are marked only
        directly before other matches; in a text without others, if `connectives_suffice` for a
        match."""
        self._analyzer = analyzer
        self._landmarks = landmarks
        self.connectives = connectives
        self._connectives_suffice = connectives_suffice
        # A term shared by several words belongs to the word whose first term it is.
        self._word_of: dict[Term, Term] = {terms[0]: terms[0] for terms in words}
        for terms in words:
            for term in terms:
                self._word_of.setdefault(term, terms[0])
        self._targets: dict[str, _Targets] = {}
        # How many spellings names and phrases add to those of words.
        self._extra_spellings = 0
        for term in sorted(self._word_of, key=lambda term: LAYERS.index(term.layer)):
            self._learn(term, spellings(term))
        for phrase in phrases:
            self._learn_phrase(phrase, spellings)
        # As the scanner reads them, without vowel marks.
        self._clean_spellings = frozenset(map(clean, self._targets))
        self._scanner = Scanner(self._targets)
        known = len(self._targets) + self._extra_spellings
        self.nbytes = self._scanner.nbytes + _SPELLING_BYTES * known
        # The terms that identify the words and phrases of the query in marks.
        first = (phrase.terms[0] for phrase in phrases)
        self.words = tuple(dict.fromkeys((*self._word_of.values(), *first)))

    @classmethod
    def for_query(
        cls, analyzer: Analyzer, reading: ParsedQuery, spellings: Spellings, landmarks: Landmarks
    ) -> Self:
        phrases = [phrase for phrase in reading.phrases if not phrase.slop]
        # The words of a phrase with slop are marked one by one.
        scattered = [(term,) for phrase in reading.phrases if phrase.slop for term in phrase.terms]
        words = [word.terms for word in reading.words if word.terms]
        connectives = names_in_queries.connective_terms(analyzer, reading.words)
        connectives -= {phrase.terms[0] for phrase in phrases}
        suffice = names_in_queries.can_match_alone(connectives, reading.query)
        return cls(
            analyzer, [*words, *scattered], phrases, spellings, landmarks, connectives, suffice
        )

    def marks(self, text: str) -> list[Mark]:
        """The matches in `text`: whole surface words, in order, disjoint; a phrase is one mark."""
        phrases: list[Mark] = []
        words: list[Mark] = []
        names_of_several: list[Mark] = []
        context = Context(self._analyzer, text)
        for (term, in_phrases, in_names), start, end in self._candidates(text):
            if term:
                words.append(Mark(start, end, term))
            if in_phrases:
                phrases += self._phrase_marks(context, start, in_phrases)
            if in_names:
                names_of_several += self._name_marks(context, start, in_names)
        found = _disjoint(phrases + words + names_of_several)
        if not self.connectives:
            return found
        kept = _without_lone_connectives(text, found, self.connectives)
        return found if self._connectives_suffice and not kept else kept

    def first_marks(self, text: str) -> list[Mark]:
        """The matches in the first stretch of `text` that has any."""
        if len(text) <= limits.SNIPPET_CHARACTERS:
            return self.marks(text)
        start = 0
        while start < min(len(text), limits.MARKED_CHARACTERS):
            # Up to the end of a word; a word longer than a stretch may be cut.
            end = cut_after(text, min(len(text), start + limits.SNIPPET_CHARACTERS))
            end = min(end, start + 2 * limits.SNIPPET_CHARACTERS)
            found = self.marks(text[start:end])
            if found:
                return [Mark(mark.start + start, mark.end + start, mark.term) for mark in found]
            start = end
        return []

    def _candidates(self, text: str) -> Iterator[tuple[_Targets, int, int]]:
        """The words of a known spelling and where they stand; some may come twice."""
        if not self._targets:
            return
        whole = len(text) <= SHORT
        yield from self._wanted_words(
            text, self._landmarks.words(text) if whole else self._landmarks.odd_words(text)
        )
        if whole:
            return
        plain = self._scanner.plain
        for start, end in self._scanner.stretches(text, self._landmarks):
            stretch = text[start:end]
            if stretch in plain:
                yield self._targets[stretch], start, end
                continue
            for known, first, last in self._wanted_words(stretch, self._landmarks.words(stretch)):
                yield known, start + first, start + last

    def _wanted_words(
        self, text: str, words: Iterable[Spelled]
    ) -> Iterator[tuple[_Targets, int, int]]:
        """Those of the `words` of a text that are wanted. Vowel marks can make one another word, so
        its spelling is decided by the analyzer."""
        for letters, start, end in words:
            if letters not in self._clean_spellings:
                continue
            surface = text[start:end]
            spelling = letters if letters == surface else self._analyzer.word(surface).spelling
            if spelling in self._targets:
                yield self._targets[spelling], start, end

    def _learn(self, term: Term, spellings: Iterable[str]) -> None:
        named = self._word_of[term]
        alone = _Targets(named, (), ())
        for spelling in spellings:
            if " " in spelling:
                parts = spelling.split()
                known = self._targets_of(parts[0])
                self._extra_spellings += len(parts)
                name = tuple(map(clean, parts))
                self._targets[parts[0]] = known._replace(names=[*known.names, name])
                continue
            known = self._targets_of(spelling)
            if known is _NO_TARGETS:
                self._targets[spelling] = alone
            elif known.term is None:
                self._targets[spelling] = known._replace(term=named)

    def _targets_of(self, spelling: str) -> _Targets:
        return self._targets.get(spelling, _NO_TARGETS)

    def _learn_phrase(self, phrase: Phrase, spellings: Spellings) -> None:
        spelled = [frozenset(spellings(term)) for term in phrase.terms]
        letters = [frozenset(map(clean, each)) for each in spelled]
        steps = tuple(zip(phrase.offsets, letters, strict=True))
        second = letters[1] if phrase.offsets[1:2] == (1,) else _Anything()
        self._extra_spellings += sum(map(len, spelled))
        wanted = _Phrase(phrase.terms[0], steps, second)
        for spelling in spelled[0]:
            known = self._targets_of(spelling)
            self._targets[spelling] = known._replace(phrases=[*known.phrases, wanted])

    def _phrase_marks(
        self, context: Context, at: int, phrases: Sequence[_Phrase]
    ) -> Iterator[Mark]:
        # The second word rules out most phrases.
        second = next(islice(context.words_from(at), 1, None), None)
        for phrase in phrases:
            if second is None or second.spelling in phrase.second:
                end = _phrase_end(context.words_from(at), phrase)
                if end:
                    yield Mark(at, end, phrase.term)

    def _name_marks(
        self, context: Context, at: int, several: Sequence[Sequence[str]]
    ) -> Iterator[Mark]:
        """The name at `at` of several words, or of one that its neighbours identify; the terms of
        such names are in the stem and root layers."""
        if not any(begin_with(context.words_from(at), spellings) for spellings in several):
            return
        name = context.name_at(at)
        terms = (Term("stem", name.term), Term("root", name.term)) if name else ()
        for term in terms:
            if name and term in self._word_of:
                yield Mark(at, name.end, self._word_of[term])


def as_spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks without their terms."""
    return tuple(Span(mark.start, mark.end) for mark in marks)


def _phrase_end(words: Iterator[ContextWord], phrase: _Phrase) -> int | None:
    """The end of `phrase`, if it begins with the first of `words`."""
    first = next(words)
    end = first.end
    for offset, spellings in phrase.steps[1:]:
        word = next((word for word in words if word.position >= first.position + offset), None)
        if word is None or word.position > first.position + offset:
            return None
        if word.spelling not in spellings:
            return None
        end = word.end
    return end


def _disjoint(candidates: list[Mark]) -> list[Mark]:
    """In order; of overlapping marks the one that starts first stays, then the longest."""
    kept: list[Mark] = []
    reached = 0
    # Two stable sorts cost half as much as one by a tuple for each mark.
    candidates.sort(key=_END, reverse=True)
    candidates.sort(key=_START)
    for mark in candidates:
        if mark[0] >= reached:
            kept.append(mark)
            reached = mark[1]
    return kept


def _without_lone_connectives(
    text: str, marks: Sequence[Mark], connectives: Container[Term]
) -> list[Mark]:
    """`marks` without the connectives that are not directly followed by another mark, as they are
    in a name."""
    remaining: list[Mark] = []
    for mark in reversed(marks):
        if mark.term not in connectives or (
            remaining and not text[mark.end : remaining[-1].start].strip()
        ):
            remaining.append(mark)
    return remaining[::-1]
