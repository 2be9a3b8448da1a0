"""The readings of a word by itself.

stemmer      the cheapest reading, or rules for unknown words
roots        the root layer; english: Latin words

choice       which readings remain possible, and the cheapest
cuts         every way to cut a word by the lexicon
hamzas       what the hamzas of a spelling allow; vocalisation: what its vowels leave

homographs   forms that several words share, and their terms
masdars      a verb and its masdar
verb_pairs   forms that two verbs share; noun_pairs: forms that two nouns share
proclitic_pairs  forms that begin with a letter of a word or with a proclitic
other_words  words that the context may make of a form; jussives: verbs behind لم
"""
