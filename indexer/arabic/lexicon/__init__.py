"""The lexicon and the word lists in memory.

entries     the lexicon; shipped: the data files
vowels      what the vowel marks of a word say about its reading
affixes     the endings that words of the lexicon take; proclitics: before them; with their costs
clitics     proclitics that are recognised without the lexicon
stopwords   words too common to tell one text from another
term_codes  the codes inside terms and spellings
"""
