"""Sheets: column names, and the formats in which programs save them."""

from pathlib import Path

import pytest

from indexer.documents import folder
from indexer.documents.readers import DocumentReader
from indexer.documents.tables import sheet
from indexer.releases.release import Release


def read(path: Path, written: bytes) -> list[Release]:
    path.write_bytes(written)
    (source,) = folder.find([path])
    with DocumentReader() as reading:
        found = list(folder.read(source, reading))
    releases = [each for each in found if isinstance(each, Release)]
    assert releases == found
    return releases


def test_no_column_is_lost_to_another_of_the_same_name(tmp_path: Path) -> None:
    (made,) = read(tmp_path / "a.csv", b"body,note,note,note 2,,note,\nx,A,B,C,D,E,F\n")
    assert made.extra == {"note": "A", "note 3": "B", "note 2": "C", "note 4": "E"}


def test_dates_beside_one_with_the_month_first_are_doubtful(tmp_path: Path) -> None:
    rows = "النص,التاريخ\na,05/06/2025\nb,10/14/2025\nc,02/03/2025\nd,30/03/2025\ne,2025-02-03\n"
    first, month_first, doubtful, *others = read(tmp_path / "a.csv", rows.encode())
    assert [str(each.published) for each in (first, doubtful)] == ["2025-06-05", "2025-03-02"]
    assert first.remarks == ()
    assert "dates above it that may have the month first, too, are read day first: 1" in (
        month_first.remarks
    )
    assert doubtful.remarks == ("“02/03/2025” is read day first, but line 3 has the month first",)
    assert [each.remarks for each in others] == [(), ()]


@pytest.mark.parametrize(
    ("cell", "extra"),
    [
        ('"{""room"": 7, ""الوسوم"": [""أ""]}"', {"room": 7, "الوسوم": ["أ"]}),
        ("{غير مغلق", {"extra": "{غير مغلق"}),
        ("نص", {"extra": "نص"}),
    ],
)
def test_an_exported_sheet_has_its_other_fields_in_one_column(
    tmp_path: Path, cell: str, extra: dict[str, object]
) -> None:
    (made,) = read(tmp_path / "a.csv", f"title,body,extra\nعنوان,نص,{cell}\n".encode())
    assert (made.title, made.body, made.extra) == ("عنوان", "نص", extra)


ROWS = 'العنوان\tالنص\tالتاريخ\nبيان\tنص البيان\t2025-02-12\nخبر\t"قال: ""نعم"""\t2025-02-13\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "windows-1256"])
@pytest.mark.parametrize("name", ["a.txt", "a.tsv", "a.csv"])
def test_a_sheet_saved_as_text_is_read_as_rows(tmp_path: Path, name: str, encoding: str) -> None:
    first, second = read(tmp_path / name, ROWS.replace("\n", "\r\n").encode(encoding))
    assert (first.title, first.body, str(first.published)) == ("بيان", "نص البيان", "2025-02-12")
    assert (second.title, second.body) == ("خبر", 'قال: "نعم"')


@pytest.mark.parametrize(
    "text",
    [
        "العنوان\tالنص\n\nعنوان الكتاب ونصه موضوع الندوة.",
        "جدول الأسعار\tالنص\nالقمح\tارتفع",
        "العنوان\nالنص\tالأول",
        "اليوم\tالتاريخ\nالأحد\t2 نوفمبر",
    ],
)
def test_a_text_with_tabs_is_a_sheet_only_with_column_names(text: str) -> None:
    assert not sheet.looks_like(text)
