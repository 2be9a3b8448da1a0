"""What a page is called: its title, parted from the name of its site, and whether that names a text at all."""

import re

from selectolax.lexbor import LexborHTMLParser

from indexer.arabic.normalizer import fold_phrase
from indexer.documents.press import institutions

# What joins the title of a page with the name of its site.
_JOINTS = re.compile(r"\s(?:[|\-–—»•]|::)\s")
# What parts of sites are called, with and without the article. This project's own compilation.
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
    """What the page calls itself."""
    node = page.css_first("head title") or page.css_first("title")
    return " ".join((node.text(deep=True) if node else "").split())


def split_title(title: str) -> list[str]:
    """The parts of a title: that of a text, of a section, of the site, in any order."""
    return [part for each in _JOINTS.split(title) if (part := each.strip())]


def strip_site_name(title: str, site: str | None) -> str:
    """A title without the name of its site behind it, which is this or much shorter."""
    *_, joint = (None, *_JOINTS.finditer(title))
    if joint is None:
        return title
    head, tail = title[: joint.start()], title[joint.end() :]
    return head.strip() if tail == site or len(tail) * 2 < len(head) else title


def is_section_name(text: str) -> bool:
    """Whether a text names a part of a site, and no text in it."""
    folded = fold_phrase(text)
    return folded in _SECTIONS or _ARTICLE.sub("", folded) in _SECTIONS


def is_generic(title: str) -> bool:
    """Whether the title of a page can be that of all pages of a site: a word, an institution, a section."""
    return all(
        len(part.split()) < 2
        or is_section_name(part)
        or institutions.name_in_line(part) is not None
        for part in split_title(title)
    )
