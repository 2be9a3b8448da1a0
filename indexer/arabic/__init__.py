"""Text to tokens, each with its terms in three layers: exact, stem and root. Pure functions.

A module imports only from lines below its own.

queries       what else a query word may mean; nothing of it is used for texts
compiler      makes the lexicon; nothing else imports it

analyzer      the one analyzer, for index, query and snippet; it fixes the order of the steps

memo          cache of surface forms that were analysed before
neighbours    words whose less likely reading is decided by context

misspellings  words that are misspelled or written together
reading       the readings of a word, and the likeliest

glossary      words by number, and the words of a text
dates         dates as the press writes them, for documents and queries

expressions   names and other words of a text that have one term together
words         the analysis of one word
lexicon       the lexicon and the word lists in memory
orthography   letters, digits, and where words begin and end
layers        the names of the layers
"""
