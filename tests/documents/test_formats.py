"""Every format, as real programs write it, yields the same release."""

import codecs
import datetime
import gzip
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.documents import folder
from indexer.documents.press import seed_format
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "data" / "documents" / "formats"
TITLE = "انعقاد ندوة سياسات إدارة الهجرة الإقليمية في ليان يون قانغ"
PLACE = "ليان يون قانغ، جيانغسو، الصين"
BODY = (
    "عقدت الإدارة الوطنية للهجرة في الصين ندوة حول سياسات إدارة الهجرة الإقليمية بمشاركة ممثلين عن "
    "12 دولة، وأكّد المشاركون أهمية التعاون الدولي في مجال الأمن والسلامة والإنسان، كما ناقشوا ملف "
    "اللاجئين والعمالة (Migration Policy 2025) والخلافات الأخرى.\n\n"
    "وقال المدير العام: «لا بدّ من الالتزام بالقانون الدولي، فالإصلاح لا يتمّ إلا بالتعاون، ولأجل ذلك "
    "لآلاف الأسر آمالٌ كبيرة». وبلغت النسبة 35.7% في عام ٢٠٢٤."
)
PUBLISHED = datetime.date(2025, 10, 14)
EVENT = datetime.date(2025, 9, 17)
SEED = ("• {title}\n\n    (17 سبتمبر 2025، {place})\n\n    {body}\n\n  •\n    2025-10-14\n").format(
    title=TITLE, place=PLACE, body=BODY.replace("\n\n", "\n\n    ")
)
PARAGRAPHS = [TITLE, f"(17 سبتمبر 2025، {PLACE})", *BODY.split("\n\n"), "2025-10-14"]
ROW = {
    "title": TITLE,
    "body": BODY,
    "published": "2025-10-14",
    "event_date": "2025-09-17",
    "place": PLACE,
}


def read(path: Path) -> list[Release | DocumentError]:
    with DocumentReader() as reading:
        return [one for source in folder.find([path]) for one in folder.read(source, reading)]


def one(path: Path) -> Release:
    (found,) = read(path)
    assert isinstance(found, Release), found
    return found


def check(release: Release, body: str = BODY) -> None:
    assert release.title == TITLE
    assert release.body == body
    assert (release.published, release.event_date, release.place) == (PUBLISHED, EVENT, PLACE)
    assert release.language == "ar"


@pytest.mark.parametrize(
    "name",
    [
        "chromium.pdf",
        "chromium-amiri.pdf",
        "fpdf2.pdf",
        "libreoffice.pdf",
        "weasyprint.pdf",
        "libreoffice.docx",
        "python-docx.docx",
        "libreoffice.html",
    ],
)
def test_files_of_real_programs(name: str) -> None:
    check(one(FILES / name))


@pytest.mark.parametrize(
    "headings",
    [
        "عنوان نص تاريخ مكان جهة لغة رابط معرف",
        "العنوان النص التاريخ المكان الجهة اللغة الرابط المعرّف",
        "عنوان محتوى تاريخ_النشر المكان المصدر اللغة رابط معرف",
        "العنوان المحتوى تاريخ_نشر المكان مصدر لغة الرابط المعرف",
        "عنوان_الخبر نص_الخبر تاريخ_الخبر المكان المصدر لغة_الخبر رابط_الخبر معرف",
    ],
)
def test_a_sheet_may_have_arabic_headings(tmp_path: Path, headings: str) -> None:
    cells = ("ع", "نص", "2025-10-14", "بكين", "شينخوا", "ar", "https://example.org/", "a")
    header = headings.replace(" ", ",").replace("_", " ")
    (tmp_path / "a.csv").write_text(
        f"{header},تاريخ الحدث\n{','.join(cells)},2025-10-13\n", "utf-8"
    )
    found = one(tmp_path / "a.csv")
    days = datetime.date(2025, 10, 14), datetime.date(2025, 10, 13)
    assert found == Release(
        "a", "ع", "نص", *days, "بكين", "شينخوا", "ar", "https://example.org/", source="a.csv"
    )


@pytest.mark.parametrize(
    "headings",
    [
        "Titre;Texte;Date;Lieu;Agence;Langue;Lien;Identifiant;Date_de_l'événement",
        "TITRE;CONTENU;DATE DE PUBLICATION;LIEU;SOURCE;LANGUE;LIEN;IDENTIFIANT;DATE EVENEMENT",
        "Titre du communiqué;Corps du communiqué;Date de parution;Lieu;Source;Langue;Adresse Web;id;event_date",
    ],
)
def test_a_sheet_may_have_french_headings(tmp_path: Path, headings: str) -> None:
    cells = "ع;نص;14 octobre 2025;الرباط;MAP;fr;https://example.org/;a;1er août 2025"
    (tmp_path / "a.csv").write_text(f"{headings}\n{cells}\n", "utf-8")
    days = datetime.date(2025, 10, 14), datetime.date(2025, 8, 1)
    found = replace(one(tmp_path / "a.csv"), extra={})
    assert found == Release(
        "a", "ع", "نص", *days, "الرباط", "MAP", "fr", "https://example.org/", source="a.csv"
    )


@pytest.mark.parametrize(
    "headings", ["العنوان;النص;Titre;Texte", "title;body;Titre;Texte", "Titre;Texte;العنوان;النص"]
)
def test_a_sheet_in_two_languages_is_read_by_its_own_names(tmp_path: Path, headings: str) -> None:
    cells = {
        "العنوان": "عنوان",
        "النص": "نص",
        "title": "عنوان",
        "body": "نص",
        "Titre": "Un titre",
        "Texte": "Un texte",
    }
    row = ";".join(cells[heading] for heading in headings.split(";"))
    (tmp_path / "a.csv").write_text(f"{headings}\n{row}\n", "utf-8")
    found = one(tmp_path / "a.csv")
    assert (found.title, found.body) == ("عنوان", "نص")


def test_a_source_is_an_agency_in_french_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text,source\nع,نص,MAP\n", "utf-8")
    (tmp_path / "b.csv").write_text("titre,source,texte,agence\nع,سجل,نص,MAP\n", "utf-8")
    english, french = read(tmp_path)
    assert isinstance(english, Release)
    assert isinstance(french, Release)
    assert (english.agency, english.extra) == (None, {"source": "MAP"})
    assert (french.agency, french.extra) == ("MAP", {"source": "سجل"})


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-16",
        "16/06/2025",
        "2025/6/16",
        "2025-6-16",
        "١٦ يونيو ٢٠٢٥",
        "2025-06-16 00:00:00",
        "16/06/2025 10:30",
        "16-06-2025 9:05:00 PM",
        "16 juin 2025",
        "lundi 16 JUIN 2025",
    ],
)
def test_a_sheet_has_dates_as_people_write_them(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,body,published,event_date\nت,ن,{written},{written}\n", "utf-8")
    found = one(path)
    assert found.published == found.event_date == datetime.date(2025, 6, 16)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_sheet_has_the_line_ends_of_any_system(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(end.join(["title,body", f'عنوان,"نص{end}آخر"', "ثان,نص", ""]).encode())
    first, second = read(path)
    assert isinstance(first, Release)
    assert first.paragraphs == ["نص", "آخر"]
    assert isinstance(second, Release)


@pytest.mark.parametrize("written", ["TBD", "Sept 2025", "20/20/2025"])
def test_an_unparsable_date_does_not_lose_the_row(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,body,date\nعنوان,نص,{written}\n", "utf-8")
    release = one(path)
    assert (release.published, release.extra) == (None, {"date": written})
    assert release.remarks == (f"date “{written}” is not a date; write it as 2025-10-14",)


@pytest.mark.parametrize("heading", ["date", "Publication_Date", "published at", "تاريخ النشر"])
@pytest.mark.parametrize("written", ["16/06/2025", "20 ذو الحجة 1446هـ", "2025-06-16T10:00:00Z"])
def test_a_sheet_has_its_date_under_other_names(tmp_path: Path, heading: str, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,body,{heading}\nعنوان,نص,{written}\n", "utf-8")
    assert one(path).published == datetime.date(2025, 6, 16)


def test_own_names_of_columns_precede_synonyms(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,body,published,date\nعنوان,نص,2025-06-16,من قبل\n", "utf-8")
    release = one(path)
    assert release.published == datetime.date(2025, 6, 16)
    assert release.extra == {"date": "من قبل"}


WRAPPED = """
<w:p><w:r><w:t>عنوان</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">بلغت </w:t></w:r><w:del><w:r><w:delText>مئة</w:delText></w:r></w:del>
<w:ins><w:r><w:t>مئتي</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> مليون.</w:t></w:r></w:p>
<w:p><w:moveFrom><w:r><w:t>نقل </w:t></w:r></w:moveFrom><w:ins><w:r><w:t>مدرجة</w:t></w:r></w:ins></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>قبل</w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>وبعد</w:t></w:r></w:sdtContent></w:sdt>
</w:p></w:sdtContent></w:sdt>
<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>حقل</w:t></w:r></w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>في إطار</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>فيه</w:t></w:r></w:p>
</w:txbxContent></w:pict></w:r></w:p></w:txbxContent></w:pict></w:r>
<w:r><w:t>حوله</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>
<w:p><w:r><w:t>الفصل الأول 3</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>أ</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ب</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:tc></w:tr></w:tbl>
"""


def test_a_word_file_has_the_text_that_word_shows(tmp_path: Path) -> None:
    document = docx.Document()
    for block in parse_xml(f"<w:body {nsdecls('w')}>{WRAPPED}</w:body>"):
        document.element.body.insert(-1, block)
    document.save(str(tmp_path / "a.docx"))
    release = one(tmp_path / "a.docx")
    assert release.title == "عنوان"
    shown = ["بلغت مئتي مليون.", "مدرجة", "قبلوبعد", "حقل", "حوله", "أ | ب", "في إطار", "فيه"]
    assert release.paragraphs == shown


MARKED = (
    "وزارة الطاقة توقّع اتفاقيّة في عمّان",
    "عمّان، 3 مارس 2025 – قال محمّد الشمّري إنّ الوزارة وقّعت اتفاقيّة شراكة، وأضاف شرحًا مفصّلًا للمشروع الكبير الذي يخدم "
    "المُواطِن في كلّ مكان.",
    "وأشار إلى أنّ العمل مستمرٌّ حتّى نهاية العام.",
)


@pytest.mark.parametrize("name", ["chromium-marks.pdf", "chromium-marks-apart.pdf"])
def test_letters_of_a_pdf_have_their_marks(name: str) -> None:
    release = one(FILES / name)
    read = [unicodedata.normalize("NFC", text) for text in (release.title, *release.paragraphs)]
    assert read == [unicodedata.normalize("NFC", text) for text in MARKED]
    assert release.place == "عمّان"


def test_a_pdf_of_presentation_forms() -> None:
    marks = {ord(mark): None for mark in "ًٌٍَُِّْ"}
    check(one(FILES / "reportlab.pdf"), BODY.translate(marks))


def test_a_seed_as_pdf_with_running_heads(shipped_seeds: Path) -> None:
    seed = shipped_seeds / "000_4be716075c5a84b0.txt"
    (expected,) = seed_format.parse(seed.read_text("utf-8"), "seed-weasyprint.pdf")
    found = one(FILES / "seed-weasyprint.pdf")
    assert found == replace(expected, id=found.id)


def _rss() -> str:
    paragraphs = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in PARAGRAPHS[1:-1])
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>وكالة</title><item>'
        f"<title>{TITLE}</title><description>{paragraphs}</description>"
        "<pubDate>Tue, 14 Oct 2025 09:00:00 GMT</pubDate></item></channel></rss>"
    )


def _atom() -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:-1])
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        f'<title>{TITLE}</title><published>2025-10-14T09:00:00+04:00</published><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div></content></entry></feed>'
    )


def _csv(delimiter: str = ",") -> str:
    header = delimiter.join(ROW)
    return f"{header}\r\n" + delimiter.join(f'"{cell}"' for cell in ROW.values()) + "\r\n"


def _html() -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:-1])
    return (
        f"<!doctype html><html lang=ar><head><title>{TITLE} | وكالة</title>"
        '<meta property="article:published_time" content="2025-10-14T09:00:00Z"></head><body>'
        "<nav><a>الرئيسية</a></nav><header><h2>وكالة الأنباء</h2></header>"
        f"<article><h1>{TITLE}</h1>{paragraphs}<script>var hidden = 1</script></article>"
        '<div class="related"><a>خبر آخر</a></div><footer>حقوق النشر</footer></body></html>'
    )


TEXTS: dict[str, Callable[[], str]] = {
    "a.txt": lambda: SEED,
    "a.md": lambda: f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS[1:]),
    "a.html": _html,
    "a.csv": _csv,
    "b.csv": lambda: _csv(";"),
    "a.json": lambda: json.dumps(ROW, ensure_ascii=False),
    "b.json": lambda: json.dumps([ROW], ensure_ascii=False),
    "c.json": lambda: json.dumps({"count": 1, "releases": [ROW]}, ensure_ascii=False),
    "d.json": lambda: json.dumps(ROW, ensure_ascii=False) + "\n\n",
    "a.jsonl": lambda: json.dumps(ROW, ensure_ascii=False),
    "a.ndjson": lambda: json.dumps(ROW, ensure_ascii=False),
    "a.xml": _rss,
    "a.atom": _atom,
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", TEXTS)
def test_text_formats(tmp_path: Path, name: str, packed: bool) -> None:
    raw = TEXTS[name]().encode()
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(raw) if packed else raw)
    found = one(path)
    check(found)
    assert found.source == path.name


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "a.atom"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_encodings_of_text_formats(tmp_path: Path, name: str, encoding: str) -> None:
    # windows-1256 has no Arabic-Indic digits.
    body = BODY.replace("٢٠٢٤", "2024")
    path = tmp_path / name
    path.write_bytes(TEXTS[name]().replace("٢٠٢٤", "2024").encode(encoding))
    check(one(path), body)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("page.pdf", "a.html"),
        ("page.txt", "a.html"),
        ("feed.txt", "a.xml"),
        ("lines.json", "a.jsonl"),
        ("page", "a.html"),
    ],
)
def test_content_precedes_the_extension(tmp_path: Path, name: str, written: str) -> None:
    path = tmp_path / name
    text = TEXTS[written]()
    path.write_text(f"{text}\n{text}" if name == "lines.json" else text, "utf-8")
    first = read(path)[0]
    assert isinstance(first, Release)
    check(first)


@pytest.mark.parametrize("name", ["a", "a.txt", "a.html", "a.docx"])
def test_a_pdf_is_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((FILES / "fpdf2.pdf").read_bytes())
    check(one(tmp_path / name))


def zip_members(members: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return archive.getvalue()


def test_a_kind_of_text_is_the_title_without_another_headline(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# بيان صحفي\n\nنص أول.\n\nنص ثان.\n", "utf-8")
    release = one(tmp_path / "a.md")
    assert (release.title, release.paragraphs) == ("بيان صحفي", ["نص أول.", "نص ثان."])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('و**«سابك»** وبـ**"نيوم"** **الوزير:**إن', 'و«سابك» وبـ"نيوم" الوزير:إن'),
        ("نص <!-- لا --> آخر <b>عريض</b>", "نص آخر عريض"),
        ("نص <!-- لم يغلق", "نص <!-- لم يغلق"),
        ("[المصدر]: وام", "[المصدر]: وام"),
        ("![صورة](a.png) و[رابط](http://x.y)", "صورة ورابط"),
        ("    نص بمسافات", "نص بمسافات"),
        ("![صورة الوزير](a.jpg)\n\nنص", "نص"),
        ("[![شعار](a.png)](http://x.y) ![صورة](b.png)\n\nنص", "نص"),
        ("نص[^1] آخر[^م-2]: نعم", "نص آخر: نعم"),
        ("[1] نص ^2", "[1] نص ^2"),
    ],
)
def test_markdown_without_markup(tmp_path: Path, written: str, shown: str) -> None:
    (tmp_path / "a.md").write_text(f"# عنوان\n\n{written}\n\nآخر\n", "utf-8")
    assert one(tmp_path / "a.md").paragraphs == [shown, "آخر"]


def test_footnotes_of_markdown_are_paragraphs_without_their_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# عنوان\n\nنص[^1] و[^2].\n\n[^1]: أول.\n[^2]: ثان.\n", "utf-8")
    assert one(tmp_path / "a.md").paragraphs == ["نص و.", "أول.", "ثان."]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.html", "a.csv"])
def test_mojibake_is_refused(tmp_path: Path, name: str) -> None:
    written = TEXTS[name]()
    (tmp_path / name).write_text(written.encode().decode("latin-1"), "utf-8")
    (refused,) = read(tmp_path / name)
    assert isinstance(refused, DocumentError)
    assert refused.source == name
    assert "decoded wrongly" in refused.reason


def test_archives(tmp_path: Path) -> None:
    inner = zip_members({"c.txt": SEED.encode(), "README": b"x", ".hidden.txt": b"x"})
    members = {
        "a.txt": SEED.encode(),
        "sub/b.pdf": (FILES / "fpdf2.pdf").read_bytes(),
        "d.docx": (FILES / "python-docx.docx").read_bytes(),
        "e.txt.gz": gzip.compress(SEED.encode()),
        "inner.zip": inner,
        "__MACOSX/a.txt": b"x",
    }
    (tmp_path / "all.zip").write_bytes(zip_members(members))
    (tmp_path / "again.zip.gz").write_bytes(gzip.compress(inner))
    found = read(tmp_path)
    for release in found:
        assert isinstance(release, Release), release
        check(release)
    assert [release.source for release in found if isinstance(release, Release)] == [
        "again.zip.gz/c.txt",
        "all.zip/a.txt",
        "all.zip/sub/b.pdf",
        "all.zip/d.docx",
        "all.zip/e.txt.gz",
        "all.zip/inner.zip/c.txt",
    ]
    assert len({release.id for release in found if isinstance(release, Release)}) == 6


def test_a_note_beside_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes((FILES / "fpdf2.pdf").read_bytes())
    note = {"title": "عنوان آخر", "agency": "شينخوا", "published": "2024-01-02", "room": 7}
    (tmp_path / "a.pdf.meta.json").write_text(json.dumps(note), "utf-8")
    found = one(tmp_path)
    assert (found.title, found.agency, found.body) == ("عنوان آخر", "شينخوا", BODY)
    assert (found.published, found.event_date) == (datetime.date(2024, 1, 2), EVENT)
    assert found.extra == {"room": 7}
    assert found.dateline is not None


def test_a_note_has_dates_as_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEED, "utf-8")
    (tmp_path / "a.txt.meta.json").write_text('{"published": "1er decembre 2025"}', "utf-8")
    assert one(tmp_path).published == datetime.date(2025, 12, 1)


def test_a_note_of_several_releases(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEED + SEED, "utf-8")
    (tmp_path / "a.meta.json").write_text('{"title": "عنوان آخر", "agency": "شينخوا"}', "utf-8")
    first, second = read(tmp_path)
    assert isinstance(first, Release)
    assert isinstance(second, Release)
    assert (first.title, first.agency) == ("عنوان آخر", "شينخوا")
    assert (second.title, second.agency) == (TITLE, "شينخوا")


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "an object"),
        ('{"published": "soon"}', "is not a date"),
        ('{"title": 7}', "title is a number"),
    ],
)
def test_a_note_that_is_wrong_refuses_its_document(tmp_path: Path, note: str, reason: str) -> None:
    (tmp_path / "a.txt").write_text(SEED, "utf-8")
    (tmp_path / "a.txt.meta.json").write_text(note, "utf-8")
    (refused,) = read(tmp_path)
    assert isinstance(refused, DocumentError)
    assert refused.source == "a.txt"
    assert reason in refused.reason


@pytest.mark.parametrize("letters", [120, 122, 125])
def test_a_name_that_leaves_no_room_for_a_note_is_no_reason_to_refuse(
    tmp_path: Path, letters: int
) -> None:
    path = tmp_path / f"{'ب' * letters}.txt"
    path.write_text(SEED, "utf-8")
    check(one(tmp_path))
    (given,) = folder.find([path])
    assert given.notes == ()
    if letters <= 122:
        note = tmp_path / f"{'ب' * letters}.meta.json"
        note.write_text('{"agency": "شينخوا"}', "utf-8")
        assert one(tmp_path).agency == "شينخوا"


def test_a_note_without_its_document_is_no_release(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf.meta.json").write_text('{"agency": "x"}', "utf-8")
    (refused,) = read(tmp_path)
    assert isinstance(refused, DocumentError)
    assert refused.reason == (
        "a note for gone.pdf, which is not there or not read with it; no release itself"
    )


def test_utf8_mark_in_every_text_format_is_no_character(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(codecs.BOM_UTF8 + _csv().encode())
    check(one(tmp_path))
