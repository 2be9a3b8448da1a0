"""Query relaxation: searches with weaker conditions.

relaxations      all of them, the closest first
periods_in_words a period among the words as the date of the search
fewer_words      without a word, a name or the interrogatives
"""
