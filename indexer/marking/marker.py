"""Where a query's words stand in a text.

The words of a text are told by their spellings: the engine knows which of them stand behind a term,
and it learned them from the one analyzer, so what is marked is what matched. Whole words are marked.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, Self

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.normalizer import clean
from indexer.arabic.tokenizer import cut_after
from indexer.arabic.words import LAYERS
from indexer.marking import names
from indexer.marking.context import Context, Following, stand
from indexer.marking.landmarks import SHORT, Landmarks, Spelled
from indexer.marking.scanner import Scanner
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Phrase, Term
from indexer.results import Span

# What a marker takes for each spelling that it knows.
_SPELLING_BYTES = 250
# All spellings behind a term in the collection; those of a name of several words, or told by its neighbours, have spaces.
Spellings = Callable[[Term], Iterable[str]]


class Mark(NamedTuple):
    """A matched word or phrase. ``term`` tells different words of the query apart."""

    start: int
    end: int
    term: Term


class _Known(NamedTuple):
    """What a word of a spelling is, or may begin, that is wanted."""

    term: Term | None
    phrases: Sequence["_Phrase"]
    names: Sequence[tuple[str, ...]]


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


class _Phrase(NamedTuple):
    """``steps``: for each word its place after the first, and the spellings it may have; ``second``
    are the spellings of what follows the first at once."""

    term: Term
    steps: Sequence[tuple[int, frozenset[str]]]
    second: Container[str]


_NOTHING = _Known(None, (), ())
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
        suffice: bool = True,
    ) -> None:
        """`words`: the terms that each word of the query stands for; the first names the word in
        marks. `spellings` must know the texts that will be marked. `connectives` are marked before
        other matches; where there are none, only if they `suffice`."""
        self._analyzer = analyzer
        self._landmarks = landmarks
        self.connectives = connectives
        self._suffice = suffice
        # A term that may be meant by another word too belongs to the word that it is the first of.
        self._named: dict[Term, Term] = {terms[0]: terms[0] for terms in words}
        for terms in words:
            for term in terms:
                self._named.setdefault(term, terms[0])
        self._known: dict[str, _Known] = {}
        # Spellings of names and phrases that are known beside those of words.
        self._beside = 0
        for term in sorted(self._named, key=lambda term: LAYERS.index(term.layer)):
            self._learn(term, spellings(term))
        for phrase in phrases:
            self._learn_phrase(phrase, spellings)
        # As they may stand in a text, whatever marks they have there.
        self._letters = frozenset(map(clean, self._known))
        self._scanner = Scanner(self._known)
        known = len(self._known) + self._beside
        self.nbytes = self._scanner.nbytes + _SPELLING_BYTES * known
        # What tells the words and phrases of the query apart in marks.
        first = (phrase.terms[0] for phrase in phrases)
        self.words = tuple(dict.fromkeys((*self._named.values(), *first)))

    @classmethod
    def for_query(
        cls, analyzer: Analyzer, reading: ParsedQuery, spellings: Spellings, landmarks: Landmarks
    ) -> Self:
        phrases = [phrase for phrase in reading.phrases if not phrase.slop]
        # The words of a phrase that need not stand side by side are marked one by one.
        scattered = [(term,) for phrase in reading.phrases if phrase.slop for term in phrase.terms]
        words = [word.terms for word in reading.words if word.terms]
        joining = names.connectives(analyzer, reading.words)
        joining -= {phrase.terms[0] for phrase in phrases}
        suffice = names.suffice(joining, reading.query)
        return cls(analyzer, [*words, *scattered], phrases, spellings, landmarks, joining, suffice)

    def marks(self, text: str) -> list[Mark]:
        """The matches in `text`: whole surface words, in order, disjoint; a phrase is one mark."""
        phrases: list[Mark] = []
        words: list[Mark] = []
        names_of_several: list[Mark] = []
        context = Context(self._analyzer, text)
        for (term, in_phrases, in_names), start, end in self._wanted(text):
            if term:
                words.append(Mark(start, end, term))
            if in_phrases:
                phrases += self._phrase_marks(context, start, in_phrases)
            if in_names:
                names_of_several += self._name_marks(context, start, in_names)
        found = _disjoint(phrases + words + names_of_several)
        if not self.connectives:
            return found
        told = names.told(text, found, self.connectives)
        return found if self._suffice and not told else told

    def first_marks(self, text: str) -> list[Mark]:
        """The matches in the first stretch of `text` that has any."""
        if len(text) <= limits.SNIPPET_CHARACTERS:
            return self.marks(text)
        start = 0
        while start < min(len(text), limits.MARKED_CHARACTERS):
            # On to the end of a word; one that is longer than a stretch may be cut.
            end = cut_after(text, min(len(text), start + limits.SNIPPET_CHARACTERS))
            end = min(end, start + 2 * limits.SNIPPET_CHARACTERS)
            found = self.marks(text[start:end])
            if found:
                return [Mark(mark.start + start, mark.end + start, mark.term) for mark in found]
            start = end
        return []

    def _wanted(self, text: str) -> Iterator[tuple[_Known, int, int]]:
        """The words of a known spelling and where they stand; some may come twice."""
        if not self._known:
            return
        whole = len(text) <= SHORT
        yield from self._known_of(
            text, self._landmarks.words(text) if whole else self._landmarks.odd_words(text)
        )
        if whole:
            return
        plain = self._scanner.plain
        for start, end in self._scanner.stretches(text, self._landmarks):
            stretch = text[start:end]
            if stretch in plain:
                yield self._known[stretch], start, end
                continue
            for known, first, last in self._known_of(stretch, self._landmarks.words(stretch)):
                yield known, start + first, start + last

    def _known_of(self, text: str, words: Iterable[Spelled]) -> Iterator[tuple[_Known, int, int]]:
        """Those of the `words` of a text that are known: by its marks one may be another word."""
        for letters, start, end in words:
            if letters not in self._letters:
                continue
            surface = text[start:end]
            spelling = letters if letters == surface else self._analyzer.word(surface).spelling
            if spelling in self._known:
                yield self._known[spelling], start, end

    def _learn(self, term: Term, spellings: Iterable[str]) -> None:
        named = self._named[term]
        alone = _Known(named, (), ())
        for spelling in spellings:
            if " " in spelling:
                parts = spelling.split()
                known = self._about(parts[0])
                self._beside += len(parts)
                name = tuple(map(clean, parts))
                self._known[parts[0]] = known._replace(names=[*known.names, name])
                continue
            known = self._about(spelling)
            if known is _NOTHING:
                self._known[spelling] = alone
            elif known.term is None:
                self._known[spelling] = known._replace(term=named)

    def _about(self, spelling: str) -> _Known:
        return self._known.get(spelling, _NOTHING)

    def _learn_phrase(self, phrase: Phrase, spellings: Spellings) -> None:
        spelled = [frozenset(spellings(term)) for term in phrase.terms]
        letters = [frozenset(map(clean, each)) for each in spelled]
        steps = tuple(zip(phrase.offsets, letters, strict=True))
        second = letters[1] if phrase.offsets[1:2] == (1,) else _Anything()
        self._beside += sum(map(len, spelled))
        wanted = _Phrase(phrase.terms[0], steps, second)
        for spelling in spelled[0]:
            known = self._about(spelling)
            self._known[spelling] = known._replace(phrases=[*known.phrases, wanted])

    def _phrase_marks(
        self, context: Context, at: int, phrases: Sequence[_Phrase]
    ) -> Iterator[Mark]:
        # Most phrases are told by their second word not to be here.
        second = next(islice(context.following(at), 1, None), None)
        for phrase in phrases:
            if second is None or second.spelling in phrase.second:
                end = _phrase_end(context.following(at), phrase)
                if end:
                    yield Mark(at, end, phrase.term)

    def _name_marks(
        self, context: Context, at: int, several: Sequence[Sequence[str]]
    ) -> Iterator[Mark]:
        """The name that begins at `at` and is told by more than one word; such names live in the stem
        and root layers."""
        if not any(stand(context.following(at), spellings) for spellings in several):
            return
        name = context.name(at)
        terms = (Term("stem", name.term), Term("root", name.term)) if name else ()
        for term in terms:
            if name and term in self._named:
                yield Mark(at, name.end, self._named[term])


def as_spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks without their words."""
    return tuple(Span(mark.start, mark.end) for mark in marks)


def _phrase_end(words: Iterator[Following], phrase: _Phrase) -> int | None:
    """Where the phrase ends that begins with the first of `words`, if it does."""
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
    """In order; where two overlap the one that starts first and reaches further stays."""
    kept: list[Mark] = []
    reached = 0
    # Sorting twice keeps the order of the first where starts are equal, and costs half of a pair for each.
    candidates.sort(key=_END, reverse=True)
    candidates.sort(key=_START)
    for mark in candidates:
        if mark[0] >= reached:
            kept.append(mark)
            reached = mark[1]
    return kept
