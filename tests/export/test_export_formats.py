"""Export formats: NDJSON, CSV, RIS and BibTeX."""

import csv
import datetime
import io
import json
import re
from dataclasses import replace

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import DuplicateBlockKeyBlock
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.fields import rows
from indexer.export import FORMATS, bibtex
from indexer.export.csv import COLUMNS, defused
from indexer.releases.release import STORED, Release

WHOLE = Release(
    id="2025~seminar",
    title='=HYPERLINK("http://x") ندوة {الهجرة} & 100%',
    body='الفقرة الأولى.\n\nالفقرة "الثانية", TY - NEWS.',
    published=datetime.date(2025, 10, 14),
    event_date=datetime.date(2025, 9, 17),
    place="بيجينغ",
    agency="شينخوا",
    language="ar",
    url="https://example.org/a?b=1&c={2}",
    dateline="17 سبتمبر 2025، بيجينغ",
    source="2025/seminar.txt",
    extra={"room": 7, "tags": ["أ"]},
)
BARE = Release(id="b/~1 %", title="", body="نص")


def written(name: str, *releases: Release) -> str:
    return "".join(FORMATS[name].write(releases))


def test_years_have_four_digits() -> None:
    old = replace(WHOLE, published=datetime.date(999, 5, 5))
    assert "PY  - 0999\r\nDA  - 0999/05/05\r\n" in written("ris", old)
    assert "  year = {0999},\n" in written("bibtex", old)


# No surrogates (category Cs).
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
releases = st.builds(
    Release,
    id=st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20),
    title=texts,
    body=texts,
    published=st.none() | st.dates(min_value=datetime.date(1800, 1, 1)),
    place=st.none() | texts,
    agency=st.none() | texts,
)


def test_lines_are_read_again() -> None:
    for release in (WHOLE, BARE):
        (line,) = written("ndjson", release).splitlines()
        again = rows.release(json.loads(line), release.source, 1)
        assert again == release


def test_lines_begin_with_the_id_and_end_with_the_further_keys() -> None:
    keys = list(json.loads(written("ndjson", WHOLE)))
    assert (keys[0], keys[-2:]) == ("id", ["room", "tags"])


def test_lines_say_only_what_is_known() -> None:
    assert json.loads(written("ndjson", BARE)) == {
        "id": "b/~1 %",
        "title": "",
        "body": "نص",
        "language": "ar",
    }


@pytest.mark.parametrize("start", [*"=+-@\t\r＝＋－＠", " =", "\u00a0+"])
def test_formulas_are_defused(start: str) -> None:
    assert defused(start + "1") == f"'{start}1"
    assert defused("نص " + start) == "نص " + start


def test_sheets() -> None:
    text = written("csv", WHOLE, BARE)
    assert text.startswith("\ufeff")
    header, whole, bare = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert header == [*COLUMNS, "extra"]
    # Where the file lay is all that is left out.
    assert {*header} == {*STORED} - {"source"}
    row = dict(zip(header, whole, strict=True))
    assert row["title"] == "'" + WHOLE.title
    assert row["body"] == WHOLE.body
    assert row["published"] == "2025-10-14"
    assert json.loads(row["extra"]) == WHOLE.extra
    assert bare == ["b/~1 %", "", "", "", "", "", "ar", "", "", "نص", ""]


def test_ris() -> None:
    assert written("ris", WHOLE).split("\r\n") == [
        "TY  - NEWS",
        "ID  - 2025~seminar",
        'TI  - =HYPERLINK("http://x") ندوة {الهجرة} & 100%',
        "AU  - شينخوا",
        "PB  - شينخوا",
        "PY  - 2025",
        "DA  - 2025/10/14",
        "CY  - بيجينغ",
        "LA  - ar",
        "UR  - https://example.org/a?b=1&c={2}",
        'AB  - الفقرة الأولى. الفقرة "الثانية", TY - NEWS.',
        "ER  - ",
        "",
        "",
    ]


def test_bibtex() -> None:
    assert written("bibtex", WHOLE).splitlines()[:8] == [
        "@misc{2025-seminar-" + bibtex.key("2025~seminar")[-8:] + ",",
        '  title = {{=HYPERLINK("http://x") ندوة \\textbraceleft{}الهجرة\\textbraceright{} \\& 100\\%}},',
        "  author = {{شينخوا}},",
        "  date = {2025-10-14},",
        "  year = {2025},",
        "  month = {10},",
        "  address = {بيجينغ},",
        "  langid = {arabic},",
    ]


@pytest.mark.parametrize(
    ("code", "name"), [("en", "english"), ("zh-hans", "chinese"), ("xx", None)]
)
def test_bibtex_calls_languages_by_name(code: str, name: str | None) -> None:
    text = written("bibtex", replace(WHOLE, language=code))
    (entry,) = parse_string(text).entries
    found = entry.fields_dict.get("langid")
    assert (found.value if found else None) == name


def test_a_public_parser_reads_ris() -> None:
    whole, bare = rispy.loads(written("ris", WHOLE, BARE))
    assert whole == {
        "type_of_reference": "NEWS",
        "id": WHOLE.id,
        "title": WHOLE.title,
        "authors": ["شينخوا"],
        "publisher": "شينخوا",
        "year": "2025",
        "date": "2025/10/14",
        "place_published": "بيجينغ",
        "language": "ar",
        "urls": [WHOLE.url],
        "abstract": 'الفقرة الأولى. الفقرة "الثانية", TY - NEWS.',
    }
    assert (bare["id"], bare["abstract"]) == (BARE.id, BARE.body)


def test_a_public_parser_reads_bibtex() -> None:
    library = parse_string(written("bibtex", WHOLE, BARE))
    assert library.failed_blocks == []
    whole, bare = library.entries
    assert whole.entry_type == bare.entry_type == "misc"
    assert (whole.key, bare.key) == (bibtex.key(WHOLE.id), bibtex.key(BARE.id))
    assert whole["author"] == "{شينخوا}"
    assert whole["date"] == "2025-10-14"
    assert whole["langid"] == "arabic"
    assert bare["abstract"] == BARE.body


def test_the_braces_of_an_address_do_not_end_its_field() -> None:
    library = parse_string(written("bibtex", replace(WHOLE, url="https://example.org/}a{")))
    (entry,) = library.entries
    assert entry["url"] == "https://example.org/%7Da%7B"
    assert entry["abstract"].startswith("الفقرة الأولى")


@given(st.lists(releases, max_size=3))
def test_public_parsers_read_whatever_a_release_holds(found: list[Release]) -> None:
    records = rispy.loads(written("ris", *found))
    assert [record["id"] for record in records] == [release.id for release in found]
    library = parse_string(written("bibtex", *found))
    kept = {bibtex.key(release.id) for release in found}
    assert {entry.key for entry in library.entries} == kept
    assert all(type(block) is DuplicateBlockKeyBlock for block in library.failed_blocks)


def test_keys_are_plain_and_differ() -> None:
    ids = ["a", "a b", "a/b", "ندوة", "ندوه", "a-b"]
    keys = [bibtex.key(release_id) for release_id in ids]
    assert len(set(keys)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9:_-]+", key) for key in keys)


@given(st.lists(releases, max_size=4))
def test_field_values_cannot_break_out_of_their_field(found: list[Release]) -> None:
    for line in written("ris", *found).split("\r\n"):
        assert not line or re.match(r"[A-Z][A-Z0-9]  - ", line)
        assert "\n" not in line
    sheet = written("csv", *found).removeprefix("\ufeff")
    parsed = list(csv.reader(io.StringIO(sheet, newline="")))
    assert [len(row) for row in parsed] == [len(COLUMNS) + 1] * (len(found) + 1)
    assert not [cell for row in parsed for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert written("ndjson", *found).count("\n") == len(found)
    entries = written("bibtex", *found)
    unescaped = re.sub(r"\\[{}]", "", entries)
    assert unescaped.count("{") == unescaped.count("}")
    assert len(re.findall(r"^@misc\{", entries, re.MULTILINE)) == len(found)


@pytest.mark.parametrize(("form", "title"), [("ris", "TI  - نص"), ("bibtex", "title = {{نص}}")])
def test_a_reference_to_a_release_without_a_title_has_its_first_words(
    form: str, title: str
) -> None:
    assert title in written(form, BARE)
