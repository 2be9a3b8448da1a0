"""Near-duplicates are named in the report of a build."""

from indexer.building import limits
from tests.workshop import Workshop, row

STATEMENT = " ".join(f"كلمة {n} من البيان" for n in range(60))


def test_near_duplicates_are_named_with_what_was_there_before(built_shop: Workshop) -> None:
    built_shop.write("c.jsonl", row("c1", "بيان", STATEMENT))
    report = built_shop.build()
    assert (report.near_duplicates, report.alike) == (0, [])
    again = [row("d1", "بيان مصحح", STATEMENT + " اليوم"), row("d2", body=STATEMENT[::-1])]
    built_shop.write("d.jsonl", *again)
    report = built_shop.build()
    assert (report.near_duplicates, report.alike) == (1, [("c1", "d1")])
    kept = built_shop.current().manifest.meta.report
    assert (kept["near_duplicates"], kept["near_duplicate_groups"]) == (1, [["c1", "d1"]])
    built_shop.write("e.jsonl", row("e1", body="نص آخر"))
    assert built_shop.build().near_duplicates == 0


def test_near_duplicates_are_called_by_file_and_title(shop: Workshop) -> None:
    (shop.sources / "بلاغ.txt").write_text(f"بلاغ البكالوريا للسنة\n\n{STATEMENT}\n", "utf-8")
    shop.write("a.jsonl", row("a1", "بيان مصحح", STATEMENT))
    report = shop.build()
    (group,) = report.alike
    assert {str(report.names[each]) for each in group} == {
        "بلاغ.txt “بلاغ البكالوريا للسنة”",
        "a1 “بيان مصحح”",
    }


def test_a_dry_run_compares_no_texts(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1", body=STATEMENT), row("a2", body=STATEMENT))
    assert shop.build(dry_run=True).near_duplicates is None
    assert shop.build(full=True).alike == [("a1", "a2")]


def test_names_of_near_duplicates_are_bounded(shop: Workshop) -> None:
    shop.write("a.jsonl", *(row(f"a{n}", body=STATEMENT) for n in range(limits.MAX_GROUP_SIZE + 5)))
    report = shop.build()
    assert report.near_duplicates == limits.MAX_GROUP_SIZE + 5
    assert [len(group) for group in report.alike] == [limits.MAX_GROUP_SIZE]
