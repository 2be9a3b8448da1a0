"""The slips of newsrooms: the spellings that a word may be misspelled for."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from indexer.arabic.lexicon import entries
from indexer.arabic.lexicon.proclitics import proclitic_stacks
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import clean, fold_clean

# Letters that are confused, as they are pronounced alike.
_CONFUSED = (("ض", "ظ"), ("ظ", "ض"))
_SEATS: dict[str, str] = {letters.WAW_HAMZA: letters.WAW, letters.YEH_HAMZA: letters.YEH}
_PROCLITICS = frozenset(proclitic_stacks())
_LONGEST_PROCLITIC, _LONGEST_ENDING = max(map(len, _PROCLITICS)), 6
_FINAL = letters.ALEF + letters.HAMZA
# A masdar of the forms VII to X, or its nisba: انتخاب, اتفاقي. Its second alef may be left out.
_MASDAR = re.compile(f"^({letters.ALEF}..+){letters.ALEF}([^{letters.HAMZA}]{letters.YEH}?)$")
# Shorter stems match foreign names by chance.
_SHORTEST, _SHORTEST_OF_HAMZA, _SHORTEST_OF_LOANS = 3, 4, 7


def spellings(form: str, *, may_end: bool) -> set[str]:
    """The spellings that a word may be misspelled for. With `may_end` it may also lack a final
    hamza."""
    word = fold_clean(form)
    if len(word) != len(form):
        return set()
    found = set()
    for head, tail in _stem_bounds(word):
        for right in _misspelled().get(word[head:tail], "").split():
            if right[2:] == word[head + 1 : tail]:
                found.add(form[: head + 1] + right[1] + form[head + 1 :])
            elif len(right) == tail - head:
                found.add(
                    form[:head]
                    + _corrected_stem(form[head:tail], word[head:tail], right)
                    + form[tail:]
                )
            elif masdar := _MASDAR.match(right):
                place = head + len(masdar[1])
                found.add(form[:place] + letters.ALEF + form[place:])
            elif may_end and tail == len(form):
                found.add(form + letters.HAMZA)
    return found


def _stem_bounds(word: str) -> Iterator[tuple[int, int]]:
    """Where the stem of a folded word may begin and end."""
    endings = entries.lexicon().endings
    length = len(word)
    tails = [
        tail
        for tail in range(max(_SHORTEST, length - _LONGEST_ENDING), length + 1)
        if word[tail:] in endings
    ]
    for head in range(min(_LONGEST_PROCLITIC, length) + 1):
        if word[:head] in _PROCLITICS:
            yield from ((head, tail) for tail in tails if tail - head >= _SHORTEST)


def _corrected_stem(written: str, word: str, right: str) -> str:
    """A stem as it is written, with its wrong letters replaced."""
    pairs = zip(written, word, right, strict=True)
    return "".join(letter if was == is_ else is_ for letter, was, is_ in pairs)


@cache
def _misspelled() -> Mapping[str, str]:
    """Misspelled stems that are no stems themselves, each with the stems it may be written for,
    separated by spaces."""
    found: dict[str, str] = {}
    for stem, readings in entries.lexicon().stems.items():
        for written in _slips(stem, readings):
            found[written] = f"{found[written]} {stem}" if written in found else stem
    return found


def _slips(stem: str, readings: str) -> Iterator[str]:
    """The misspellings of a stem."""
    if len(stem) < _SHORTEST:
        return
    for letter, other in _CONFUSED:
        if letter in stem:
            yield stem.replace(letter, other)
    if len(stem) >= _SHORTEST_OF_LOANS and stem[1] in letters.LONG_VOWELS and _is_loan(readings):
        yield stem[0] + stem[2:]
    if (masdar := _MASDAR.match(stem)) and _is_noun_in_alef(readings):
        yield masdar[1] + masdar[2]
    if letters.HAMZA in stem[1:] and len(stem) >= _SHORTEST_OF_HAMZA:
        if stem.endswith(_FINAL):
            yield stem[:-1]
        place = stem.find(letters.HAMZA, 1, -1)
        if place > 0 and (seat := _seat_letter(stem, place, readings)):
            yield stem[:place] + seat + stem[place + 1 :]


def _is_loan(readings: str) -> bool:
    """Whether a stem has no Arabic root and is no name (a name may be spelled in two ways)."""
    lemmas = [entries.lexicon().lemma(number) for _, number, _ in entries.parse_readings(readings)]
    return all(lemma.speech == "noun" and not lemma.root for lemma in lemmas)


def _is_noun_in_alef(readings: str) -> bool:
    """Whether a stem is that of a noun which begins with an alef: not of أخبار."""
    lexicon = entries.lexicon()
    lemmas = [lexicon.lemma(number) for _, number, _ in entries.parse_readings(readings)]
    return any(each.speech == "noun" and each.spelling.startswith(letters.ALEF) for each in lemmas)


def _seat_letter(stem: str, place: int, readings: str) -> str:
    """The letter under the hamza of a stem: as its lemma is spelled or, in broken plurals, yeh
    behind an alef (فعائل) and otherwise waw."""
    lexicon = entries.lexicon()
    for _, number, _ in entries.parse_readings(readings):
        spelling = clean(lexicon.lemma(number).spelling)
        if fold_clean(spelling).startswith(stem):
            return _SEATS.get(spelling[place], "")
    seat: str = letters.YEH if stem[place - 1] == letters.ALEF else letters.WAW
    return seat
