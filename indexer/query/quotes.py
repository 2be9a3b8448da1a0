"""Finds the end of quoted text."""

QUOTES = '"“”„‟«»'
# The quotes that close a phrase. Arabic editors may swap « and », so either opens one.
_CLOSING = {"“": '”"', "”": '“"', "„": '“”"', "‟": '”"', "«": '»"”', "»": '«"', '"': '"”»'}
_OPENING = '"“„‟«'


def quoted_range(text: str, sign: str, start: int) -> tuple[int, int] | None:
    """The end of the quoted text that begins at `start` behind `sign`, and the place behind its
    closing quote, equal if that is missing; None for a stray quote."""
    end = next((n for n in range(start, len(text)) if text[n] in QUOTES), None)
    if end is None:
        return (len(text), len(text)) if sign in _OPENING else None
    return (end, end + 1) if text[end] in _CLOSING[sign] else None
