"""JSON lines."""

import codecs
import datetime
import json
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents import folder, limits
from indexer.documents.fields.rows import RowFault
from indexer.documents.folder import SourceFile
from indexer.documents.readers import DocumentReader
from indexer.documents.tables import jsonl
from indexer.errors import DocumentError
from indexer.releases.release import Release

GOOD = '{"title": "ع", "body": "ن"}'


def read(
    source: SourceFile, advance: Callable[[int], None] | None = None
) -> Iterator[Release | DocumentError]:
    with DocumentReader() as reading:
        yield from folder.read(source, reading, advance)


def outcome(line: str) -> Release | DocumentError:
    return jsonl.release(line.encode("utf-8", "surrogatepass"), "rows.jsonl", 7)


def read_accepted(**fields: object) -> Release:
    release = outcome(json.dumps({"title": "ع", "body": "ن", **fields}))
    assert isinstance(release, Release), str(release)
    return release


def test_all_fields() -> None:
    release = read_accepted(
        id="n-1",
        title=" ندوة\u00a0 الهجرة ",
        body="أولا\r\n\r\nثانيا\nتابع",
        published="2025-10-14",
        event_date="2025-09-17T23:30:00+08:00",
        place="بكين، الصين",
        agency="الهيئة",
        language="zh-Hans",
        url="https://example.org/1?a=b",
        topic={"tags": ["x", None, 1.5]},
        source="wire",
    )
    assert release == Release(
        id="n-1",
        title="ندوة الهجرة",
        body="أولا\n\nثانيا تابع",
        published=datetime.date(2025, 10, 14),
        event_date=datetime.date(2025, 9, 17),
        place="بكين، الصين",
        agency="الهيئة",
        language="zh-hans",
        url="https://example.org/1?a=b",
        source="rows.jsonl",
        extra={"topic": {"tags": ["x", None, 1.5]}, "source": "wire"},
    )
    assert Release.from_json(release.canonical) == release


def test_missing_fields() -> None:
    keys = ["id", "published", "event_date", "place", "agency", "language", "url"]
    nothing = read_accepted(**dict.fromkeys(keys))
    assert nothing == read_accepted() == read_accepted(**dict.fromkeys(keys[1:], " "))
    assert (nothing.id, nothing.language) == ("rows.jsonl.7", "ar")


@pytest.mark.parametrize(
    ("said", "published"),
    [({"date": "2025-10-26"}, "2025-10-26"), ({"date": "أمس"}, None), ({"date": 7}, None),
     ({"date": "2025-10-26", "published": "2025-10-14"}, "2025-10-14")],
)  # fmt: skip
def test_date_is_the_date_of_publication_without_another(
    said: dict[str, object], published: str | None
) -> None:
    release = read_accepted(**said)
    assert release.published == (datetime.date.fromisoformat(published) if published else None)
    is_used = published == said["date"]
    assert release.extra == ({} if is_used else {"date": said["date"]})


@pytest.mark.parametrize("empty", ["", " ", None])
def test_one_of_title_and_body_may_be_empty(empty: str | None) -> None:
    assert (read_accepted(title=empty).title, read_accepted(title=empty).body) == ("", "ن")
    assert read_accepted(body=empty).paragraphs == []


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"published": "قريبا"}, "published “قريبا” is not a date; write it as 2025-10-14"),
        ({"published": "2025-13-40"}, "published 2025-13-40 is not a date: month must be in 1..12"),
        (
            {"event_date": "40/40/2025"},
            "event_date “40/40/2025” is not a date; write it as 2025-10-14",
        ),
        ({"published": 12}, "published “12” is not a date; write it as 2025-10-14"),
        ({"date": ["2025"]}, "date is a list; text was expected"),
    ],
)
def test_a_text_that_is_no_date_is_dropped_with_a_remark(
    fields: dict[str, object], remark: str
) -> None:
    release = read_accepted(**fields)
    assert (release.published, release.event_date, release.remarks) == (None, None, (remark,))


@pytest.mark.parametrize(("given_id", "expected"), [(12, "12"), ("1:1-4", "1:1-4"), (0, "0")])
def test_ids(given_id: object, expected: str) -> None:
    assert read_accepted(id=given_id).id == expected


@pytest.mark.parametrize("time", ["", "T08:00", " 08:00:00.123Z", "T08:00:00+03:00"])
def test_a_time_is_cut_off(time: str) -> None:
    assert read_accepted(published="2025-10-14" + time).published == datetime.date(2025, 10, 14)


def test_a_whole_pair_of_surrogate_escapes_is_a_character() -> None:
    release = outcome('{"title": "\\ud83d\\ude00", "body": ""}')
    assert isinstance(release, Release)
    assert release.title == "😀"


def row(**fields: object) -> str:
    return json.dumps({"title": "ع", "body": "ن", **fields})


DEEP = 100_000
REFUSED = [
    ("{", "not JSON: Expecting property name"),
    ("nonsense", "not JSON: Expecting value at character 1"),
    (GOOD + GOOD, "not JSON: Extra data at character 28"),
    ("[]", "an object {…} was expected"),
    ('"text"', "an object {…} was expected"),
    ("null", "an object {…} was expected"),
    ("[" * DEEP, "nested too deep"),
    ('{"a":' * DEEP, "nested too deep"),
    (GOOD[:-1] + ', "x": ' + "[" * 40 + "]" * 40 + "}", "nested more than 32 deep"),
    (GOOD[:-1] + ', "x": NaN}', "NaN is not JSON"),
    (GOOD[:-1] + ', "x": -Infinity}', "-Infinity is not JSON"),
    (GOOD[:-1] + ', "x": 1e999}', "the number 1e999 is too large"),
    (GOOD[:-1] + ', "x": ' + "9" * 5000 + "}", "a whole number has more than 4,300 digits"),
    (GOOD[:-1] + ', "title": "ب"}', 'the key "title" stands twice'),
    (GOOD[:-1] + ', "x": {"a": 1, "a": 2}}', 'the key "a" stands twice'),
    ('{"title": "\\ud800", "body": "ن"}', "half a surrogate pair"),
    (GOOD[:-1] + ', "x": {"\\uDC00": 1}}', "half a surrogate pair"),
    (GOOD[:-1] + ', "x": "\ud800"}', "in this line: byte 36 (0xed) is not UTF-8"),
    ('{"title": "a\tb", "body": ""}', "not JSON: Invalid control character"),
    ('{"title": "a\0b", "body": ""}', "in this line: a NUL character at byte 12"),
    ("{}", "body is missing"),
    ('{"title": "ع"}', "body is missing"),
    (row(title=1), "title is a number; text was expected"),
    (row(body=["ن"]), "body is a list; text was expected"),
    (row(title=" \u200f", body="\n"), "title and body are both empty"),
    (row(title="a\0"), "title has a NUL character"),
    (row(title="ع" * (limits.TITLE_CHARACTERS + 1)), "title has 2,001 characters"),
    (row(body="ع" * (limits.BODY_CHARACTERS + 1)), "body has 1,000,001 characters"),
    (row(place="ع" * 201), "place has 201 characters; at most 200"),
    (row(agency={"name": "x"}), "agency is an object; text was expected"),
    (row(id=True), "id is true or false"),
    (row(id=1.5), "id is a number with decimals"),
    (row(id=""), "id is empty"),
    (row(id="a\nb"), "id “a\\nb” has characters that cannot be seen"),
    (row(id="../etc"), "browsers take out"),
    (row(id="2025/similar"), "ends in /similar"),
    (row(id="x" * 513), "id has 513 characters"),
    (row(event_date=["2025-10-14"]), "event_date is a list; text was expected"),
    (row(published=True), "published is true or false"),
    (row(title=None, body=None), "title and body are both empty"),
    (row(language="العربية"), "is not a code such as ar"),
    (row(url="javascript:alert(1)"), "is not an address http:// or https://"),
    (row(url="https://a b"), "is not an address"),
    (row(url="https://a/\u202e"), "is not an address"),
]


@pytest.mark.parametrize("said", [{}, {"title": None}, {"title": ""}, {"title": " \u200f"}])
def test_a_body_without_a_title_is_shown_by_its_first_words(said: dict[str, str | None]) -> None:
    release = outcome(json.dumps({"body": "أعلنت الوزارة برنامجها.", **said}))
    assert isinstance(release, Release)
    assert release.headline == "أعلنت الوزارة برنامجها."


@pytest.mark.parametrize(("line", "reason"), REFUSED)
def test_refused_inputs(line: str, reason: str) -> None:
    refused = outcome(line)
    assert isinstance(refused, DocumentError)
    assert reason in refused.reason
    assert (refused.source, refused.line) == ("rows.jsonl", 7)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
ROWS = st.fixed_dictionaries(
    {"title": st.text() | JSON, "body": st.text() | JSON},
    optional={
        "id": st.text() | st.integers() | JSON,
        "published": st.dates().map(str) | JSON,
        "place": st.text() | JSON,
        "language": JSON,
        "url": JSON,
        "more": JSON,
    },
)


@given(ROWS.map(json.dumps) | st.text())
def test_any_line_is_read_or_refused(line: str) -> None:
    release = outcome(line)
    if isinstance(release, Release):
        assert Release.from_json(release.canonical) == release
        release.canonical.encode("utf-8")


@given(st.binary())
def test_any_bytes_are_read_or_refused(line: bytes) -> None:
    jsonl.release(line, "rows.jsonl", 1)


def outcomes(folder: Path, raw: bytes) -> list[str]:
    """`raw` as a file: the ids of its releases, and what was said of refused lines."""
    path = folder / "rows.jsonl"
    path.write_bytes(raw)
    source = SourceFile(str(path), path.name, len(raw))
    return [one.id if isinstance(one, Release) else str(one) for one in read(source)]


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    raw = f"{GOOD}\n\n  \r\nbad\n{GOOD}\r\n\ufeff{GOOD}".encode()
    first, bad, second, third = outcomes(tmp_path, codecs.BOM_UTF8 + raw)
    assert (first, second, third) == ("rows.jsonl", "rows.jsonl.5", "rows.jsonl.6")
    assert bad.startswith("rows.jsonl:4: not JSON")


def test_utf16(tmp_path: Path) -> None:
    raw = f"{GOOD}\n{GOOD}".encode("utf-16")
    assert outcomes(tmp_path, raw) == ["rows.jsonl", "rows.jsonl.2"]


def test_a_line_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES", len(GOOD.encode()))
    long = GOOD.encode() + b" "
    raw = b"\n".join([GOOD.encode(), long, long * 10_000, GOOD.encode(), long])
    said = outcomes(tmp_path, raw)
    refusal = "rows.jsonl:{}: the line has more than 29 bytes"
    assert said == [
        "rows.jsonl",
        refusal.format(2),
        refusal.format(3),
        "rows.jsonl.4",
        refusal.format(5),
    ]


def test_a_sparse_region_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES", 1000)
    said = outcomes(tmp_path, GOOD.encode() + b"\n" + b"\0" * 200_000 + b"\n" + GOOD.encode())
    assert said == ["rows.jsonl", "rows.jsonl:2: a long line with NUL bytes: not JSON lines"]


@given(st.lists(st.binary(max_size=12)), st.integers(1, 9))
def test_lines_do_not_depend_on_chunks(chunks: list[bytes], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "LINE_BYTES", most)
        raw = b"".join(chunks).replace(b"\0", b"")
        whole = list(jsonl.lines([raw], "a"))
        assert list(jsonl.lines([bytes([byte]) for byte in raw], "a")) == whole
        expected = raw.split(b"\n") if not raw.endswith(b"\n") else raw.split(b"\n")[:-1]
        assert whole == [
            (number, line if len(line) <= most else None)
            for number, line in enumerate(expected if raw else [], 1)
        ]


def large(path: Path, count: int) -> int:
    """Writes `count` rows of some 11 kB and one line of 12 MB; gives the size in bytes."""
    body = "كلمة " * 1_250

    def rows() -> Iterator[str]:
        for number in range(count):
            yield json.dumps(
                {"id": number, "title": f"ع {number}", "body": body}, ensure_ascii=False
            )
        yield json.dumps({"title": "ع", "body": "x" * 12_000_000})

    with path.open("w", encoding="utf-8") as file:
        file.writelines(row + "\n" for row in rows())
    return path.stat().st_size


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    size = large(path, 5_000)
    assert size > 50_000_000
    consumed: list[int] = []
    accepted_count = refused_count = 0
    tracemalloc.start()
    try:
        for one in read(SourceFile(str(path), path.name, size), consumed.append):
            accepted_count += isinstance(one, Release)
            refused_count += isinstance(one, DocumentError)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (accepted_count, refused_count) == (5_000, 1)
    assert sum(consumed) == size
    # The pieces of one line up to the bound, before it is given up.
    assert peak < limits.LINE_BYTES * 1.5


def test_a_repeated_key_among_many_is_found_quickly() -> None:
    pairs = [(str(n), 1) for n in range(300_000)]
    started = time.process_time()
    with pytest.raises(RowFault, match='"299999" stands twice'):
        jsonl._to_unique_dict([*pairs, ("299999", 2)])
    assert time.process_time() - started < 5


def test_the_stored_body_is_bounded() -> None:
    lines = "ع\n" * (limits.BODY_CHARACTERS // 2 - 1)  # each line end becomes two
    refused = outcome(json.dumps({"title": "ع", "body": lines}))
    assert isinstance(refused, DocumentError)
    assert "body has 1,499,99" in refused.reason
    most = "ع\n" * (limits.BODY_CHARACTERS // 3) + "ع"
    assert len(read_accepted(body=most).body) == limits.BODY_CHARACTERS
    padded = " " * 10 + "ع" * limits.BODY_CHARACTERS
    assert len(read_accepted(body=padded).body) == limits.BODY_CHARACTERS
