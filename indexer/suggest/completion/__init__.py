"""Completes what is being typed.

completions     the completions that are offered, ranked
interpretations what was typed: whole words, and the prefix of one; prefix: of a word
words           completed words; followers: words that follow others in texts
titles          titles, and the phrases that they share
mistypings      the intended text of a mistyped one
"""
