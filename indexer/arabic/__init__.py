"""Text to tokens, each with its terms in three layers: exact, stem and root. Pure functions.

analyzer   the one analyzer, for index, query and snippet; it fixes the order of the steps
memo       cache of surface forms that were analysed before
words      the analysis of one word (Word), its glossary, and the words of a text (AnalysedText)
runs       words of a text that are found together, by one term
term_codes the codes inside terms and spellings

Letters, in the order of the steps:
tokenizer  where words begin and end; numbers: their digits and signs
glued      words that are written together
normalizer a surface word to its clean and its folded spelling; letters: the tables for it
vowels     what the vowel marks of a word say about its reading
stopwords  words too common to tell one text from another

Reading a word:
respelling misspelled words, read as the word that is meant
slips      misspellings of stems; final_alefs: those at the end of verbs and plurals
stemmer    the cheapest reading, or rules for unknown words
roots      the root layer; english: Latin words
cuts       every way to cut a word by the lexicon; affixes: the allowed affixes and their costs
choice     which of these readings remain possible, and the cheapest
hamzas     what the hamzas of a spelling allow; vocalisation: what its vowels leave
clitics    proclitics that are recognised without the lexicon
entries    the lexicon in memory; shipped: the data files
homographs forms that several words share, and their terms; masdars: a verb and its masdar
verb_pairs forms that two verbs share; noun_pairs: forms that two nouns share
other_words words that the context may make of a form; jussives: verbs behind لم

Several words:
names      names that are not taken apart, and names of several words
chinese    Chinese names in Arabic letters
months     month names in three languages; moments: words of time beside them
units      signs of units, 20 كم; designations: F-35; phones: telephone numbers
neighbours words whose less likely reading is decided by context

For queries only:
alternatives  what else a query word may mean; citations: words by their dictionary form
shared_forms  forms that it shares with other words
hasty_spellings  words with the hamzas and dots that were not typed
foreign_words other spellings of foreign words

dates      dates as the press writes them, for documents and queries
compiler   makes the lexicon; nothing else imports it
"""
