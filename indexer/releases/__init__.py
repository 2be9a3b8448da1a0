"""The document of this domain, and its fields.

release    a press release
schema     the field table, and the analysed release
signature  MinHash signatures for near-duplicates
bylines    the name, newspaper and place before the first sentence
agencies   names of news agencies
"""
