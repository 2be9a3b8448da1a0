"""Makes the lexicon from its sources. Run by hand when they change; no search runs any of it.

compile    the command
sources    readers of the packages it is made from; vocalised: helpers for vowelled spellings
gathering  what each source of nouns contributes, in order; stock: the lexicon under construction
conjugation what the sources of verbs contribute
irregular  the table of irregular forms; lookalikes: those of twins and homographs
tables     readers of these tables
nouns      stems of nouns, and broken plurals
possessed  nouns with "my" that have the letters of their nisba
nisbas     plurals of nisbas with one ي too few
participles participles of derived verbs that no dictionary has
places     nouns of place and instrument, and participles spelled like them
verbs      stems of verbs
terms      the terms of lemmas
growth     shapes of words that the dictionaries lack; unknown: which attested forms are such words
weights    the cost of each stem
verdicts   exceptions: written forms that are read differently from their folded letters
"""
