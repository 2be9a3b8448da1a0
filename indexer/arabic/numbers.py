"""Numbers: one spelling for the digits of three scripts, their separators and signs.

٢٥٫٢, ۲۵٫۲ and 25.2 are one number; so are 1,250, ١٬٢٥٠ and 1250.
"""

import re
import unicodedata

# Arabic decimal and thousands separators (U+066B, U+066C) beside the Latin ones.
SEPARATORS = ".,\u066b\u066c"

_GROUPED = re.compile(r"[0-9]{1,3}(?:([,\u066c.])[0-9]{3})(?:\1[0-9]{3})*(?:[.,\u066b][0-9]+)?")
_NOT_DIGIT = re.compile(r"[^0-9]")
_ONE_DOT_GROUP = re.compile(r"[0-9]{1,3}\.[0-9]{3}")


def canonical(word: str) -> str:
    """Western digits, ``.`` before decimals, no thousands separators.

    A single dot is always decimal (3.500 is 3.500); a single comma before exactly three digits, or
    any separator that repeats, groups thousands. What is not a number keeps its other characters.
    """
    word = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)
    grouped = _GROUPED.fullmatch(word)
    if grouped and not _ONE_DOT_GROUP.fullmatch(word):
        whole, fraction = _parts(word, grouped.group(1))
        return f"{whole}.{fraction}" if fraction else whole
    return re.sub(r"(?<=[0-9])[,\u066b\u066c](?=[0-9])", ".", word)


def _parts(word: str, separator: str) -> tuple[str, str]:
    """Integer digits and decimals of a number grouped by `separator`."""
    groups = word.split(separator)
    whole, *fraction = _NOT_DIGIT.split(groups[-1])
    return "".join(groups[:-1]) + whole, "".join(fraction)
