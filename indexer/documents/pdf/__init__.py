"""PDF to paragraphs.

reader  opens the file and makes a release of it
glyphs  what stands on a page: characters with their places (pypdfium2)
marks   combining marks, set on the letters that they stand on
bidi    a line of glyphs, as it is seen, to the text that a reader reads
layout  glyphs to lines and paragraphs; running heads and page numbers left out
columns which lines stand in which column

A PDF has no words, only signs at places. PDFium guesses an order, and of Arabic it guesses wrong: words
come out backwards (Chromium's files), lam-alef turned round (LibreOffice's), brackets mirrored. So the
places of the signs are asked, and the text is made from what is seen.
"""
