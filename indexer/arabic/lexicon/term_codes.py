"""The codes inside terms of the stem layer and inside the spellings of names.

A term is the folded letters of a word. Where these are not enough to tell two words apart, a code
follows: ``.v`` or ``.n`` (word class), ``.p`` (participle), ``.t``, ``.i`` or ``.e`` (rarer noun),
a spelling, or how many words share the form. A form whose cheapest readings are nearly equal has a
union term: the terms of its words, sorted, with ``/`` between them.
"""

from collections.abc import Iterable

_SEPARATOR = "."
_UNION = "/"
# The verb of a verb and a noun with the same letters. In a union it says that the verb alone is
# meant.
VERBAL = _SEPARATOR + "v"
# The rarer one of a noun of place and a participle that are spelled alike.
PARTICIPLE = _SEPARATOR + "p"
# The rarer of two nouns that are spelled alike and have nothing else in common; and such a noun if
# its form without an ending is as likely, where it has no article or everywhere.
TWIN, INDEFINITE_TWIN, EQUAL_TWIN = _SEPARATOR + "t", _SEPARATOR + "i", _SEPARATOR + "e"
_TWINS = (TWIN, INDEFINITE_TWIN, EQUAL_TWIN)
# Behind a listed form of a single word, and behind one that is not its word when it is typed.
_OF_ONE, _OF_ITSELF = _SEPARATOR + "1", _SEPARATOR + "0"
# At the end of the spelling of a single word that its context makes a form of its other word.
_BY_CONTEXT = " "


def with_code(letters: str, code: str | int) -> str:
    """The term of folded letters that need a code."""
    return f"{letters}{_SEPARATOR}{code}"


def base(term: str) -> str:
    """The folded letters of a term, without its code."""
    return term.partition(_SEPARATOR)[0]


def is_of_one_word(term: str) -> bool:
    """Whether the term of a listed form says that only one word has it: توفي."""
    return term.endswith((_OF_ONE, _OF_ITSELF))


def of_itself(letters: str) -> str:
    """The term of a listed form that stands only for itself when it is typed: صادرات."""
    return letters + _OF_ITSELF


def is_of_itself(term: str) -> bool:
    """Whether the term of a listed form says that it stands only for itself when it is typed."""
    return term.endswith(_OF_ITSELF)


def join(terms: Iterable[str]) -> str:
    """The union term of a form that several words share."""
    return _UNION.join(sorted(terms))


def split(term: str) -> list[str]:
    """The terms that a union is made of; of any other term itself alone."""
    return term.split(_UNION)


def verbal(term: str) -> str:
    """A term that means the verb alone, where a noun may have the same term: تحدث is a form of
    حدَّث, but not of the noun حدث."""
    return term.removesuffix(VERBAL) + VERBAL


def are_place_and_participle(one: str, other: str) -> bool:
    """Whether two terms are those of a noun of place and a participle that are spelled alike."""
    return one != other and one.removesuffix(PARTICIPLE) == other.removesuffix(PARTICIPLE)


def is_twin(term: str) -> bool:
    """Whether a term is that of the rarer of two nouns that have nothing but their letters in
    common."""
    return term.endswith(_TWINS)


def is_seldom_bare(term: str) -> bool:
    """Whether a term is that of such a noun that hardly has the form without an ending."""
    return term.endswith(TWIN)


def common_twin(term: str) -> str:
    """The term of the commoner of two such nouns; any other term itself."""
    return term.rpartition(_SEPARATOR)[0] if is_twin(term) else term


def are_twins(one: str, other: str, code: str) -> bool:
    """Whether two terms are those of two such nouns, of which the rarer has this code."""
    return one + code == other or other + code == one


def are_alike(one: str, other: str) -> bool:
    """Whether two terms are those of two nouns that are spelled alike."""
    alike = one != other and common_twin(one) == common_twin(other)
    return alike or are_place_and_participle(one, other)


def marked_spelling(spelling: str) -> str:
    """The spelling of a word that its context makes a form of its other word. It differs from the
    unmarked spelling, which stands for the likelier word."""
    return spelling + _BY_CONTEXT


def plain_spelling(spelling: str) -> str:
    """A spelling without the mark of `marked_spelling`."""
    return spelling.removesuffix(_BY_CONTEXT)
