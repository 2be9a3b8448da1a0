"""Dates as press material writes them: ``17 سبتمبر 2025``, ``١٧ أيلول ٢٠٢٥م``, ``17/9/2025``,
``September 17, 2025``, ``17 septembre 2025``, ``2025年9月17日``.

Pure functions over text. Digits of every script, vowel marks, bidi marks and spelling variants of
the month names (hamza, ى/ي, ة/ه) make no difference, because both sides are folded by the
normalizer. Numbers alone are read as day/month/year, the order of all Arab countries, or as ISO
year-month-day; ``9/17/2025`` is no date. The first day of a range is read. Years outside 1700-2199
are not read, so that a Hijri date in figures (``17/3/1447``) is not taken for a Gregorian one.
"""

import datetime
import re
from collections.abc import Iterable, Iterator

from indexer.arabic.expressions import months
from indexer.arabic.orthography.letters import FORMAT_MARKS, TATWEEL, VOWEL_MARKS
from indexer.arabic.orthography.normalizer import fold, fold_phrase
from indexer.arabic.orthography.numbers import western

# A date in words with weekday and range; longer texts are sentences.
DATE_CHARACTERS = 100

WEEKDAYS = ("الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
# Weekdays of English and French texts. Source: Unicode CLDR, wide names of en and fr.
LATIN_WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)


def one_of(words: Iterable[str]) -> str:
    """A regex for one of these words, the longest first; an alternation without its brackets."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# Including combining accents (février, as from a Macintosh); folding drops the others.
_INVISIBLE = re.compile(f"[{FORMAT_MARKS}{VOWEL_MARKS}{TATWEEL}\u0300-\u036f]")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\s+|.", re.DOTALL)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")

_NAME = rf"(?:{one_of(months.NUMBERS)})(?!\w)"
_WEEKDAY = "(?:" + "|".join(fold_phrase(day) for day in (*WEEKDAYS, *LATIN_WEEKDAYS)) + ")"
_DAY = r"[0-9]{1,2}"
_ORDINAL = r"(?:(?:st|nd|rd|th|er)(?!\w))?"
# ``-``, or the word الى of "من 17 إلى 18".
TO = r" ?(?:-|الي|حتي|و) ?"
_YEAR = r"(?:[0-9]{4}) ?(?:م(?!\w))?"
# The second name of سبتمبر/أيلول or سبتمبر (أيلول).
_MONTH_NAME = rf"(?P<name>{_NAME})\.?(?: ?/ ?{_NAME}| ?\( ?{_NAME} ?\))?"
_LINK = r"[،,/-]? ?(?:من )?(?:عام |سنه )?"
# 17 سبتمبر 2025 | 17-سبتمبر-2025 | 17-18 سبتمبر 2025 | 30 سبتمبر - 2 أكتوبر 2025 (the year belongs
# to both).
_NAMED = (
    rf"(?P<day>{_DAY}){_ORDINAL} ?(?:{TO}{_DAY} ?)?(?:[-/] ?)?{_MONTH_NAME}"
    rf" ?(?:{TO}{_DAY} ?{_NAME} ?)?{_LINK}(?P<year>{_YEAR})"
)
_DAY_FIRST = (
    rf"(?P<day2>{_DAY}) ?(?P<mark2>[/.-]) ?(?P<month2>{_DAY}) ?(?P=mark2) ?(?P<year2>{_YEAR})"
)
_YEAR_FIRST = rf"(?P<year3>[0-9]{{4}})(?P<mark3>[/.-])(?P<month3>{_DAY})(?P=mark3)(?P<day3>{_DAY})"
_MONTH_FIRST = rf"(?P<name4>{_NAME})\.? (?P<day4>{_DAY}){_ORDINAL}[،,]? (?P<year4>[0-9]{{4}})"
_CHINESE = rf"(?P<year5>[0-9]{{4}}) ?年 ?(?P<month5>{_DAY}) ?月 ?(?P<day5>{_DAY}) ?[日号]"
_DATE = re.compile(
    r"(?<![0-9])(?<![0-9][/.-])"
    rf"(?:{_NAMED}|{_DAY_FIRST}|{_YEAR_FIRST}|{_CHINESE}|(?<!\w){_MONTH_FIRST})"
    r"(?![0-9]|[/.-][0-9])"
)
_LEAD = re.compile(
    rf"(?:في |le |on )?(?:يوم )?(?:{_WEEKDAY} ?[،,]? ?)?(?:الموافق |في |من )?(?={_DAY}|{_NAME})"
)


def find(text: str) -> datetime.date | None:
    """The first date in `text`, or None. Never raises."""
    return next((day for _, _, day in _dates(plain_text(text))), None)


def parse_day(text: str) -> datetime.date | None:
    """The date that `text` as a whole is, or None. A weekday may precede it. Never raises."""
    if len(text) > DATE_CHARACTERS:
        return None
    plain = plain_text(text).strip()
    lead = _LEAD.match(plain)
    start = lead.end() if lead else 0
    for begin, end, day in _dates(plain):
        return day if begin == start and end == len(plain) else None
    return None


def plain_text(text: str) -> str:
    """`text` with folded words, Western digits, one kind of dash, single spaces, and nothing
    invisible."""
    return "".join(map(_plain_token, _TOKEN.findall(visible(text))))


def visible(text: str) -> str:
    """`text` without vowel marks, tatweel and invisible characters, with one kind of dash."""
    return _INVISIBLE.sub("", text).translate(_DASHES)


def _plain_token(token: str) -> str:
    if token.isspace():
        return " "
    if token.isdecimal():
        return western(token)
    return fold(token) if token.isalpha() else token


def _dates(plain: str) -> Iterator[tuple[int, int, datetime.date]]:
    """Start, end and value of each real date, in order; 31 فبراير is skipped."""
    for match in _DATE.finditer(plain):
        day = _value(match)
        if day is not None:
            yield match.start(), match.end(), day


def _value(match: re.Match[str]) -> datetime.date | None:
    """The day that a match of `_DATE` names; None if the calendar has no such day."""
    if match["name"]:
        return _day(match["year"], str(months.NUMBERS[match["name"]]), match["day"])
    if match["year2"]:
        return _day(match["year2"], match["month2"], match["day2"])
    if match["name4"]:
        return _day(match["year4"], str(months.NUMBERS[match["name4"]]), match["day4"])
    if match["year5"]:
        return _day(match["year5"], match["month5"], match["day5"])
    return _day(match["year3"], match["month3"], match["day3"])


def _day(year: str, month: str, day: str) -> datetime.date | None:
    number = int(year[:4])
    if number not in months.YEARS:
        return None
    try:
        return datetime.date(number, int(month), int(day))
    except ValueError:
        return None
