"""Maps the names that programs and people give to the fields of a release: keys of JSON objects and
columns of sheets.

A field's own name (see `rows`) takes precedence over its synonyms, and an earlier synonym in the
table over a later one. Unknown names, and values that do not fit the field, are kept unchanged.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.documents import limits

# Our own names; `date` is a synonym for `published` that is kept beside it.
OWN = (
    *("id", "title", "body", "published", "date", "event_date", "place", "agency"),
    *("language", "url", "dateline"),
)
# Longer headings are sentences.
_CHARACTERS = 60
# In lower case and without separators: post_title, postTitle and Post Title are one. From
# WordPress, Drupal, Strapi, schema.org, JSON Feed, RSS, and office spreadsheets.
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
# Without articles and without the noun for the record: عنوان for عنوان الخبر. Documented for users
# in `seeds/README.md`.
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
# Persons, goods and categories have these fields too, but no title; so these name a body only
# beside a title.
_WEAK_BODIES = frozenset(map(fold_phrase, ("description", "details", "تفاصيل", "خبر", "بيان")))
_RECORD_NOUNS = frozenset(
    map(fold_phrase, ("خبر", "بيان", "مادة", "بلاغ", "مقال", "صحفي", "صحافي"))
)
# Used only for records with a French title, because "source" means something else elsewhere.
# Articles, prepositions and accents are ignored.
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
# Added to the ranks of French names: Arabic names decide in a sheet with both.
_AFTER_ARABIC = 100
_FRENCH_STOPWORDS = frozenset({"de", "du", "des", "la", "le", "les", "l", "d"})
_FRENCH_RECORD_NOUNS = frozenset({"communique", "article"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_\-.]+")


def match_headings(headings: Sequence[str]) -> Mapping[int, str]:
    """Maps the indexes of headings to the fields that they name, each field at most once."""
    # Most objects of a file have the same keys, so results are cached; the cache is bounded.
    is_small = len(headings) <= _CHARACTERS and all(len(each) <= _CHARACTERS for each in headings)
    return _match_cached(tuple(headings)) if is_small else _match(headings)


@lru_cache(maxsize=256)
def _match_cached(headings: tuple[str, ...]) -> Mapping[int, str]:
    return _match(headings)


def _match(headings: Sequence[str]) -> Mapping[int, str]:
    found = _match_own_names(headings)
    # An object with more keys is not a release; only our own names are matched beyond this.
    first = headings[: limits.MAX_COLUMNS]
    is_french = any(_normalize_french(heading) == _FRENCH_TITLE for heading in first)
    candidates = sorted(
        (rank, place, field)
        for place, heading in enumerate(first)
        if place not in found.values() and len(heading) <= _CHARACTERS
        for field, rank in _candidates(heading, is_french=is_french)
    )
    for _, place, field in candidates:
        if field == "published" and "date" in found:
            continue
        if field not in found and place not in found.values():
            found[field] = place
    if "title" not in found and "body" in found and _is_weak(headings[found["body"]]):
        del found["body"]
    return {place: field for field, place in found.items()}


def _is_weak(heading: str) -> bool:
    return not _WEAK_BODIES.isdisjoint((_normalize_english(heading), _normalize_arabic(heading)))


def _match_own_names(headings: Sequence[str]) -> dict[str, int]:
    """The indexes of fields under their own names; exact matches take precedence over capitalised
    ones."""
    found: dict[str, int] = {}
    for same in (str, str.lower):
        for place, heading in enumerate(headings):
            own = same(heading.strip())
            if own in OWN and own not in found and place not in found.values():
                found[own] = place
    return found


@lru_cache(maxsize=1_000)
def _candidates(heading: str, *, is_french: bool) -> list[tuple[str, int]]:
    """The fields that a heading can name, with its rank among their synonyms."""
    names = [
        (_normalize_english(heading), _english_names()),
        (_normalize_arabic(heading), _arabic_names()),
    ]
    if is_french:
        names.append((_normalize_french(heading), _french_names()))
    return [table[name] for name, table in names if name in table]


def _normalize_english(heading: str) -> str:
    return _SEPARATORS.sub("", fold_phrase(_CAMEL.sub(" ", heading))).lower()


@cache
def _english_names() -> Mapping[str, tuple[str, int]]:
    return _with_ranks({field: tuple(names.split()) for field, names in _ENGLISH.items()})


@cache
def _arabic_names() -> Mapping[str, tuple[str, int]]:
    return {_normalize_arabic(name): found for name, found in _with_ranks(_ARABIC).items()}


@cache
def _french_names() -> Mapping[str, tuple[str, int]]:
    return {
        name: (field, _AFTER_ARABIC + rank) for name, (field, rank) in _with_ranks(_FRENCH).items()
    }


def _with_ranks(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, int]]:
    return {
        fold_phrase(name): (field, rank)
        for field, names in table.items()
        for rank, name in enumerate(names)
    }


def _normalize_arabic(heading: str) -> str:
    """An Arabic heading without articles and without a final noun for the record."""
    words = [
        word.removeprefix(ARTICLE) for word in fold_phrase(_SEPARATORS.sub(" ", heading)).split()
    ]
    while len(words) > 1 and words[-1] in _RECORD_NOUNS:
        del words[-1]
    return " ".join(words)


def _normalize_french(heading: str) -> str:
    """A French heading without stop words and without a final noun for the record: titre for titre
    du communiqué."""
    if len(heading) > _CHARACTERS:
        return ""
    folded = fold_phrase(heading.replace("_", " ")).lower().replace("’", "'").replace("'", " ")
    words = [word for word in folded.split() if word not in _FRENCH_STOPWORDS]
    if len(words) > 1 and words[-1] in _FRENCH_RECORD_NOUNS:
        del words[-1]
    return " ".join(words)
