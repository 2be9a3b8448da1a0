"""Text to tokens, each with its terms: exact, stem and root. Pure functions, no engine.

analyzer   the one analyzer, for index, query and snippet: the order of the steps stands there; memo: what it knows already
words      what is known of a word, wherever it stands, and of the words of a text; runs: what several of them are together

Letters, in the order of the steps:
tokenizer  where words begin and end; numbers: their digits and signs
glued      words that are written together
normalizer a surface word to its clean and its folded spelling; letters: the tables that do it
vowels     what the marks on a word tell of it
stopwords  words too common to tell one text from another

A word, read:
respelling what is no word as the one that is meant
stemmer    the cheapest reading, or what is done without one; roots: the root layer; english: Latin words
cuts       every way to cut a word by the lexicon; affixes: what may be cut off, and what it costs
entries    the lexicon as it is loaded; shipped: the files beside it
homographs forms of several words, and their terms

Several words:
names      names that are not taken apart, and those of several words; chinese: their syllables in Arabic letters
months     their names in three languages; moments: words of time beside them; units: 20 كم; designations: F-35; phones: telephone numbers
neighbours words that only their neighbours tell from a likelier one

For queries alone:
alternatives  what else a reader may mean; citations: by the form that a dictionary has

dates      days as the press writes them, for documents and queries
compiler   makes the lexicon; nothing else imports it
"""
