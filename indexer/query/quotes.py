"""Finds the end of quoted text."""

from typing import NamedTuple

# The quotes that close a phrase. Arabic editors may swap « and », so either opens one.
_CLOSING = {
    "“": '”"',
    "”": '“"',
    "„": '“”"',
    "‟": '”"',
    "«": '»"”',
    "»": '«"',
    '"': '"”»',
    "‹": "›",
    "›": "‹",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
}
_OPENING = '"“„‟«‹《〈「『'
QUOTES = "".join(sorted({*_CLOSING, *"".join(_CLOSING.values())}))


class Quotation(NamedTuple):
    """``end`` is the end of quoted text; ``behind`` is behind its closing quote, if it has one."""

    end: int
    behind: int

    @property
    def is_closed(self) -> bool:
        return self.behind > self.end


def find_end(text: str, sign: str, start: int) -> Quotation | None:
    """The end of the quoted text that begins at `start` behind `sign`; None for a stray quote."""
    end = next((n for n in range(start, len(text)) if text[n] in QUOTES), None)
    if end is None:
        return Quotation(len(text), len(text)) if sign in _OPENING else None
    return Quotation(end, end + 1) if text[end] in _CLOSING.get(sign, "") else None
