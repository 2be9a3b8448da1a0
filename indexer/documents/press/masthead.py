"""Splits off the masthead of a statement, the lines above its headline (see `masthead_lines`), and
reads its facts."""

from collections.abc import Sequence
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from indexer.documents.press import greetings, institutions, labels, lead, masthead_lines
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose

# The most lines of a masthead, and the most characters of a line.
LINES, _CHARACTERS = 12, 120
# A line up to this length can be a headline even if it ends in a full stop.
_SHORT = 70
# The least words and the most characters of a headline below the name of an institution, without
# other evidence.
_TITLE_WORDS, _TITLE_CHARACTERS = 3, 200


class SplitText(NamedTuple):
    """The masthead, usually empty, and the rest, which begins with the headline if
    `has_headline`."""

    above: list[str]
    below: list[str]
    has_headline: bool = True


def split(paragraphs: Sequence[str], wholes: Sequence[str] | None = None) -> SplitText:
    """Splits off the masthead. A date alone is a headline, as is a label that may be one with no
    headline below it. Without another headline the kind of text is the headline, unless the name of
    a state or an institution stands above it.

    If `paragraphs` are lines, `wholes` has for each the last line of the paragraph that it
    begins."""
    wholes = wholes or paragraphs
    above = _lines_above(paragraphs, wholes)
    below = list(paragraphs[len(above) :])
    if not above or all(map(masthead_lines.is_lone_date, above)):
        return SplitText([], list(paragraphs))
    if _has_headline_below(paragraphs, wholes, above):
        return SplitText(above, below)
    if labels.may_be_headline(prose.trim(above[0])) and all(map(masthead_lines.read, above[1:])):
        return SplitText([], list(paragraphs))
    at = next((at for at, line in enumerate(above) if masthead_lines.is_kind(line)), None)
    if below and (at is None or any(institutions.name_in_line(line) is not None for line in above)):
        return SplitText(above, below, has_headline=False)
    return SplitText(above[: at or 0], list(paragraphs[at or 0 :]))


def is_part(line: str) -> bool:
    """Whether a line can be part of a masthead."""
    return len(line) <= _CHARACTERS and (
        masthead_lines.is_unambiguous(line)
        or masthead_lines.is_kind(line)
        or masthead_lines.read(line) is not None
        or institutions.name_in_line(line) is not None
    )


def read_facts(lines: Sequence[str]) -> Facts:
    """The facts in the lines of a masthead, without those in labelled lines."""
    unlabelled = (line for line in lines if not labels.is_labelled(prose.trim(line)))
    facts = reduce(Facts.or_else, filter(None, map(masthead_lines.read, unlabelled)), Facts())
    names = filter(None, map(institutions.name_in_line, lines))
    institution = min(names, key=institutions.rank, default=None)
    return facts.or_else(Facts(agency=institution))


def _lines_above(paragraphs: Sequence[str], wholes: Sequence[str]) -> list[str]:
    """The lines at the top that can be a masthead, and rules between them. A single name of an
    institution is a headline, unless there is a state beside it or a headline below it."""
    tops = takewhile(
        lambda at: _continues_masthead(paragraphs, at), range(min(len(paragraphs), LINES))
    )
    above = list(paragraphs[: len(list(tops))])
    if above and masthead_lines.is_rule(above[0]):
        return []
    while above and masthead_lines.is_rule(above[-1]) and len(above) == len(paragraphs):
        del above[-1]
    if _is_letterhead(above) or _is_above_headline(paragraphs, wholes, len(above)):
        return above
    while above and institutions.name_in_line(above[-1]) is not None:
        del above[-1]
    return above


def _continues_masthead(lines: Sequence[str], at: int) -> bool:
    """Whether the line at `at` can continue a masthead."""
    if is_part(lines[at]) or masthead_lines.is_rule(lines[at]):
        return True
    return at > 0 and masthead_lines.is_slug(lines[at - 1]) and masthead_lines.is_subject(lines[at])


def _is_above_headline(paragraphs: Sequence[str], wholes: Sequence[str], count: int) -> bool:
    """Whether the line below the first `count` lines looks like a headline by itself."""
    if len(paragraphs) - count < 2:
        return False
    line, whole = paragraphs[count], wholes[count]
    if greetings.is_greeting(line):
        return False
    is_long = len(line.split()) >= _TITLE_WORDS and len(line) <= _TITLE_CHARACTERS
    return is_long and prose.is_heading(whole) and len(whole) <= _TITLE_CHARACTERS


def _is_letterhead(above: Sequence[str]) -> bool:
    """Whether lines are a letterhead: the name of a state, several institutions, or the basmala."""
    named = [line for line in above if institutions.name_in_line(line) is not None]
    return (
        len(named) > 1
        or any(map(institutions.is_state, named))
        or any(map(masthead_lines.is_basmala, above))
    )


def _has_headline_below(
    paragraphs: Sequence[str], wholes: Sequence[str], above: Sequence[str]
) -> bool:
    """Whether a headline follows a masthead, and text follows the headline."""
    below = paragraphs[len(above) :]
    if below and labels.title(prose.trim(below[0])):
        return True
    if len(below) < 2 or len(below[0]) > prose.HEADLINE_CHARACTERS or lead.read(below[0]):
        return False
    if greetings.is_greeting(below[0]):
        return False
    whole = wholes[len(above)]
    sure = (line for line in above if not labels.may_be_headline(prose.trim(line)))
    if any(map(masthead_lines.is_unambiguous, sure)) and whole == below[0] and len(whole) <= _SHORT:
        return True
    return prose.is_heading(whole)
