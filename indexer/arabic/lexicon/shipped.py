"""The data files that come with the package."""

import gzip
import zlib
from importlib import resources

from indexer.errors import LexiconError

STOPWORDS = "stopwords.txt"
NAMES = "names.txt"
SYLLABLES = "syllables.txt"
LEXICON = "lexicon.txt.gz"


def text(name: str) -> str:
    """The decompressed text of a data file.

    Raises LexiconError if it is missing or damaged: no text is ever analysed with an incomplete
    lexicon.
    """
    try:
        content = resources.files("indexer.arabic").joinpath("data", name).read_bytes()
        if name.endswith(".gz"):
            content = gzip.decompress(content)
        return content.decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise LexiconError(
            f"indexer/arabic/data/{name} is missing or damaged ({error}); install the program again"
        ) from error
