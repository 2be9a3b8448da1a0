"""Reads Markdown: headings and paragraphs, without the markup; for settings at the top see
`front_matter`."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from selectolax.lexbor import LexborHTMLParser

from indexer.documents import limits
from indexer.documents.fields import rows
from indexer.documents.files.content import Content
from indexer.documents.html import rendering
from indexer.documents.markup import front_matter
from indexer.documents.press import article
from indexer.documents.tables import records
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError, NotARelease
from indexer.releases.release import Release

# Blocks that contain blocks.
_CONTAINERS = frozenset({"blockquote_open", "list_item_open"})
_HEADINGS = ("h1", "h1, h2, h3, h4, h5, h6")
# Releases indent their paragraphs and contain no code; [المصدر]: وام is a line of text; of pictures
# only the alternative text is kept. Tags are removed first, so that an unclosed one does not
# swallow the rest of the text.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": limits.MAX_MARKDOWN_NESTING + 1})
    .enable("table")
    .disable(["code", "reference"])
)
# Inline nesting keeps the limit of the preset: a deeper one would take more time for brackets, and
# no text is lost.
_INLINE = MarkdownIt("commonmark", {"html": False})
_TAG = re.compile(r"</?(?!https?:|mailto:)[A-Za-z][^<>\n]{0,500}>")
_PICTURE = re.compile(r"!(?=\[)")
# Lines of pictures, linked or not, are dropped. Possessive quantifiers: no backtracking.
_FIGURE = re.compile(
    r"^[ \t]*+(?:\[?+!\[[^\]\n]*+\]\([^)\n]*+\)(?:\]\([^)\n]*+\))?+[ \t]*+)++$", re.MULTILINE
)
# A footnote, and a reference to one.
_NOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
# Bold markup that CommonMark does not recognise next to Arabic letters and quotation marks.
_BOLD = re.compile(r"\*\*+|__+")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The release of a Markdown file, or several in the seed format."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    text = prose.normalize_newlines(encoding.decode(raw, file.name))
    if text.count("[") > limits.MAX_MARKDOWN_BRACKETS:
        raise DocumentError(
            file.name, f"has more than {limits.MAX_MARKDOWN_BRACKETS:,} brackets; not read"
        )
    try:
        settings, text = front_matter.read(text)
        if front_matter.is_draft(settings):
            raise NotARelease(file.name, "a draft, as its settings say; not read")
        record = front_matter.to_record(settings)
        title, paragraphs = render(text)
    except rows.RowFault as fault:
        raise DocumentError(file.name, str(fault)) from None
    if not settings:
        yield from article.releases(article.Article(paragraphs, title), file.name)
        return
    made = article.Article(paragraphs, record.row.pop("title", None) or title)
    try:
        yield records.override(article.release(made, file.name), record)
    except rows.RowFault as fault:
        raise DocumentError(file.name, str(fault)) from None


def render(text: str) -> tuple[str | None, list[str]]:
    """The first heading of level one, or else of any level, and all paragraphs, headings included.

    Raises RowFault for blocks nested deeper than the parser's limit, which it would drop.
    """
    plain = _FIGURE.sub("", _TAG.sub(" ", _without_comments(text)))
    plain = _NOTE_MARK.sub("", _NOTE.sub("\n", _PICTURE.sub("", plain)))
    tokens = _MARKDOWN.parse(plain)
    if any(
        token.type in _CONTAINERS and token.level >= limits.MAX_MARKDOWN_NESTING for token in tokens
    ):
        raise rows.RowFault(
            f"quotations and lists are nested more than {limits.MAX_MARKDOWN_NESTING} deep; not read"
        )
    page = LexborHTMLParser(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    headings = (page.css_first(level) for level in _HEADINGS)
    heading = next(filter(None, headings), None)
    title = _BOLD.sub("", " ".join(rendering.node_paragraphs(heading))) if heading else None
    paragraphs = rendering.node_paragraphs(page.body) if page.body else []
    return title, [_BOLD.sub("", paragraph) for paragraph in paragraphs]


def _parse_inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            _INLINE.inline.parse(token.content, _INLINE, state.env, token.children)


_MARKDOWN.core.ruler.at("inline", _parse_inline)


def _without_comments(text: str) -> str:
    """A text without ``<!-- … -->``; an unclosed comment is text."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[at:begin])
        at = end + 3
    return " ".join([*parts, text[at:]])
