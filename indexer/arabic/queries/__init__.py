"""What else a query word may mean. Texts are not read in these ways.

alternatives      the terms that a query word searches for; citations: words by their dictionary form
shared_forms      forms that it shares with other words
hasty_spellings   words with the hamzas and dots that were not typed
foreign_words     other spellings of foreign words
"""
