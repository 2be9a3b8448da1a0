"""Numbers: one spelling for the digits of three scripts, their separators and signs.

٢٥٫٢, ۲۵٫۲ and 25.2 are one number; so are 1,250, ١٬٢٥٠ and 1250.
"""

import re
import unicodedata

# Arabic decimal and thousands separators (U+066B, U+066C) beside the Latin ones.
SEPARATORS = ".,\u066b\u066c"

# Thousands, and decimals behind another separator. 0,125 is no grouping, nor is 1.250.5.
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[,\u066c.])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?!(?P=group))[.,\u066b](?P<decimals>[0-9]+))?"
)
_ONE_DOT = re.compile(r"[0-9]+\.[0-9]+")
_DECIMAL = re.compile(r"(?P<whole>[0-9]+)[,\u066b\u066c](?P<decimals>[0-9]+)")


def western(text: str) -> str:
    """`text` with the digits of every script as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def canonical(word: str) -> str:
    """Western digits, ``.`` before decimals, no thousands separators.

    A single dot is always decimal (3.500 is 3.500); a single comma before exactly three digits, or
    any separator that repeats, groups thousands. In what is no number (G٢٠, ١٧.٠٩.٢٠٢٥) only the
    digits change.
    """
    word = western(word)
    if _ONE_DOT.fullmatch(word):
        return word
    if grouped := _GROUPED.fullmatch(word):
        whole = grouped["whole"].replace(grouped["group"], "")
        return f"{whole}.{grouped['decimals']}" if grouped["decimals"] else whole
    if decimal := _DECIMAL.fullmatch(word):
        return f"{decimal['whole']}.{decimal['decimals']}"
    return word
