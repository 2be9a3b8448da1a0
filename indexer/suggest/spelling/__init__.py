"""Corrects misspelt words to similar words of the collection.

corrections the corrected texts; suspects: which words may be misspelt
speller     words similar to one; edits: the cost of mistakes
variants    other spellings of words in phrases
"""
