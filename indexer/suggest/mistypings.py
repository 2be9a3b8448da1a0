"""What a text may have been mistyped for, whose last word may be unfinished."""

from collections.abc import Iterator, Sequence

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Analyzer, Token
from indexer.engines.protocol import Searcher
from indexer.suggest import equivalents, keyboards, spelling
from indexer.suggest.context import SearchContext


def meant_texts(
    q: str, tokens: Sequence[Token], analyzer: Analyzer, searcher: Searcher
) -> Iterator[str]:
    """Texts that may be meant by `q`, which has these `tokens`: the beginning of a known name in
    Latin letters, the other keyboard layout, or a misspelling; likeliest first."""
    yield from equivalents.arabic_names_beginning(" ".join(token.word.exact for token in tokens))
    yield from keyboards.in_arabic_layout(q)
    context = SearchContext.parse(SearchRequest(q, "stem", "all"), analyzer, searcher)
    for correction in spelling.corrections(context, right=False):
        yield correction.text
