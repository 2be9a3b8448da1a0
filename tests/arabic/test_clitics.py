"""The tables of proclitics: parts of one grammar, and where they differ."""

import pytest

from indexer.arabic.lexicon import affixes, clitics
from indexer.arabic.lexicon.proclitics import proclitic_stacks
from indexer.arabic.reading import stemmer

# Stacks before a noun, as the grammar has them.
OF_NOUNS = {
    letters
    for letters, stacks in proclitic_stacks().items()
    if any(stack.group in (affixes.BARE, affixes.PREP, affixes.DEF) for stack in stacks)
}


@pytest.mark.parametrize(
    "table", [clitics.OF_MONTHS, clitics.OF_NAMES, clitics.OF_NEW_WORDS, stemmer._ARTICLE_LETTERS]
)
def test_every_table_is_a_part_of_the_grammar(table: tuple[str, ...]) -> None:
    assert set(table) <= OF_NOUNS


def test_tables_differ_only_where_they_should() -> None:
    assert set(clitics.OF_NAMES) - set(clitics.OF_MONTHS) == {"وك", "فب", "فل"}
    assert set(clitics.OF_MONTHS) - set(clitics.OF_NAMES) == {""}
    with_article = {
        stack for stack in clitics.OF_NEW_WORDS if clitics.WITH_ARTICLE.fullmatch(stack)
    }
    assert set(clitics.OF_NEW_WORDS) - with_article == set(clitics.OF_MONTHS) - {""}


def test_stacks_with_the_article_are_recognised() -> None:
    expected = {stack for stack in OF_NOUNS if stack.endswith(("ال", "لل"))}
    assert {stack for stack in OF_NOUNS if clitics.WITH_ARTICLE.fullmatch(stack)} == expected
