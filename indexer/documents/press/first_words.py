"""What a text without a headline is called: its first sentence or, of a long one, its first words."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from indexer.documents.press import greetings, lead
from indexer.documents.text import prose

_CHARACTERS = 140
# What has fewer words calls nothing by a name: قال, انتهى.
_WORDS, _PARAGRAPHS = 3, 3
# An address, two greetings and a rule stand above a text, at most.
_GREETINGS = 6
_SENTENCE = re.compile(r"[.!?؟](?=\s|$)")


def make_title(paragraphs: Sequence[str]) -> str:
    """The beginning of the first paragraph of several words, behind greetings, place, day and agency."""
    begun = list(dropwhile(greetings.is_greeting, paragraphs[:_GREETINGS])) or paragraphs
    texts = [
        text for each in [*begun, *paragraphs[_GREETINGS:]][:_PARAGRAPHS] if (text := _behind(each))
    ]
    several = (text for text in texts if len(text.split()) >= _WORDS)
    return _begun(next(several, next(iter(texts), "")))


def _behind(paragraph: str) -> str:
    found = lead.read(paragraph)
    return prose.bare(lead.text_after(paragraph, found) if found else paragraph)


def _begun(text: str) -> str:
    end = _SENTENCE.search(text)
    sentence = text[: end.start()] if end else text
    if len(sentence) <= _CHARACTERS:
        return sentence
    words = sentence[:_CHARACTERS].rpartition(" ")[0] or sentence[:_CHARACTERS]
    return f"{words.rstrip('،,;؛:')} …"
