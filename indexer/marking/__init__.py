"""Where a query stands in a text, and which stretches of the text show it.

marker    the matches: whole words, phrases and names, by the spellings behind the query's terms
markers   one for each field of a release
names     what joins the words of a name, and what they tell beside it
scanner   the places worth reading
runs      which of very many words occur in a text
landmarks features of a text that do not depend on the query: odd words, sentences; text_cache: they are read once
context   the words around such a place
snippets  the stretches to show
"""
