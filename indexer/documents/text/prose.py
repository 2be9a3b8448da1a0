"""White space and paragraphs of running text; letters and marks are never touched.

Every run of white space or control characters (no-break spaces, tabs, form feeds, the vertical tabs
that word processors leave) becomes one plain space: it is layout, not text, and a no-break space would
make equal places look different. Invisible format characters (bidi marks, zero-width joiners) stay
inside the text, for they can carry meaning there, but a text of nothing else counts as blank.
"""

import re

from indexer.arabic.letters import FORMAT_MARKS
from indexer.documents.text import line_breaks
from indexer.release import PARAGRAPH_BREAK

# Control characters (Unicode Cc) are white space here, NUL excepted: readers refuse it. These are the
# ones that `str.split` does not know as such.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(f"[{FORMAT_MARKS}]")
_EDGE = rf"[\s\x01-\x1f\x7f-\x9f{FORMAT_MARKS}]"
# The same as characters, for `str.strip`: no pattern finds the end of a text in linear time.
_EDGES = "".join(
    character
    for first, last in (
        (0, 0xFF),
        (0x34F, 0x61C),
        (0x1680, 0x180E),
        (0x2000, 0x206F),
        (0x3000, 0x3000),
        (0xFEFF, 0xFEFF),
    )
    for character in map(chr, range(first, last + 1))
    if re.match(_EDGE, character)
)
# A longer paragraph is text and no headline.
HEADLINE_CHARACTERS = 300
# What text ends with, and headlines do not.
_ENDS = (".", ":", "؛", ";", "،", ",", "。")
_BLANK_LINE = re.compile(rf"\n{_EDGE}*?\n")


def one_line(text: str) -> str:
    """`text` with single plain spaces, none at the ends."""
    return " ".join(_CONTROL.sub(" ", text).split())


def is_blank(text: str) -> bool:
    """Whether `text` shows nothing: white space, controls and invisible marks only."""
    return not bare(text)


def bare(text: str) -> str:
    """`text` without white space and invisible marks at its ends."""
    return text.strip(_EDGES)


def visible(text: str) -> str:
    """`text` without invisible marks anywhere."""
    return _INVISIBLE.sub("", text)


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph looks like a headline and not like text."""
    return len(paragraph) <= HEADLINE_CHARACTERS and not bare(paragraph).endswith(_ENDS)


def newlines(text: str) -> str:
    """`text` with ``\\n`` for the line ends of all systems."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text: str) -> str:
    """A release's body from running text: paragraphs as `Release.body` wants them.

    Blank lines separate paragraphs, and a single line end inside one is a space, but for points of a list and the
    like (see `lines`); a text without any blank line has a paragraph per line, which is how most systems export.
    """
    text = newlines(text).strip("\n")
    if _BLANK_LINE.search(text):
        blocks = (line_breaks.split_block(block.split("\n")) for block in _BLANK_LINE.split(text))
        parts = [one_line(" ".join(part)) for block in blocks for part in block]
    else:
        parts = list(map(one_line, text.split("\n")))
    return PARAGRAPH_BREAK.join(part for part in parts if not is_blank(part))
