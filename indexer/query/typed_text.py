"""Normalises the signs of a query, and maps them back to the text as typed."""

import re

from indexer.arabic.orthography.letters import FORMAT_MARKS

_IGNORED = frozenset(re.findall(f"[{FORMAT_MARKS}]", "".join(map(chr, range(0x10000)))))
# Full-width punctuation of Chinese keyboards, and other bars, stars and minus signs, to ASCII.
_LIKE_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if not chr(code).isalnum()}
_LIKE_ASCII |= {
    ord("￨"): ord("|"),
    ord("−"): ord("-"),
    ord("﹣"): ord("-"),
    ord("∗"): ord("*"),
    ord("٭"): ord("*"),
}


class TypedText:
    """``plain`` is the text without invisible marks, with its signs in ASCII."""

    def __init__(self, q: str) -> None:
        self._q = q
        # The index in `q` of each character of ``plain``.
        self._places = [place for place, letter in enumerate(q) if letter not in _IGNORED]
        self.plain = "".join(q[place] for place in self._places).translate(_LIKE_ASCII)

    def typed_range(self, start: int, end: int) -> str:
        """The typed text of a range of ``plain``."""
        return self._q[self._places[start] : self._places[end - 1] + 1] if start < end else ""
