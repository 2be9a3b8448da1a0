"""Makes a title for a text without a headline: its first sentence, cut if it is long."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from indexer.documents.press import greetings, lead
from indexer.documents.text import prose
from indexer.releases.bylines import without_byline

_CHARACTERS = 140
# The least number of words of a title (not قال or انتهى alone), and the number of paragraphs that
# are tried.
_WORDS, _PARAGRAPHS = 3, 3
# The most lines above a letter: an address, two greetings and a rule.
_GREETINGS = 6
_SENTENCE = re.compile(r"[.!?؟](?=\s|$)")


def make_title(paragraphs: Sequence[str]) -> str:
    """The beginning of the first paragraph of several words, after greetings, bullets, the byline,
    place, date and agency."""
    rest = list(dropwhile(greetings.is_greeting, paragraphs[:_GREETINGS])) or paragraphs
    texts = [
        text
        for each in [*rest, *paragraphs[_GREETINGS:]][:_PARAGRAPHS]
        if (text := _without_lead(each))
    ]
    several = (text for text in texts if len(text.split()) >= _WORDS)
    return _first_sentence(next(several, next(iter(texts), "")))


def _without_lead(paragraph: str) -> str:
    found = lead.read(paragraph)
    text = lead.text_after(paragraph, found) if found else without_byline(paragraph)
    return prose.trim(text)


def _first_sentence(text: str) -> str:
    end = _SENTENCE.search(text)
    sentence = text[: end.start()] if end else text
    if len(sentence) <= _CHARACTERS:
        return sentence
    words = sentence[:_CHARACTERS].rpartition(" ")[0] or sentence[:_CHARACTERS]
    return f"{words.rstrip('،,;؛:')} …"
