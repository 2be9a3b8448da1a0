"""Suggests other searches and completions; none is applied without the user.

suggestions searches to offer if one found nothing, or little; candidates: counts and selects them;
            context: what they are made from
spelling    corrections by similar words, and other spellings; keyboards: wrong layouts, adjacent
            keys
transliteration names in Latin letters or Chinese, and back
relaxation  query relaxation: searches with weaker conditions
completion  completes what is being typed, by words, phrases and titles
similar     releases similar to one; examples: searches to start with
query_words the words of a typed query; phrases: of folded words; word_forms: usual spellings,
            proclitics
limits      bounds on what is tried
"""
