"""Words whose less likely reading is decided by their context: نهري دجلة والفرات are two rivers,
الدول المشاركة are those that take part.

By itself نهري is a nisba and المشاركة a masdar. But a nisba does not follow a noun without the
article, nor precede a noun that has it; and a masdar or another noun in ة does not follow a feminine
noun or a plural with the article (الأمور العملية). دور are houses before what they are for (دور
النشر). A relative pronoun is followed by a verb (التي تطورها, التي أدارتها), and لم by a jussive
(لم يعد), whose weak verbs often share their form.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from indexer.arabic.expressions import months
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.expressions.runs import Run
from indexer.arabic.lexicon import clitics, entries, term_codes
from indexer.arabic.orthography.letters import ARTICLE, HEH, TEH, TEH_MARBUTA, YEH
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading import choice, cuts
from indexer.arabic.reading.other_words import HOUSE
from indexer.arabic.words import Word

# How many words before and behind a word form its context.
BEFORE, BEHIND = 1, 3
_AND = "و"
_RELATIVES, _NOT = ("التي", "الذي"), ("لم", "ولم", "فلم")
# Behind the particle of prohibition these nouns are verbs. Of most words that are both, this is not
# said: لا تعب.
_FORBIDDING, _FORBIDDEN = ("لا", "ولا", "فلا"), ("تنس",)
_OBJECTS = ("ه", "ها", "هم", "هما", "هن")
_PREPOSITIONS = ("ب", "ل", "ك")
# What houses are for: before these words دور are no role.
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


def add_runs(
    found: list[Run],
    places: Sequence[int],
    words: Callable[[slice], Sequence[Word]],
    known: Names,
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


def _is_other_word(words: Sequence[Word], place: int, known: Names) -> bool:
    """Whether the context makes the word at `place` a form of its other word."""
    word = words[place]
    before = words[place - 1] if place else None
    if word.other == HOUSE:
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
    return word.other == HOUSE and following.exact in _OF_HOUSES


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
    in the jussive behind لم, or behind لا if it is a noun that nobody denies: لا تنس."""
    if before in _FORBIDDING and word in _FORBIDDEN:
        return True
    return before in _NOT or (before in _RELATIVES and word.endswith(_OBJECTS))


def _are_joined(words: Sequence[str], known: Names) -> bool:
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
