"""What a reader may be about to type: words and phrases of the collection, and titles."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

from indexer import limits
from indexer.arabic import alternatives
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.names import PROCLITICS
from indexer.arabic.normalizer import fold_phrase
from indexer.engines.protocol import Filters, Searcher
from indexer.query import honorifics
from indexer.query.lexer import QUOTES
from indexer.query.values import And, Prefix, Query, Synonyms, Term, Weighted, Word
from indexer.release import Release
from indexer.results import Completion, SearchRequest
from indexer.suggest.beginnings import Beginning
from indexer.suggest.followers import Neighbours, standing
from indexer.suggest.titles import Titles
from indexer.suggest.words import Meaning, attached, bare, meaning, spelled

_Total = Callable[[SearchRequest], int]

_TITLE = ("title",)
# A shorter beginning, with no word before it, begins words of most titles.
_SHORTEST = 2
# A shorter word may be part of a name: كفرشيما.
_SHORTEST_WHOLE = 4
_WORDS, _TITLES = 6, 4
_JOINED_ARTICLES = tuple(attached(proclitic, ARTICLE) for proclitic in PROCLITICS)
# Spellings looked at for words that differ in more than their clitics and endings.
_SPELLINGS = 32
# Releases whose titles are looked at, the best matches first.
_LOOKED_AT = 10
# A word that no dictionary has stands by mistake in so few releases, where others begin so too.
_SHARED = 2


def completions(
    q: str, analyzer: Analyzer, searcher: Searcher, total: _Total
) -> tuple[Completion, ...]:
    """At most `limits.COMPLETIONS`: words and phrases, first what is typed in full, then those that stand so in most
    releases, then titles; none of what is longer than `limits.SUGGESTION_WORDS`.

    The last word of `q` is taken for the beginning of one, with the article or without; behind a space the next words
    are meant, if any stand there. Of what is the same search one spelling is offered. ``count`` is what a search for
    the text finds; of a title, how many of the ten best matches have it.
    """
    typed = list(analyzer.tokens(q))
    name = honorifics.end_of_honorific(q, typed[0].start, analyzer, first=True) if typed else 0
    tokens = [token for token in typed if token.start >= name]
    if not 0 < len(tokens) <= limits.SUGGESTION_WORDS:
        return ()
    readings = (
        _Typing(lead, whole, beginning, analyzer, searcher).completions(total)
        for lead, whole, beginning in _readings(q, tokens)
    )
    return next(filter(None, readings), ())


def _readings(q: str, tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token], Beginning]]:
    """What may be meant: what stands before the beginning of a word, its words, and that beginning; likeliest first."""
    *whole, last = tokens
    lead, beginning = q[: last.start], Beginning.of(last.word)
    if q[last.end :].isspace():
        yield f"{q.rstrip()} ", tokens, Beginning("")
    yield lead, whole, beginning
    if beginning.letter:
        yield lead, whole, Beginning(beginning.exact)


def _side_by_side(lead: str, whole: Sequence[Token]) -> list[str]:
    """The last words before a beginning between which is nothing: no names of fields, no quoted phrase."""
    words: list[str] = []
    end = len(lead)
    for token in reversed(whole):
        if lead[token.end : end].strip():
            break
        words.insert(0, token.word.exact)
        end = token.start
    return words


class _Offer(NamedTuple):
    """What may be typed, and how many releases it stands in as it is spelled."""

    text: str
    kind: Literal["word", "phrase"]
    releases: int


class _Typing:
    """What was typed: whole words, and the beginning of one behind `lead`."""

    def __init__(
        self,
        lead: str,
        whole: Sequence[Token],
        beginning: Beginning,
        analyzer: Analyzer,
        searcher: Searcher,
    ) -> None:
        self._lead = lead
        self._whole = [token.word.exact for token in whole]
        self._before = _side_by_side(lead, whole)
        self._content = [token for token in whole if not token.word.stop]
        self._beginning = beginning
        self._analyzer = analyzer
        self._searcher = searcher

    def completions(self, total: _Total) -> tuple[Completion, ...]:
        found = Titles(self._titled(), self._whole, self._beginning, self._analyzer)
        titles = list(islice(found.completions(), _TITLES))
        offers = [*self._words(total), *self._phrases(found)]
        if sum(map(self._lead.count, QUOTES)) % 2:
            # A quotation mark is to be closed yet.
            offers = [offer for offer in offers if not self._is_typed(offer)]
        offered: dict[Meaning, Completion] = {}
        for text, kind, _ in sorted(offers, key=self._place):
            if len(offered) + len(titles) == limits.COMPLETIONS:
                break
            same = meaning(text, self._analyzer)
            if same not in offered and (count := self._total(text, total)):
                offered[same] = Completion(text, kind, count)
        return (*offered.values(), *titles)

    def _place(self, offer: _Offer) -> tuple[bool, int, str]:
        """What an offer is ordered by."""
        return not self._is_typed(offer), -offer.releases, offer.text

    def _is_typed(self, offer: _Offer) -> bool:
        return fold_phrase(offer.text) == fold_phrase(self._lead + self._beginning.exact)

    def _total(self, text: str, total: _Total) -> int:
        return total(SearchRequest(text)) if len(text) <= limits.QUERY_CHARACTERS else 0

    def _words(self, total: _Total) -> list[_Offer]:
        """What was typed with its last word completed: by what stands behind the words before it; if nothing does, by
        what is in the same releases."""
        if not self._whole:
            return list(islice(self._completed(), _WORDS))
        behind = self._neighbours()
        if behind or not self._beginning.exact:
            return behind
        beside = ((offer, self._total(offer.text, total)) for offer in self._completed())
        found = (offer._replace(releases=count) for offer, count in beside if count)
        return list(islice(found, _WORDS))

    def _neighbours(self) -> list[_Offer]:
        neighbours = Neighbours(self._beginning, self._analyzer, self._searcher)
        return [
            self._offer(text, releases)
            for text, releases in neighbours.behind(self._before)
            if releases > limits.FEW_HITS or not self._runs_on(fold_phrase(text))
        ][:_WORDS]

    def _phrases(self, titles: Titles) -> Iterator[_Offer]:
        """What titles go on with, as often as it stands in texts."""
        for text, words in titles.phrases():
            yield _Offer(text, "phrase", standing(words, self._searcher))

    def _completed(self) -> Iterator[_Offer]:
        """The words that the last one may become, those that begin so in most releases first."""
        expanded = Counter[str]()
        for prefix in self._beginning.prefixes:
            for term, count in self._searcher.expand(Prefix(prefix)).terms:
                expanded[term.text] = count
        if not expanded:
            yield from self._behind_proclitics()
        spelling: dict[str, str] = {}
        releases = Counter[str]()
        for text, lemma in self._plain(list(islice(self._meant(expanded), _SPELLINGS))):
            spelling.setdefault(lemma, text)
            releases[lemma] += expanded[text]
        offered = 0
        for lemma, count in releases.most_common(2 * _WORDS):
            text = spelling[lemma]
            if count <= limits.FEW_HITS and self._runs_on(text):
                continue
            if (
                offered
                and count <= _SHARED < releases.most_common(1)[0][1]
                and not self._is_listed(text)
            ):
                continue
            offered += 1
            yield self._offer(self._beginning.spelled(text, self._searcher) or text, count)

    def _meant(self, expanded: Counter[str]) -> Iterator[tuple[str, str]]:
        """Of folded words those that may be meant, most frequent first, and their lemmas."""
        for text, _ in expanded.most_common():
            word = self._analyzer.word(text)
            any_letter = not self._beginning.letter
            if not word.stop and (any_letter or self._beginning.spelled(text, self._searcher)):
                yield text, self._analyzer.lemma(word)

    def _plain(self, found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Words that nothing but the article is joined to, if there are any: فيسبوك is meant by فيس, not فيسألون; all of
        them where what is typed is joined to the article itself, as in بال."""
        if self._beginning.exact.startswith(_JOINED_ARTICLES):
            return found
        plain = [each for each in found if not self._is_joined(each[0])]
        return plain or found

    def _is_joined(self, text: str) -> bool:
        proclitics = self._analyzer.reading(self._analyzer.word(text)).proclitics
        return not {ARTICLE}.issuperset(proclitics)

    def _offer(self, text: str, releases: int) -> _Offer:
        return _Offer(self._lead + text, "phrase" if " " in text else "word", releases)

    def _runs_on(self, text: str) -> bool:
        """Whether a word is what was typed and another word, without a space between them."""
        prefixes = self._beginning.prefixes
        typed = next(prefix for prefix in prefixes if text.startswith(prefix))
        if len(typed) < _SHORTEST_WHOLE or self._is_listed(text):
            return False
        return self._is_listed(typed) and self._is_listed(text.removeprefix(typed))

    def _is_listed(self, text: str) -> bool:
        return self._analyzer.reading(self._analyzer.word(text)).is_listed

    def _behind_proclitics(self) -> Iterator[_Offer]:
        """Words that begin with the last one less its proclitics, which are put back."""
        typed = self._beginning.exact
        for proclitic in PROCLITICS:
            rest = typed.removeprefix(proclitic)
            if rest and rest != typed:
                beginning = Prefix(bare(proclitic, rest))
                for term, count in self._searcher.expand(beginning).terms[:_WORDS]:
                    yield self._offer(
                        attached(proclitic, spelled(term.text, self._searcher)), count
                    )

    def _titled(self) -> list[Release]:
        """The releases with a title that has the words typed, best matches first."""
        begun = self._beginning.exact
        if not self._content and len(begun) < _SHORTEST:
            return []
        query = [replace(self._word(token), fields=_TITLE) for token in self._content]
        return self._best(And((*query, self._begun_in_title())) if begun else And(tuple(query)))

    def _begun_in_title(self) -> Synonyms:
        expanded = (
            self._searcher.expand(Prefix(prefix, fields=_TITLE)).terms[:_SPELLINGS]
            for prefix in self._beginning.prefixes
        )
        return Synonyms(frozenset(term for terms in expanded for term, _ in terms), fields=_TITLE)

    def _best(self, query: Query) -> list[Release]:
        """The best matches."""
        matches = self._searcher.search(
            query, filters=Filters(), sort="relevance", start=0, size=_LOOKED_AT, facets=False
        )
        return self._searcher.stored([match.id for match in matches.page])

    def _word(self, token: Token) -> Word:
        terms = alternatives.terms(self._analyzer, token.word, "stem")
        matching = tuple(Term("stem", text) for text in terms)
        return Word(matching, tuple(Weighted.alone(term) for term in matching))
