"""What programs and people call the fields of a release: one table for JSON objects and for the columns of sheets.

A field is called by its own name (see `rows`) before it is by another, and of several other names the one that stands first in the
table counts. What is called otherwise, or holds what the field cannot, is kept as it is.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from indexer import limits
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold_phrase

# Own names, `date` being another one for `published` that is kept beside it.
OWN = (
    *("id", "title", "body", "published", "date", "event_date", "place", "agency"),
    *("language", "url", "dateline"),
)
# Headings longer than this are sentences.
_CHARACTERS = 60
# Without spaces and small letters alone: post_title, postTitle and Post Title are one. Those of WordPress, Drupal, Strapi,
# schema.org, JSON Feed, RSS, and of the sheets of offices.
_ENGLISH: Mapping[str, str] = {
    "title": "headline posttitle newstitle",
    "body": (
        "content postcontent text articlebody contenthtml contenttext bodytext fulltext bodyhtml newsbody details "
        "description"
    ),
    "published": (
        "publicationdate publishedat publishedon pubdate datepublished publishdate postdate releasedate newsdate "
        "publishedtime publicationtime createdat created datecreated"
    ),
    "event_date": "eventdate dateofevent",
    "place": "city location lieu",
    "agency": "department ministry organization organisation publisher issuer issuedby",
    "language": "lang langcode locale",
    "url": "link permalink webaddress weburl sourceurl canonical canonicalurl",
    "id": "id slug",
}
# Without articles, and without what the rows are: عنوان of عنوان الخبر. The reader's list is `seeds/README.md`.
_ARABIC: Mapping[str, tuple[str, ...]] = {
    "title": ("عنوان", "عنوان رئيسي", "عنوان رئيس"),
    "body": ("نص", "محتوى", "متن", "مضمون", "نص كامل", "تفاصيل", "خبر", "بيان"),
    "published": ("تاريخ نشر", "تاريخ", "تاريخ إصدار", "تاريخ صدور", "يوم نشر"),
    "event_date": ("تاريخ حدث", "تاريخ فعالية"),
    "place": ("مكان", "مدينة"),
    "agency": ("جهة", "مصدر", "جهة مصدرة", "وزارة", "جهة إصدار"),
    "language": ("لغة",),
    "url": ("رابط", "رابط إلكتروني"),
    "id": ("معرف",),
}
# What persons, goods and categories have, too, which have no title: it is a body beside one.
_WEAK_BODIES = frozenset(map(fold_phrase, ("description", "details", "تفاصيل", "خبر", "بيان")))
_KINDS = frozenset(map(fold_phrase, ("خبر", "بيان", "مادة", "بلاغ", "مقال", "صحفي", "صحافي")))
# Of what has a title in French; elsewhere "source" is another word. Small words and accents make no difference.
_FRENCH_TITLE = "titre"
_FRENCH: Mapping[str, tuple[str, ...]] = {
    "title": (_FRENCH_TITLE,),
    "body": ("texte", "contenu", "corps"),
    "published": ("date publication", "date parution"),
    "event_date": ("date evenement",),
    "place": ("lieu",),
    "agency": ("agence", "source"),
    "language": ("langue",),
    "url": ("lien", "adresse web"),
    "id": ("identifiant",),
}
_FRENCH_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "l", "d"})
_FRENCH_KINDS = frozenset({"communique", "article"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINTS = re.compile(r"[\s_\-.]+")


def match_headings(headings: Sequence[str]) -> Mapping[int, str]:
    """By their places, the fields that headings stand for, each of them once."""
    # The objects of a file have the same keys, most often; what is remembered is bounded.
    is_small = len(headings) <= _CHARACTERS and all(len(each) <= _CHARACTERS for each in headings)
    return _remembered(tuple(headings)) if is_small else _found(headings)


@lru_cache(maxsize=256)
def _remembered(headings: tuple[str, ...]) -> Mapping[int, str]:
    return _found(headings)


def _found(headings: Sequence[str]) -> Mapping[int, str]:
    found = _own(headings)
    # An object of more keys is none of a release; its own names are found.
    first = headings[: limits.COLUMNS]
    is_french = any(_french(heading) == _FRENCH_TITLE for heading in first)
    offered = sorted(
        (rank, place, field)
        for place, heading in enumerate(first)
        if place not in found.values() and len(heading) <= _CHARACTERS
        for field, rank in _meant(heading, is_french=is_french)
    )
    for _, place, field in offered:
        if field == "published" and "date" in found:
            continue
        if field not in found and place not in found.values():
            found[field] = place
    if "title" not in found and "body" in found and _is_weak(headings[found["body"]]):
        del found["body"]
    return {place: field for field, place in found.items()}


def _is_weak(heading: str) -> bool:
    return not _WEAK_BODIES.isdisjoint((_english_name(heading), _bare(heading)))


def _own(headings: Sequence[str]) -> dict[str, int]:
    """The places of fields that are called by their own names, before those in capitals."""
    found: dict[str, int] = {}
    for same in (str, str.lower):
        for place, heading in enumerate(headings):
            own = same(heading.strip())
            if own in OWN and own not in found and place not in found.values():
                found[own] = place
    return found


@lru_cache(maxsize=1_000)
def _meant(heading: str, *, is_french: bool) -> list[tuple[str, int]]:
    """The fields that a heading can stand for, with its rank among their names."""
    names = [(_english_name(heading), _english()), (_bare(heading), _arabic())]
    if is_french:
        names.append((_french(heading), _french_names()))
    return [table[name] for name, table in names if name in table]


def _english_name(heading: str) -> str:
    return _JOINTS.sub("", fold_phrase(_CAMEL.sub(" ", heading))).lower()


@cache
def _english() -> Mapping[str, tuple[str, int]]:
    return _ranked({field: tuple(names.split()) for field, names in _ENGLISH.items()})


@cache
def _arabic() -> Mapping[str, tuple[str, int]]:
    return {_bare(name): found for name, found in _ranked(_ARABIC).items()}


@cache
def _french_names() -> Mapping[str, tuple[str, int]]:
    # Behind the Arabic ones: a sheet in both is read by these.
    return {name: (field, 100 + rank) for name, (field, rank) in _ranked(_FRENCH).items()}


def _ranked(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, int]]:
    return {
        fold_phrase(name): (field, rank)
        for field, names in table.items()
        for rank, name in enumerate(names)
    }


def _bare(heading: str) -> str:
    """The words of a heading in Arabic without their articles, and without what the rows are."""
    words = [word.removeprefix(ARTICLE) for word in fold_phrase(_JOINTS.sub(" ", heading)).split()]
    while len(words) > 1 and words[-1] in _KINDS:
        del words[-1]
    return " ".join(words)


def _french(heading: str) -> str:
    """The words of a heading that tell: titre of titre du communiqué."""
    if len(heading) > _CHARACTERS:
        return ""
    folded = fold_phrase(heading.replace("_", " ")).lower().replace("’", "'").replace("'", " ")
    words = [word for word in folded.split() if word not in _FRENCH_SMALL]
    if len(words) > 1 and words[-1] in _FRENCH_KINDS:
        del words[-1]
    return " ".join(words)
