"""Which encoding bytes are in that are not UTF-8 and have no byte order mark.

charset-normalizer names what is likely; a guess is taken only when its text reads like Arabic, for a
wrong guess puts words into the index that nobody can find, and nobody notices.
"""

import re

from charset_normalizer import from_bytes

from indexer.arabic.letters import PLAIN

# What Arabic text files come in; a guess among all encodings of the world is wrong more often.
_CANDIDATES = ["cp1256", "iso8859_6", "cp720", "utf_16_le", "utf_16_be"]
# Enough to tell; even, so that no letter of UTF-16 is cut.
_SAMPLE_BYTES = 1 << 16

_ARABIC = re.compile(f"[{PLAIN}\u0671-\u06d3]")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")
# The most frequent letters of Arabic: they are four fifths of any text.
_COMMON = re.compile("[ابتدرسعفقكلمنهويةأى]")
# The first bytes of UTF-8's Arabic letters, read as windows-1256.
_MOJIBAKE = re.compile("[طظ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_PUNCTUATION = re.compile("[\xa0-\xbf\u2010-\u203a\u20ac\u2122]")


def guess(raw: bytes) -> str | None:
    """The name of the encoding, or None when no candidate gives text that reads like Arabic."""
    sample = raw[: min(_SAMPLE_BYTES, len(raw) // 2 * 2)]
    for found in from_bytes(sample, cp_isolation=_CANDIDATES):
        if reads_like_arabic(sample.decode(found.encoding, "replace")):
            return found.encoding
    return None


def reads_like_arabic(text: str) -> bool:
    """Whether the characters of `text` beyond ASCII are those of Arabic, in its proportions.

    Western text with nothing but typographic quotes and dashes beyond ASCII passes too.
    """
    if "\ufffd" in text or _CONTROL.search(text):
        return False
    letters = len(_ARABIC.findall(text))
    foreign = len(_FOREIGN.findall(text)) - letters
    if letters == foreign == 0:
        return bool(_PUNCTUATION.search(text))
    return (
        letters >= 2
        and foreign * 20 <= letters
        and len(_COMMON.findall(text)) * 10 >= letters * 6
        and len(_MOJIBAKE.findall(text)) * 4 <= letters
    )
