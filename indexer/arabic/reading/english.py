"""Light stemming of English words in mixed releases: plural and possessive endings.

The rules are those of Harman's S-stemmer (How effective is suffixing?, JASIS 42, 1991): -ies to -y,
-es to -e, -s dropped, each with its exceptions; 's is dropped before.
"""


def stem(word: str) -> str:
    """The stem of a lower-case Latin word."""
    for possessive in ("'s", "’s", "'", "’"):
        word = word.removesuffix(possessive)
    if len(word) < 4 or not word.isalpha() or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith(("us", "ss", "is")):
        return word
    return word[:-1]
