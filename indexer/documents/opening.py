"""What a text without a headline is called: its first sentence or, of a long one, its first words."""

import re
from collections.abc import Sequence

from indexer.documents import lead, prose

_CHARACTERS = 140
_SENTENCE = re.compile(r"[.!?؟](?=\s|$)")


def of(paragraphs: Sequence[str]) -> str:
    """The beginning of the first paragraph, behind place, day and agency."""
    for paragraph in paragraphs:
        found = lead.read(paragraph)
        if text := prose.bare(lead.behind(paragraph, found) if found else paragraph):
            return _begun(text)
    return ""


def _begun(text: str) -> str:
    end = _SENTENCE.search(text)
    sentence = text[: end.start()] if end else text
    if len(sentence) <= _CHARACTERS:
        return sentence
    words = sentence[:_CHARACTERS].rpartition(" ")[0] or sentence[:_CHARACTERS]
    return f"{words.rstrip('،,;؛:')} …"
