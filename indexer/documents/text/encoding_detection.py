"""Detects the encoding of bytes that are not UTF-8 and have no byte order mark.

charset-normalizer proposes encodings; one is accepted only if its text looks like Arabic, because a
wrong one would put words into the index that nobody can find, and nobody would notice.
"""

import re

from charset_normalizer import from_bytes

from indexer.arabic.orthography.letters import PLAIN

# The encodings of Arabic text files; with all encodings as candidates, detection is wrong more
# often.
_CANDIDATES = ["cp1256", "iso8859_6", "cp720", "utf_16_le", "utf_16_be"]
# Even, so that no code unit of UTF-16 is cut.
_SAMPLE_BYTES = 1 << 16

_ARABIC = re.compile(f"[{PLAIN}\u0671-\u06d3]")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")
# The most frequent letters of Arabic make up four fifths of any text.
_COMMON = re.compile("[ابتدرسعفقكلمنهويةأى]")
# The lead bytes of Arabic letters in UTF-8, decoded as windows-1256.
_MOJIBAKE = re.compile("[طظ]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_PUNCTUATION = re.compile("[\xa0-\xbf\u2010-\u203a\u20ac\u2122]")


def detect(raw: bytes) -> str | None:
    """The name of the encoding, or None if no candidate yields text that looks like Arabic."""
    sample = raw[: min(_SAMPLE_BYTES, len(raw) // 2 * 2)]
    for found in from_bytes(sample, cp_isolation=_CANDIDATES):
        if looks_arabic(sample.decode(found.encoding, "replace")):
            return found.encoding
    return None


def looks_arabic(text: str) -> bool:
    """Whether the non-ASCII characters of `text` have the letter distribution of Arabic.

    Western text whose only non-ASCII characters are typographic quotes and dashes passes too.
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
