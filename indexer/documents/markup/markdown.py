"""Markdown: its headings and paragraphs, without the marks. A block of settings at the top names fields: see `front`."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from selectolax.lexbor import LexborHTMLParser

from indexer import limits
from indexer.documents.fields import rows
from indexer.documents.files.content import Content
from indexer.documents.html import rendering
from indexer.documents.markup import front_matter
from indexer.documents.press import article
from indexer.documents.tables import records
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError
from indexer.release import Release

# What holds other blocks.
_HOLDERS = frozenset({"blockquote_open", "list_item_open"})
_HEADINGS = ("h1", "h1, h2, h3, h4, h5, h6")
# Releases indent their paragraphs and hold no code; [المصدر]: وام is a line of text; pictures are their words. Tags
# are taken out before, so that none that is not closed takes the rest of the text with it.
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": limits.MARKDOWN_NESTING + 1})
    .enable("table")
    .disable(["code", "reference"])
)
# What is within a line nests as in the parser's own preset: deeper, brackets take the more time, and lose no text.
_WITHIN = MarkdownIt("commonmark", {"html": False})
_TAG = re.compile(r"</?(?!https?:|mailto:)[A-Za-z][^<>\n]{0,500}>")
_PICTURE = re.compile(r"!(?=\[)")
# Pictures that are a line of their own, be they links, too, have no words in the text. Possessive: a line can be read in one way.
_FIGURE = re.compile(
    r"^[ \t]*+(?:\[?+!\[[^\]\n]*+\]\([^)\n]*+\)(?:\]\([^)\n]*+\))?+[ \t]*+)++$", re.MULTILINE
)
# A note below the text, and the mark of one in it.
_NOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
# Bold beside Arabic letters and quotation marks is none by the rules, which go by spaces.
_BOLD = re.compile(r"\*\*+|__+")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The one release of a Markdown file, or several in the form of the seeds."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    text = prose.newlines(encoding.decode(raw, file.name))
    if text.count("[") > limits.MARKDOWN_BRACKETS:
        raise DocumentError(
            file.name, f"has more than {limits.MARKDOWN_BRACKETS:,} brackets; not read"
        )
    try:
        settings, text = front_matter.read(text)
        if front_matter.is_draft(settings):
            raise DocumentError(file.name, "a draft, as its settings say; not read")
        said = front_matter.to_record(settings)
        title, paragraphs = shown(text)
    except rows.RowFault as fault:
        raise DocumentError(file.name, str(fault)) from None
    if not settings:
        yield from article.releases(article.Article(paragraphs, title), file.name)
        return
    made = article.Article(paragraphs, said.row.pop("title", None) or title)
    try:
        yield records.override(article.release(made, file.name), said)
    except rows.RowFault as fault:
        raise DocumentError(file.name, str(fault)) from None


def shown(text: str) -> tuple[str | None, list[str]]:
    """The first heading of level one (or the first of all), and the paragraphs, it among them.

    Raises RowFault for what is nested deeper than the parser goes: it would leave that out.
    """
    plain = _FIGURE.sub("", _TAG.sub(" ", _without_comments(text)))
    plain = _NOTE_MARK.sub("", _NOTE.sub("\n", _PICTURE.sub("", plain)))
    tokens = _MARKDOWN.parse(plain)
    if any(token.type in _HOLDERS and token.level >= limits.MARKDOWN_NESTING for token in tokens):
        raise rows.RowFault(
            f"quotations and lists are nested more than {limits.MARKDOWN_NESTING} deep; not read"
        )
    page = LexborHTMLParser(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    headings = (page.css_first(level) for level in _HEADINGS)
    heading = next(filter(None, headings), None)
    title = _BOLD.sub("", " ".join(rendering.node_paragraphs(heading))) if heading else None
    paragraphs = rendering.node_paragraphs(page.body) if page.body else []
    return title, [_BOLD.sub("", paragraph) for paragraph in paragraphs]


def _read_lines(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            _WITHIN.inline.parse(token.content, _WITHIN, state.env, token.children)


_MARKDOWN.core.ruler.at("inline", _read_lines)


def _without_comments(text: str) -> str:
    """A text without ``<!-- … -->``; one that is not closed is text."""
    parts: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        parts.append(text[at:begin])
        at = end + 3
    return " ".join([*parts, text[at:]])
