"""Splits the text of a query into lexemes.

Signs are recognised in spite of bidi marks, full-width forms, and vowel marks in operators and in
names of fields, which editors and keyboards add. Words keep their typed spelling.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from indexer import periods
from indexer.arabic.analyzer import Analyzer
from indexer.query import date_texts, honorifics, limits, patterns, quotes, written_days
from indexer.query.lexemes import BAR, CLOSE, OPEN, Bracket, Lexeme, Operand, Operator, Prefix
from indexer.query.operators import find_operator
from indexer.query.patterns import CHUNK, CHUNK_END, LETTER, MARKS
from indexer.query.quotes import QUOTES
from indexer.query.syntax import DateClause, Leaf, Quoted, Text, field_label, field_of_label
from indexer.query.typed_text import TypedText
from indexer.search_warnings import Warn

_STARTS = rf"(?=[-=%٪]?(?:\\?{LETTER}|[{QUOTES}(*]))"
# -19 is a number, as in كوفيد -19; a year, a day (-17/7/2015) or an amount (-1,250) is excluded.
_NUMBER = rf"(?P<number>\d{{1,3}})[.,،؛;:!?؟…]*{CHUNK_END}(?!\s?/\s?\d)"
_DASH_BEFORE_NUMBER = re.compile(f"-{_NUMBER}")
_SIGN = re.compile(rf"-(?!{_NUMBER}){_STARTS}|={_STARTS}|[%٪](?!\d){_STARTS}")
_FIELD = re.compile(rf"(?P<name>[^\W\d_](?:[^\W\d_]|[{MARKS}])*+)\s{{0,2}}:\s*")
_UNKNOWN_FIELD = re.compile(rf"(?P<name>[^\W\d_]{{2,}}):(?:(?={LETTER})|(?<=[A-Za-z]:){_STARTS})")
_SLOP = re.compile(r"~(\d*)")
_IN_QUOTES = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
_DASH_BEHIND = re.compile(rf"{LETTER}-(?=\s|$)")
_BOOST = re.compile(r"\^[\d.]*$")
_SINGLE_SIGNS: Mapping[str, Lexeme] = {"|": BAR, "(": OPEN, ")": CLOSE}
_PERCENT = re.compile(r"\d([%٪])(?!\w)")
# How many typed characters a warning repeats.
_MAX_DETAIL = 64


class Lexed(NamedTuple):
    """``honorifics`` are the honorifics before names that were left out, word by word."""

    lexemes: list[Lexeme]
    honorifics: list[str]


def lex(analyzer: Analyzer, q: str, today: datetime.date, warn: Callable[[Warn], None]) -> Lexed:
    """The lexemes of `q`, within the limits; meaningless signs are left out."""
    lexer = _Lexer(analyzer, q, today, warn)
    lexer.run()
    return Lexed(lexer.lexemes, lexer.honorifics)


class _Lexer:
    def __init__(
        self, analyzer: Analyzer, q: str, today: datetime.date, warn: Callable[[Warn], None]
    ) -> None:
        self.lexemes: list[Lexeme] = []
        self.honorifics: list[str] = []
        self._warn = warn
        self._analyzer = analyzer
        self._today = today
        self._typed_text = TypedText(q)
        self._text = self._typed_text.plain
        dashes = _DASH_BEHIND.finditer(_IN_QUOTES.sub(lambda m: " " * len(m[0]), self._text))
        self._last_dash = max((dash.end() for dash in dashes), default=0)
        self._position = 0
        self._at_word_start = True
        self._words_left = limits.MAX_WORDS
        self._dates_left = limits.MAX_DATES

    def run(self) -> None:
        while self._position < len(self._text):
            if not self._words_left:
                self._stop()
                return
            sign = self._text[self._position]
            if sign.isspace():
                self._position += 1
                self._at_word_start = True
            elif sign in QUOTES:
                self._read_phrase(sign)
            elif sign in _SINGLE_SIGNS:
                self._position += 1
                self._add(_SINGLE_SIGNS[sign])
                self._at_word_start = sign != ")"
            elif not (self._at_word_start and self._read_opening()):
                self._read_chunk()

    def _read_opening(self) -> bool:
        """Whether a sign, the name of a field, a day or an honorific begins here; if so, it has
        been read."""
        return self._read_sign() or self._read_field() or self._read_day() or self._read_honorific()

    def _add(self, lexeme: Lexeme) -> None:
        # || is one sign.
        if self.lexemes[-1:] != [lexeme] or lexeme != BAR:
            self.lexemes.append(lexeme)

    def _add_leaf(self, leaf: Leaf, words: int) -> None:
        self._words_left = max(0, self._words_left - words)
        self._add(Operand(leaf))

    def _stop(self) -> None:
        """Stop at the limit of words; if more words follow, warn, and close open brackets."""
        rest = self._typed_text.typed_range(self._position, len(self._text))
        if next(self._analyzer.tokens(rest), None) is None:
            return
        self._warn(Warn("too_many_words", str(limits.MAX_WORDS)))
        while self.lexemes and isinstance(self.lexemes[-1], Operator | Prefix):
            self.lexemes.pop()
        opened = [bracket.opens for bracket in self.lexemes if isinstance(bracket, Bracket)]
        self.lexemes += [CLOSE] * (opened.count(True) - opened.count(False))

    def _read_phrase(self, sign: str) -> None:
        start = self._position + 1
        inside = quotes.find_end(self._text, sign, start)
        self._at_word_start = False
        if inside is None:
            self._warn(Warn("stray_quote", sign))
            self._position = start
            return
        self._position = inside.behind
        tokens = list(self._analyzer.tokens(self._typed_text.typed_range(start, inside.end)))
        if not tokens:
            self._warn(Warn("empty_phrase" if inside.is_closed else "stray_quote", sign))
            return
        if not inside.is_closed:
            self._warn(Warn("open_quote"))
        if len(tokens) > self._words_left:
            self._warn(Warn("too_many_words", str(limits.MAX_WORDS)))
            tokens = tokens[: self._words_left]
        text = self._typed_text.typed_range(start, inside.end)[: tokens[-1].end]
        self._add_leaf(Quoted(" ".join(text.split()), self._read_slop()), len(tokens))

    def _read_slop(self) -> int:
        written = _SLOP.match(self._text, self._position)
        if not written:
            return 0
        self._position = written.end()
        if not written[1]:
            return limits.USUAL_SLOP
        slop = patterns.bounded_number(written[1], limits.MAX_SLOP + 1)
        if slop > limits.MAX_SLOP:
            self._warn(Warn("slop_cut", str(limits.MAX_SLOP)))
        return min(slop, limits.MAX_SLOP)

    def _read_sign(self) -> bool:
        sign = _SIGN.match(self._text, self._position)
        if not sign:
            if number := _DASH_BEFORE_NUMBER.match(self._text, self._position):
                self._warn(Warn("read_as_number", number["number"]))
            return False
        self._position = sign.end()
        if sign[0] != "-":
            self._add(Prefix("=" if sign[0] == "=" else "%"))
        elif self._last_dash <= sign.end():
            # Before a later dash it opens a remark between dashes: الصين -أكبر الدول- قالت.
            self._add(Prefix("not"))
        return True

    def _read_field(self) -> bool:
        written = _FIELD.match(self._text, self._position)
        label = field_label(written["name"]) if written else None
        if not written or not label:
            return False
        self._position = written.end()
        if field_of_label(label) != "date":
            self._add(Prefix("field", label))
        elif not self._read_date(label):
            self._at_word_start = True
        return True

    def _read_day(self) -> bool:
        """A day in figures takes many words."""
        if self._words_left < written_days.MOST_WORDS:
            return False
        day = written_days.read(self._text, self._position, self._today)
        if not day:
            return False
        self._position = day.end
        self._at_word_start = False
        self.lexemes += day.lexemes
        self._words_left -= day.words
        return True

    def _read_honorific(self) -> bool:
        start = self._position
        self._position = honorifics.end_of_honorific(
            self._text, start, self._analyzer, first=not self.lexemes
        )
        tokens = self._analyzer.tokens(self._typed_text.typed_range(start, self._position))
        self.honorifics += [token.surface for token in tokens]
        return self._position > start

    def _read_date(self, label: str) -> bool:
        """Whether a date that begins here was consumed. Warns if there is none, or too many."""
        if not self._dates_left:
            self._warn(Warn("too_many_dates", str(limits.MAX_DATES)))
            return False
        self._dates_left -= 1
        candidates = date_texts.possible_dates(self._text, self._position)
        for end, text in candidates:
            if periods.parse(text, self._today):
                if periods.is_reversed(text, self._today):
                    self._warn(Warn("reversed_period", text[:_MAX_DETAIL]))
                self._position = end
                self._add_leaf(DateClause(label, text), 1)
                return True
        if not candidates:
            self._warn(Warn("empty_field", label[:_MAX_DETAIL]))
            self._add_leaf(Text(label), 1)
            return False
        impossible = (text for _, text in candidates if periods.is_impossible(text, self._today))
        shortest = self._text[self._position : candidates[-1][0]].strip()
        self._warn(Warn("not_a_date", next(impossible, shortest)[:_MAX_DETAIL]))
        return False

    def _read_chunk(self) -> None:
        chunk = CHUNK.match(self._text, self._position)
        if not chunk:  # a sign that has no meaning here
            self._position += 1
            return
        starts_word, self._at_word_start = self._at_word_start, False
        self._position = end = chunk.end()
        if starts_word and (operator := find_operator(chunk[0])):
            self._add(operator)
            self._at_word_start = True
            return
        unknown = _UNKNOWN_FIELD.match(self._text, chunk.start())
        if starts_word and unknown:
            self._warn(Warn("unknown_field", unknown["name"][:_MAX_DETAIL]))
            # A Latin name was meant as a field; Arabic text may just lack a space: قال:نعم.
            if unknown["name"].isascii():
                self._position = unknown.end()
                self._at_word_start = True
                return
        if boost := _BOOST.search(chunk[0]):
            self._warn(Warn("ignored_operator", boost[0][:_MAX_DETAIL]))
            end = chunk.start() + boost.start()
        elif percent := _PERCENT.search(chunk[0]):
            # The sign is in no index: 50% also finds 50 Cent.
            self._warn(Warn("ignored_operator", percent[1]))
        self._add_words(chunk.start(), end)

    def _add_words(self, start: int, end: int) -> None:
        leaves = patterns.read_chunk(
            self._analyzer,
            self._typed_text.typed_range(start, end),
            self._text[start:end],
            self._warn,
        )
        if len(leaves) > self._words_left:
            self._warn(Warn("too_many_words", str(limits.MAX_WORDS)))
        operands = [Operand(leaf) for leaf in leaves[: self._words_left]]
        self._words_left -= len(operands)
        # Words without a space between them are one operand: -كوفيد-19 excludes releases with both.
        is_prefixed = any(isinstance(each, Operator | Prefix) for each in self.lexemes[-1:])
        self.lexemes += [OPEN, *operands, CLOSE] if is_prefixed and len(operands) > 1 else operands
