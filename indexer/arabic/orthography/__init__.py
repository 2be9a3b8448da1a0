"""Where words begin and end, and how they are spelled.

tokenizer   where words begin and end; numbers: their digits and signs
normalizer  a surface word to its clean and its folded spelling; letters: the tables for it
"""
