"""Limits agree with each other and with the documentation, and each stands where it counts."""

import re
from pathlib import Path

import indexer.documents.limits
import indexer.engines.limits
import indexer.installation.name_lists
import indexer.search.limits
from indexer import limits
from indexer.building.sources import ledger

ROOT = Path(__file__).parents[1]


def stated_numbers(document: str, sentence: str) -> list[float]:
    """The numbers of a sentence of a document: those in the places of ``#``."""
    pattern = r"\s+".join(map(re.escape, sentence.split())).replace(r"\#", r"([\d.,]*\d)")
    found = re.search(pattern, (ROOT / document).read_text("utf-8"))
    assert found, f"{document} does not say: {sentence}"
    return [float(number.replace(",", "")) for number in found.groups()]


def test_each_field_of_a_release_can_be_a_filter() -> None:
    assert indexer.documents.limits.FIELD_CHARACTERS == limits.FILTER_CHARACTERS


def test_the_documented_limits_are_those_of_the_code() -> None:
    engine = indexer.engines.limits
    expansions = "A pattern expands to at most # words, an excluded one to #."
    assert stated_numbers("indexer/README.md", expansions) == [
        engine.MAX_EXPANSIONS,
        engine.MAX_EXCLUDED_EXPANSIONS,
    ]
    assert stated_numbers("indexer/README.md", "(Dice # or more)") == [engine.MIN_DICE]
    seconds = stated_numbers("indexer/README.md", "After # s a search returns no snippets")
    assert seconds == [indexer.search.limits.SEARCH_SECONDS]
    names = stated_numbers("deploy/README.md", "UTF-8 with up to # names each")
    assert names == [indexer.installation.name_lists.MAX_NAMES]


def test_the_readers_depend_on_limits_of_documents_only() -> None:
    """Otherwise a change of other limits would not reach documents that were read before, or would
    make the next build read all of them again."""
    assert limits not in ledger.READERS
    packages = [ROOT / "indexer" / name for name in ("documents", "periods", "releases")]
    sources = [path.read_text("utf-8") for each in packages for path in each.rglob("*.py")]
    imported = re.compile(
        r"^from indexer(\.limits)? import .*\blimits\b|^from indexer\.limits", re.M
    )
    assert not any(map(imported.search, sources))
