"""Recognises words and signs that may be operators, in any spelling."""

import unicodedata

from indexer.arabic.orthography.normalizer import fold
from indexer.query.lexemes import Operator

SIGNS = ("+", "&", "&&")
_OPERATORS = {
    "AND": Operator("and", "AND"),
    "OR": Operator("or", "OR"),
    "NOT": Operator("not", "NOT"),
    **{sign: Operator("and", sign, is_word=True) for sign in SIGNS},
}
# The longest operator has five letters, which may all have vowel marks.
_LONGEST_OPERATOR = 32
_OR, _NOT = fold("أو"), (fold("ليس"), fold("بدون"))


def find_operator(word: str) -> Operator | None:
    """The operator that `word` may be, in any spelling; None if it cannot be one."""
    if operator := _OPERATORS.get(word):
        return operator
    if len(word) > _LONGEST_OPERATOR:
        return None
    if not word.isascii() and (operator := _OPERATORS.get(unicodedata.normalize("NFKC", word))):
        return operator  # in full-width letters
    folded = fold(word)
    if folded == _OR:
        return Operator("or", word, is_word=True)
    return Operator("not", word, is_word=True) if folded in _NOT else None
