"""`kashaf search` and `kashaf analyze`; filters of `kashaf export`."""

import json

import pytest

from tests.cli.command import Kashaf, row


def test_search_prints_hits_on_stdout_and_the_total_on_stderr(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "الهجرة")
    assert done.exit_code == 0
    assert "2 found" in done.stderr
    assert "2025-10-14  000_4be716075c5a84b0  البيان الصحفي" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", ["search", "export"])
def test_words_need_no_quotes(kashaf_on_seeds: Kashaf, command: str) -> None:
    quoted, bare = (
        kashaf_on_seeds(command, "سياسات الهجرة"),
        kashaf_on_seeds(command, "سياسات", "الهجرة"),
    )
    assert quoted.exit_code == bare.exit_code == 0
    assert bare.stdout == quoted.stdout


def test_search_shows_a_page_of_the_hits(kashaf_on_seeds: Kashaf) -> None:
    first = kashaf_on_seeds("search", "الهجرة", "--per-page", "1")
    second = kashaf_on_seeds("search", "الهجرة", "--per-page", "1", "--page", "2")
    assert first.stderr == "2 found, 1 to 1 shown\n"
    assert second.stderr == "2 found, 2 to 2 shown\n"
    assert len(first.stdout.splitlines()) > 1
    assert first.stdout.splitlines()[0] != second.stdout.splitlines()[0]
    beyond = kashaf_on_seeds("search", "الهجرة", "--page", "9")
    assert (beyond.exit_code, beyond.stdout) == (0, "")


@pytest.mark.parametrize("options", [["--per-page", "101"], ["--page", "0"], ["--page", "501"]])
def test_a_page_that_cannot_be_shown_ends_with_2(
    kashaf_on_seeds: Kashaf, options: list[str]
) -> None:
    done = kashaf_on_seeds("search", "الهجرة", *options)
    assert done.exit_code == 2
    assert "is not in the range" in done.stderr or "kashaf export gives all" in done.stderr


def test_search_prints_json(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "للهجرة", "--mode", "exact", "--json")
    answer = json.loads(done.stdout)
    assert answer["query"]["mode"] == "exact"
    assert answer["total"]["value"] == len(answer["hits"]) == 2
    for hit in answer["hits"]:
        for snippet in hit["snippets"]:
            marked = {snippet["text"][m["start"] : m["end"]] for m in snippet["matches"]}
            assert marked == {"للهجرة"}


def test_search_without_a_hit_ends_with_0_and_offers_other_words(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "الهجرة غيرموجود")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert (
        "0 found\n2 found by without_word: الهجرة\n2 found by match_any: الهجرة غيرموجود --match any\n"
        in done.stderr
    )


@pytest.mark.parametrize("command", ["search", "export"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("الهجرة", []),
        ("الهجرة في الصين", ["read as: الهجرة + الصين", "not looked for: في (stop word)"]),
        ("foo:الهجرة", ["read as: الهجرة", "warning: unknown field: foo"]),
        ("«الهجرة", ["read as: «الهجرة»", "warning: open quote"]),
        (
            "تاريخ:2025-10..2025-09",
            [
                "read as: تاريخ:«2025-10..2025-09»",
                "2025-10..2025-09: from 2025-09-01 to 2025-10-31",
                "warning: reversed period: 2025-10..2025-09",
            ],
        ),
        ("؟؟", ["warning: nothing to search"]),
    ],
)
def test_interpretation_of_the_query_is_printed_on_stderr(
    kashaf_on_seeds: Kashaf, command: str, query: str, told: list[str]
) -> None:
    *said, found = kashaf_on_seeds(command, query).stderr.splitlines()
    assert said == told
    assert found.startswith("2 ")


def test_search_and_export_find_any_of_the_words(kashaf_on_seeds: Kashaf) -> None:
    words = ("الهجرة غيرموجود", "--match", "any")
    assert "2 found" in kashaf_on_seeds("search", *words).stderr
    assert "2 releases" in kashaf_on_seeds("export", *words).stderr
    assert json.loads(kashaf_on_seeds("search", *words, "--json").stdout)["total"]["value"] == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["a", "b", "c"]),
        (["--sort", "published"], ["c", "b", "a"]),
        (["--year", "2025"], ["a", "b"]),
        (["--year", "2024", "--year", "2025"], ["a", "b", "c"]),
        (["--from", "2025-02"], ["a"]),
        (["--to", "2025-01"], ["b", "c"]),
        (["--from", "يناير 2025", "--to", "2025-01-31"], ["b"]),
        (["--agency", "وزارة الصحة", "--month", "2024-3"], ["c"]),
        (["--month", "مارس 2024"], ["c"]),
    ],
)
def test_search_and_export_filter_and_sort(
    kashaf: Kashaf, options: list[str], expected: list[str]
) -> None:
    days = {"a": "2025-03-01", "b": "2025-01-02", "c": "2024-03-01"}
    agency = {"agency": "وزارة الصحة"}
    source = kashaf.write("d.jsonl", *(row(n) | agency | {"published": d} for n, d in days.items()))
    kashaf("build", source)
    exported = kashaf("export", "الهجرة", *options).stdout.splitlines()
    assert [json.loads(line)["id"] for line in exported] == expected
    hits = json.loads(kashaf("search", "الهجرة", "--json", *options).stdout)["hits"]
    assert [hit["id"] for hit in hits] == expected


def test_filters_to_leave_out_are_suggested(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "الهجرة", "--year", "1999", "--to", "1999")
    assert "2 found by without_filters: الهجرة, without --year --to" in done.stderr


def test_a_bound_that_is_no_date_ends_with_2(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "الهجرة", "--from", "2025-13")
    assert done.exit_code == 2
    assert "'2025-13' is not a date" in done.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--year", "abc"), "'abc' is not a year, such as 2025"),
        (("--year", "2025-10"), "'2025-10' is not a year"),
        (("--month", "2025"), "'2025' is not a month, such as 2025-10"),
    ],
)
def test_a_filter_that_is_no_unit_of_time_ends_with_2(
    kashaf_on_seeds: Kashaf, options: tuple[str, str], told: str
) -> None:
    done = kashaf_on_seeds("search", "الهجرة", *options)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_query_that_is_too_long_ends_with_2(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "ب" * 1_001)
    assert done.exit_code == 2
    assert "1000" in done.stderr


def test_a_query_that_is_no_utf8_is_no_crash(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("search", "\udcff الهجرة", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no text in utf-8" in done.stderr


def test_analyze_needs_no_index(kashaf: Kashaf) -> None:
    done = kashaf("analyze", "وللهجرة في ٢٠٢٥")
    assert done.exit_code == 0
    first, second, third = (line.split("\t") for line in done.stdout.splitlines())
    assert first[:2] == ["وللهجرة", "0-7"]
    assert second[3:] == ["exact=في", "stem=في", "root=في", "clitics=·", "rule=stop word", "stop"]
    assert "exact=2025" in third


def test_analyze_prints_json_with_all_layers(kashaf: Kashaf) -> None:
    (word,) = json.loads(kashaf("analyze", "الهِجـــرة", "--json").stdout)
    assert (word["start"], word["end"], word["normalised"]) == (0, 10, "الهجرة")
    assert {"exact", "stem", "root", "proclitics", "enclitic", "stop", "protected"} <= word.keys()
