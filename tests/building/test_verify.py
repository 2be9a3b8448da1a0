"""Verification notices releases that are missing, altered, extra or cannot be found."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from indexer.arabic.analyzer import standard
from indexer.building.verify import verify_publication, verify_thoroughly
from indexer.engines.protocol import Filters
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexDamaged
from indexer.generations import Generation, Identity, Manifest, Meta, Place
from indexer.releases.release import Release
from indexer.releases.schema import analyse
from tests.engines.reference import ReferenceEngine, ReferenceSearcher, fold_stored_values

NOWHERE = Path("nowhere")
RELEASES = [Release(f"r{n}", f"بيان الهجرة رقم {n}", "نص") for n in range(5)]


class FakeSearcher(ReferenceSearcher):
    """Finds all but the ``hidden`` releases; ``digests`` and ``count`` are false where given."""

    def __init__(
        self,
        releases: Sequence[Release],
        hidden: Sequence[str] = (),
        *,
        digests: Mapping[str, str] | None = None,
        count: int | None = None,
    ) -> None:
        super().__init__(
            {each.id: fold_stored_values(analyse(each, standard())) for each in releases}
        )
        self._hidden = hidden
        self._digests = digests
        self._count = count
        self.closed = False
        self.asked: list[str] = []

    def count(self) -> int:
        return super().count() if self._count is None else self._count

    def digests(self) -> Mapping[str, str]:
        return super().digests() if self._digests is None else self._digests

    def passes(self, filters: Filters, release_id: str, but: str = "") -> bool:
        return release_id not in self._hidden and super().passes(filters, release_id, but)

    def release(self, release_id: str) -> Release | None:
        self.asked.append(release_id)
        return super().release(release_id)

    def close(self) -> None:
        self.closed = True


class FakeEngine(ReferenceEngine):
    def __init__(self, searcher: FakeSearcher) -> None:
        self._searcher = searcher

    def open(self, place: Place) -> FakeSearcher:
        assert place == NOWHERE
        return self._searcher


def digests_of(releases: Sequence[Release]) -> dict[str, str]:
    return {each.id: each.digest for each in releases}


def replace_release(releases: Sequence[Release], release_id: str, **change: Any) -> list[Release]:
    """The releases, of which one is changed."""
    return [
        dataclasses.replace(each, **change) if each.id == release_id else each for each in releases
    ]


def problem(
    searcher: FakeSearcher,
    expected: Sequence[Release],
    written: Sequence[str] | None = None,
) -> str:
    """The problem that a build finds before it publishes; empty if none."""
    digests = digests_of(expected)
    anew = digests if written is None else written
    return reported_problem(
        searcher,
        lambda engine: verify_publication(engine, standard(), NOWHERE, digests, anew),
    )


def published_problem(searcher: FakeSearcher, releases: int) -> str:
    """The problem of a generation whose manifest names so many releases; empty if none."""
    manifest = Manifest(
        generation="gen-000001-00000000",
        built_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        files={},
        meta=Meta(Identity("toy", "1", "rules", 1), releases, "", {}),
    )
    generation = Generation(manifest.generation, NOWHERE, manifest)
    return reported_problem(
        searcher, lambda engine: verify_thoroughly(engine, standard(), generation)
    )


def reported_problem(searcher: FakeSearcher, verify: Callable[[FakeEngine], None]) -> str:
    try:
        verify(FakeEngine(searcher))
    except IndexDamaged as error:
        return str(error)
    finally:
        assert searcher.closed
    return ""


def test_a_sound_index_is_accepted() -> None:
    assert problem(FakeSearcher(RELEASES), RELEASES) == ""


def test_a_published_index_has_as_many_releases_as_its_manifest_says() -> None:
    assert published_problem(FakeSearcher(RELEASES), 5) == ""
    found = published_problem(FakeSearcher(RELEASES), 6)
    assert "5 releases are stored, 6 were published" in found
    assert "6 releases are searchable, 5" in published_problem(FakeSearcher(RELEASES, count=6), 5)


def test_an_empty_index_is_sound() -> None:
    assert problem(FakeSearcher([]), []) == ""


def test_a_missing_release_is_named() -> None:
    found = problem(FakeSearcher(RELEASES[1:]), RELEASES)
    assert "4 releases are searchable, 5 should be" in found
    assert "'r0'" in found


def test_an_extra_release_is_named() -> None:
    assert "'r4'" in problem(FakeSearcher(RELEASES), RELEASES[:4])


def test_an_altered_release_is_named() -> None:
    stored = replace_release(RELEASES, "r2", body="نص آخر")
    assert "'r2' is not stored as it was read" in problem(FakeSearcher(stored), RELEASES)


def test_a_release_whose_stored_text_was_altered_under_its_digest_is_named() -> None:
    stored = replace_release(RELEASES, "r3", title="عنوان آخر")
    searcher = FakeSearcher(stored, digests=digests_of(RELEASES))
    assert "'r3' is not stored as it was read" in problem(searcher, RELEASES)
    assert "'r3' is not stored as it was read" in published_problem(
        FakeSearcher(stored, digests=digests_of(RELEASES)), 5
    )


def test_wrong_count_is_reported() -> None:
    searcher = FakeSearcher(RELEASES, count=7)
    assert "7 releases are searchable, 5 should be" in problem(searcher, RELEASES)


def test_release_not_found_by_its_title_is_named() -> None:
    assert "'r1' is not found by its own title" in problem(FakeSearcher(RELEASES, ["r1"]), RELEASES)


def test_no_more_than_a_few_problems_are_listed() -> None:
    many = [Release(f"m{n}", "بيان", "نص") for n in range(50)]
    assert problem(FakeSearcher([]), many).count("m") < 20


def test_error_message_names_the_repair_command() -> None:
    assert "kashaf build --full" in problem(FakeSearcher([]), RELEASES)


MANY = [Release(f"m{n:03}", f"بيان الهجرة رقم {n}", "نص") for n in range(400)]


def test_verification_reads_all_written_and_a_sample_of_carried_releases() -> None:
    searcher = FakeSearcher(MANY)
    written = [each.id for each in MANY[300:370]]
    assert problem(searcher, MANY, written) == ""
    assert set(written) < set(searcher.asked)
    assert len(set(searcher.asked)) < 100


def test_a_written_release_that_was_altered_under_its_digest_is_named() -> None:
    searcher = FakeSearcher(replace_release(MANY, "m333", body="نص آخر"), digests=digests_of(MANY))
    assert "'m333' is not stored as it was read" in problem(searcher, MANY, ["m333"])


def test_a_carried_release_of_another_digest_is_named() -> None:
    stored = replace_release(MANY, "m333", body="نص آخر")
    assert "'m333' is not stored as it was read" in problem(FakeSearcher(stored), MANY, ["m001"])


def test_a_written_release_that_is_listed_but_cannot_be_read_is_named() -> None:
    stored = [each for each in MANY if each.id != "m333"]
    searcher = FakeSearcher(stored, digests=digests_of(MANY), count=len(MANY))
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
    verify_publication(engine, standard(), tmp_path, {"r": release.digest}, ["r"])
