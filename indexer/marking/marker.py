"""Marks the words of a query in a text.

Words are recognised by their spellings. The engine knows the spellings of each term, which come
from the same analyzer, so that exactly the matches are marked. Whole words are marked.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, Self, TypeAlias

from indexer import limits
from indexer.answers.results import Span
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.orthography.normalizer import clean
from indexer.arabic.orthography.tokenizer import cut_after, cut_before
from indexer.marking.context import Context, ContextWord, begin_with
from indexer.marking.landmarks import SHORT, Landmarks, SpelledWord
from indexer.marking.scanner import Scanner
from indexer.marking.targets import Spellings, Target, TargetPhrase, Targets
from indexer.query import names_in_queries
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Term

# How many characters around a stretch of text are read with it: more than nearly all phrases have.
_AROUND = 1_000
# The target of a spelling, and where a word with this spelling starts and ends.
_Candidate: TypeAlias = tuple[Target, int, int]


class Mark(NamedTuple):
    """A matched word or phrase. ``term`` identifies the word of the query."""

    start: int
    end: int
    term: Term


_START, _END = itemgetter(0), itemgetter(1)


class Marker:
    """Marks one query in many texts; safe to share between threads."""

    def __init__(
        self,
        analyzer: Analyzer,
        targets: Targets,
        landmarks: Landmarks,
        connectives: frozenset[Term] = frozenset(),
        connectives_suffice: bool = True,
    ) -> None:
        """`connectives` are marked only directly before other matches; in a text without other
        matches only if `connectives_suffice` for a match."""
        self._analyzer = analyzer
        self._landmarks = landmarks
        self.words = targets.words
        self.connectives = connectives
        self._connectives_suffice = connectives_suffice
        self._word_of = targets.word_of
        self._targets = targets.by_spelling
        # Landmarks have spellings without vowel marks.
        self._clean_spellings = frozenset(map(clean, self._targets))
        self._scanner = Scanner(self._targets)
        self.nbytes = self._scanner.nbytes + targets.nbytes

    @classmethod
    def for_query(
        cls, analyzer: Analyzer, parsed: ParsedQuery, spellings: Spellings, landmarks: Landmarks
    ) -> Self:
        phrases = [phrase for phrase in parsed.phrases if not phrase.slop]
        # The words of a phrase with slop are marked one by one.
        scattered = [(term,) for phrase in parsed.phrases if phrase.slop for term in phrase.terms]
        words = [word.terms for word in parsed.words if word.terms]
        connectives = names_in_queries.connective_terms(analyzer, parsed.words)
        connectives -= {phrase.terms[0] for phrase in phrases}
        suffice = names_in_queries.can_match_alone(connectives, parsed.query)
        targets = Targets([*words, *scattered], phrases, spellings)
        return cls(analyzer, targets, landmarks, connectives, suffice)

    def marks(self, text: str) -> list[Mark]:
        """The matches in `text`: whole surface words, in order, disjoint; a phrase is one mark."""
        phrases: list[Mark] = []
        words: list[Mark] = []
        names: list[Mark] = []
        context = Context(self._analyzer, text)
        for (term, target_phrases, target_names), start, end in self._candidates(text):
            if term:
                words.append(Mark(start, end, term))
            if target_phrases:
                phrases += self._phrase_marks(context, start, target_phrases)
            if target_names:
                names += self._name_marks(context, start, target_names)
        marks = _disjoint(phrases + words + names)
        if not self.connectives:
            return marks
        others = _without_lone_connectives(text, marks, self.connectives)
        return marks if self._connectives_suffice and not others else others

    def first_marks(self, text: str) -> list[Mark]:
        """The matches in the first stretch of `text` that has any."""
        if len(text) <= limits.SNIPPET_CHARACTERS:
            return self.marks(text)
        start = 0
        while start < min(len(text), limits.MARKED_CHARACTERS):
            # Up to the end of a word; a word longer than a stretch may be cut.
            end = cut_after(text, min(len(text), start + limits.SNIPPET_CHARACTERS))
            end = min(end, start + 2 * limits.SNIPPET_CHARACTERS)
            marks = self._marks_between(text, start, end)
            if marks:
                return marks
            start = end
        return []

    def _marks_between(self, text: str, start: int, end: int) -> list[Mark]:
        """The matches that begin between `start` and `end`. What stands around is read with them,
        as phrases and names may reach beyond."""
        first = cut_before(text, max(0, start - _AROUND))
        last = cut_after(text, min(len(text), end + _AROUND))
        marks = self.marks(text[first : min(last, end + 2 * _AROUND)])
        return [
            Mark(mark.start + first, mark.end + first, mark.term)
            for mark in marks
            if start <= mark.start + first < end
        ]

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        """The words of `text` that have a target; some may come twice."""
        if not self._targets:
            return
        whole = len(text) <= SHORT
        yield from self._words_with_targets(
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
            words = self._landmarks.words(stretch)
            for target, first, last in self._words_with_targets(stretch, words):
                yield target, start + first, start + last

    def _words_with_targets(self, text: str, words: Iterable[SpelledWord]) -> Iterator[_Candidate]:
        """Those of the `words` of a text that have a target. As vowel marks can make it another
        word, the analyzer decides on the spelling of a word that has any."""
        for plain, start, end in words:
            if plain not in self._clean_spellings:
                continue
            surface = text[start:end]
            spelling = plain if plain == surface else self._analyzer.word(surface).spelling
            if spelling in self._targets:
                yield self._targets[spelling], start, end

    def _phrase_marks(
        self, context: Context, at: int, phrases: Sequence[TargetPhrase]
    ) -> Iterator[Mark]:
        # The second word rules out most phrases.
        second = next(islice(context.words_from(at), 1, None), None)
        for phrase in phrases:
            if second is None or phrase.second is None or second.spelling in phrase.second:
                end = _phrase_end(context.words_from(at), phrase)
                if end:
                    yield Mark(at, end, phrase.term)

    def _name_marks(
        self, context: Context, at: int, names: Sequence[Sequence[str]]
    ) -> Iterator[Mark]:
        """The name at `at` of several words, or of one that its neighbours identify; the terms of
        such names are in the stem and root layers."""
        if not any(begin_with(context.words_from(at), spellings) for spellings in names):
            return
        name = context.name_at(at)
        terms = (Term("stem", name.term), Term("root", name.term)) if name else ()
        for term in terms:
            if name and term in self._word_of:
                yield Mark(at, name.end, self._word_of[term])


def as_spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks without their terms."""
    return tuple(Span(mark.start, mark.end) for mark in marks)


def _phrase_end(words: Iterator[ContextWord], phrase: TargetPhrase) -> int | None:
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
    """The marks in order. Of overlapping ones the one that starts first is kept, then the longest;
    of equal ones the first. Sorts `candidates`."""
    disjoint: list[Mark] = []
    reached = 0
    # Two stable sorts take half the time of one by a tuple for each mark.
    candidates.sort(key=_END, reverse=True)
    candidates.sort(key=_START)
    for mark in candidates:
        if mark.start >= reached:
            disjoint.append(mark)
            reached = mark.end
    return disjoint


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
