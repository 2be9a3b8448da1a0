"""Finds where snippets of a text may begin and end: at sentences, clauses or words."""

import re
from bisect import bisect_left, bisect_right

from indexer.arabic.orthography import tokenizer
from indexer.marking.landmarks import Sentences

# The most characters of a snippet: about two lines of a results page.
MAX_LENGTH = 240
# Characters that should follow the last new word in its sentence, as they say something about it.
AFTER_LAST = 60

_SPACE = re.compile(r"\s+")
# The end of a clause, and the white space after it.
_CLAUSE_END = re.compile(r"،\s+|؛\s+|:\s+|,\s+|;\s+")
# Up to the beginning of the last white space.
_LAST_SPACE = re.compile(r"(?s:.*)(?<!\s)(?=\s)")


class Boundaries:
    """The boundaries in one text with its sentences."""

    def __init__(self, text: str, sentences: Sentences) -> None:
        self._text = text
        self._stops, self._starts = sentences

    def first_start(self, anchor: int, room: int) -> int:
        """The start of the anchor's sentence if it is within `room`, else of a word half as far."""
        begin = self._sentence_start(anchor)
        if begin >= max(0, anchor - room):
            return begin
        space = _SPACE.search(self._text, anchor - room // 2, anchor)
        return space.end() if space else anchor

    def later_start(self, start: int, latest: int, least: int) -> int:
        """The first start of a sentence or clause from `start` to `latest` that leaves room for the
        rest of the sentence around `least`, else for `AFTER_LAST` characters of it; `start` if
        there is none."""
        stops, starts = self._stops, self._starts
        sentence_starts = starts[bisect_right(starts, start) : bisect_right(starts, latest)]
        clause_starts = [clause.end() for clause in _CLAUSE_END.finditer(self._text, start, latest)]
        place = bisect_left(stops, least)
        rest = stops[place] if place < len(stops) else len(self._text)
        for end in (rest, min(rest, least + AFTER_LAST)):
            for begins in (sentence_starts, clause_starts):
                for begin in begins:
                    if end - begin <= MAX_LENGTH:
                        return begin
        return start

    def last_sentence_end(self, most: int) -> int:
        """The last end of a sentence, or of the text, up to `most`; 0 if there is none."""
        if most >= len(self._text):
            return len(self._text)
        last = bisect_right(self._stops, most) - 1
        return self._stops[last] if last >= 0 else 0

    def last_end(self, least: int, most: int) -> int:
        """The last end of a sentence, else of a word, between `least` and `most`; the end of the
        text if it is within `most`."""
        stop = self.last_sentence_end(most)
        if stop >= least and stop:
            return stop
        if before_space := _LAST_SPACE.match(self._text, least, most + 1):
            return before_space.end()
        # There is no space: Chinese, a list without spaces, or one word that is too long.
        words = tokenizer.spans(self._text[least : most + MAX_LENGTH])
        ends = [end for word in words if (end := least + word.end) <= most]
        return max(ends, default=least or most)

    def _sentence_start(self, at: int) -> int:
        """The start of the sentence around `at`."""
        number = bisect_right(self._starts, at)
        return self._starts[number - 1] if number else 0
