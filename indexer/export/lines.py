"""Values on one line, for formats in which a line end begins another field."""

import unicodedata


def one_line(text: str) -> str:
    """`text` with single spaces for white space and controls."""
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(plain.split())
