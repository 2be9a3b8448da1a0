"""What stands above the headline of a statement: what kind of text it is, when it may be published, labelled lines.

The kinds are those that ministries, agencies and companies print above their statements, in Arabic, English and
Chinese.
"""

import re
from collections.abc import Sequence

from indexer.arabic import dates
from indexer.documents import metadata, prose

# A masthead is a few short lines.
_LINES, _CHARACTERS = 8, 120
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
_NUMBER = r"(?:\s*(?:رقم|no\.?|number)?\s*\(?[\d/\-]+\)?)?"
_BETWEEN = r"[\s\-–—|/:،,.*]"
_KIND = re.compile(
    rf"(?:{_BETWEEN}*(?:{'|'.join(_KINDS)}){_NUMBER}(?!\w))+{_BETWEEN}*", re.IGNORECASE
)


def apart(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The masthead, most often none, and the rest, which begins with the headline: never less than that and a
    paragraph of text."""
    count = 0
    for line in paragraphs[: min(_LINES, len(paragraphs) - 2)]:
        if not is_part(line):
            break
        count += 1
    return list(paragraphs[:count]), list(paragraphs[count:])


def is_part(line: str) -> bool:
    """Whether a line can stand in a masthead."""
    shown = prose.bare(line)
    return len(shown) <= _CHARACTERS and bool(
        _KIND.fullmatch(shown) or metadata.is_labelled(shown) or dates.parse_day(shown)
    )
