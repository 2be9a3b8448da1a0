"""Our codec: blocks, dictionary, segments, and what Whoosh's own tools read of them."""

import bisect
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import whoosh.index
import whoosh.query
from hypothesis import given
from hypothesis import strategies as st
from indexes import Opened, analyse, carry, release
from whoosh.filedb.filestore import FileStorage

from indexer.engines.protocol import Filters
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import blocks, keys
from indexer.engines.whoosh.codec.dictionary import Dictionary, DictionaryWriter
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter, mapped
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.segments import merges
from indexer.engines.whoosh.storage import MappedStorage
from indexer.engines.whoosh.writer import WhooshWriter
from indexer.errors import BuildError
from indexer.query.values import Near, Phrase, Term, Weighted, Word

NUMBERS = st.integers(0, 2**32 - 1)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
# Term to document to positions.
POSTINGS = st.lists(
    st.dictionaries(NUMBERS, st.sets(NUMBERS, min_size=1, max_size=5), min_size=1, max_size=6),
    min_size=1,
    max_size=6,
)


@given(POSTINGS)
def test_blocks_with_positions_come_back(terms: list[dict[int, set[int]]]) -> None:
    rows = [(doc, place) for term in terms for doc in sorted(term) for place in sorted(term[doc])]
    sizes = [sum(len(places) for places in term.values()) for term in terms]
    docs, values = np.asarray(rows, np.int64).T
    encoded = list(blocks.encode(blocks.Sorted(np.cumsum([0, *sizes]), docs, values, True)))
    assert len(encoded) == len(terms)
    for term, data in zip(terms, encoded, strict=True):
        block = blocks.decode(memoryview(data))
        assert block.positions is not None
        assert block.docs.tolist() == sorted(term)
        assert block.frequencies.tolist() == [len(term[doc]) for doc in sorted(term)]
        assert block.positions.tolist() == [p for doc in sorted(term) for p in sorted(term[doc])]
        assert blocks.decode(memoryview(data), positions=False).positions is None


@given(POSTINGS, st.booleans())
def test_many_blocks_are_unpacked_as_each_is(
    terms: list[dict[int, set[int]]], positional: bool
) -> None:
    encoded = []
    for term in terms:
        rows = [(doc, place) for doc in sorted(term) for place in sorted(term[doc])]
        if not positional:
            rows = [(doc, 1 + min(term[doc])) for doc in sorted(term)]
        docs, values = np.asarray(rows, np.int64).T
        one = blocks.Sorted(np.asarray([0, len(rows)]), docs, values, positional)
        encoded += blocks.encode(one)
    starts = np.cumsum([0, *map(len, encoded)])[:-1]
    many = blocks.decode_many(memoryview(b"".join(encoded)), starts)
    each = [blocks.decode(memoryview(data)) for data in encoded]
    assert many.docs.tolist() == [doc for one in each for doc in one.docs]
    assert many.frequencies.tolist() == [n for one in each for n in one.frequencies]
    assert many.terms.tolist() == [n for n, one in enumerate(each) for _ in one.docs]
    if positional:
        assert many.positions is not None
        assert many.positions.tolist() == [p for one in each for p in one.positions]
        live = np.arange(2**8) % 2 == 0
        if max(many.docs) < len(live):
            kept = many.restricted(live)
            alone = [one.restricted(live) for one in each]
            assert kept.positions.tolist() == [p for one in alone for p in one.positions]
    else:
        assert many.positions is None


@given(
    st.lists(
        st.dictionaries(st.integers(0, 300), st.integers(1, 300), min_size=1),
        min_size=1,
        max_size=9,
    ),
    st.booleans(),
)
def test_blocks_are_added_up(terms: list[dict[int, int]], positional: bool) -> None:
    rows = [
        (doc, value)
        for term in terms
        for doc in sorted(term)
        for value in (range(term[doc]) if positional else [term[doc]])
    ]
    sizes = [sum(term.values()) if positional else len(term) for term in terms]
    docs, values = np.asarray(rows, np.int64).T
    encoded = blocks.encode(blocks.Sorted(np.cumsum([0, *sizes]), docs, values, positional))
    added = blocks.added([memoryview(data) for data in encoded])
    wanted = sum(map(Counter, terms), Counter[int]())
    assert dict(zip(added.docs.tolist(), added.frequencies.tolist(), strict=True)) == wanted
    assert added.docs.tolist() == sorted(wanted)


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 128, 129, 1_000])
def test_every_key_and_every_gap_is_found_among_many(tmp_path: Path, count: int) -> None:
    held = [f"{2 * number + 1:06}".encode() for number in range(count)]
    with (tmp_path / "keys").open("wb") as file:
        sections = SectionsWriter(file)
        keys.write(sections, "words", keys.packed(held))
        sections.finish()
    found = keys.read(Sections(mapped(tmp_path / "keys")), "words")
    for number in range(2 * count + 2):
        key = f"{number:06}".encode()
        assert found.first(key) == bisect.bisect_left(held, key)
        assert found.find(key) == (number // 2 if key in held else None)
    assert found.beginning(b"0") == range(count)


@given(st.lists(st.dictionaries(NUMBERS, st.integers(1, 2**32 - 1), min_size=1), min_size=1))
def test_blocks_with_counts_come_back(terms: list[dict[int, int]]) -> None:
    rows = [(doc, term[doc]) for term in terms for doc in sorted(term)]
    docs, values = np.asarray(rows, np.int64).T
    bounds = np.cumsum([0, *(len(term) for term in terms)])
    encoded = blocks.encode(blocks.Sorted(bounds, docs, values, False))
    for term, data in zip(terms, encoded, strict=True):
        block = blocks.decode(memoryview(data))
        assert dict(zip(block.docs.tolist(), block.frequencies.tolist(), strict=True)) == term
        assert block.positions is None


@given(st.sets(st.text(), max_size=20), st.text(max_size=3))
def test_a_dictionary_finds_its_terms_and_no_others(tmp_path_factory, terms, other) -> None:
    keys = sorted(term.encode("utf-8", "surrogatepass") for term in terms)
    path = tmp_path_factory.mktemp("dictionary") / "terms"
    with path.open("wb") as file:
        sections = SectionsWriter(file)
        offsets, releases = list(range(5, 5 + len(keys) + 1)), list(range(len(keys)))
        DictionaryWriter(sections).add("field", keys, offsets, releases)
        sections.finish()
    dictionary = Dictionary(Sections(memoryview(path.read_bytes())))
    for number, key in enumerate(keys):
        assert dictionary.find("field", key) == slice(5 + number, 6 + number)
        assert dictionary.locate("field", key) == (slice(5 + number, 6 + number), number)
    places = [slice(5 + number, 6 + number) for number in range(len(keys))]
    assert list(dictionary.places("field", keys[::2])) == places[::2]
    asked = other.encode("utf-8", "surrogatepass")
    assert list(dictionary.places("field", [asked])) == [
        place for place, key in zip(places, keys, strict=True) if key == asked
    ]
    assert (dictionary.find("field", asked) is None) == (asked not in keys)
    assert dictionary.find("elsewhere", asked) is None
    assert [key for key, _ in dictionary.items("field", asked)] == [k for k in keys if k >= asked]


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
    for suffix in (".pst", ".trm", ".voc", ".doc", ".arrays"):
        (whole,) = (tmp_path / "whole").glob(f"*{suffix}")
        (spilled,) = (tmp_path / "spilled").glob(f"*{suffix}")
        assert whole.read_bytes() == spilled.read_bytes()


def test_a_segment_that_is_full_is_closed_and_changes_no_answer(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "one", 60, 10**9)
    monkeypatch.setattr("indexer.engines.whoosh.segments._SEGMENT_BYTES", 5_000)
    build(tmp_path / "many", 60, 10**9)
    assert segments(tmp_path / "one") == 1
    assert segments(tmp_path / "many") > 2
    term = Term("exact", "نص")
    query = Word((term,), (Weighted(term, 1.0),))
    searchers = [opened(WhooshEngine(), tmp_path / name) for name in ("one", "many")]
    answers = [
        searcher.search(query, filters=Filters(), sort="relevance", start=0, size=60, facets=True)
        for searcher in searchers
    ]
    assert answers[0] == answers[1]
    assert searchers[0].forms(term) == searchers[1].forms(term)


def test_many_small_builds_leave_few_segments(opened: Opened, tmp_path: Path) -> None:
    engine = WhooshEngine()
    build(tmp_path / "0", 40, 10**9)
    for n in range(1, 33):
        carry(tmp_path / str(n - 1), tmp_path / str(n))
        writer = engine.extend(tmp_path / str(n))
        writer.add(analyse(release(f"new{n}", "عنوان", f"نص جديد {n}")))
        writer.delete(f"r{n}")
        writer.commit()
    searcher = opened(engine, tmp_path / "32")
    assert segments(tmp_path / "32") <= 4
    assert searcher.count() == 40
    ids = {r.id for r in searcher.releases()}
    assert ids == {f"r{n}" for n in (0, *range(33, 40))} | {f"new{n}" for n in range(1, 33)}


@pytest.mark.parametrize("start", [20, 3_000, 20_000])
def test_single_additions_leave_few_segments_and_rewrite_little(start: int) -> None:
    sizes, additions, rewritten, most = [start], 10_000, 0, 0
    for _ in range(additions):
        gathered = 1
        while sizes and merges(sizes[-1], gathered):
            gathered += sizes.pop()
        sizes.append(gathered)
        rewritten += gathered - 1
        most = max(most, len(sizes))
    assert sum(sizes) == start + additions
    assert most <= 5
    assert rewritten < 48 * additions


@pytest.mark.parametrize("releases", [100, 2_000, 5_000])
def test_a_build_of_many_releases_rewrites_no_segment_much_larger(releases: int) -> None:
    assert merges(4 * releases, releases)
    assert not merges(max(4 * releases, 2_000) + 1, releases)


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


def test_words_after_many_paragraphs_stay_in_their_release(opened: Opened, tmp_path: Path) -> None:
    body = "ا\n\n" * 333_000 + "سلسبيل زنجبيل"
    folder = tmp_path / "index"
    folder.mkdir()
    writer = WhooshEngine().create(folder)
    writer.add(analyse(release("first", "", body)))
    writer.add(analyse(release("innocent", "", "لا شيء هنا")))
    writer.commit()
    searcher = opened(WhooshEngine(), folder)
    terms = (Term("exact", "سلسبيل"), Term("exact", "زنجبيل"))
    for query in (Phrase(terms, (0, 1)), Phrase(terms, (0, 1), slop=2), Near(*terms, 3)):
        found = searcher.search(
            query, filters=Filters(), sort="relevance", start=0, size=9, facets=False
        )
        assert [match.id for match in found.page] == ["first"]


def test_a_mapped_file_is_not_copied_unless_it_is_read_in_sequence(tmp_path: Path) -> None:
    (tmp_path / "column").write_bytes(b"stored fields")
    file = MappedStorage(tmp_path).open_file("column")
    assert file.get(7, 6) == b"fields"
    file.close()
    assert "file" not in vars(file)
    assert MappedStorage(tmp_path).open_file("column").read(6) == b"stored"
