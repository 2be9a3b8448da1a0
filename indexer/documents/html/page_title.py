"""Reads the title of a page: without the name of its site, and whether it is generic."""

import re

from selectolax.lexbor import LexborHTMLParser

from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.documents.press import institutions

# Separators between the title of a text and the name of the site.
_SEPARATORS = re.compile(r"\s(?:[|\-–—»•]|::)\s")
# Names of sections of sites, also with the article. This project's own compilation.
_SECTIONS = frozenset(
    map(
        fold_phrase,
        (
            *("خبر", "أخبار", "تفاصيل", "تفاصيل خبر", "تفاصيل الخبر", "تفاصيل الأخبار", "عرض الخبر", "نص الخبر", "صفحة الخبر"),
            *("آخر الأخبار", "أحدث الأخبار", "أهم الأخبار", "جميع الأخبار", "قائمة الأخبار", "أخبار الوزارة", "أخبار الهيئة"),
            *("غرفة الأخبار", "أرشيف الأخبار", "الأخبار والفعاليات", "أخبار وفعاليات", "مركز إعلامي", "مركز الأخبار", "مستجدات"),
            *("بيانات صحفية", "بيانات", "صفحة رئيسية", "رئيسية", "موقع رسمي", "طباعة", "home", "homepage", "news"),
            *("news details", "news detail", "details", "latest news", "media center", "press releases", "untitled document", "print"),
            *("actualités", "accueil", "communiqués"),
        ),
    )
)  # fmt: skip
_ARTICLE = re.compile(r"(?<!\w)ال")


def title_of(page: LexborHTMLParser) -> str:
    """The title of the page, with single spaces."""
    node = page.css_first("head title") or page.css_first("title")
    return " ".join((node.text(deep=True) if node else "").split())


def split_title(title: str) -> list[str]:
    """The parts of a title (text, section, site), in their order."""
    return [part for each in _SEPARATORS.split(title) if (part := each.strip())]


def institution(title: str) -> str | None:
    """The first part of a title that is the name of an institution, as on sites without metadata:
    وزارة الخارجية - وزير الخارجية يستقبل السفير."""
    names = filter(None, map(institutions.name_in_line, split_title(title)))
    return next(names, None)


def strip_site_name(title: str, site: str | None) -> str:
    """A title without a last part that is the name of the `site` or much shorter than the rest."""
    *_, separator = (None, *_SEPARATORS.finditer(title))
    if separator is None:
        return title
    head, tail = title[: separator.start()], title[separator.end() :]
    return head.strip() if tail == site or len(tail) * 2 < len(head) else title


def is_section_name(text: str) -> bool:
    """Whether a text is the name of a section of a site."""
    folded = fold_phrase(text)
    return folded in _SECTIONS or _ARTICLE.sub("", folded) in _SECTIONS


def is_generic(title: str) -> bool:
    """Whether a title could be that of all pages of a site: single words, institutions,
    sections."""
    return all(
        len(part.split()) < 2
        or is_section_name(part)
        or institutions.name_in_line(part) is not None
        for part in split_title(title)
    )
