"""White space and paragraphs of running text; letters and diacritics are never changed.

Each run of white space or control characters (no-break spaces, tabs, form feeds, the vertical tabs
of word processors) becomes one plain space: it is layout, and a no-break space would make equal
places look different. Invisible format characters (bidi marks, zero-width joiners) stay inside the
text, where they can carry meaning, but a text that consists of them is blank.
"""

import re

from indexer.arabic.orthography.letters import FORMAT_MARKS
from indexer.documents.text import line_breaks
from indexer.releases.release import PARAGRAPH_BREAK

# Control characters (Unicode Cc) that `str.split` does not treat as white space. NUL is missing
# because readers refuse it.
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(f"[{FORMAT_MARKS}]")
_EDGE = rf"[\s\x01-\x1f\x7f-\x9f{FORMAT_MARKS}]"
# The same characters for `str.strip`: no pattern strips the end of a text in linear time.
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
# The longest paragraph that can be a headline.
HEADLINE_CHARACTERS = 300
# The least words of a headline, where other evidence is weak; captions, names of sections (مقدمة,
# التوصيات العامة) and the numbers of bulletins have fewer.
HEADLINE_WORDS = 3
# Paragraphs end in these, headlines do not.
_ENDS = (".", ":", "؛", ";", "،", ",", "。")
_BLANK_LINE = re.compile(rf"\n{_EDGE}*?\n")


def one_line(text: str) -> str:
    """`text` with single plain spaces, trimmed."""
    return " ".join(_CONTROL.sub(" ", text).split())


def is_blank(text: str) -> bool:
    """Whether `text` consists of white space, control characters and invisible marks only."""
    return not trim(text)


def trim(text: str) -> str:
    """`text` without white space and invisible marks at its ends."""
    return text.strip(_EDGES)


def remove_invisible(text: str) -> str:
    """`text` without invisible marks anywhere."""
    return _INVISIBLE.sub("", text)


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph looks like a headline, by its length and its last character."""
    return len(paragraph) <= HEADLINE_CHARACTERS and not trim(paragraph).endswith(_ENDS)


def normalize_newlines(text: str) -> str:
    """`text` with ``\\n`` for all line endings."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text: str) -> str:
    """The paragraphs of running text, joined in the form of `Release.body`.

    Blank lines separate paragraphs, and a single line break becomes a space, except before list
    items and the like (see `line_breaks`). In a text without blank lines each line is a paragraph,
    as most systems export it.
    """
    text = normalize_newlines(text).strip("\n")
    if _BLANK_LINE.search(text):
        blocks = (line_breaks.split_block(block.split("\n")) for block in _BLANK_LINE.split(text))
        parts = [one_line(" ".join(part)) for block in blocks for part in block]
    else:
        parts = list(map(one_line, text.split("\n")))
    return PARAGRAPH_BREAK.join(part for part in parts if not is_blank(part))
