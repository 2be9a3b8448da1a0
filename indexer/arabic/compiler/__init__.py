"""Makes the lexicon from its sources. Run by hand when they change; nothing here runs in a search.

compile    the command
sources    the packages and lists that it is made from; vocalised: their spellings with vowels
gathering  what goes in from each, in order; stock: the lexicon while it is gathered
nouns      stems of nouns, and their broken plurals; places: of place and instrument, and participles spelled alike
verbs      stems of verbs
terms      the terms of lemmas in two layers
growth     words that the dictionaries lack; unknown: which forms are such words
weights    how common each stem is
verdicts   what written forms say of how they are read
"""
