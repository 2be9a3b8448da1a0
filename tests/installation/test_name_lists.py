"""The user's names: their effect on the analysis, and which are refused."""

import contextlib
import time
from pathlib import Path

import pytest

from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.expressions import name_table
from indexer.arabic.words import LONGEST_TERM
from indexer.errors import SettingError
from indexer.installation import name_lists
from indexer.settings import Settings


class Files:
    """A folder with the two lists."""

    def __init__(self, folder: Path) -> None:
        self.protected = folder / "protected.txt"
        self.synonyms = folder / "synonyms.txt"

    def analyzer(self, protected: str | None = None, synonyms: str | None = None) -> Analyzer:
        flags = {}
        for path, text in ((self.protected, protected), (self.synonyms, synonyms)):
            if text is not None:
                path.write_text(text, "utf-8")
                flags[path.stem] = str(path)
        return name_lists.analyzer(Settings.load(flags, environ={}))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def stems(analyzer: Analyzer, text: str) -> list[str]:
    """The stems of a text, then the terms of names of several words."""
    found = analyzer.analyse(text)
    return [word.stem for word in found.words] + [run.term for run in found.runs]


def test_without_lists_the_analyzer_is_the_shipped_one(files: Files) -> None:
    assert files.analyzer() is standard()


def test_empty_lists_change_nothing(files: Files) -> None:
    empty = files.analyzer("# nothing yet\n\n", "\n")
    assert empty.fingerprint == standard().fingerprint


@pytest.mark.parametrize("word", ["المراقبون", "والمراقبون", "بالمراقبون", "المُراقِبون"])
def test_a_protected_name_is_found_behind_clitics_and_not_taken_apart(
    files: Files, word: str
) -> None:
    assert stems(standard(), word) != ["المراقبون"]
    assert stems(files.analyzer("المراقبون  # صحيفة"), word) == ["المراقبون"]


@pytest.mark.parametrize("word", ["سابكو", "وسابكو", "بسابكو", "لسابكو", "وبسابكو"])
def test_a_protected_name_without_article_is_found_behind_clitics(files: Files, word: str) -> None:
    assert stems(files.analyzer("سابكو"), word) == ["سابكو"]


def test_an_own_name_may_have_a_hamza_that_the_shipped_name_of_its_letters_lacks(
    files: Files,
) -> None:
    assert stems(standard(), "تأمر") != ["تامر"]
    assert stems(files.analyzer("تأمر"), "تأمر وتأمر") == ["تامر", "تامر"]


def test_synonyms_meet_in_stem_mode(files: Files) -> None:
    own = files.analyzer(synonyms="زوتوبيا، زوطوبيا, زيتوبيا\n")
    assert stems(own, "زوتوبيا وزوطوبيا بزيتوبيا") == ["زوتوبيا"] * 3


@pytest.mark.parametrize("case", ["أبا زنيمة", "أبي زنيمة", "لأبي زنيمة"])
def test_an_own_name_that_begins_with_a_father_is_known_in_all_cases(
    files: Files, case: str
) -> None:
    assert "ابو_زنيمه" not in stems(standard(), case)
    assert stems(files.analyzer("أبو زنيمة"), case)[-1] == "ابو_زنيمه"


@pytest.mark.parametrize(
    ("protected", "synonyms"),
    [
        (None, "أبو زنيمة\nأبي زنيمة, زوتوبيا"),
        (None, "أبي زنيمة, زوتوبيا\nأبو زنيمة"),
        ("أبو زنيمة", "أبي زنيمة, زوتوبيا"),
        ("أبي زنيمة", "أبو زنيمة\nأبي زنيمة, زوتوبيا"),
    ],
)
def test_another_case_in_a_line_of_its_own_is_a_name_of_its_own(
    files: Files, protected: str | None, synonyms: str
) -> None:
    own = files.analyzer(protected, synonyms)
    nominative, genitive = (stems(own, name)[-1] for name in ("أبو زنيمة", "أبي زنيمة"))
    assert stems(own, "أبا زنيمة")[-1] == nominative != genitive
    assert stems(own, "زوتوبيا") == [genitive]


def test_names_of_several_words_meet_names_of_one(files: Files) -> None:
    own = files.analyzer(synonyms="فيلا-مورا, فيلامورا, فيلا مورا\n")
    (one,) = stems(own, "لفيلامورا")
    for text in ("فيلا مورا", "فيلا-مورا", "وفيلا مورا"):
        assert stems(own, text)[-1] == one
        assert stems(standard(), text)[-1] != one


def test_names_of_several_words_may_be_of_any_script(files: Files) -> None:
    own = files.analyzer(synonyms="كوكاكولا, Coca Cola, 7 up")
    assert stems(own, "coca-cola")[-1] == stems(own, "7 UP")[-1] == stems(own, "كوكاكولا")[-1]


@pytest.mark.parametrize("name", ["لبنان جديد", "بيت شيخ", "أمين جديد لبنان", "بيت شيخ حسن جديد"])
def test_letters_that_meet_at_a_space_do_not_hide_a_name(files: Files, name: str) -> None:
    """ن ج and ت شي are spellings of Chinese syllables within a word."""
    assert stems(files.analyzer(name), f"و{name}")[-1] == name_table.fold_name(name).replace(
        " ", "_"
    )


def test_the_longest_lists_are_read_in_seconds(files: Files) -> None:
    syllables = " ".join(["تشونغ" * 12] * 5)
    lines = [f"{syllables} {n}"[-900:] for n in range(10)]
    lines += [f"كلمة{n:05}" for n in range(9_990)]
    started = time.process_time()
    with contextlib.suppress(SettingError):
        files.analyzer("\n".join(lines))
    files.analyzer("\n".join(lines[10:]))
    assert time.process_time() - started < 20


def test_synonyms_of_shipped_names_join_all_their_spellings(files: Files) -> None:
    """تشيلي and شيلي are one name already: a synonym of one is a synonym of the other."""
    (shipped,) = set(stems(standard(), "تشيلي شيلي"))
    own = files.analyzer(synonyms="جمهورية زوتوبيا, شيلي\n")
    (term,) = set(stems(own, "تشيلي شيلي"))
    assert stems(own, "جمهورية زوتوبيا")[-1] == term != shipped


def test_lines_that_join_one_shipped_name_join_each_other(files: Files) -> None:
    own = files.analyzer(synonyms="زوتوبيا, شيلي\nزيطوبيا, تشيلي\n")
    assert len(set(stems(own, "زوتوبيا زيطوبيا شيلي تشيلي"))) == 1


def test_protected_names_may_be_synonyms_too(files: Files) -> None:
    own = files.analyzer("زوتوبيا", "زيطوبيا, زوتوبيا")
    assert len(set(stems(own, "زوتوبيا زيطوبيا"))) == 1


def test_each_list_changes_the_fingerprint(files: Files) -> None:
    prints = {
        standard().fingerprint,
        files.analyzer("زوتوبيا").fingerprint,
        files.analyzer(synonyms="زوتوبيا, زيطوبيا").fingerprint,
        files.analyzer(synonyms="زيطوبيا, زوتوبيا").fingerprint,
    }
    assert len(prints) == 4
    assert files.analyzer("زوتوبيا # x").fingerprint == files.analyzer("\nزوتوبيا").fingerprint


@pytest.mark.parametrize(
    ("protected", "reason"),
    [
        ("a b c d e f", "more than 5 words"),
        ("ع" * (LONGEST_TERM + 1), "more than 64 letters"),
        ("***", "no word"),
        ("من", "stop word"),
        ("ومن", "stop word"),
        ("من نحن", "nothing but stop words"),
        ("زوتوبيا; زيطوبيا", "semicolon"),
        ("زوتوبيا، زيطوبيا", "belong in synonyms"),
        ("ع" * (name_lists.MAX_LINE_CHARACTERS + 1), "more than 1,000 characters"),
    ],
)
def test_a_name_that_can_never_be_found_is_refused(
    files: Files, protected: str, reason: str
) -> None:
    with pytest.raises(SettingError, match=reason) as caught:
        files.analyzer(f"# own\n{protected}\n")
    assert str(caught.value).startswith(f"protected: {files.protected}, line 2: ")


@pytest.mark.parametrize(
    ("synonyms", "reason"),
    [
        ("زوتوبيا, زيطوبيا\n\nزيطوبيا, زاطوبيا", "line 3: 'زيطوبيا' stands in line 1 already"),
        ("أزوتوبيا, زيطوبيا\nازوتوبيا", "line 2: 'ازوتوبيا' stands in line 1 already"),
        ("كوكا كولا, كوكاكولا\nx y, كوكا-كولا", "line 2: 'كوكا-كولا' stands in line 1 already"),
        ("زوتوبيا, من", "line 1: 'من' is a stop word"),
        ("زوتوبيا, !", "line 1: there is no word in '!'"),
        ("# own\n , ، ", "line 2: a name was expected"),
    ],
)
def test_synonyms_that_contradict_or_can_never_be_found_are_refused(
    files: Files, synonyms: str, reason: str
) -> None:
    with pytest.raises(SettingError, match=reason):
        files.analyzer(synonyms=synonyms)


def test_a_list_is_bounded(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_lists, "MAX_NAMES", 3)
    files.analyzer(synonyms="زوتوبيا, زيطوبيا, زاطوبيا")
    with pytest.raises(SettingError, match="line 2: there are more than 3 names"):
        files.analyzer(synonyms="زوتوبيا, زيطوبيا\nبكزاك, بيكزاك")


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    def load(path: Path) -> Analyzer:
        return name_lists.analyzer(Settings.load({"protected": str(path)}, environ={}))

    with pytest.raises(SettingError, match=r"nosuch\.txt does not exist$"):
        load(tmp_path / "nosuch.txt")
    with pytest.raises(SettingError, match="cannot be read: Is a directory"):
        load(tmp_path)
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso-8859-6"):
        (tmp_path / "other").write_text("زوتوبيا\n", encoding)
        with pytest.raises(SettingError, match=r"other is not UTF-8 text; save it as UTF-8$"):
            load(tmp_path / "other")


def test_a_byte_order_mark_is_no_part_of_a_name(files: Files) -> None:
    files.protected.write_text("\ufeffسابكو", "utf-8")
    own = name_lists.analyzer(Settings.load({"protected": str(files.protected)}, environ={}))
    assert stems(own, "وسابكو") == ["سابكو"]


def test_the_shipped_names_are_all_read_as_names() -> None:
    words = name_table.shipped().words
    read = {word: standard().word(word).stem for word in words}
    assert {word: stem for word, stem in read.items() if stem != words[word]} == {}


def test_a_latin_name_meets_its_arabic_spelling(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_text("هواوي, Huawei\n", "utf-8")
    analyzer = name_lists.analyzer(Settings.load({"synonyms": path}, {}))
    assert analyzer.word("Huawei").stem == analyzer.word("وهواوي").stem == "هواوي"
