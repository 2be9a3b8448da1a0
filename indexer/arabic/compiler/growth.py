"""Words that the dictionaries lack, derived from attested forms: broken plurals by pattern, and new
words."""

import re
from collections.abc import Iterator

from indexer.arabic.lexicon import clitics
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import LONG_VOWELS, WAW

_SHORTEST = 4
# Endings of an inflected word, and the endings of its base.
_ENDINGS = {
    "هات": ("",),
    "يات": ("ي", "ية"),
    "ات": ("", "ة", "ا"),
    "ة": ("",),
    "ون": ("",),
    "ين": ("",),
}
_LOAN = ("و", "ا", "ي")
# Only a nisba (حوثي) or a participle (مبتعث) takes these: مارلين is no plural.
_ADJECTIVAL = ("ة", "ون", "ين")
_PARTICIPLE = re.compile("م[^اوي]..")
_PERSONS = ("ا", "ي", "ت", "ن")
_OBJECTS = ("ني", "ك", "كم", "نا", "هم", "ها", "هما", "هن")
# What may stand before the prefix of a person.
_BEFORE_PERSON = re.compile("[وف]?(?:[سل]|لا)?")
# Endings with a pronoun that the press rarely uses, so that their cost is too high for the counts,
# and the highest cost of the stem: أعطيك, بنفسك, ابنتي.
_RARE_PRONOUN = re.compile("(?:ت|ات)?كم?|ا?تي|اته")
_COMMON, _WITH_PROCLITIC = 10.0, 1.0
# Names of tribes and towns end so (صبراتة), and loan words begin so (كاونتي).
_OF_NAME, _NAMELIKE = "اته", "ك"
# Endings with a pronoun behind a stem so long that no name is read so by chance: ومغاربها.
_PRONOUN = re.compile("(?:ت|ا|ات|ي)?(?:ها|هم|هما|هن|كم)|اته")
_LONG = 4
# The same behind a new word: تشفيرها.
_PLAIN_PRONOUN = re.compile("(?<=....)(?:ها|هم|هما|هن|كم)$")
# Proclitics with the article that hardly begin a name, and the endings of a noun behind them; the
# ending of an adverb, and the conjunctions before it.
_BEFORE_NOUN, _DEFINITE = ("وال", "لل", "ولل"), ("", "ه", "ات", "ين")
_BEFORE_ADVERB, _ADVERBIAL = ("و", "ف"), "ا"
# Plural endings of verbs, with a pronoun; no name ends so.
_MANY = re.compile("ون(?:ك|كم|ني|ها?|هم|هن)|و(?:ا|ك|كم|ني|ها?|هم|هن)")
# Objects of a first person: readers, and one of them.
_READERS, _YOU = "كم", "ك"
# What stands before a first person whose prefix is in a madda: سآتي.
_BEFORE_MADDA = "س"
# A negation behind a conjunction, before a perfect with an ending: ولازالت, ومازلنا.
_NEGATIONS, _OF_PERFECT = ("ولا", "وما", "فلا", "فما"), ("ت", "نا", "وا")
# The endings of the second person feminine of the imperfect.
_YOU_FEMININE = ("ين", "ي")


def pattern_plurals(lemma: str) -> Iterator[tuple[str, float]]:
    """The unvowelled broken plurals that the pattern of a lemma allows, with their costs (Wright I
    304-307)."""
    feminine = lemma.endswith("ة")
    word = lemma[:-1] if feminine else lemma
    match len(word):
        case 2:
            yield from _two(word, feminine)
        case 3:
            yield from _three(word, feminine)
        case 4:
            yield from _four(word, feminine)
        case 5:
            yield from _five(word)


def _two(word: str, feminine: bool) -> Iterator[tuple[str, float]]:
    """Plurals of stems of two letters, the second of which is doubled."""
    a, b = tuple(word)
    doubles = (f"{a}{b}{b}", f"{a}{b}ا{b}") if feminine else (f"أ{a}{b}ا{b}", f"{a}{b}و{b}")
    yield from ((plural, 2.5) for plural in doubles)


def _three(word: str, feminine: bool) -> Iterator[tuple[str, float]]:
    """Plurals of stems of three letters."""
    a, b, c = tuple(word)
    if b == "ا" or c in LONG_VOWELS:
        return
    # Behind a long vowel the hamza has no seat: كلأ would not give كلوا.
    c = "ء" if c == "أ" else c
    triples = (f"{a}{b}{c}",) if feminine else (f"أ{a}{b}ا{c}", f"{a}{b}و{c}")
    yield from ((plural, 3.5) for plural in triples)


def _four(word: str, feminine: bool) -> Iterator[tuple[str, float]]:
    """Plurals of stems of four letters."""
    a, b, c, d = tuple(word)
    if c in LONG_VOWELS:
        if feminine:
            if d not in LONG_VOWELS:  # روائي is no plural of رواية
                yield f"{a}{b}ائ{d}", 2.0
        else:
            yield from ((plural, 3.5) for plural in (f"أ{a}{b}{d}ة", f"{a}{b}{d}اء"))
            if b == d:
                yield f"أ{a}{b}اء", 2.5
    elif b == "ا":
        yield f"{a}وا{c}{d}", 2.0 if feminine else 2.5
        if not feminine:
            yield f"{a}{c}ا{d}", 3.5
    elif b not in LONG_VOWELS and not _is_derived(word, feminine):
        yield f"{a}{b}ا{c}{d}", 2.0


def _is_derived(word: str, feminine: bool) -> bool:
    """Whether a stem of four letters is a masdar like تنقل, or a nisba in ية like بلدية. It has no
    plural like those of تجربة and أغنية."""
    if feminine:
        return word.endswith("ي") and not word.startswith(("أ", "ت", "م"))
    return word.startswith("ت")


def _five(word: str) -> Iterator[tuple[str, float]]:
    """Plurals of stems of five letters, the fourth of which is a long vowel."""
    a, b, c, d, e = tuple(word)
    if d not in LONG_VOWELS:
        return
    if b == "ا":
        yield f"{a}وا{c}ي{e}", 2.0
    elif b not in LONG_VOWELS and c not in LONG_VOWELS:
        yield f"{a}{b}ا{c}ي{e}", 2.0


def kind(word: str, *, is_nisba: bool = False) -> tuple[str, str]:
    """The stem and the kind of a word that no dictionary has, by its last letters. A short one in ي
    is a nisba only if others are inflected forms of it: حوثي, not ميسي."""
    if word.endswith("ي") and (is_nisba or len(word) > _SHORTEST):
        return word, "B TA:1 P:4 F:1 AT:1 UN:1 DU:2"
    if word.endswith("ة") and len(word) > _SHORTEST:
        return word[:-1], "H HD AT:1"
    if word.endswith("ا") or len(word) <= _SHORTEST:
        return word, "B P:5"
    return word, "B TA:3 P:3.5 AT:3 UN:4 DU:3"


def base(form: str) -> str:
    """A form without the article."""
    return form[2:] if form.startswith("ال") and len(form) > _SHORTEST + 1 else form


def is_explained(form: str, added: dict[str, float]) -> bool:
    """Whether a form is a proclitic and a commoner new word, or a new word with a pronoun."""
    pronoun = _PLAIN_PRONOUN.search(form)
    return any(
        form.startswith(h) and added.get(form[len(h) :], 0.0) > added.get(form, 0.0)
        for h in clitics.OF_NEW_WORDS
    ) or bool(pronoun and form[: pronoun.start()] in added)


def is_inflected(head: str, stem: str, tail: str, cost: float) -> bool:
    """Whether a form cut this way, with a stem of this cost, is an inflected form of a known word
    that is merely commoner than its affixes are in the press: والتبريكات, بنفسك, أعطيك."""
    if len(stem) >= _LONG and (
        (head in _BEFORE_NOUN and tail in _DEFINITE)
        or (head in _BEFORE_ADVERB and tail == _ADVERBIAL)
        or _PRONOUN.fullmatch(tail)
    ):
        return True
    is_common = len(stem) > 2 and cost <= _COMMON + (_WITH_PROCLITIC if head else 0.0)
    # أولمبيك is no nisba with a pronoun, but أرجوك is a verb with one.
    takes_pronoun = stem[-1] not in LONG_VOWELS or (bool(head) and stem.endswith("و"))
    is_name = (tail == _OF_NAME and not head) or head.endswith(_NAMELIKE)
    return is_common and takes_pronoun and not is_name and bool(_RARE_PRONOUN.fullmatch(tail))


def bases(form: str) -> Iterator[str]:
    """The words that a form may be an inflection of: حوثي for حوثيين, كاميرا for كاميرات."""
    for ending, rests in _ENDINGS.items():
        stem = form.removesuffix(ending)
        if not form.endswith(ending) or (ending == "هات" and not stem.endswith(_LOAN)):
            continue
        if ending in _ADJECTIVAL and not (stem.endswith("ي") or _PARTICIPLE.match(stem)):
            continue
        yield from (stem + rest for rest in rests if len(stem + rest) >= _SHORTEST)


def is_person(head: str, stem: str, tail: str) -> bool:
    """Whether a form cut this way is a verb in a person that the press rarely uses: أعتقد, نشكركم,
    يعجبني, واشربوا."""
    is_long = len(stem) >= _SHORTEST
    if not tail:
        return head == _BEFORE_MADDA or (head == "ا" and is_long)
    if head in _NEGATIONS and tail in _OF_PERFECT:
        return True
    is_person = head.endswith(_PERSONS) and bool(_BEFORE_PERSON.fullmatch(head[:-1]))
    if _MANY.fullmatch(tail):
        return (is_person and len(stem) > 2) or (is_long and (head in ("و", "ف") or stem[0] == "ا"))
    if tail in _YOU_FEMININE:
        return is_person and head.endswith("ت") and len(stem) > 2
    if tail == _YOU and head in ("ا", "ن") and _addresses_somebody(stem):
        return True
    takes_object = tail == _READERS or stem[-1] not in LONG_VOWELS
    return is_person and tail in _OBJECTS and len(stem) > 2 and takes_object


def _addresses_somebody(stem: str) -> bool:
    """Whether a short or weak stem is a verb before ك rather than the middle of a name: أحبك,
    أدعوك; not إريك, نوفاك."""
    is_short = len(stem) == 2 and set(stem).isdisjoint(LONG_VOWELS)
    return is_short or (len(stem) > 2 and stem.endswith(WAW))


def inflected_stem(form: str) -> tuple[str, str]:
    """The stem and the kind of an inflected form that is entered whole."""
    return (form[:-1], Slot.IN_TEH_MARBUTA) if form.endswith("ة") else (form, "B P")
