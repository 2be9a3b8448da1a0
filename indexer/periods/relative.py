"""Parses dates relative to today: ``أمس``, ``الشهر الماضي``, ``آخر 7 أيام``, ``last month``,
``上个月``.

Texts are plain (`dates.plain_text`). Weeks begin on Monday, as in ISO 8601.
"""

import datetime
import re

from indexer.arabic.dates import one_of
from indexer.periods import period
from indexer.periods.period import Period

_DAYS_AGO = {
    "اليوم": 0, "today": 0, "今天": 0,
    "امس": 1, "البارحه": 1, "يوم امس": 1, "yesterday": 1, "昨天": 1,
    "اول امس": 2, "امس الاول": 2, "前天": 2,
}  # fmt: skip
_UNITS = {
    "day": "يوم ايام يوما day days 天 日",
    "week": "اسبوع اسابيع اسبوعا week weeks 周 个星期 星期 个周",
    "month": "شهر اشهر شهور شهرا month months 月 个月",
    "quarter": "ربع quarter 季度 个季度",
    "year": "سنه عام سنوات سنين اعوام عاما year years 年",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PAIR = {
    "يومين": "day", "يومان": "day", "اسبوعين": "week", "شهرين": "month", "ربعين": "quarter",
    "سنتين": "year", "عامين": "year",
}  # fmt: skip
_NUMBERS = {
    2: "two 两", 3: "ثلاث ثلاثه three 三", 4: "اربع اربعه four 四", 5: "خمس خمسه five 五",
    6: "ست سته six 六", 7: "سبع سبعه seven 七", 8: "ثمان ثماني ثمانيه eight 八",
    9: "تسع تسعه nine 九", 10: "عشر عشره ten 十",
}  # fmt: skip
_NUMBER = {word: number for number, words in _NUMBERS.items() for word in words.split()}


def _one_of(words: str) -> str:
    return one_of(words.split())


_CURRENT = _one_of("الحالي الحاليه الجاري الجاريه هذا هذه this current 本 这 这个 今")
_PAST = _one_of(
    "الماضي الماضيه المنصرم المنصرمه السابق السابقه الفائت الفائته last previous 上 上个 去"
)
_LATEST = _one_of("اخر last past 最近 过去")
_ANY = one_of(_UNIT)
_COUNTED = rf"(?:(?:(?P<count>[0-9]{{1,4}}|{one_of(_NUMBER)}) ?)?(?P<unit>{_ANY})|(?P<pair>{one_of(_PAIR)}))"
_IS_CURRENT = re.compile(
    rf"(?:{_CURRENT}) ?(?:ال)?(?P<unit>{_ANY})|ال(?P<other>{_ANY}) (?:{_CURRENT})"
)
_IS_PAST = re.compile(rf"(?:{_PAST}) ?(?P<unit>{_ANY})|ال(?P<other>{_ANY}) (?:{_PAST})")
_IS_LATEST = re.compile(rf"(?:{_LATEST}) ?{_COUNTED}")
_IS_SINCE = re.compile(rf"منذ {_COUNTED}")
_AGO = (re.compile(rf"قبل {_COUNTED}"), re.compile(rf"{_COUNTED} ?(?:ago|前)"))


def read(plain: str, today: datetime.date) -> Period | None:
    """The period that `plain` denotes relative to `today`, or None."""
    if plain in _DAYS_AGO:
        date = period.subtract(today, "day", _DAYS_AGO[plain])
        return period.day(date) if date else None
    if found := _IS_CURRENT.fullmatch(plain):
        return period.unit_around(today, _UNIT[found["unit"] or found["other"]])
    if found := _IS_PAST.fullmatch(plain):
        unit = _UNIT[found["unit"] or found["other"]]
        date = period.subtract(today, unit, 1)
        return period.unit_around(date, unit) if date else None
    if found := _IS_LATEST.fullmatch(plain):
        first = _ago(found, today)
        # The last seven days are today and the six before it.
        return Period(first + datetime.timedelta(days=1), today) if first else None
    if found := _IS_SINCE.fullmatch(plain):
        first = _ago(found, today)
        return Period(first, today) if first else None
    for shape in _AGO:
        if found := shape.fullmatch(plain):
            date = _ago(found, today)
            return period.day(date) if date else None
    return None


def _ago(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    """The day the counted units before `today`."""
    if found["pair"]:
        return period.subtract(today, _PAIR[found["pair"]], 2)
    count = found["count"] or "1"
    number = int(count) if count.isdecimal() else _NUMBER[count]
    return period.subtract(today, _UNIT[found["unit"]], number) if number else None
