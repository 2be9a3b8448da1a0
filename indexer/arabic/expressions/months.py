"""The months of the year by their Arabic, English and French names, and where they stand in a text.

A month has different names in different regions (سبتمبر, أيلول, شتنبر). In the stem and root layers
they all have one term, so that one finds the other. Some names are other words as well (آب, مارس,
May): these are months only beside a number, another month or a word of time (`moments`).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from indexer.arabic.expressions import moments
from indexer.arabic.expressions.runs import Run
from indexer.arabic.lexicon import clitics
from indexer.arabic.orthography.normalizer import fold_phrase

# Month names, January first. Source: Unicode CLDR, calendar "gregorian", wide names, of ar (Egypt
# and the Gulf), ar-IQ/JO/LB/PS/SY (Levant and Iraq), ar-DZ/TN, ar-MA and ar-MR (Maghreb); after
# them the other spellings of the press.
MONTHS: tuple[tuple[str, ...], ...] = (
    ("يناير", "كانون الثاني", "جانفي", "كانون ثاني"),
    ("فبراير", "شباط", "فيفري"),
    ("مارس", "آذار"),
    ("أبريل", "نيسان", "أفريل", "إبريل"),
    ("مايو", "أيار", "ماي"),
    ("يونيو", "حزيران", "جوان", "يونية"),
    ("يوليو", "تموز", "جويلية", "يوليوز", "يولية"),
    ("أغسطس", "آب", "أوت", "غشت", "أغشت"),
    ("سبتمبر", "أيلول", "شتنبر", "شتمبر"),
    ("أكتوبر", "تشرين الأول", "تشرين أول"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "تشرين ثاني"),
    ("ديسمبر", "كانون الأول", "دجنبر", "دجمبر", "كانون أول"),
)
# English names: the name, then its abbreviations.
ENGLISH: tuple[tuple[str, ...], ...] = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
# French names, because ministries of the Maghreb and Lebanon write in French too. Source: Unicode
# CLDR, wide and abbreviated names of fr; accents make no difference.
FRENCH: tuple[tuple[str, ...], ...] = (
    ("janvier", "janv"),
    ("février", "févr"),
    ("mars",),
    ("avril", "avr"),
    ("mai",),
    ("juin",),
    ("juillet", "juil"),
    ("août",),
    ("septembre", "sept"),
    ("octobre", "oct"),
    ("novembre", "nov"),
    ("décembre", "déc"),
)
# Names that are also a verb, a father, a car, a planet, a person …; so are all abbreviations in
# Latin letters.
AMBIGUOUS = (
    *("مارس", "آب", "أوت", "ماي", "جوان", "نيسان", "يوليه"),
    *("March", "May", "August", "June", "April", "janvier", "mars", "avril", "mai", "juin"),
)
# Those that are verbs.
VERBS = ("مارس", "آب", "أوت", "يوليه")
YEARS = range(1700, 2200)

_OF = "من"
# Words that join two months, and what the second begins with.
_JOINTS, _AND = ("و", "الي", "حتي", "او"), "و"
# بآب folds to the word for door.
_DOOR = "باب"
_LINKS = ("من", "عام", "سنه", "لعام", "لسنه", "م")
# Between the month and its year: من عام.
_LONGEST_LINK = 2
_DAYS = range(1, 32)
_CHINESE = {"年": "", "月": "", "日": "", "号": ""}


def _numbers_by_name() -> dict[str, int]:
    tables = (MONTHS, ENGLISH, FRENCH)
    return {
        fold_phrase(name): number
        for table in tables
        for number, names in enumerate(table, 1)
        for name in names
    }


NUMBERS: dict[str, int] = _numbers_by_name()
_AMBIGUOUS = frozenset(map(fold_phrase, AMBIGUOUS)) | {
    fold_phrase(short) for names in (*ENGLISH, *FRENCH) for short in names[1:]
}
# The term of a month in the stem and root layers: its first unambiguous name.
_TERMS = {
    number: next(name for name, of in NUMBERS.items() if of == number and name not in _AMBIGUOUS)
    for number in range(1, 13)
}
# The terms of unambiguous names.
_ALWAYS = {name: _TERMS[number] for name, number in NUMBERS.items() if name not in _AMBIGUOUS}
_VERBS = frozenset(map(fold_phrase, VERBS))


def term(stem: str) -> str | None:
    """The term of the month that a stem always names."""
    return _ALWAYS.get(stem)


def ambiguous_term(form: str) -> str | None:
    """The term of the month that a clean Arabic spelling may name, although it is another word too."""
    if form not in AMBIGUOUS or form.isascii():
        return None
    return _TERMS[NUMBERS[fold_phrase(form)]]


# A name that its spelling, though not its folded letters, distinguishes from another word (أب),
# with the term it has where no number makes it a month.
_WRITTEN = {
    proclitic + name: term
    for name, term in (("آب", "آب"), ("يولية", _TERMS[NUMBERS["يوليه"]]))
    for proclitic in clitics.OF_MONTHS
}


def term_by_spelling(form: str) -> str | None:
    """The term of a clean spelling that is only a month, while its folded form is another word too.
    It applies where the context does not make it a month."""
    return _WRITTEN.get(form)


@cache
def _spellings() -> dict[str, tuple[int, str]]:
    """Ambiguous names and the first words of two-word names, alone and behind proclitics, each with
    the number of the month (0 if the second word decides) and the bare word."""
    found: dict[str, tuple[int, str]] = {}
    for name, number in NUMBERS.items():
        head = name.split()[0]
        if " " in name or name in _AMBIGUOUS:
            for proclitic in clitics.OF_MONTHS if not head.isascii() else ("",):
                found[proclitic + head] = (0 if " " in name else number, head)
    return found


@cache
def _cues() -> frozenset[str]:
    return frozenset((*_spellings(), *_CHINESE))


def is_cue(word: str) -> bool:
    """Whether a folded word may be what `runs` finds; it finds nothing without one."""
    return word in _cues()


def is_ambiguous(word: str) -> bool:
    """Whether a folded word names a month in some contexts and not in others."""
    return _spellings().get(word, (0, ""))[0] > 0


def runs(words: Sequence[str]) -> Iterator[Run]:
    """Where folded `words` name a month by their context, or a Chinese date names a part of one."""
    spellings = _spellings()
    for place, word in enumerate(words):
        if word in _CHINESE:
            if place and words[place - 1].isdecimal():
                yield _chinese_run(word, words[place - 1], place)
        elif word in spellings:
            number, head = spellings[word]
            if number == 0:
                number = NUMBERS.get(" ".join((head, *words[place + 1 : place + 2])), 0)
                if number:
                    yield Run(place, place + 2, _TERMS[number])
            elif _is_dated(words, place) or _is_timed(words, place) or _is_joined(words, place):
                yield Run(place, place + 1, _TERMS[number])


def _chinese_run(sign: str, number: str, place: int) -> Run:
    """The run of 2025年, 9月 or 17日: its term is the number or the month."""
    month = int(number) if sign == "月" and len(number) <= len("12") else 0
    return Run(place - 1, place + 1, _TERMS.get(month, number.lstrip("0") or number))


def _is_dated(words: Sequence[str], place: int) -> bool:
    """Whether a day precedes `place`, or a year or a day follows it."""
    before = _word_at(words, place - 1)
    if _number(_word_at(words, place - 2) if before == _OF else before) in _DAYS:
        return True
    behind = words[place + 1 : place + 2 + _LONGEST_LINK]
    for count, word in enumerate(behind):
        if _number(word) in YEARS:
            return True
        if word not in _LINKS or count == _LONGEST_LINK:
            return bool(count == 0 and words[place].isascii() and _number(word) in _DAYS)
    return False


def _is_timed(words: Sequence[str], place: int) -> bool:
    """Whether a word of time stands beside `place`."""
    word = words[place]
    _, head = _spellings()[word]
    before = words[max(0, place - 2) : place]
    if moments.follows_month(words[place + 1 : place + 4]) and not word.endswith(_DOOR):
        return True
    return word == head and moments.precedes_month(before, verb=head in _VERBS)


def _is_joined(words: Sequence[str], place: int) -> bool:
    """Whether another month is joined to the one at `place`, or another name of it stands there."""
    number, head = _spellings()[words[place]]
    own = _TERMS[number]
    if words[place].removeprefix(_AND) != head:
        return False
    joined = (_month_term(words, other) for other in _joined_places(words, place))
    return own in (_month_term(words, place - 1), _month_term(words, place + 1)) or any(
        term not in (None, own) for term in joined
    )


def _joined_places(words: Sequence[str], place: int) -> Iterator[int]:
    """The places of the words that are joined to the word at `place`."""
    before, behind = _word_at(words, place - 1), _word_at(words, place + 1)
    if before in _JOINTS:
        yield place - 2
    elif words[place].startswith(_AND):
        yield place - 1
    if behind in _JOINTS:
        yield place + 2
    elif behind.startswith(_AND):
        yield place + 1


def _month_term(words: Sequence[str], place: int) -> str | None:
    """The term of the month at `place`, if it is one without another month beside it."""
    word = _word_at(words, place)
    number, _ = _spellings().get(word, (0, ""))
    if not number:
        return term(word.removeprefix(_AND))
    return _TERMS[number] if _is_dated(words, place) or _is_timed(words, place) else None


def _word_at(words: Sequence[str], place: int) -> str:
    return words[place] if 0 <= place < len(words) else ""


def _number(word: str) -> int:
    """The number that a folded word is; -1 if it is none, or too long for a date."""
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= len("2025") else -1


def stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a month stands with its day or its year, as one date: ``words[first:last]``, disjoint."""
    months = {place for run in runs(words) for place in range(run.first, run.last)}
    months |= {place for place, word in enumerate(words) if term(word)}
    for first in sorted(months):
        if first - 1 in months:
            continue
        last = first + 1
        while last in months:
            last += 1
        day = int(first > 0 and _number(words[first - 1]) in _DAYS)
        year = int(last < len(words) and _number(words[last]) in YEARS)
        if last - first + day + year > 1:
            yield first - day, last + year
