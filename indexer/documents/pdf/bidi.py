"""Converts a line from visual to logical order: the inverse of the bidirectional algorithm (UAX
#9).

Only lines with right-to-left letters need it. From the right, letters are taken one by one, while
Latin passages and numbers keep their visual order. A number after an Arabic letter is an Arabic
number (rule W2), so the hyphens of 2025-10-14 split it, as on the page.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.documents.pdf.glyphs import Glyph, is_mark

_RIGHT = frozenset({"R", "AL"})
_ALEF = "اأإآٱ"
_JOINED = {"EN": frozenset(".,:/-+٫٬،"), "AN": frozenset(".,:/٫٬")}
# European number terminators: they belong to an adjacent European number.
_TERMINATORS = frozenset("%٪$€£¥°#")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("‹", "›"))
_WORDS = frozenset({"الله", "لله", "محمد", "اكبر", "أكبر", "صلى", "عليه", "وسلم"})
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
# The least gap between words, in font sizes: where the file has a space, where PDFium has one,
# where neither has one; then the first and the last for a glyph whose box is that of its mark
# alone, as half of a wide letter (شّ) may be on each side of it.
_FIRM_GAP, _WORD_GAP, _GAP = 0.05, 0.2, 0.25
_MARKED_FIRM_GAP, _MARKED_GAP = 0.35, 0.6
# The box of a letter and its mark in one glyph may be wider than the letter.
_MARKED_WORD_GAP = 0.1


class Ligatures:
    """Corrects the order of characters in ligatures. Whether PDFium reversed it is inferred from
    the lam-alef ligatures."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._leftwards = _leftwards(glyphs)
        votes = Counter[tuple[bool, bool]]()
        for glyph in glyphs:
            if _is_lam_alef(glyph.text):
                votes[self._leftwards.get(glyph.place, True), glyph.text[0] == "ل"] += 1
        # Without votes: PDFium reversed what runs leftwards, including ligatures.
        self._is_reversed = {
            leftwards: votes[leftwards, False] > votes[leftwards, True]
            if votes[leftwards, False] + votes[leftwards, True]
            else leftwards
            for leftwards in (True, False)
        }

    def text(self, glyph: Glyph) -> str:
        """The characters of a glyph in logical order, with presentation forms as plain letters."""
        plain = _PRESENTATION.sub(_to_plain_letters, glyph.text)
        if len(plain) == len(glyph.text) > 1 and bidi_class(plain) in _RIGHT:
            plain = self._in_order(plain, glyph.place)
        return plain + glyph.marks

    def _in_order(self, text: str, place: int) -> str:
        backwards = text[::-1]
        if _is_lam_alef(text):
            return text if text[0] == "ل" else backwards
        if text in _WORDS or backwards in _WORDS:
            return text if text in _WORDS else backwards
        if any(map(is_mark, text)):
            return _with_marks(backwards if is_mark(text[0]) else text)
        return backwards if self._is_reversed[self._leftwards.get(place, True)] else text


def to_logical_order(line: Sequence[Glyph], ligatures: Ligatures, *, rightwards: bool) -> str:
    """The text of one line; its glyphs may be in any order. ``rightwards`` is the direction of the
    whole page."""
    seen = sorted(line, key=lambda glyph: glyph.middle)
    units: list[str] = []
    for before, glyph in zip([None, *seen], seen, strict=False):
        if before is not None and _is_word_gap(before, glyph):
            units.append(" ")
        units.append(ligatures.text(glyph))
    kinds = [bidi_class(unit) for unit in units]
    if not _RIGHT & set(kinds) or (rightwards and kinds.count("L") > 2 * _count_rtl(kinds)):
        return "".join(units)
    return "".join(_reorder_leftwards(units, kinds))


def fix_brackets(text: str) -> str:
    """Makes the brackets of a paragraph match: PDFs have them in visual or in logical form, and mix
    both."""
    for opening, closing in _PAIRS:
        if opening not in text and closing not in text:
            continue
        if _is_balanced(text, opening, closing):
            continue
        mirrored = text.translate({ord(opening): closing, ord(closing): opening})
        places = [place for place, sign in enumerate(text) if sign in (opening, closing)]
        if _is_balanced(mirrored, opening, closing):
            text = mirrored
        elif len(places) % 2 == 0:
            signs = list(text)
            for rank, place in enumerate(places):
                signs[place] = closing if rank % 2 else opening
            text = "".join(signs)
    return re.sub(r"([(\[{«‹])\s+|\s+([)\]}»›])", r"\1\2", text)


def bidi_class(unit: str) -> str:
    """The bidirectional class R, AL, L, EN, AN or N, by the first character that is not a mark."""
    for character in unit:
        found = unicodedata.bidirectional(character)
        if found != "NSM":
            return found if found in ("R", "AL", "L", "EN", "AN") else "N"
    return "N"


def _reorder_leftwards(units: list[str], kinds: list[str]) -> list[str]:
    text: list[str] = []
    strong = "R"
    place = len(units) - 1
    while place >= 0:
        start = place
        if units[place] in _TERMINATORS and strong != "AL" and kinds[place - 1 : place] == ["EN"]:
            start = _number_start(units, kinds, place - 1, "EN")
        elif kinds[place] in ("L", "EN", "AN"):
            passage = _latin_start(kinds, place)
            if passage is None:
                number = "EN" if kinds[place] == "EN" and strong != "AL" else "AN"
                start = _number_start(units, kinds, place, number)
            else:
                start, strong = passage, "L"
        elif kinds[place] in _RIGHT:
            strong = kinds[place]
        text.extend(units[start : place + 1])
        place = start - 1
    return text


def _latin_start(kinds: list[str], end: int) -> int | None:
    """The beginning of the Latin passage that ends at `end`; None if it contains no Latin
    letter."""
    start = None
    for place in range(end, -1, -1):
        if kinds[place] in _RIGHT or kinds[place] == "AN":
            break
        if kinds[place] == "L":
            start = place
    if start is not None:
        # Adjacent digits belong to the passage: 5G.
        while start > 0 and kinds[start - 1] == "EN":
            start -= 1
    return start


def _number_start(units: list[str], kinds: list[str], end: int, number: str) -> int:
    """The beginning of the number that ends at `end`."""
    start = end
    joined = _JOINED[number]
    while start > 0:
        before = units[start - 1]
        touching = start > 1 and kinds[start - 2] in ("EN", "AN")
        if (
            kinds[start - 1] in ("EN", "AN")
            or (before in joined and touching)
            or (number == "EN" and before in _TERMINATORS)
        ):
            start -= 1
        else:
            break
    return start


def _count_rtl(kinds: list[str]) -> int:
    return sum(found in _RIGHT for found in kinds)


def _is_word_gap(left: Glyph, right: Glyph) -> bool:
    """Whether there is a space between two adjacent glyphs."""
    gap = (right.left - left.right) / max(left.size, right.size)
    if left.floating or right.floating:
        return right.spaced or gap > (_MARKED_GAP if left.firm == right.firm else _MARKED_FIRM_GAP)
    if left.firm != right.firm:
        return gap > _FIRM_GAP
    if left.word == right.word:
        return gap > _GAP
    marked = any(len(each.text) > 1 and any(map(is_mark, each.text)) for each in (left, right))
    return gap > (_MARKED_WORD_GAP if marked else _WORD_GAP)


def _with_marks(text: str) -> str:
    """A ligature with its marks after the letters; alef before lam is swapped, with all marks at
    the end."""
    letters = "".join(each for each in text if not is_mark(each))
    if _is_lam_alef(letters) and letters[0] != "ل":
        return letters[::-1] + "".join(filter(is_mark, text))
    return text


def _leftwards(glyphs: Sequence[Glyph]) -> dict[int, bool]:
    """Maps the rank of each glyph to whether the file runs leftwards to it within its word, or from
    it at the beginning."""
    found: dict[int, bool] = {}
    words: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        words.setdefault(glyph.word, []).append(glyph)
    for word in words.values():
        runs = [after.middle <= before.middle for before, after in pairwise(word)] or [True]
        found.update(zip((glyph.place for glyph in word), [runs[0], *runs], strict=False))
    return found


def _is_lam_alef(text: str) -> bool:
    return len(text) == 2 and "ل" in text and any(alef in text for alef in _ALEF)


def _to_plain_letters(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0]).strip()


def _is_balanced(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if depth < 0:
            return False
    return depth == 0
