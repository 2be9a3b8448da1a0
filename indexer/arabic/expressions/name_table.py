"""The table of names that are not taken apart, with their spelling variants.

`shipped` reads the project's own list (data/names.txt, whose head explains its format);
`indexer.installation.name_lists` reads the user's own lists, which extend it. Words are compared
folded; what separates them does not matter, as in a text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, combinations

from indexer.arabic.expressions import chinese
from indexer.arabic.lexicon import shipped as shipped_files
from indexer.arabic.orthography import normalizer
from indexer.arabic.orthography.letters import ARTICLE, PLAIN
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.orthography.tokenizer import spans

_PLAIN = re.compile(f"[{PLAIN}]+")
_HAMZA = re.compile("[أإآؤئ]")
# The first word of names like أبو ظبي, folded, and its accusative and genitive.
_FATHER = "ابو "
_FATHER_OBLIQUE = ("ابا ", "ابي ")


@dataclass(frozen=True, eq=False)
class Names:
    """Known names.

    ``words``: folded word to term. ``runs``: letters of a name of several words to term. ``heads``:
    what those letters may begin with, up to a space or, in a Chinese name, anywhere. ``own``: the
    words of the user's own lists.
    """

    words: Mapping[str, str]
    runs: Mapping[str, str]
    heads: frozenset[str]
    own: frozenset[str]

    @cached_property
    def of_several_words(self) -> Mapping[str, tuple[str, ...]]:
        """The term of each name that may be written as several words, with the terms of longer
        names that contain it: where one of these stands (عبد الله غول), a text may lack the term of
        the shorter one."""
        found: dict[str, list[str]] = {term: [] for term in self.runs.values()}
        for longer in tuple(found):
            parts = longer.split("_")
            for first, last in combinations(range(len(parts) + 1), 2):
                inner = self._term_of(parts[first:last])
                if inner in found and inner != longer:
                    found[inner].append(longer)
        return {term: tuple(longer) for term, longer in found.items()}

    def _term_of(self, parts: Sequence[str]) -> str | None:
        """The term of the name that these words are; syllables may be parts of two names."""
        if len(parts) == 1:
            return self.words.get(parts[0])
        if all(map(chinese.syllables, parts)):
            return None
        return self.runs.get(chinese.canonical_spelling("".join(parts)))


def groups(text: str) -> Iterator[tuple[str, ...]]:
    """The names of a list, each with its variants, the canonical one first."""
    for written in _written_groups(text):
        variants = tuple(filter(None, map(fold_name, written)))
        if variants:
            yield variants


def _written_groups(text: str) -> Iterator[list[str]]:
    """The names of a list with their variants, as they are spelled there."""
    for line in text.splitlines():
        for name in line.partition("#")[0].replace("،", ",").replace("؛", ";").split(";"):
            yield list(map(str.strip, name.split(",")))


def fold_name(name: str) -> str:
    """The words of a name as the analyzer finds and folds them, with single spaces."""
    words = name.split()
    if all(map(_PLAIN.fullmatch, words)):  # as nearly all of ten thousand are
        return " ".join(map(normalizer.fold_clean, words))
    return " ".join(filter(None, (fold(span.surface) for span in spans(name))))


def is_run(variant: str) -> bool:
    """Whether a folded name is, or may be written as, several words."""
    return " " in variant or (chinese.is_marked(variant) and chinese.syllables(variant) > 1)


@cache
def shipped() -> Names:
    """The names that come with the program."""
    return merge(
        Names({}, {}, frozenset(), frozenset()),
        groups(shipped_files.text(shipped_files.NAMES)),
        own=False,
    )


def has_other_hamza(form: str, word: str, known: Names) -> bool:
    """Whether a clean spelling, folded to `word`, has a hamza within that the shipped name of these
    letters has in none of its spellings: تأمر is not تامر. The user's own names may be spelled in
    any way."""
    return _has_hamza_within(form) and word in _without_hamza() and word not in known.own


def _has_hamza_within(form: str) -> bool:
    """Whether a spelling has a hamza behind its first letter, not counting the article."""
    return bool(_HAMZA.search(form.removeprefix(ARTICLE), 1))


@cache
def _without_hamza() -> frozenset[str]:
    """The shipped names of one word, folded, that are never spelled with a hamza within."""
    variants = list(_shipped_variants())
    with_hamza = {fold(variant) for variant in variants if _has_hamza_within(variant)}
    return frozenset(map(fold, variants)) - with_hamza


def _shipped_variants() -> Iterator[str]:
    """The variants of the shipped names, as they are spelled in the list."""
    return chain.from_iterable(_written_groups(shipped_files.text(shipped_files.NAMES)))


def merge(
    names: Names,
    more: Iterable[tuple[str, ...]],
    listed: Set[str] = frozenset(),
    *,
    own: bool = True,
) -> Names:
    """`names` and `more` together.

    Where `more` gives one term to spellings that have several terms in `names`, all spellings of
    these get that term. Names that begin with أبو are known in the other cases too, unless these
    are names by themselves, in `more` or `listed` elsewhere.
    """
    words, runs, mine = dict(names.words), dict(names.runs), set(names.own)
    begun = set(names.heads)
    joined: dict[str, str] = {}
    added = list(more)
    listed = listed | {*chain.from_iterable(added)}
    for variants in added:
        term = _final_term(_term(variants[0], names), joined)
        for variant in (*variants, *_other_cases(variants, listed)):
            known = _final_term(_known_term(variant, names) or term, joined)
            if known != term:
                joined[known] = term
            if is_run(variant):
                runs[chinese.canonical_spelling(variant)] = term
                begun.update(_beginnings(variant))
            if " " not in variant:
                words[variant] = term
                if own:
                    mine.add(variant)
    if joined:
        words = {word: _final_term(term, joined) for word, term in words.items()}
        runs = {letters: _final_term(term, joined) for letters, term in runs.items()}
    return Names(words, runs, frozenset(begun), frozenset(mine))


def _other_cases(variants: Sequence[str], listed: Set[str]) -> Iterator[str]:
    """The accusative and genitive of those spellings that begin with أبو, unless they are listed."""
    for variant in variants:
        if variant.startswith(_FATHER):
            cases = (case + variant.removeprefix(_FATHER) for case in _FATHER_OBLIQUE)
            yield from (case for case in cases if case not in listed)


def _final_term(term: str, joined: Mapping[str, str]) -> str:
    """The term that a term was finally merged into."""
    while term in joined:
        term = joined[term]
    return term


def _known_term(name: str, names: Names) -> str | None:
    """The term of a folded name, if it is known."""
    if " " in name:
        return names.runs.get(chinese.canonical_spelling(name))
    return names.words.get(name)


def _beginnings(variant: str) -> Iterator[str]:
    """The letters that a name of several words may begin with before a space."""
    parts = variant.split()
    if all(map(chinese.syllables, parts)):
        letters = chinese.canonical_spelling(variant)
        yield from (letters[:end] for end in range(1, len(letters)))
    for end in range(1, len(parts)):
        yield "".join(map(chinese.canonical_spelling, parts[:end]))
        yield chinese.canonical_spelling("".join(parts[:end]))


def _term(name: str, names: Names) -> str:
    """The term of a name: known variants keep theirs, Chinese names have one spelling."""
    known = _known_term(name, names)
    if known:
        return known
    if any(map(chinese.is_marked, name.split())) and all(map(chinese.syllables, name.split())):
        return chinese.canonical_spelling(name)
    return name.replace(" ", "_")
