"""Bytes to text, and the layout of running text.

encoding            decodes bytes, or refuses them with the byte offset
encoding_detection  detects older Arabic encodings
prose               white space, paragraphs, invisible characters
line_breaks         which line breaks within a block are kept
language            the language of a release
"""
