"""The layers of the index: each has a term of its own for a word."""

from typing import Literal, TypeAlias

Layer: TypeAlias = Literal["exact", "stem", "root"]
LAYERS: tuple[Layer, ...] = ("exact", "stem", "root")
