"""The manifest: a round trip returns it unchanged, and invalid ones are refused."""

import datetime
import hashlib
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.errors import IndexDamaged, IndexOutOfDate
from indexer.generations import Identity, Manifest, Meta
from indexer.generations.manifest import FileSum

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
SHA256 = st.text("0123456789abcdef", min_size=64, max_size=64)
XXH3 = st.text("0123456789abcdef", min_size=32, max_size=32)
MANIFESTS = st.builds(
    Manifest,
    generation=st.from_regex(r"gen-[0-9]{6}-[0-9a-f]{8}", fullmatch=True),
    built_at=st.datetimes(timezones=st.just(datetime.UTC)),
    meta=st.builds(
        Meta,
        identity=st.builds(Identity, st.text(), st.text(), st.text(), st.integers()),
        releases=st.integers(min_value=0),
        documents_digest=SHA256,
        report=st.dictionaries(st.text(), JSON, max_size=4),
    ),
    files=st.dictionaries(
        st.text(min_size=1), st.builds(FileSum, st.integers(min_value=0), XXH3), max_size=4
    ),
)


@given(MANIFESTS)
def test_manifest_round_trip(manifest: Manifest) -> None:
    assert Manifest.from_json(manifest.to_json()) == manifest


@given(MANIFESTS, st.data())
def test_any_changed_bit_is_noticed(manifest: Manifest, data: st.DataObject) -> None:
    text = bytearray(manifest.to_json())
    text[data.draw(st.integers(0, len(text) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((IndexDamaged, IndexOutOfDate)):
        Manifest.from_json(bytes(text))


@given(st.binary(max_size=200))
@example(b"[" * 100_000)
@example(b"{}")
@example(b"[]")
@example(b"3")
@example(b'{"format": 2}')
@example(b"\xff")
def test_any_bytes_are_damage_and_nothing_worse(text: bytes) -> None:
    with pytest.raises(IndexDamaged):
        Manifest.from_json(text)


def sample() -> Manifest:
    return Manifest(
        generation="gen-000001-00000000",
        built_at=datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC),
        meta=Meta(Identity("toy", "1", "a", 1), 2, "0" * 64, {"added": ["الهجرة"]}),
        files={"toc": FileSum(3, "1" * 32)},
    )


def test_an_unknown_format_is_refused_by_name() -> None:
    text = sample().to_json().replace(b'"format": 2', b'"format": 7')
    with pytest.raises(IndexOutOfDate, match=r"format 7 .* format 2; run `kashaf build`"):
        Manifest.from_json(text)


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("2026-11-21T00:00:00+00:00", sample().built_at),
        ("2026-11-21T00:00:00", None),
        ("then", None),
        (7, None),
    ],
)
def test_build_time_of_an_unknown_format_is_read_if_present(
    told: object, known: datetime.datetime | None
) -> None:
    with pytest.raises(IndexOutOfDate) as raised:
        Manifest.from_json(json.dumps({"format": 7, "digest": "", "built_at": told}).encode())
    assert raised.value.built_at == known


def test_a_right_digest_does_not_excuse_a_missing_field() -> None:
    fields = json.loads(sample().to_json())
    del fields["identity"], fields["digest"]
    blank = json.dumps({**fields, "digest": "0" * 64}, indent=1).encode() + b"\n"
    text = blank.replace(b"0" * 64 + b'"\n}', hashlib.sha256(blank).hexdigest().encode() + b'"\n}')
    with pytest.raises(IndexDamaged, match="lacks"):
        Manifest.from_json(text)


def test_it_can_be_read_by_a_person() -> None:
    assert "الهجرة" in sample().to_json().decode()


def test_size_is_that_of_all_files() -> None:
    assert sample().size == 3


def test_index_of_another_program_is_out_of_date_with_a_reason() -> None:
    manifest = sample()
    manifest.require(manifest.identity)
    with pytest.raises(IndexOutOfDate, match=r"KASHAF_PROTECTED.*; run `kashaf build`$"):
        manifest.require(manifest.identity._replace(analysis="of other names"))
    with pytest.raises(IndexOutOfDate) as raised:
        manifest.require(manifest.identity._replace(schema=99))
    assert "KASHAF" not in str(raised.value)
