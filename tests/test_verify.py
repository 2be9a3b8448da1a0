"""Verification notices releases that are missing, altered, extra or cannot be found."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.arabic.analyzer import standard
from indexer.engines.protocol import Filters, FormCount, Match, Matches, Searcher, Sort
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexDamaged
from indexer.query.values import Query, Term
from indexer.release import Release
from indexer.schema import analyse
from indexer.verify import require_sound

NOWHERE = Path("nowhere")
RELEASES = [Release(f"r{n}", f"بيان الهجرة رقم {n}", "نص") for n in range(5)]


class FakeSearcher:
    """Stores the given releases; finds all but the ``hidden`` ones."""

    def __init__(self, stored: Sequence[Release], hidden: Sequence[str] = ()) -> None:
        self.stored = {release.id: release for release in stored}
        self.hidden = hidden
        self.closed = False
        self.asked: list[str] = []
        self.counted = len(stored)

    def count(self) -> int:
        return self.counted

    def search(
        self,
        query: Query,  # noqa: ARG002 - the protocol's names, here and below
        *,
        filters: Filters,
        sort: Sort,  # noqa: ARG002
        start: int,
        size: int,
        facets: bool,  # noqa: ARG002
    ) -> Matches:
        asked = [each for each in self.stored if each in filters.ids]
        found = [Match(each, 1.0) for each in asked if each not in self.hidden]
        return Matches(len(found), found[start : start + size], {})

    def release(self, release_id: str) -> Release | None:
        self.asked.append(release_id)
        return self.stored.get(release_id)

    def releases(self) -> Iterator[Release]:
        yield from self.stored.values()

    def forms(
        self,
        root: str,  # noqa: ARG002
        stem: str | None = None,  # noqa: ARG002
    ) -> Sequence[FormCount]:
        return []

    def spellings(self, term: Term) -> Sequence[str]:
        """The spellings of a word of the titles."""
        titles = " ".join(release.title for release in self.stored.values()).split()
        return [each for each in titles if standard().word(each).stem == term.text]

    def digests(self) -> Mapping[str, str]:
        return {each: release.digest for each, release in self.stored.items()}

    def close(self) -> None:
        self.closed = True


class FakeEngine:
    name = "fake"

    def __init__(self, searcher: FakeSearcher) -> None:
        self.searcher = searcher

    def open(self, folder: Path) -> Searcher:
        assert folder == NOWHERE
        return self.searcher


def problem(
    searcher: FakeSearcher,
    expected: Sequence[Release] | None = None,
    written: Sequence[str] | None = None,
) -> str:
    """The problem that verification reports; empty if none."""
    digests = None if expected is None else {each.id: each.digest for each in expected}
    engine: Any = FakeEngine(searcher)
    try:
        require_sound(engine, standard(), NOWHERE, digests, written=written)
    except IndexDamaged as error:
        return str(error)
    finally:
        assert searcher.closed
    return ""


def test_a_sound_index_is_accepted() -> None:
    assert problem(FakeSearcher(RELEASES), RELEASES) == ""


def test_an_index_is_compared_with_itself_when_nothing_is_expected() -> None:
    assert problem(FakeSearcher(RELEASES)) == ""


def test_an_empty_index_is_sound() -> None:
    assert problem(FakeSearcher([]), []) == ""


def test_a_missing_release_is_named() -> None:
    found = problem(FakeSearcher(RELEASES[1:]), RELEASES)
    assert "4 releases are searchable, 5 should be" in found
    assert "'r0'" in found


def test_an_extra_release_is_named() -> None:
    assert "'r4'" in problem(FakeSearcher(RELEASES), RELEASES[:4])


def test_an_altered_release_is_named() -> None:
    altered = dataclasses.replace(RELEASES[2], body="نص آخر")
    stored = [altered if each.id == "r2" else each for each in RELEASES]
    assert "'r2' is not stored as it was read" in problem(FakeSearcher(stored), RELEASES)


def test_a_release_whose_stored_text_was_altered_under_its_digest_is_named() -> None:
    searcher = FakeSearcher(RELEASES)
    digests = searcher.digests()
    searcher.stored["r3"] = dataclasses.replace(RELEASES[3], title="عنوان آخر")
    searcher.digests = lambda: digests  # type: ignore[method-assign]
    assert "'r3' is not stored as it was read" in problem(searcher)


def test_a_wrong_count_is_told() -> None:
    searcher = FakeSearcher(RELEASES)
    searcher.counted = 7
    assert "7 releases are searchable, 5 should be" in problem(searcher, RELEASES)


def test_a_release_that_its_title_does_not_find_is_named() -> None:
    assert "'r1' is not found by its own title" in problem(FakeSearcher(RELEASES, ["r1"]))


def test_no_more_than_a_few_problems_are_listed() -> None:
    many = [Release(f"m{n}", "بيان", "نص") for n in range(50)]
    assert problem(FakeSearcher([]), many).count("m") < 20


def test_the_message_says_what_mends_it() -> None:
    assert "kashaf build --full" in problem(FakeSearcher([]), RELEASES)


MANY = [Release(f"m{n:03}", f"بيان الهجرة رقم {n}", "نص") for n in range(400)]


def test_of_what_was_carried_over_a_sample_is_read_and_all_of_what_was_written() -> None:
    searcher = FakeSearcher(MANY)
    written = [each.id for each in MANY[300:370]]
    assert problem(searcher, MANY, written) == ""
    assert set(written) < set(searcher.asked)
    assert len(set(searcher.asked)) < 100


def test_a_written_release_that_was_altered_under_its_digest_is_named() -> None:
    searcher = FakeSearcher(MANY)
    digests = searcher.digests()
    searcher.stored["m333"] = dataclasses.replace(MANY[333], body="نص آخر")
    searcher.digests = lambda: digests  # type: ignore[method-assign]
    assert "'m333' is not stored as it was read" in problem(searcher, MANY, ["m333"])


def test_a_carried_release_of_another_digest_is_named() -> None:
    altered = dataclasses.replace(MANY[333], body="نص آخر")
    stored = [altered if each.id == "m333" else each for each in MANY]
    assert "'m333' is not stored as it was read" in problem(FakeSearcher(stored), MANY, ["m001"])


def test_a_written_release_that_is_listed_but_cannot_be_read_is_named() -> None:
    searcher = FakeSearcher(MANY)
    digests = searcher.digests()
    del searcher.stored["m333"]
    searcher.digests = lambda: digests  # type: ignore[method-assign]
    assert "'m333' cannot be read" in problem(searcher, MANY, ["m333"])


@pytest.mark.parametrize(
    "title",
    [
        "بيان " * 39 + "إستراتيجيات",
        "كلمة" * 80,
        "بيان " * 400,
        "في",
        "«إدارة الهجرة» و“الأمن",
        '"إدارة الهجرة" 1.5kg 17th 2025م',
        "—",
        "",
        "ـــ \u064e",
        "ﷺ الهِجـــرة اله\u200dجرة ١٬٢٥٠٫٥",
        "移民局公告 2025",
    ],
)
def test_a_release_of_any_title_passes_with_the_real_engine(tmp_path: Path, title: str) -> None:
    engine = WhooshEngine()
    release = Release("r", title, "نص")
    writer = engine.create(tmp_path)
    writer.add(analyse(release, standard()))
    writer.commit()
    require_sound(engine, standard(), tmp_path, {"r": release.digest})
