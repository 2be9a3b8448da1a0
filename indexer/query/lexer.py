"""From the reader's text to lexemes.

Signs are seen through what editors and keyboards put around them: bidi marks, full-width forms, vowel
marks in operators and in names of fields. Words keep the spelling in which they were typed.
"""

import datetime
import re
from typing import NamedTuple

from indexer import limits, periods
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.letters import FORMAT_MARKS
from indexer.arabic.normalizer import fold
from indexer.query import honorifics, patterns
from indexer.query.lexemes import CLOSE, OPEN, Bracket, Lexeme, Operand, Operator, Prefix
from indexer.query.patterns import LETTER, MARKS
from indexer.query.syntax import DateClause, Leaf, Quoted, Text, field_label, field_named
from indexer.query.values import Warn

_IGNORED = frozenset(re.findall(f"[{FORMAT_MARKS}]", "".join(map(chr, range(0x10000)))))
# Full-width punctuation of Chinese keyboards, and other stars and minus signs, to what they look like.
_LIKE_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code).isalnum()}
_LIKE_ASCII |= {ord("−"): ord("-"), ord("﹣"): ord("-"), ord("∗"): ord("*"), ord("٭"): ord("*")}

QUOTES = '"“”„‟«»'
# What closes a phrase. Where «  and » are turned around, as Arabic editors may, either opens.
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
_SLOP = re.compile(r"~(\d*)")
_IN_QUOTES = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
_DASH_BEHIND = re.compile(rf"{LETTER}-(?=\s|$)")
_BOOST = re.compile(r"\^[\d.]*$")
_SIGNS = ("+", "&", "&&")
_OPERATORS = {
    "AND": Operator("and", "AND"),
    "OR": Operator("or", "OR"),
    "NOT": Operator("not", "NOT"),
    **{sign: Operator("and", sign, word=True) for sign in _SIGNS},
}
# With all the marks that five letters may have.
_LONGEST_OPERATOR = 32
# Characters that a warning repeats of what was typed.
_SHOWN = 64
_BAR = Operator("or", "|")
_OR, _NOT = fold("أو"), (fold("ليس"), fold("بدون"))


class Lexed(NamedTuple):
    """``honorifics`` are the words of those before names, which are left out."""

    lexemes: list[Lexeme]
    warnings: list[Warn]
    honorifics: list[str]


def lex(analyzer: Analyzer, q: str, today: datetime.date) -> Lexed:
    """The lexemes of `q`, within the limits; signs without a meaning are left out."""
    lexer = _Lexer(analyzer, q, today)
    lexer.run()
    return Lexed(lexer.lexemes, lexer.warnings, lexer.honorifics)


def operator(word: str) -> Operator | None:
    """The operator that a word, in any spelling, may be."""
    if word in _OPERATORS:
        return _OPERATORS[word]
    if len(word) > _LONGEST_OPERATOR:
        return None
    folded = fold(word)
    if folded == _OR:
        return Operator("or", word, word=True)
    return Operator("not", word, word=True) if folded in _NOT else None


class _Lexer:
    def __init__(self, analyzer: Analyzer, q: str, today: datetime.date) -> None:
        self.lexemes: list[Lexeme] = []
        self.warnings: list[Warn] = []
        self.honorifics: list[str] = []
        self._analyzer = analyzer
        self._today = today
        self._q = q
        # What is seen: without invisible marks, signs in ASCII; and where each character stands in `q`.
        self._places = [place for place, letter in enumerate(q) if letter not in _IGNORED]
        self._seen = "".join(q[place] for place in self._places).translate(_LIKE_ASCII)
        dashes = _DASH_BEHIND.finditer(_IN_QUOTES.sub(lambda m: " " * len(m[0]), self._seen))
        self._last_dash = max((dash.end() for dash in dashes), default=0)
        self._at = 0
        self._fresh = True
        self._words = limits.QUERY_WORDS
        self._dates = limits.QUERY_DATES

    def run(self) -> None:
        while self._at < len(self._seen):
            if not self._words:
                self._stop()
                return
            sign = self._seen[self._at]
            if sign.isspace():
                self._at += 1
                self._fresh = True
            elif sign in QUOTES:
                self._phrase(sign)
            elif sign in "()|":
                self._at += 1
                self._add(_BAR if sign == "|" else OPEN if sign == "(" else CLOSE)
                self._fresh = sign != ")"
            elif not (self._fresh and (self._sign() or self._field() or self._honorific())):
                self._chunk()

    def _add(self, lexeme: Lexeme) -> None:
        # || is one sign.
        if self.lexemes[-1:] != [lexeme] or lexeme != _BAR:
            self.lexemes.append(lexeme)

    def _leaf(self, leaf: Leaf, words: int) -> None:
        self._words = max(0, self._words - words)
        self._add(Operand(leaf))

    def _stop(self) -> None:
        """End at the limit of words: if more would follow, warn and close what is open."""
        if next(self._analyzer.tokens(self._original(self._at, len(self._seen))), None) is None:
            return
        self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
        while self.lexemes and isinstance(self.lexemes[-1], Operator | Prefix):
            self.lexemes.pop()
        opened = [bracket.opens for bracket in self.lexemes if isinstance(bracket, Bracket)]
        self.lexemes += [CLOSE] * (opened.count(True) - opened.count(False))

    def _original(self, start: int, end: int) -> str:
        """The text as typed, of a stretch of ``_seen``."""
        return self._q[self._places[start] : self._places[end - 1] + 1] if start < end else ""

    def _inside(self, sign: str, start: int) -> tuple[int, int] | None:
        """Where the quoted text that begins at `start` ends, and what is behind its closing quote begins."""
        end = next((n for n in range(start, len(self._seen)) if self._seen[n] in QUOTES), None)
        if end is None:
            return (len(self._seen),) * 2 if sign in _OPENING else None
        return (end, end + 1) if self._seen[end] in _CLOSING[sign] else None

    def _phrase(self, sign: str) -> None:
        start = self._at + 1
        inside = self._inside(sign, start)
        self._fresh = False
        if inside is None:
            self.warnings.append(Warn("stray_quote", sign))
            self._at = start
            return
        end, self._at = inside
        tokens = list(self._analyzer.tokens(self._original(start, end)))
        if not tokens:
            self.warnings.append(Warn("empty_phrase" if end < self._at else "stray_quote", sign))
            return
        if end == self._at:
            self.warnings.append(Warn("open_quote"))
        if len(tokens) > self._words:
            self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
            tokens = tokens[: self._words]
        text = self._original(start, end)[: tokens[-1].end]
        self._leaf(Quoted(" ".join(text.split()), self._slop()), len(tokens))

    def _slop(self) -> int:
        written = _SLOP.match(self._seen, self._at)
        if not written:
            return 0
        self._at = written.end()
        asked = patterns.bounded(written[1], limits.SLOP + 1) if written[1] else limits.USUAL_SLOP
        if asked > limits.SLOP:
            self.warnings.append(Warn("slop_cut", str(limits.SLOP)))
        return min(asked, limits.SLOP)

    def _sign(self) -> bool:
        sign = _SIGN.match(self._seen, self._at)
        if not sign:
            return False
        self._at = sign.end()
        if sign[0] != "-":
            self._add(Prefix("=" if sign[0] == "=" else "%"))
        elif self._last_dash <= sign.end():
            # Else it opens a remark between dashes: الصين -أكبر الدول- قالت.
            self._add(Prefix("not"))
        return True

    def _field(self) -> bool:
        written = _FIELD.match(self._seen, self._at)
        label = field_label(written["name"]) if written else None
        if not written or not label:
            return False
        self._at = written.end()
        if field_named(label) != "date":
            self._add(Prefix("field", label))
        elif not self._dated(label):
            self._fresh = True
        return True

    def _honorific(self) -> bool:
        start = self._at
        self._at = honorifics.end(self._seen, start, self._analyzer, first=not self.lexemes)
        tokens = self._analyzer.tokens(self._original(start, self._at))
        self.honorifics += [token.surface for token in tokens]
        return self._at > start

    def _dated(self, label: str) -> bool:
        """Take the date that begins here, if there is one within the limits."""
        if not self._dates:
            self.warnings.append(Warn("too_many_dates", str(limits.QUERY_DATES)))
            return False
        self._dates -= 1
        ends = [end for end in self._date_ends() if end > self._at]
        tried = [(end, self._date_text(end)) for end in reversed(ends)]
        for end, text in tried:
            if periods.parse(text, self._today):
                if periods.is_reversed(text, self._today):
                    self.warnings.append(Warn("reversed_period", text[:_SHOWN]))
                self._at = end
                self._leaf(DateClause(label, text), 1)
                return True
        impossible = (text for _, text in tried if periods.is_impossible(text, self._today))
        first = self._seen[self._at : ends[0]].strip() if ends else label
        shown = next(impossible, first)
        self.warnings.append(Warn("not_a_date" if ends else "empty_field", shown[:_SHOWN]))
        if not ends:
            self._leaf(Text(label), 1)
        return False

    def _date_text(self, end: int) -> str:
        """The date that would begin here and end there."""
        return " ".join(re.sub(rf"[{QUOTES}()|]", " ", self._seen[self._at : end]).split())

    def _date_ends(self) -> list[int]:
        """Where a date that begins here may end: with its quotes or brackets, or after some words."""
        sign = self._seen[self._at : self._at + 1]
        if sign and sign in QUOTES:
            inside = self._inside(sign, self._at + 1)
            return [inside[1]] if inside else []
        if sign in ("(", "["):
            end = self._seen.find(")" if sign == "(" else "]", self._at) + 1
            return [end] if end else []
        ends: list[int] = []
        at = self._at
        while len(ends) < limits.DATE_WORDS and (word := _CHUNK.match(self._seen, at)):
            if operator(word[0]) and word[0] not in _SIGNS:
                break
            ends.append(word.end())
            at = word.end() + len(self._seen[word.end() :]) - len(self._seen[word.end() :].lstrip())
        return ends

    def _chunk(self) -> None:
        found = _CHUNK.match(self._seen, self._at)
        if not found:  # a sign of the language that says nothing here
            self._at += 1
            return
        fresh, self._fresh = self._fresh, False
        self._at = found.end()
        end = found.end()
        if fresh and (known := operator(found[0])):
            self._add(known)
            self._fresh = True
            return
        unknown = _UNKNOWN_FIELD.match(self._seen, found.start())
        if fresh and unknown:
            self.warnings.append(Warn("unknown_field", unknown["name"][:_SHOWN]))
            # A Latin name was meant as a field; in Arabic text a space may just be missing: قال:نعم.
            if unknown["name"].isascii():
                self._at = unknown.end()
                self._fresh = True
                return
        if boost := _BOOST.search(found[0]):
            self.warnings.append(Warn("ignored_operator", boost[0][:_SHOWN]))
            end = found.start() + boost.start()
        self._words_of(found.start(), end)

    def _words_of(self, start: int, end: int) -> None:
        original, seen = self._original(start, end), self._seen[start:end]
        leaves, warnings = patterns.leaves(self._analyzer, original, seen)
        self.warnings += warnings
        if len(leaves) > self._words:
            self.warnings.append(Warn("too_many_words", str(limits.QUERY_WORDS)))
        leaves = leaves[: self._words]
        # What is glued together is one operand: -كوفيد-19 excludes what has both.
        glued = len(leaves) > 1 and bool(self.lexemes) and not isinstance(self.lexemes[-1], Operand)
        glued = glued and self.lexemes[-1] not in (OPEN, CLOSE)
        if glued:
            self._add(OPEN)
        for leaf in leaves:
            self._leaf(leaf, 1)
        if glued:
            self._add(CLOSE)
