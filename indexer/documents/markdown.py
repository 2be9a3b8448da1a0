"""Markdown: its headings and paragraphs, without the marks.

Enough of CommonMark to leave words and nothing else; a block of settings between two lines ``---`` at
the top (as site generators write it) names fields, one ``key: value`` a line.
"""

import re
from collections.abc import Iterator

from indexer import limits
from indexer.documents import article, encoding, prose, rows
from indexer.documents.content import Content
from indexer.errors import DocumentError
from indexer.release import Release

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:[ \t]*(.*)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(?:```|~~~).*")
_POINT = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_QUOTE = re.compile(r"(?:[ \t]*>[ \t]?)++")
_TABLE_RULE = re.compile(r"[ \t:|]*+-[ \t:|-]*+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
# Images and links: their words stay, their addresses go.
_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,1000}(?:[ \t]\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])"
)
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,1000})>")
_STRONG = re.compile(
    r"(?<!\w)([*_]{1,3})(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?!\w)|\*\*([^*\n]{1,1000})\*\*"
)
_CODE = re.compile(r"`([^`\n]{1,1000})`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The one release of a Markdown file, or several in the form of the seeds."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    text = prose.newlines(encoding.decode(raw, file.name))
    fields, text = _front(text)
    title, paragraphs = blocks(text)
    if not fields:
        yield from article.releases(article.Article(paragraphs, title), file.name)
        return
    made = article.Article(paragraphs, fields.pop("title", None) or title)
    row = {"published": fields.pop("date", None), **fields}
    try:
        yield rows.overridden(article.release(made, file.name), row)
    except rows.RowFault as fault:
        raise DocumentError(file.name, str(fault)) from None


def blocks(text: str) -> tuple[str | None, list[str]]:
    """The first heading of level one (or the first of all), and the paragraphs, it among them."""
    paragraphs: list[list[str]] = [[]]
    title: str | None = None
    for line in _COMMENT.sub(" ", text).split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading:
            paragraphs.extend([[heading[1]], []])
            title = title or inline(heading[1])
        elif _UNDERLINE.fullmatch(line) and paragraphs[-1]:
            title = title or inline(" ".join(paragraphs[-1]))
            paragraphs.append([])
        elif prose.is_blank(line) or any(p.fullmatch(line) for p in (_RULE, _FENCE, _TABLE_RULE)):
            paragraphs.append([])
        else:
            plain = _QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line
            if _POINT.match(plain):
                paragraphs.append([])
                plain = _POINT.sub("", plain, count=1)
            paragraphs[-1].append(plain.strip().strip("|").replace("|", " "))
    return title, [inline(" ".join(lines)) for lines in paragraphs if lines]


def inline(text: str) -> str:
    """Running text without emphasis, links, code and tags."""
    text = _ADDRESS.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\1", _TAG.sub(" ", text))
    for _ in range(2):  # strong within emphasis
        text = _STRONG.sub(lambda found: found[2] or found[3], text)
    return prose.one_line(_ESCAPE.sub(r"\1", text))


def _front(text: str) -> tuple[dict[str, str], str]:
    """The settings at the top and the text below them."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    fields = {}
    for line in found[1].split("\n"):
        key = _KEY.fullmatch(line)
        if key and key[2].strip():
            fields[key[1].lower()] = key[2].strip().strip("\"'")
    return fields, text[found.end() :]
