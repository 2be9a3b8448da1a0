"""What is known of a word, wherever it stands."""

from typing import Literal, NamedTuple, TypeAlias

from indexer.arabic.names import Head

Layer: TypeAlias = Literal["exact", "stem", "root"]
LAYERS: tuple[Layer, ...] = ("exact", "stem", "root")


class Word(NamedTuple):
    """What the analyzer knows of one surface form, wherever it stands.

    ``form`` is its clean spelling; ``exact``, ``stem`` and ``root`` are its terms in the layers.
    ``heads`` are what of it may open a name of several words (mostly nothing).
    """

    form: str
    exact: str
    stem: str
    root: str
    stop: bool
    heads: tuple[Head, ...]

    def term(self, layer: Layer) -> str:
        return self.exact if layer == "exact" else self.stem if layer == "stem" else self.root


# Marks that stand alone and spell nothing.
NOTHING = Word("", "", "", "", False, ())
