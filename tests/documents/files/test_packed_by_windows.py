"""Peculiarities of Windows programs: Excel sheets and archives."""

import io
import zipfile

import pytest

from indexer.documents.files.content import Unpacked
from indexer.documents.files.unpacking import Allowance, members
from indexer.documents.tables import sheet
from indexer.errors import DocumentError
from indexer.releases.release import Release


def rows(text: str) -> list[Release | DocumentError]:
    return list(sheet.read(Unpacked("a.csv", iter([text.encode()]))))


@pytest.mark.parametrize("named", ["sep=;\r\n", "\ufeffsep=;\n", "SEP=;\n", ""])
@pytest.mark.parametrize("separator", [";", "|", "\t", ","])
def test_a_line_above_a_sheet_names_its_delimiter(named: str, separator: str) -> None:
    head = named.replace(";", separator)
    (found,) = rows(f"{head}title{separator}body\nعنوان{separator}نص\n")
    assert isinstance(found, Release)
    assert (found.title, found.body) == ("عنوان", "نص")


def test_the_line_of_a_row_is_that_of_the_file() -> None:
    (found,) = rows("sep=;\n\ntitle;body\nx;y;z\n")
    assert isinstance(found, DocumentError)
    assert found.line == 4
    with pytest.raises(DocumentError) as refused:
        rows("sep=;\ntitle;other\n")
    assert refused.value.line == 2


@pytest.mark.parametrize("title", ["sep=", "sep=x", "separator="])
def test_another_line_is_the_first_row(title: str) -> None:
    (found,) = rows(f"{title},body\nx,y\n")
    assert isinstance(found, Release)


def member_names(*given: str) -> list[str]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in given:
            archive.writestr(name, "نص")
    raw = packed.getvalue()
    found = members(Unpacked("a.zip", iter([raw])), Allowance(len(raw)))
    return [each.reason if isinstance(each, DocumentError) else each.name for each in found]


def test_folders_in_an_archive_may_be_separated_by_backslashes() -> None:
    assert member_names("a\\b.txt", "c/d.txt", "e\\", "__MACOSX\\f.txt") == [
        "a.zip/a/b.txt",
        "a.zip/c/d.txt",
    ]


@pytest.mark.parametrize("name", ["..\\a.txt", "\\a.txt", "a\\..\\..\\b.txt", "../a.txt"])
def test_a_name_that_leads_out_of_an_archive_is_refused(name: str) -> None:
    (reason,) = member_names(name)
    assert "leads out" in reason
