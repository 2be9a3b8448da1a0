"""Words whose less likely reading is decided by their context: نهري دجلة والفرات are two rivers,
الدول المشاركة are those that take part.

By itself نهري is a nisba and المشاركة a masdar. But a nisba does not follow a noun without the
article, nor precede a noun that has it; and a masdar or another noun in ة does not follow a feminine
noun or a plural with the article (الأمور العملية). دور are houses before what they are for (دور
النشر). A relative pronoun is followed by a verb (التي تطورها, التي أدارتها), and لم by a jussive
(لم يعد), whose weak verbs often share their form.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.arabic import (
    affixes,
    choice,
    clitics,
    cuts,
    entries,
    masdars,
    months,
    names,
    term_codes,
)
from indexer.arabic.affixes import Slot
from indexer.arabic.cuts import Cut, PlainCut
from indexer.arabic.letters import ARTICLE, HEH, TEH, TEH_MARBUTA, YEH
from indexer.arabic.normalizer import fold
from indexer.arabic.runs import Run
from indexer.arabic.words import Word

# How many words before and behind a word form its context.
BEFORE, BEHIND = 1, 3
# A reading this much more expensive (in nats) than the cheapest is hardly ever meant, by its slot:
# المدرسة is the school. Plurals are meant more often than duals: لجراحي القلب.
_DEAREST = {
    Slot.DUAL: 5.4,
    Slot.SOUND_MASCULINE_PLURAL: 6.2,
    Slot.FEMININE: 4.3,
    Slot.IMPERFECT_BEFORE_PRONOUN: 4.5,
    Slot.PERFECT_FEMININE: 5.0,
}
# Behind لم a jussive with a form of its own may cost this much more than the cheapest imperfect,
# and more if it has but two letters behind its person: يجب.
_DEAREST_JUSSIVE, _DEAREST_OF_TWO = 1.5, 4.5
# Another jussive may cost this much more than the cheapest.
_NEXT_JUSSIVE = 1.4
# The cheapest imperfects that are spelled like their jussive (within the first of these) are meant
# as well: لم يعد, لم يصب. But not if they are cheaper than the jussive by no more than that, or if
# they are doubled verbs, by no more than the second.
_LIKELY, _LIKELIER_THAN_DOUBLED = 0.95, 1.5
_TWO_LETTERS = 2
_CONSTRUCTS = (Slot.DUAL, Slot.SOUND_MASCULINE_PLURAL)
# Members of the enum, which are slow to look up, for tests that run on every word.
_NISBA, _IN_TEH_MARBUTA, _FEMININE = Slot.NISBA, Slot.IN_TEH_MARBUTA, Slot.FEMININE
_BEFORE_PRONOUN = Slot.BEFORE_PRONOUN
_JUSSIVE, _JUSSIVE_BEFORE_PRONOUN = Slot.JUSSIVE, Slot.JUSSIVE_BEFORE_PRONOUN
_JUSSIVES = {_JUSSIVE, _JUSSIVE_BEFORE_PRONOUN}
_LIKE_JUSSIVES = {*_JUSSIVES, Slot.IMPERFECT, Slot.IMPERFECT_BEFORE_PRONOUN}
# The letters of the persons of the imperfect, as they are written, and those of the first person.
_PERSONS, _OF_SPEAKER = ("ي", "ت", "ن", "أ", "ا"), ("ن", "أ", "ا")
# A nisba that is a noun itself occurs in the same contexts: دوري الدرجة الأولى, the league.
_NOUN = "دوري"
_NISBA_SPELLING = re.compile("\u0650ي\u0651$")
# Verbs whose last two radicals are alike.
_DOUBLED = re.compile("\u0651$")
# Active and passive participles, of form I and of derived forms.
_PARTICIPLES = re.compile("^(?:م\u064f|.ا.\u0650)")
_AND = "و"
_RELATIVES, _NOT = ("التي", "الذي"), ("لم", "ولم", "فلم")
_OBJECTS = ("ه", "ها", "هم", "هما", "هن")
_PREPOSITIONS = ("ب", "ل", "ك")
# The plural of "house" is spelled like "role", which is far commoner, but not before these words.
_ROLE, _HOUSE = "دور", "دار"
_OF_HOUSES = frozenset(
    article + fold(word)
    for word in (
        *("نشر", "عبادة", "سينما", "عرض", "أزياء", "أوبرا", "حضانة"),
        *("رعاية", "إيواء", "أيتام", "مسنين", "عجزة"),
    )
    for article in ("", ARTICLE)
)
_MEMO = 10_000
_DUAL, _SOUND_PLURALS = "ان", ("ون", "ين")


def other_terms(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The terms of the words that the context may make of a spelling, by its readings, that of the
    likeliest first; empty if there is none."""
    terms = _terms_by_slot(form, cheapest, found, lexicon)
    return terms or jussive_terms(form, found, lexicon)


def _terms_by_slot(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """As `other_terms`, if the cheapest reading is a noun."""
    if cheapest.stem == _ROLE and not cheapest.ending.letters:
        return _house_terms(cheapest, found, lexicon)
    if form.endswith(YEH) and cheapest.proclitic.group in (affixes.BARE, affixes.PREP):
        return _construct_terms(cheapest, found, lexicon)
    is_definite = cheapest.proclitic.letters == ARTICLE
    if is_definite and cheapest.ending.slot == _IN_TEH_MARBUTA and form.endswith(TEH_MARBUTA):
        return _adjective_terms(cheapest, found, lexicon)
    if cheapest.ending.slot == _BEFORE_PRONOUN and not cheapest.proclitic.letters:
        return _feminine_imperfect_terms(form, cheapest, found, lexicon)
    if cheapest.ending.slot == _IN_TEH_MARBUTA and cheapest.ending.enclitic:
        return _feminine_perfect_terms(cheapest, found, lexicon)
    return ()


def _construct_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the noun whose dual or plural construct a nisba may be; empty if there is none."""
    lemma = lexicon.lemma(cheapest.lemma)
    if cheapest.ending.slot != _NISBA and not (
        lemma.speech == "noun" and _NISBA_SPELLING.search(lemma.spelling)
    ):
        return ()
    if lemma.term == _NOUN:
        return ()
    for cut in sorted(cuts.as_construct(cut, lexicon.lemma(cut[1])) for cut in found):
        cost, number, proclitic, ending, _ = cut
        if ending.slot in _CONSTRUCTS and not ending.enclitic:
            is_near = cost <= cheapest.cost + _DEAREST[ending.slot]
            if is_near and proclitic.group == cheapest.proclitic.group:
                return (lexicon.lemma(number).term,)
    return ()


def _house_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of "house", whose plural may be spelled like "role"; empty if the word has the
    article."""
    if cheapest.proclitic.group not in (affixes.BARE, affixes.PREP):
        return ()
    nouns = {lexicon.lemma(cut[1]).term for cut in found if cut[4] == _ROLE}
    return (_HOUSE,) if _HOUSE in nouns else ()


def _adjective_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the participle or nisba whose feminine a noun in ة may be; empty if there is
    none."""
    for cost, number, _, ending, stem in sorted(found):
        if cost > cheapest.cost + _DEAREST[Slot.FEMININE]:
            break
        spelling = lexicon.lemma(number).spelling
        is_feminine = ending.slot == _FEMININE and stem == cheapest.stem
        if is_feminine and (_PARTICIPLES.match(spelling) or _NISBA_SPELLING.search(spelling)):
            return (lexicon.lemma(number).term,)
    return ()


def _feminine_imperfect_terms(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the verb whose third person feminine, before a pronoun, a masdar may be; empty if
    there is none: تطورها."""
    if not cheapest.stem.startswith(TEH):
        return ()
    own = lexicon.lemma(cheapest.lemma)
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _DEAREST[Slot.IMPERFECT_BEFORE_PRONOUN]:
            break
        lemma = lexicon.lemma(cut.lemma)
        if masdars.is_feminine_imperfect(cheapest, cut, own, form, lemma):
            return (lemma.term,)
    return ()


def _feminine_perfect_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the hollow verb whose third person feminine of the perfect, before a pronoun, its
    masdar may be: أدارتها. Empty if there is none. Of other nouns in ة this is not said: الذي قيمته is
    "whose value"."""
    own = lexicon.lemma(cheapest.lemma)
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _DEAREST[Slot.PERFECT_FEMININE]:
            break
        lemma = lexicon.lemma(cut.lemma)
        if masdars.is_perfect_of_masdar(cheapest, cut, own, lemma):
            return (lemma.term,)
    return ()


def jussive_terms(
    form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The terms of the verbs whose jussive a spelling may be, whatever else it is: ينم of نام and نما.
    Empty if it is not the jussive of any verb that has a form of its own for it, or if it is rather a
    noun than a first person: نفس."""
    if not form.startswith(_PERSONS) or form.startswith(ARTICLE) or form.endswith(YEH):
        return ()
    for _, _, _, ending, _ in found:
        if ending.slot is _JUSSIVE or ending.slot is _JUSSIVE_BEFORE_PRONOUN:
            break
    else:
        return ()
    cheapest = Cut._make(min(found))
    if form.startswith(_OF_SPEAKER) and not _is_imperfect(cheapest):
        return ()
    behind = sorted(cut for cut in map(Cut._make, found) if _is_imperfect(cut))
    jussives = [cut for cut in behind if _is_jussive(cut, lexicon)]
    if not jussives or behind[0].ending.slot not in _LIKE_JUSSIVES:
        return ()
    first, likeliest = jussives[0], behind[0]
    more = first.cost - likeliest.cost
    if more > (_DEAREST_OF_TWO if len(first.stem) == _TWO_LETTERS else _DEAREST_JUSSIVE):
        return ()
    meant = [cut for cut in jussives if cut.cost <= first.cost + _NEXT_JUSSIVE]
    rivals = [cut for cut in behind if cut not in jussives and cut.cost <= likeliest.cost + _LIKELY]
    are_doubled = all(_is_doubled(cut, lexicon) for cut in rivals)
    if not more or more > (_LIKELIER_THAN_DOUBLED if are_doubled else _LIKELY):
        meant = sorted(rivals + meant)
    return tuple(dict.fromkeys(lexicon.lemma(cut.lemma).term for cut in meant))


def _is_imperfect(cut: Cut) -> bool:
    """Whether a reading is an imperfect behind its person alone."""
    return len(cut.proclitic.letters) == 1 and cut.proclitic.group in affixes.PERSONS


def _is_jussive(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether a reading is a jussive with a form of its own. The press seldom writes that of a
    doubled verb apart (لم يحقق is no form of حقّ), nor a single radical before a pronoun (يفهم)."""
    is_short = cut.ending.slot == Slot.JUSSIVE_BEFORE_PRONOUN and len(cut.stem) < _TWO_LETTERS
    return cut.ending.slot in _JUSSIVES and not is_short and not _is_doubled(cut, lexicon)


def _is_doubled(cut: Cut, lexicon: entries.Lexicon) -> bool:
    return bool(_DOUBLED.search(lexicon.lemma(cut.lemma).spelling))


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
    if word.other == _HOUSE:
        return place + 1 < len(words) and _are_houses(word, words[place + 1])
    if word.exact.startswith(ARTICLE):
        return before is not None and _takes_feminine_adjective(before)
    if not word.exact.endswith(YEH):
        return before is not None and _takes_verb(before.exact, word.exact)
    behind = words[place + 1 : place + 1 + BEHIND]
    if not behind or behind[0].stop:
        return False
    if _are_joined([word.exact for word in behind], known):
        return True
    is_object = _is_behind_preposition(word) or (before is not None and before.stop)
    return is_object and _begin_with_possessor(behind)


def stretches(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where a word stands with the word behind it that makes it houses: ``words[first:last]``."""
    for place, (word, following) in enumerate(pairwise(words)):
        if _are_houses(word, following):
            yield place, place + 2


def _are_houses(word: Word, following: Word) -> bool:
    """Whether a word that may be the plural of "house" is so before `following`."""
    return word.other == _HOUSE and following.exact in _OF_HOUSES


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
    if noun in cited or word.stem.startswith(ARTICLE) or noun.endswith(_DUAL):
        return False
    return not (noun.endswith(_SOUND_PLURALS) and _is_sound(noun, cited))


def _is_sound(noun: str, cited: set[str]) -> bool:
    """Whether a folded noun in ون or ين is the sound plural or the dual of one of the cited words,
    which may have lost their ي: القاضين. القوانين is a broken plural."""
    stem = noun[:-2]
    return stem.endswith(TEH) or stem in cited or stem + YEH in cited


def _takes_verb(before: str, word: str) -> bool:
    """Whether a folded word is a verb behind `before`: with an object behind a relative pronoun, and
    in the jussive behind لم."""
    return before in _NOT or (before in _RELATIVES and word.endswith(_OBJECTS))


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


def _begin_with_possessor(words: Sequence[Word]) -> bool:
    """Whether words begin with a noun that has the article, or with one in ة that has such a noun
    behind it: شركة النقل."""
    if words[0].exact.startswith(ARTICLE):
        return True
    is_feminine = words[0].form.endswith(TEH_MARBUTA)
    return is_feminine and len(words) > 1 and words[1].exact.startswith(ARTICLE)


@lru_cache(maxsize=_MEMO)
def _is_name(word: str) -> bool:
    """Whether a folded word is the name of a month or a name of the lexicon."""
    lexicon = entries.lexicon()
    cut = choice.best_cut(cuts.all_cuts(word, lexicon))
    is_name = cut is not None and lexicon.lemma(cut.lemma).speech == "name"
    return is_name or months.term(word) is not None or months.is_ambiguous(word)


def _is_behind_preposition(word: Word) -> bool:
    """Whether a word in ي begins with a preposition."""
    letters = term_codes.base(word.other)
    return word.exact.removesuffix(letters + YEH).removeprefix(_AND) in _PREPOSITIONS
