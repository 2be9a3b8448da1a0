"""Parses one date, or a range of dates: the entry point of the package.

Ranges are ``من … إلى …``, ``بين … و…``, ``2025-09..2025-10``; open ones ``قبل …``, ``بعد …``, ``منذ
…``, ``حتى …``. Digits of any script, vowel marks, bidi marks and spelling variants make no
difference. Numeric dates are day/month/year, as in all Arab countries, or ISO year-month-day.
"""

import datetime
import re
from collections.abc import Iterator

from indexer.arabic import dates
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.periods import hijri, named, relative
from indexer.periods.period import Period

_BRACKETS = '()[]{}«»"“” .،,؛;؟?!'
_TO = re.compile(r" ?(?:\.\.+|…|~) ?| (?:الي|حتي|to|until|till|through|and|و) ?| ?[至到-] ?")
_LEAD = re.compile("^(?:في|خلال|in|on|during) (?:(?:الفتره|المده|the period) )?")
_RANGE = re.compile("(?:(?:ما )?(?:من|بين)|from|between|从) ?")
_AFTER = re.compile("(?:بعد|after|>(?!=)) ?(?P<rest>.+)|(?P<rest2>.+?)(?:之后|以后)")
_SINCE = re.compile(
    r"(?:منذ|ابتداء من|بدءا من|اعتبارا من|من|since|from|>=) ?(?P<rest>.+)"
    r"|(?P<rest2>.+?)(?: ?(?:\.\.+|…)| فصاعدا|以来)"
)
_BEFORE = re.compile("(?:قبل|before|<(?!=)) ?(?P<rest>.+)|(?P<rest2>.+?)(?:之前|以前)")
_UNTIL = re.compile(r"(?:حتي|لغايه|الي|until|till|to|<=|\.\.+|…) ?(?P<rest>.+)|(?P<rest2>.+?)为止")
_WITH_YEAR = re.compile("[0-9]{4}")
# A day or a month in figures; and an American date, with the day after the month.
_FIGURES = re.compile("(?<![0-9])[0-9]{1,2}(?![0-9])")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})( ?[/.-] ?)([0-9]{1,2})\2([0-9]{4})")
_LEADING_NUMBER = re.compile(r"[0-9]+")
# How many words of its end the start of a range may share: من 17 إلى 18 سبتمبر من عام 2025.
_SHARED_WORDS = 5


def parse(text: str, today: datetime.date) -> Period | None:
    """The days that `text` denotes on the day `today`, or None. Never raises."""
    if len(text) > DATE_CHARACTERS:
        return None
    plain = _plain_date(text)
    found = _single(plain, today) or _half_open(plain, today)
    if found:
        return found
    ends = _ends(plain, today)
    return _span(*ends) if ends else None


def is_reversed(text: str, today: datetime.date) -> bool:
    """Whether `text`, which `parse` accepts, names the end of a range before its start."""
    plain = _plain_date(text)
    if _single(plain, today) or _half_open(plain, today):
        return False
    ends = _ends(plain, today)
    if ends is None:
        return False
    begin, end = ends
    return begin.first is not None and end.last is not None and end.last < begin.first


def is_impossible(text: str, today: datetime.date) -> bool:
    """Whether `text` has the form of a date that does not exist: 31 فبراير 2025, 2025-13."""
    if len(text) > DATE_CHARACTERS or parse(text, today):
        return False
    plain = _plain_date(text)
    if parse(_MONTH_FIRST.sub(r"\3\2\1\2\4", plain), today):
        return False
    return parse(_FIGURES.sub("1", plain), today) is not None


def _plain_date(text: str) -> str:
    return _LEAD.sub("", _without_punctuation(text), count=1)


def _without_punctuation(text: str) -> str:
    """Plain text without punctuation around it, except the dots of an open range."""
    marks = _BRACKETS.replace(".", "") if ".." in text else _BRACKETS
    return dates.plain_text(text).strip(marks)


def _single(plain: str, today: datetime.date) -> Period | None:
    return hijri.read(plain, today) or named.read(plain, today) or relative.read(plain, today)


def _half_open(plain: str, today: datetime.date) -> Period | None:
    """A period that is open on one side."""
    for shape in (_AFTER, _SINCE, _BEFORE, _UNTIL):
        found = shape.fullmatch(plain)
        named_time = found and _single(found["rest"] or found["rest2"], today)
        if named_time and named_time.first and named_time.last:
            return _open_period(shape, named_time.first, named_time.last)
    return None


def _open_period(
    shape: re.Pattern[str], first: datetime.date, last: datetime.date
) -> Period | None:
    one = datetime.timedelta(days=1)
    try:
        if shape is _AFTER:
            return Period(last + one, None)
        if shape is _BEFORE:
            return Period(None, first - one)
    except OverflowError:
        return None
    return Period(first, None) if shape is _SINCE else Period(None, last)


def _ends(plain: str, today: datetime.date) -> tuple[Period, Period] | None:
    """The start and the end of a range, in the order of the text."""
    lead = _RANGE.match(plain)
    start = lead.end() if lead else 0
    for to in _TO.finditer(plain, start):
        end = _single(plain[to.end() :], today)
        if end:
            for written in _start_texts(plain[start : to.start()], plain[to.end() :]):
                begin = _single(written, today)
                if begin:
                    return _with_year(begin, written, end, today), end
    return None


def _with_year(begin: Period, written: str, end: Period, today: datetime.date) -> Period:
    """The start of a range; without a year, one after its `end` is of the year before: من نوفمبر
    إلى فبراير."""
    if begin.first and end.first and begin.first > end.first and not _WITH_YEAR.search(written):
        return _single(f"{written} {end.first.year - 1}", today) or begin
    return begin


def _start_texts(begin: str, end: str) -> Iterator[str]:
    """The text of a range's start, completed by the month or year of its end, most words first."""
    if not _WITH_YEAR.search(begin):
        if begin.isdecimal():
            yield _LEADING_NUMBER.sub(begin, end, count=1)
        words = end.split(" ")
        for count in range(min(len(words) - 1, _SHARED_WORDS), 0, -1):
            yield f"{begin} {' '.join(words[-count:])}"
    yield begin


def _span(one: Period, other: Period) -> Period:
    """The period from the first day of both to the last, in either order."""
    days = [date for date in (*one, *other) if date]
    return Period(min(days), max(days))
