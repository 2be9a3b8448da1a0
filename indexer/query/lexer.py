"""Splits the text of a query into lexemes.

Signs are recognised despite what editors and keyboards add: bidi marks, full-width forms, vowel
marks in operators and in names of fields. Words keep their typed spelling.
"""

import datetime
import re
from typing import NamedTuple

from indexer import limits, periods
from indexer.arabic import dates, months
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.letters import FORMAT_MARKS
from indexer.arabic.normalizer import fold
from indexer.query import honorifics, patterns
from indexer.query.lexemes import CLOSE, OPEN, Bracket, Lexeme, Operand, Operator, Prefix
from indexer.query.patterns import LETTER, MARKS
from indexer.query.syntax import DateClause, Leaf, Quoted, Text, field_label, field_of_label
from indexer.query.values import Warn

_IGNORED = frozenset(re.findall(f"[{FORMAT_MARKS}]", "".join(map(chr, range(0x10000)))))
# Full-width punctuation of Chinese keyboards, and other stars and minus signs, to ASCII.
_LIKE_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code).isalnum()}
_LIKE_ASCII |= {ord("−"): ord("-"), ord("﹣"): ord("-"), ord("∗"): ord("*"), ord("٭"): ord("*")}

QUOTES = '"“”„‟«»'
# The quotes that close a phrase. Arabic editors may swap « and », so that either opens one.
_CLOSING = {"“": '”"', "”": '“"', "„": '“”"', "‟": '”"', "«": '»"”', "»": '«"', '"': '"”»'}
_OPENING = '"“„‟«'
_STARTS = rf"(?=[-=%]?(?:\\?{LETTER}|[{QUOTES}(*]))"
_SIGN = re.compile(
    # -19 is a number, as in كوفيد -19; a year is excluded.
    rf"-(?![0-9٠-٩۰-۹]{{1,3}}(?!{LETTER})){_STARTS}|={_STARTS}|%(?!\d){_STARTS}"
)
_FIELD = re.compile(rf"(?P<name>[^\W\d_](?:[^\W\d_]|[{MARKS}])*+)\s{{0,2}}:\s*")
_UNKNOWN_FIELD = re.compile(rf"(?P<name>[^\W\d_]{{2,}}):(?:(?={LETTER})|(?<=[A-Za-z]:){_STARTS})")
_CHUNK = re.compile(rf"[^\s{QUOTES}()|]+")
# A day in figures, with the punctuation of its sentence: 17/7/2015, 2025-10-14.
_DAY = re.compile(r"(?P<day>[0-9٠-٩۰-۹]{1,4}([/-])[0-9٠-٩۰-۹]{1,2}\2[0-9٠-٩۰-۹]{1,4})[.,،؛;!?؟]*")
# How texts write a day in figures; each of these is three words, as is the day with its month named.
_WRITINGS = ("{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{2}-{1:02}-{0:02}")
_WORDS_OF_DAY = 3
_SLOP = re.compile(r"~(\d*)")
_IN_QUOTES = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
_DASH_BEHIND = re.compile(rf"{LETTER}-(?=\s|$)")
_BOOST = re.compile(r"\^[\d.]*$")
_SIGNS = ("+", "&", "&&")
_OPERATORS = {
    "AND": Operator("and", "AND"),
    "OR": Operator("or", "OR"),
    "NOT": Operator("not", "NOT"),
    **{sign: Operator("and", sign, is_word=True) for sign in _SIGNS},
}
# The longest operator has five letters, which may all have vowel marks.
_LONGEST_OPERATOR = 32
# How many typed characters a warning repeats.
_SHOWN = 64
_BAR = Operator("or", "|")
_OR, _NOT = fold("أو"), (fold("ليس"), fold("بدون"))


class Lexed(NamedTuple):
    """``honorifics`` are the words of honorifics before names, which are left out."""

    lexemes: list[Lexeme]
    warnings: list[Warn]
    honorifics: list[str]


def lex(analyzer: Analyzer, q: str, today: datetime.date) -> Lexed:
    """The lexemes of `q`, within the limits; meaningless signs are left out."""
    lexer = _Lexer(analyzer, q, today)
    lexer.run()
    return Lexed(lexer.lexemes, lexer.warnings, lexer.honorifics)


def find_operator(word: str) -> Operator | None:
    """The operator that `word`, in any spelling, may be."""
    if word in _OPERATORS:
        return _OPERATORS[word]
    if len(word) > _LONGEST_OPERATOR:
        return None
    folded = fold(word)
    if folded == _OR:
        return Operator("or", word, is_word=True)
    return Operator("not", word, is_word=True) if folded in _NOT else None


class _Lexer:
    def __init__(self, analyzer: Analyzer, q: str, today: datetime.date) -> None:
        self.lexemes: list[Lexeme] = []
        self.warnings: list[Warn] = []
        self.honorifics: list[str] = []
        self._analyzer = analyzer
        self._today = today
        self._q = q
        # The text without invisible marks, signs in ASCII; and the place of each character in `q`.
        self._places = [place for place, letter in enumerate(q) if letter not in _IGNORED]
        self._text = "".join(q[place] for place in self._places).translate(_LIKE_ASCII)
        dashes = _DASH_BEHIND.finditer(_IN_QUOTES.sub(lambda m: " " * len(m[0]), self._text))
        self._last_dash = max((dash.end() for dash in dashes), default=0)
        self._position = 0
        self._at_word_start = True
        self._words_left = limits.QUERY_WORDS
        self._dates_left = limits.QUERY_DATES

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
            elif sign in "()|":
                self._position += 1
                self._add(_BAR if sign == "|" else OPEN if sign == "(" else CLOSE)
                self._at_word_start = sign != ")"
            elif not (
                self._at_word_start
                and (self._read_sign() or self._read_field() or self._read_honorific())
            ):
                self._read_chunk()

    def _add(self, lexeme: Lexeme) -> None:
        # || is one sign.
        if self.lexemes[-1:] != [lexeme] or lexeme != _BAR:
            self.lexemes.append(lexeme)

    def _add_leaf(self, leaf: Leaf, words: int) -> None:
        self._words_left = max(0, self._words_left - words)
        self._add(Operand(leaf))

    def _stop(self) -> None:
        """Stop at the limit of words: if more would follow, warn, and close open brackets."""
        rest = self._typed(self._position, len(self._text))
        if next(self._analyzer.tokens(rest), None) is None:
            return
        self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
        while self.lexemes and isinstance(self.lexemes[-1], Operator | Prefix):
            self.lexemes.pop()
        opened = [bracket.opens for bracket in self.lexemes if isinstance(bracket, Bracket)]
        self.lexemes += [CLOSE] * (opened.count(True) - opened.count(False))

    def _typed(self, start: int, end: int) -> str:
        """The typed text of a range of ``_text``."""
        return self._q[self._places[start] : self._places[end - 1] + 1] if start < end else ""

    def _quoted_range(self, sign: str, start: int) -> tuple[int, int] | None:
        """The end of the quoted text that begins at `start`, and the place behind its closing
        quote; None for a stray quote."""
        end = next((n for n in range(start, len(self._text)) if self._text[n] in QUOTES), None)
        if end is None:
            return (len(self._text),) * 2 if sign in _OPENING else None
        return (end, end + 1) if self._text[end] in _CLOSING[sign] else None

    def _read_phrase(self, sign: str) -> None:
        start = self._position + 1
        inside = self._quoted_range(sign, start)
        self._at_word_start = False
        if inside is None:
            self.warnings.append(Warn("stray_quote", sign))
            self._position = start
            return
        end, self._position = inside
        tokens = list(self._analyzer.tokens(self._typed(start, end)))
        if not tokens:
            self.warnings.append(
                Warn("empty_phrase" if end < self._position else "stray_quote", sign)
            )
            return
        if end == self._position:
            self.warnings.append(Warn("open_quote"))
        if len(tokens) > self._words_left:
            self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
            tokens = tokens[: self._words_left]
        text = self._typed(start, end)[: tokens[-1].end]
        self._add_leaf(Quoted(" ".join(text.split()), self._read_slop()), len(tokens))

    def _read_slop(self) -> int:
        written = _SLOP.match(self._text, self._position)
        if not written:
            return 0
        self._position = written.end()
        asked = (
            patterns.bounded_number(written[1], limits.SLOP + 1)
            if written[1]
            else limits.USUAL_SLOP
        )
        if asked > limits.SLOP:
            self.warnings.append(Warn("slop_cut", str(limits.SLOP)))
        return min(asked, limits.SLOP)

    def _read_sign(self) -> bool:
        sign = _SIGN.match(self._text, self._position)
        if not sign:
            return False
        self._position = sign.end()
        if sign[0] != "-":
            self._add(Prefix("=" if sign[0] == "=" else "%"))
        elif self._last_dash <= sign.end():
            # Otherwise it opens a remark between dashes: الصين -أكبر الدول- قالت.
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

    def _read_honorific(self) -> bool:
        start = self._position
        self._position = honorifics.end_of_honorific(
            self._text, start, self._analyzer, first=not self.lexemes
        )
        tokens = self._analyzer.tokens(self._typed(start, self._position))
        self.honorifics += [token.surface for token in tokens]
        return self._position > start

    def _read_date(self, label: str) -> bool:
        """Whether a date that begins here was consumed. Warns if there is none, or too many."""
        if not self._dates_left:
            self.warnings.append(Warn("too_many_dates", str(limits.QUERY_DATES)))
            return False
        self._dates_left -= 1
        ends = [end for end in self._date_ends() if end > self._position]
        tried = [(end, self._date_text(end)) for end in reversed(ends)]
        for end, text in tried:
            if periods.parse(text, self._today):
                if periods.is_reversed(text, self._today):
                    self.warnings.append(Warn("reversed_period", text[:_SHOWN]))
                self._position = end
                self._add_leaf(DateClause(label, text), 1)
                return True
        impossible = (text for _, text in tried if periods.is_impossible(text, self._today))
        first = self._text[self._position : ends[0]].strip() if ends else label
        shown = next(impossible, first)
        self.warnings.append(Warn("not_a_date" if ends else "empty_field", shown[:_SHOWN]))
        if not ends:
            self._add_leaf(Text(label), 1)
        return False

    def _date_text(self, end: int) -> str:
        """The text of a date from here to `end`."""
        return " ".join(re.sub(rf"[{QUOTES}()|]", " ", self._text[self._position : end]).split())

    def _date_ends(self) -> list[int]:
        """The possible ends of a date that begins here: behind its quotes or brackets, or after
        some words."""
        sign = self._text[self._position : self._position + 1]
        if sign and sign in QUOTES:
            inside = self._quoted_range(sign, self._position + 1)
            return [inside[1]] if inside else []
        if sign in ("(", "["):
            end = self._text.find(")" if sign == "(" else "]", self._position) + 1
            return [end] if end else []
        ends: list[int] = []
        at = self._position
        while len(ends) < limits.DATE_WORDS and (word := _CHUNK.match(self._text, at)):
            if find_operator(word[0]) and word[0] not in _SIGNS:
                break
            ends.append(word.end())
            behind = self._text[word.end() :]
            at = word.end() + len(behind) - len(behind.lstrip())
        return ends

    def _read_chunk(self) -> None:
        found = _CHUNK.match(self._text, self._position)
        if not found:  # a sign that has no meaning here
            self._position += 1
            return
        fresh, self._at_word_start = self._at_word_start, False
        self._position = found.end()
        end = found.end()
        if fresh and (known := find_operator(found[0])):
            self._add(known)
            self._at_word_start = True
            return
        if fresh and (figures := _DAY.fullmatch(found[0])) and self._add_day(figures["day"]):
            return
        unknown = _UNKNOWN_FIELD.match(self._text, found.start())
        if fresh and unknown:
            self.warnings.append(Warn("unknown_field", unknown["name"][:_SHOWN]))
            # A Latin name was meant as a field; Arabic text may just lack a space: قال:نعم.
            if unknown["name"].isascii():
                self._position = unknown.end()
                self._at_word_start = True
                return
        if boost := _BOOST.search(found[0]):
            self.warnings.append(Warn("ignored_operator", boost[0][:_SHOWN]))
            end = found.start() + boost.start()
        self._add_words(found.start(), end)

    def _add_day(self, figures: str) -> bool:
        """Add a day in figures as the same day in any usual writing; False if there is no such
        day."""
        day = dates.parse_day(figures)
        if day is None or self._words_left < (len(_WRITINGS) + 1) * _WORDS_OF_DAY:
            return False
        phrases = dict.fromkeys(
            writing.format(day.day, day.month, day.year) for writing in _WRITINGS
        )
        named = f"{day.day} {months.MONTHS[day.month - 1][0]} {day.year}"
        self._add(OPEN)
        for phrase in phrases:
            self._add_leaf(Quoted(phrase), _WORDS_OF_DAY)
            self._add(_BAR)
        for word in named.split():
            self._add_leaf(Text(word), 1)
        self._add(CLOSE)
        return True

    def _add_words(self, start: int, end: int) -> None:
        original, seen = self._typed(start, end), self._text[start:end]
        leaves, warnings = patterns.read_chunk(self._analyzer, original, seen)
        self.warnings += warnings
        if len(leaves) > self._words_left:
            self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
        leaves = leaves[: self._words_left]
        # Words without a space between them are one operand: -كوفيد-19 excludes releases with both.
        glued = len(leaves) > 1 and bool(self.lexemes) and not isinstance(self.lexemes[-1], Operand)
        glued = glued and self.lexemes[-1] not in (OPEN, CLOSE)
        if glued:
            self._add(OPEN)
        for leaf in leaves:
            self._add_leaf(leaf, 1)
        if glued:
            self._add(CLOSE)
