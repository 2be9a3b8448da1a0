"""Proclitics that are recognised without the lexicon, by their letters alone.

All of them are stacks of the grammar (`affixes.proclitics`); the tables differ in how many they
allow.
"""

import re

SINGLE = ("و", "ف", "ب", "ل", "ك")
_STACKED = ("وب", "ول")
# Before the name of a month and other words of time; none among them.
OF_MONTHS = ("", *SINGLE, *_STACKED)
# Before a name. وك, فب and فل are too rare to be tried before a month or a new word.
OF_NAMES = (*SINGLE, *_STACKED, "وك", "فب", "فل")
# Before a word that no dictionary has, the commonest with the article.
OF_NEW_WORDS = (*SINGLE, "ال", "وال", "بال", "لل", *_STACKED)
# A stack that ends in the article, at the beginning of a folded word.
WITH_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
