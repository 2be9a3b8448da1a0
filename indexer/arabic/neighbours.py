"""Words whose less likely reading is decided by their context: نهري دجلة والفرات are two rivers,
الدول المشاركة are those that take part.

By itself نهري is a nisba and المشاركة a masdar. But a nisba does not follow a noun without the
article, nor precede a noun that has it; and a masdar does not follow a feminine noun or a plural
with the article.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from indexer.arabic import affixes, clitics, cuts, entries, months, names, term_codes
from indexer.arabic.affixes import Slot
from indexer.arabic.cuts import Cut, PlainCut
from indexer.arabic.letters import ARTICLE, HEH, TEH_MARBUTA, YEH
from indexer.arabic.runs import Run
from indexer.arabic.words import Word

# How many words before and behind a word form its context.
BEFORE, BEHIND = 1, 3
# A reading this much more expensive (in nats) than the cheapest is hardly ever meant, by its slot:
# المدرسة is the school. Plurals are meant more often than duals: لجراحي القلب.
_DEAREST = {Slot.DUAL: 5.4, Slot.SOUND_MASCULINE_PLURAL: 6.2, Slot.FEMININE: 4.3}
_CONSTRUCTS = (Slot.DUAL, Slot.SOUND_MASCULINE_PLURAL)
# Members of the enum, which are slow to look up, for tests that run on every word.
_NISBA, _IN_TEH_MARBUTA, _FEMININE = Slot.NISBA, Slot.IN_TEH_MARBUTA, Slot.FEMININE
# A nisba that is a noun itself occurs in the same contexts: دوري الدرجة الأولى, the league.
_NOUN = "دوري"
_NISBA_SPELLING = re.compile("\u0650ي\u0651$")
# Active and passive participles, of form I and of derived forms.
_PARTICIPLES = re.compile("^(?:م\u064f|.ا.\u0650)")
_AND = "و"
_PREPOSITIONS = ("ب", "ل", "ك")
_MEMO = 10_000
_SOUND_MASCULINE = ("ون", "ين", "ان")


def other_term(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> str:
    """The term of the word that the context may make of a spelling, by its readings; empty if there
    is none."""
    if form.endswith(YEH) and cheapest.proclitic.group in (affixes.BARE, affixes.PREP):
        return _construct_term(cheapest, found, lexicon)
    is_definite = cheapest.proclitic.letters == ARTICLE
    if is_definite and cheapest.ending.slot == _IN_TEH_MARBUTA and form.endswith(TEH_MARBUTA):
        return _participle_term(cheapest, found, lexicon)
    return ""


def _construct_term(cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon) -> str:
    """The term of the noun whose dual or plural construct a nisba may be; empty if there is none."""
    lemma = lexicon.lemma(cheapest.lemma)
    if cheapest.ending.slot != _NISBA and not (
        lemma.speech == "noun" and _NISBA_SPELLING.search(lemma.spelling)
    ):
        return ""
    if lemma.term == _NOUN:
        return ""
    for cut in sorted(cuts.as_construct(cut, lexicon.lemma(cut[1])) for cut in found):
        cost, number, proclitic, ending, _ = cut
        if ending.slot in _CONSTRUCTS and not ending.enclitic:
            is_near = cost <= cheapest.cost + _DEAREST[ending.slot]
            if is_near and proclitic.group == cheapest.proclitic.group:
                return lexicon.lemma(number).term
    return ""


def _participle_term(cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon) -> str:
    """The term of the participle whose feminine a noun in ة may be; empty if there is none."""
    for cost, number, _, ending, stem in sorted(found):
        if cost > cheapest.cost + _DEAREST[Slot.FEMININE]:
            break
        lemma = lexicon.lemma(number)
        is_feminine = ending.slot == _FEMININE and stem == cheapest.stem
        if is_feminine and _PARTICIPLES.match(lemma.spelling):
            return lemma.term
    return ""


def add_runs(
    found: list[Run],
    places: Sequence[int],
    words: Callable[[slice], Sequence[Word]],
    known: names.Names,
) -> list[Run]:
    """`found`, the runs of a text, and between them those words at `places` that their context
    makes forms of their other word, in order. `words` gives the words of a slice of the text."""
    if not places:
        return found
    taken = {place for run in found for place in range(run.first, run.last)}
    more = []
    for place in places:
        first = max(0, place - BEFORE)
        around = words(slice(first, place + 1 + BEHIND))
        if place not in taken and _is_other_word(around, place - first, known):
            more.append(Run(place, place + 1, around[place - first].other))
    return sorted([*found, *more]) if more else found


def _is_other_word(words: Sequence[Word], place: int, known: names.Names) -> bool:
    """Whether the context makes the word at `place` a form of its other word."""
    word = words[place]
    before = words[place - 1] if place else None
    if word.exact.startswith(ARTICLE):
        return before is not None and _takes_feminine_adjective(before)
    behind = words[place + 1 : place + 1 + BEHIND]
    if not behind or behind[0].stop:
        return False
    if _are_joined([word.exact for word in behind], known):
        return True
    is_object = _is_behind_preposition(word) or (before is not None and before.stop)
    return is_object and behind[0].exact.startswith(ARTICLE)


def _takes_feminine_adjective(word: Word) -> bool:
    """Whether a word has the article and is feminine or a non-human plural, so that an adjective
    behind it is feminine."""
    article = clitics.WITH_ARTICLE.match(word.exact)
    if word.stop or not article:
        return False
    noun = word.exact[article.end() :]
    if noun.endswith((HEH, "ات")):
        return True
    cited = {term_codes.base(term) for term in term_codes.split(word.stem)}
    is_name = word.stem.startswith(ARTICLE)
    return not (is_name or noun in cited or noun.endswith(_SOUND_MASCULINE))


def _are_joined(words: Sequence[str], known: names.Names) -> bool:
    """Whether folded words begin with two of a kind joined by "and": الصحة والتعليم, مارس ومايو, 12
    و13."""
    one, *others = words
    if not others or not others[0].startswith(_AND):
        return False
    if one.isdecimal():
        return len(others) > 1 and others[0] == _AND and others[1].isdecimal()
    return all(
        word.startswith(ARTICLE) or word in known.words or _is_name(word)
        for word in (one, others[0].removeprefix(_AND))
    )


@lru_cache(maxsize=_MEMO)
def _is_name(word: str) -> bool:
    """Whether a folded word is the name of a month or a name of the lexicon."""
    lexicon = entries.lexicon()
    cut = cuts.best_cut(cuts.all_cuts(word, lexicon))
    is_name = cut is not None and lexicon.lemma(cut.lemma).speech == "name"
    return is_name or months.term(word) is not None or months.is_ambiguous(word)


def _is_behind_preposition(word: Word) -> bool:
    """Whether a word in ي begins with a preposition."""
    letters = term_codes.base(word.other)
    return word.exact.removesuffix(letters + YEH).removeprefix(_AND) in _PREPOSITIONS
