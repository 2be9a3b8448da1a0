"""The Whoosh codec: blocks, dictionary, segments, and compatibility with the tools of Whoosh."""

import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
import whoosh.index
import whoosh.query
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import blocks
from indexer.engines.whoosh.codec.blocks import Block, BlockAddress, BlockAddresses
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.dictionary import Dictionary, DictionaryWriter, FieldBlocks
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writing.segments import should_merge
from indexer.engines.whoosh.writing.writer import WhooshWriter
from indexer.errors import BuildError
from indexer.query.values import Near, Phrase, Term, Weighted, Word
from tests.engines.indexes import Opened, analyse, carry, release

NUMBERS = st.integers(0, 2**32 - 1)
# Term to document to positions.
POSTINGS = st.lists(
    st.dictionaries(NUMBERS, st.sets(NUMBERS, min_size=1, max_size=5), min_size=1, max_size=6),
    min_size=1,
    max_size=6,
)


def encode_blocks(
    terms: Sequence[Mapping[int, Collection[int]]], *, positional: bool
) -> tuple[NDArray[np.uint8], list[BlockAddress]]:
    """The blocks of terms by their documents, with positions or else with as many of them."""
    rows = [
        (doc, value)
        for term in terms
        for doc in sorted(term)
        for value in (sorted(term[doc]) if positional else [len(term[doc])])
    ]
    sizes = [sum(map(len, term.values())) if positional else len(term) for term in terms]
    docs, values = np.asarray(rows, np.int64).T
    found = blocks.encode(blocks.SortedPostings(np.cumsum([0, *sizes]), docs, values, positional))
    starts = found.sizes.cumsum() - found.sizes
    places = list(map(BlockAddress, starts.tolist(), found.releases.tolist()))
    return np.frombuffer(found.data, np.uint8), places


@given(POSTINGS)
def test_blocks_with_positions_come_back(terms: list[dict[int, set[int]]]) -> None:
    raw, places = encode_blocks(terms, positional=True)
    assert len(places) == len(terms)
    for term, place in zip(terms, places, strict=True):
        block = blocks.decode(raw, place)
        assert block.positions is not None
        assert place.releases == len(term)
        assert block.docs.tolist() == sorted(term)
        assert block.frequencies.tolist() == [len(term[doc]) for doc in sorted(term)]
        assert block.positions.tolist() == [p for doc in sorted(term) for p in sorted(term[doc])]
        assert blocks.decode(raw, place, positions=False).positions is None
        chosen = np.arange(0, len(term), 2)
        some = [sorted(term[doc]) for doc in sorted(term)[::2]]
        positions, sizes = blocks.decode_positions(raw, place, block.frequencies, chosen)
        assert positions.tolist() == [p for each in some for p in each]
        assert sizes.tolist() == [len(each) for each in some]


@given(POSTINGS)
def test_blocks_with_counts_come_back(terms: list[dict[int, set[int]]]) -> None:
    raw, places = encode_blocks(terms, positional=False)
    for term, place in zip(terms, places, strict=True):
        block = blocks.decode(raw, place)
        assert block.docs.tolist() == sorted(term)
        assert block.frequencies.tolist() == [len(term[doc]) for doc in sorted(term)]
        assert block.positions is None


def all_positions(postings: Sequence[Block]) -> list[int]:
    """The positions of several blocks, one block after the other."""
    return [at for one in postings if one.positions is not None for at in one.positions.tolist()]


@given(POSTINGS, st.booleans())
def test_many_blocks_are_unpacked_as_each_is(
    terms: list[dict[int, set[int]]], positional: bool
) -> None:
    raw, places = encode_blocks(terms, positional=positional)
    starts, releases = np.asarray(places).T
    many = blocks.decode_many(raw, starts, releases)
    each = [blocks.decode(raw, place) for place in places]
    assert many.docs.tolist() == [doc for one in each for doc in one.docs]
    assert many.frequencies.tolist() == [n for one in each for n in one.frequencies]
    assert many.terms.tolist() == [n for n, one in enumerate(each) for _ in one.docs]
    if positional:
        assert many.positions is not None
        assert many.positions.tolist() == all_positions(each)
        live = np.arange(2**8) % 2 == 0
        if max(many.docs) < len(live):
            kept = many.restrict(live)
            alone = [one.restrict(live) for one in each]
            assert kept.positions is not None
            assert kept.positions.tolist() == all_positions(alone)
    else:
        assert many.positions is None


@given(
    st.lists(
        st.dictionaries(st.integers(0, 300), st.integers(1, 300), min_size=1),
        min_size=1,
        max_size=9,
    ),
    st.booleans(),
    st.sampled_from([0, 1, 1_000]),
    st.sampled_from([0, 2, 1_000]),
    st.integers(0, 9),
)
def test_groups_of_blocks_are_added_up(
    terms: list[dict[int, int]], positional: bool, large: int, few: int, first: int
) -> None:
    raw, places = encode_blocks(
        [{doc: range(count) for doc, count in term.items()} for term in terms],
        positional=positional,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "_LARGE", large)
        patch.setattr(blocks, "_FEW", few)
        starts, releases = np.asarray(places).T
        cuts = [slice(0, first), slice(first, first), slice(first, None)]
        added = blocks.sum_blocks(raw, [BlockAddresses(starts[cut], releases[cut]) for cut in cuts])
    for cut, block in zip(cuts, added, strict=True):
        wanted = sum(map(Counter, terms[cut]), Counter[int]())
        assert dict(zip(block.docs.tolist(), block.frequencies.tolist(), strict=True)) == wanted
        assert block.docs.tolist() == sorted(wanted)


@given(st.sets(st.text(), max_size=20), st.text(max_size=3), st.booleans())
def test_a_dictionary_finds_its_terms_and_no_others(
    terms: set[str], other: str, shared: bool
) -> None:
    held, file = sorted(terms), io.BytesIO()
    sections = SectionsWriter(file)
    writer = DictionaryWriter(sections)
    written = FieldBlocks(5, np.ones(len(held), np.int64), np.arange(len(held)))
    if shared:
        everything = sorted({*held, "ا", "هجرة"})
        writer.add_layer("exact", ByteStrings.from_list([term.encode() for term in everything]))
        members = np.asarray([everything.index(term) for term in held], np.int64)
        writer.add_layer_field("field", "exact", members, written)
    else:
        writer.add_own_field(
            "field", ByteStrings.from_list([term.encode() for term in held]), written
        )
    sections.finish()
    dictionary = Dictionary(Sections(memoryview(file.getvalue())))
    for number, term in enumerate(held):
        assert dictionary.find("field", term) == BlockAddress(5 + number, number)
    nowhere, (starts, releases) = dictionary.layer_addresses(
        "exact" if shared else "field", {*held[::2], other}, ["nowhere", "field"]
    )
    found = [n for n, term in enumerate(held) if n % 2 == 0 or term == other]
    assert (starts.tolist(), releases.tolist()) == ([5 + n for n in found], found)
    assert [each.tolist() for each in nowhere] == [[], []]
    assert (dictionary.find("field", other) is None) == (other not in terms)
    assert dictionary.find("elsewhere", other) is None
    assert [term for term, _ in dictionary.items("field", other)] == [
        term for term in held if term >= other
    ]
    field = dictionary.field("field")
    assert field is not None
    assert dictionary.fields() == ["field"]
    assert field.texts() == field.select(np.arange(len(held))) == held
    assert [held[n] for n in field.prefix_range(other)] == [t for t in held if t.startswith(other)]
    assert field.starts().tolist()[: len(held)] == [5 + n for n in range(len(held))]
    lengths = field.letter_codes().lengths(np.arange(len(held)))
    assert lengths.tolist() == [len(term) for term in held]


# Names of several words, a month that its neighbours tell, and several spellings of one term.
NAMED = (
    "شي جين بينغ في 3 أيار 2025",
    "مع شي جينبينغ",
    "أيار الأمن",
    "الامن في 4 ايار",
    "كوكا كولا",
)


def build(folder: Path, count: int, buffer_bytes: int) -> None:
    folder.mkdir()
    index = FileStorage(str(folder)).create_index(layout.schema())
    writer = WhooshWriter(index, buffer_bytes)
    for n in range(count):
        text = f"نص رقم {n} " * (n % 5 + 1) + NAMED[n % len(NAMED)]
        writer.add(analyse(release(f"r{n}", f"عنوان {n % 7}", text)))
    writer.commit()


def segments(folder: Path) -> int:
    index = whoosh.index.open_dir(str(folder), readonly=True)
    return len(index._segments())


def test_a_buffer_that_is_spilled_changes_no_byte(tmp_path: Path) -> None:
    build(tmp_path / "whole", 60, 10**9)
    build(tmp_path / "spilled", 60, 5_000)
    for suffix in (".pst", ".trm", ".voc", ".doc", ".rel", ".arrays"):
        (whole,) = (tmp_path / "whole").glob(f"*{suffix}")
        (spilled,) = (tmp_path / "spilled").glob(f"*{suffix}")
        assert whole.read_bytes() == spilled.read_bytes()


def test_a_segment_that_is_full_is_closed_and_changes_no_answer(
    opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "one", 60, 10**9)
    monkeypatch.setattr("indexer.engines.whoosh.writing.segments._SEGMENT_LETTERS", 5_000)
    build(tmp_path / "many", 60, 10**9)
    assert segments(tmp_path / "one") == 1
    assert segments(tmp_path / "many") > 2
    term = Term("exact", "نص")
    query = Word((term,), (Weighted.alone(term),))
    searchers = [opener(WhooshEngine(), tmp_path / name) for name in ("one", "many")]
    answers = [searcher.search(query, size=60, facets=True) for searcher in searchers]
    assert answers[0] == answers[1]
    assert searchers[0].forms(term) == searchers[1].forms(term)


def test_many_small_builds_leave_few_segments(opener: Opened, tmp_path: Path) -> None:
    engine = WhooshEngine()
    build(tmp_path / "0", 40, 10**9)
    for n in range(1, 33):
        carry(tmp_path / str(n - 1), tmp_path / str(n))
        writer = engine.extend(tmp_path / str(n))
        writer.add(analyse(release(f"new{n}", "عنوان", f"نص جديد {n}")))
        writer.delete(f"r{n}")
        writer.commit()
    searcher = opener(engine, tmp_path / "32")
    assert segments(tmp_path / "32") <= 4
    assert searcher.count() == 40
    ids = {r.id for r in searcher.releases()}
    assert ids == {f"r{n}" for n in (0, *range(33, 40))} | {f"new{n}" for n in range(1, 33)}


def test_a_segment_without_stems_is_merged(opener: Opened, tmp_path: Path) -> None:
    """Stop words are in the exact layer alone."""
    engine = WhooshEngine()
    build(tmp_path / "0", 40, 10**9)
    for n, title in enumerate(("من هو", "في", "هجرة"), 1):
        carry(tmp_path / str(n - 1), tmp_path / str(n))
        writer = engine.extend(tmp_path / str(n))
        writer.add(analyse(release(f"new{n}", title, "")))
        writer.commit()
    searcher = opener(engine, tmp_path / "3")
    assert searcher.count() == 43
    assert segments(tmp_path / "3") == 2
    assert [found.form for found in searcher.forms(Term("exact", "من"))] == ["من"]
    assert searcher.frequencies([Term("exact", "من"), Term("exact", "هجره")]) == [1, 1]


@pytest.mark.parametrize("start", [20, 3_000, 20_000])
def test_single_additions_leave_few_segments_and_rewrite_little(start: int) -> None:
    sizes, additions, rewritten, most = [start], 10_000, 0, 0
    for _ in range(additions):
        gathered = 1
        while sizes and should_merge(sizes[-1], gathered):
            gathered += sizes.pop()
        sizes.append(gathered)
        rewritten += gathered - 1
        most = max(most, len(sizes))
    assert sum(sizes) == start + additions
    assert most <= 5
    assert rewritten < 48 * additions


@pytest.mark.parametrize("releases", [100, 2_000, 5_000])
def test_a_build_of_many_releases_rewrites_no_segment_much_larger(releases: int) -> None:
    assert should_merge(4 * releases, releases)
    assert not should_merge(max(4 * releases, 2_000) + 1, releases)


def test_whoosh_itself_reads_the_index(tmp_path: Path) -> None:
    build(tmp_path / "index", 20, 10**9)
    index = whoosh.index.open_dir(str(tmp_path / "index"), readonly=True)
    with index.searcher() as searcher:
        assert len(searcher.search(whoosh.query.Term("exact_body", "نص"), limit=None)) == 20
        phrase = whoosh.query.Phrase("exact_body", ["رقم", "7"])
        found = [hit["release"] for hit in searcher.search(phrase, limit=None)]
        assert len(found) == 1
        assert '"id": "r7"' in found[0]
        assert (
            searcher.search(whoosh.query.Prefix("exact_title", "عن"), limit=None).scored_length()
            == 20
        )
        assert index.doc_count() == 20
        reader = searcher.reader()
        assert reader.doc_frequency("exact_body", "رقم") == 20
        assert reader.frequency("exact_body", "رقم") == sum(n % 5 + 1 for n in range(20))
    index.close()


def test_a_writer_is_of_no_use_after_its_commit(tmp_path: Path) -> None:
    build(tmp_path / "index", 1, 10**9)
    writer = WhooshEngine().extend(tmp_path / "index")
    writer.commit()
    with pytest.raises(BuildError, match="committed"):
        writer.add(analyse(release("x", "ع", "ن")))


def test_words_after_many_paragraphs_stay_in_their_release(opener: Opened, tmp_path: Path) -> None:
    body = "ا\n\n" * 333_000 + "سلسبيل زنجبيل"
    folder = tmp_path / "index"
    folder.mkdir()
    writer = WhooshEngine().create(folder)
    writer.add(analyse(release("first", "", body)))
    writer.add(analyse(release("innocent", "", "لا شيء هنا")))
    writer.commit()
    searcher = opener(WhooshEngine(), folder)
    terms = (Term("exact", "سلسبيل"), Term("exact", "زنجبيل"))
    for query in (Phrase(terms, (0, 1)), Phrase(terms, (0, 1), slop=2), Near(*terms, 3)):
        found = searcher.search(query, size=9)
        assert [match.id for match in found.page] == ["first"]
