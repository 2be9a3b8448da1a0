"""What stands above the headline of a statement: what kind of text it is, when it may be published, labelled lines.

The kinds are those that ministries, agencies and companies print above their statements, in Arabic, English and
Chinese.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from indexer.arabic import dates
from indexer.documents import labels, lead, prose

# A masthead is a few short lines.
_LINES, _CHARACTERS = 8, 120
# A longer paragraph is text and no headline.
HEADLINE_CHARACTERS = 300
_ISSUED = "بيان|بلاغ|خبر|تصريح|إعلان|اعلان"
_KINDS = (
    rf"(?:{_ISSUED}) (?:صحفي|صحافي|إعلامي|اعلامي|رسمي)",
    r"نشرة (?:صحفية|صحافية|إخبارية|اخبارية|إعلامية|اعلامية)",
    r"للنشر(?: (?:الفوري|العاجل|فورا|فوراً))?",
    r"بسم الله الرحمن الرحيم",
    r"(?:press|news|media) (?:release|statement|advisory)",
    r"(?:for )?immediate release",
    r"新闻稿|新闻公报|即时发布",
)
# Possessive, as all of these: a row of signs can be read in one way.
_NUMBER = r"(?:\s*+(?:رقم|no\.?|number)?+\s*+\(?\d[\d/\-]*+\)?)?+"
_BETWEEN = r"[\s\-–—|/:،,.*]"
_KIND = re.compile(
    rf"(?:{_BETWEEN}*+(?:{'|'.join(_KINDS)}){_NUMBER}(?!\w))++{_BETWEEN}*+", re.IGNORECASE
)


def apart(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The masthead, most often none, and the rest, which begins with the headline. There is no masthead without a
    headline below it and text below that; a date alone is a headline."""
    count = len(list(takewhile(is_part, paragraphs[:_LINES])))
    above, below = list(paragraphs[:count]), list(paragraphs[count:])
    if len(below) < 2 or len(below[0]) > HEADLINE_CHARACTERS or lead.read(below[0]):
        return [], list(paragraphs)
    return (above, below) if any(map(_is_told, above)) else ([], list(paragraphs))


def is_part(line: str) -> bool:
    """Whether a line can stand in a masthead."""
    return len(line) <= _CHARACTERS and (_is_told(line) or bool(dates.parse_day(prose.bare(line))))


def _is_told(line: str) -> bool:
    """Whether a line says that it is part of a masthead, as a date alone does not."""
    shown = prose.bare(line)
    return bool(_KIND.fullmatch(shown) or labels.is_labelled(shown))
