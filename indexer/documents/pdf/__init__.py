"""PDF to paragraphs.

reader  opens a file and makes a release of it
glyphs  the characters of a page with their positions (pypdfium2)
marks   attaches combining marks to their letters
bidi    a line of glyphs in visual order to text in logical order
layout  glyphs to lines and paragraphs, without running heads and page numbers
columns the columns of a page and their reading order

A PDF contains no words, only glyphs at positions. PDFium guesses their order, wrongly for Arabic:
words come out reversed (files of Chromium), lam-alef reversed (LibreOffice), brackets mirrored. So
the text is reconstructed from the positions.
"""
