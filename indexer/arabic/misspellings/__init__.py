"""Words that are misspelled or written together.

glued        words that are written together
respelling   misspelled words, read as the word that is meant
slips        misspellings of stems; final_alefs: those at the end of verbs and plurals
"""
