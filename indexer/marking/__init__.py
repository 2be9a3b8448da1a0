"""Finds where a query matches in a text, and the stretches of the text that show it best.

marker    the matches: whole words, phrases and names; targets: the spellings of the query's terms
markers   one marker for each field of a release
scanner   the stretches of a text worth reading
runs      which of very many words occur in a text
landmarks query-independent features of a text: odd words, sentences; text_cache: reads them once
context   the words and names that begin at such a place
snippets  the stretches to show; boundaries: where they may begin and end
"""
