"""The lexicon under construction: lemmas with their frequencies, stems with their readings."""

import math
from collections.abc import Callable, Collection

from indexer.arabic.compiler.vocalised import bare
from indexer.arabic.lexicon.affixes import Slot

_CLASSES = {"verb": "verb", "noun_prop": "name", "new": "new", "homograph": "homograph"}
# Endings of a noun's written form without a pronoun, and the slots that have them.
_ENDINGS = {
    "": {Slot.BARE, Slot.NAME, Slot.INDEFINITE_ACCUSATIVE, Slot.BEFORE_PRONOUN},
    "ة": {Slot.IN_TEH_MARBUTA, Slot.FEMININE},
    "ات": {Slot.SOUND_FEMININE_PLURAL},
    "ون": {Slot.SOUND_MASCULINE_PLURAL},
    "ين": {Slot.SOUND_MASCULINE_PLURAL, Slot.PLURAL_IN_ONE_YEH, Slot.DUAL},
    "ان": {Slot.DUAL},
    "ي": {Slot.NISBA},
    "ية": {Slot.NISBA},
    "يات": {Slot.NISBA},
}
# The slots of a verb without an ending.
_PERFECT = {Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN}


class Stock:
    """Lemmas and stems while they are gathered."""

    def __init__(self) -> None:
        self.lemmas: dict[tuple[str, str], int] = {}
        self.frequency: list[int] = []
        self.stems: dict[str, dict[tuple[str, int], float]] = {}
        self._claims: dict[str, list[tuple[set[str], str, int]]] = {}
        self._kept: set[tuple[str, int]] = set()
        # Written forms, with the lemmas that claimed them.
        self.claimed: set[tuple[str, int]] = set()
        # Lemmas of shared forms, with the lemmas that share them.
        self.homographs: dict[int, list[int]] = {}
        self.names_of_several: dict[str, list[int]] = {}
        # Of these, the lemmas of forms that stand only for themselves when they are typed.
        self.of_itself: set[int] = set()
        # The rarer of two nouns that have nothing but their letters in common, with the commoner.
        self.twins: dict[int, int] = {}
        # Of these, the nouns whose form is as likely, if it has no article or everywhere.
        self.indefinite_twins: set[int] = set()
        self.equal_twins: set[int] = set()

    def lemma(self, spelling: str, speech: str, frequency: int) -> int:
        """The number of a lemma, new or known. Frequencies of the same lemma add up."""
        key = (
            bare(spelling) if speech != "verb" else spelling,
            _CLASSES.get(speech, "noun"),
        )
        if key not in self.lemmas:
            self.lemmas[key] = len(self.frequency)
            self.frequency.append(0)
        self.frequency[self.lemmas[key]] += frequency
        return self.lemmas[key]

    def nouns(self, key: Callable[[str], str]) -> dict[str, int]:
        """The commonest noun for each value of `key(spelling)`."""
        found: dict[str, int] = {}
        for (spelling, speech), number in self.lemmas.items():
            known = found.get(key(spelling))
            if speech == "noun" and (
                known is None or self.frequency[known] < self.frequency[number]
            ):
                found[key(spelling)] = number
        return found

    def add(self, spelling: str, kind: str, lemma: int, cost: float) -> None:
        """Enter a written stem; of equal ones the cheapest is kept."""
        if len(spelling) < 2 and not {"V", "I", "J"} & set(kind):
            return
        kind = self._unclaimed(spelling, kind, lemma)
        if not kind:
            return
        known = self.stems.setdefault(spelling, {})
        if known.get((kind, lemma), math.inf) > cost:
            known[kind, lemma] = cost

    def keep(self, form: str, lemma: int) -> None:
        """Protect a form of a lemma against the claims of other lemmas."""
        self._kept.add((form, lemma))

    def homograph(
        self,
        form: str,
        members: list[int],
        less: Collection[str] = (),
        owner: int | None = None,
    ) -> int:
        """The number of a new lemma for a form that the lemmas `members` share. They lose the form;
        only the `owner`, if there is one, keeps it in the slots `less`."""
        frequency = sum(self.frequency[member] for member in members) // len(members)
        number = self.lemma(form, "homograph", frequency)
        self.homographs[number] = members
        theirs = {(form, member) for member in members}
        self._kept -= theirs
        for claims in self._claims.values():
            claims[:] = [claim for claim in claims if claim[1:] not in theirs]
        verbs = {lemma for (_, speech), lemma in self.lemmas.items() if speech == "verb"}
        self.claim(form, number, set() if verbs.isdisjoint(members) else _PERFECT, less)
        if owner is not None:
            self._reserve(form, set(less), form, owner)
        return number

    def claim(
        self, form: str, lemma: int, more: Collection[str] = (), less: Collection[str] = ()
    ) -> None:
        """Reserve a written form for this lemma: no other noun or name may have it, now or later,
        nor a verb in the slots `more`. The slots `less` are left to all.

        Forms are compared as written: يمنى is not يمني, ثانية not ثانيه.
        """
        self.claimed.add((form, lemma))
        for ending, slots in _ENDINGS.items():
            stem = form.removesuffix(ending)
            if form.endswith(ending) and stem:
                self._reserve(stem, {*slots, *more}.difference(less), form, lemma)

    def _reserve(self, stem: str, slots: set[str], form: str, lemma: int) -> None:
        """Take these slots of a stem from all lemmas but one."""
        self._claims.setdefault(stem, []).append((slots, form, lemma))
        for (kind, other), cost in list(self.stems.get(stem, {}).items()):
            del self.stems[stem][kind, other]
            self.add(stem, kind, other, cost)

    def pass_claims(self, form: str, lemma: int, owner: int) -> None:
        """Give the claims of a lemma to a form to another lemma."""
        if (form, lemma) in self.claimed:
            self.claimed.remove((form, lemma))
            self.claimed.add((form, owner))
        for claims in self._claims.values():
            claims[:] = [
                (slots, claimed, owner if (claimed, claimant) == (form, lemma) else claimant)
                for slots, claimed, claimant in claims
            ]

    def merge(self, owners: dict[int, int]) -> None:
        """Move the stems and the frequency of lemmas to others: {lemma: its owner}."""
        for spelling, readings in self.stems.items():
            for (kind, number), cost in list(readings.items()):
                if number in owners:
                    del readings[kind, number]
                    self.add(spelling, kind, owners[number], cost)
        for number, owner in owners.items():
            self.frequency[owner] += self.frequency[number]
            self.frequency[number] = 0

    def _unclaimed(self, spelling: str, kind: str, lemma: int) -> str:
        """A kind without the slots that another lemma has claimed."""
        for slots, form, owner in self._claims.get(spelling, ()):
            if lemma != owner and (form, lemma) not in self._kept:
                kind = " ".join(slot for slot in kind.split() if slot.split(":")[0] not in slots)
        return kind
