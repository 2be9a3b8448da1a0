"""Word documents.

reader    paragraphs, tables and text boxes to releases
bulletin  splits a bulletin at its headings
"""
