"""The lexicon in memory: stems with their readings, and lemmas. `data/ORIGIN.md` describes the
file."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple, TypeAlias, cast

from indexer.arabic.lexicon import affixes, shipped, term_codes
from indexer.arabic.orthography.normalizer import fold_clean
from indexer.errors import LexiconError

# ``new``: words that only the press has. ``homograph``: forms that several words share.
Speech: TypeAlias = Literal["noun", "verb", "name", "new", "homograph"]

# The sections of the file, in its order; `compiler.compile` writes them.
SECTIONS = ("kinds", "lemmas", "stems", "forms", "spellings", "homographs", "unions")

# One reading of a stem: the number of its kind, the number of its lemma, its cost in nats. A plain
# tuple, because all stems of a word are parsed and plain tuples are created much faster.
StemReading: TypeAlias = tuple[int, int, float]


class Lemma(NamedTuple):
    """A dictionary entry: its term in the stem layer, its spelling, its part of speech, its root."""

    term: str
    spelling: str
    speech: Speech
    root: str

    @property
    def letters(self) -> str:
        """The folded letters of the term, without its code."""
        return term_codes.base(self.term)


class Lexicon:
    """The lexicon in memory; immutable once loaded."""

    def __init__(self, text: str) -> None:
        kinds, lemmas, *tables = _sections(text)
        self.rows = affixes.rows(tuple(kinds.split("\n")))
        self.endings = frozenset(letters for group in self.rows for letters in group)
        self._lemmas = lemmas.split("\n")
        self.stems, self.forms, self.spellings, self._homographs, self.unions = map(_table, tables)

    @cached_property
    def variants(self) -> Mapping[str, Sequence[str]]:
        """The spellings that have verdicts of their own, by folded word."""
        found: dict[str, list[str]] = {}
        for spelling in self.spellings:
            found.setdefault(fold_clean(spelling), []).append(spelling)
        return found

    @cached_property
    def homographs(self) -> Mapping[str, Sequence[str]]:
        """The terms of the words that share a form, by the term of the form. Forms that stand only
        for themselves are left out."""
        return {
            form: words.split()
            for form, words in self._homographs.items()
            if not term_codes.is_of_itself(form)
        }

    @cached_property
    def nouns_of_homographs(self) -> Mapping[str, Sequence[str]]:
        """`homographs` without the terms of verbs."""
        return {
            form: [word for word in words if not self._is_of_verb(word)]
            for form, words in self.homographs.items()
        }

    @cached_property
    def led_unions(self) -> Mapping[str, Sequence[str]]:
        """The union terms in which a word is the commonest one, by the term of the word."""
        found: dict[str, list[str]] = {}
        for form, words in self.unions.items():
            found.setdefault(words.split()[0], []).append(form)
        return found

    @cached_property
    def shared_forms(self) -> Mapping[str, Sequence[str]]:
        """The terms of the forms that a word shares with others, by the term of the word."""
        found: dict[str, list[str]] = {}
        for form, words in (*self._homographs.items(), *self.unions.items()):
            for word in words.split():
                found.setdefault(word, []).append(form)
        return found

    def _is_of_verb(self, term: str) -> bool:
        """Whether a term is that of a verb and of no noun."""
        readings = parse_readings(self.stems.get(term_codes.base(term), ""))
        lemmas = (self.lemma(number) for _, number, _ in readings)
        return {lemma.speech for lemma in lemmas if lemma.term == term} == {"verb"}

    def lemma(self, number: int) -> Lemma:
        """The lemma of a number."""
        term, spelling, speech, root = self._lemmas[number].split("\t")
        return Lemma(term, spelling, cast(Speech, speech), root)


def _sections(text: str) -> Iterator[str]:
    """The text below each of the headings `SECTIONS`."""
    text = text.removeprefix(f"{SECTIONS[0]}\n")
    for heading in SECTIONS[1:]:
        section, found, text = text.partition(f"\n{heading}\n")
        if not found:
            raise ValueError(f"there is no section {heading}")
        yield section
    yield text


def _table(text: str) -> dict[str, str]:
    """A mapping from lines of two columns. Splitting all cells at once takes a third of the time."""
    cells = text.replace("\n", "\t").split("\t") if text else []
    return dict(zip(cells[::2], cells[1::2], strict=True))


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded once. Raises LexiconError if it is missing or damaged."""
    try:
        return Lexicon(shipped.text(shipped.LEXICON))
    except ValueError as error:
        raise LexiconError(f"{shipped.LEXICON} is damaged ({error})") from error


class Verdict(NamedTuple):
    """How an exceptional spelling is read: the number of the lemma, and how many letters stand
    before and after the stem."""

    lemma: int
    head: int
    tail: int


def parse_verdict(text: str) -> Verdict:
    """A verdict as it stands in the sections ``forms`` and ``spellings``."""
    lemma, head, tail = map(int, text.split())
    return Verdict(lemma, head, tail)


@cache
def parse_readings(readings: str) -> tuple[StemReading, ...]:
    """The readings of a stem as they stand in the section ``stems``."""
    numbers = [int(number) for number in readings.split()]
    return tuple(
        (k, n, c / 10) for k, n, c in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    )
