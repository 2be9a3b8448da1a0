"""Words of titles that are offered as example searches."""

from indexer.arabic.analyzer import standard
from indexer.suggest.examples import choose_examples


def test_no_day_and_no_month_is_an_example() -> None:
    titles = (
        "الثلاثاء ثلاثاء يناير جسور",
        "يوم الإثنين في تشرين الأول جسور",
        "الثلاثاء 3 أيلول/سبتمبر ميناء",
    )
    found = choose_examples(titles, standard())
    assert found[0] == "جسور"
    assert not {"الثلاثاء", "ثلاثاء", "الإثنين", "يناير", "تشرين", "الأول", "أيلول"} & set(found)


def test_names_come_first_and_verbs_never() -> None:
    titles = ("تطلق الوزارة برنامج الهجرة", "تعلن الوزارة عن الهجرة", "زيارة إلى الرياض")
    found = choose_examples(titles, standard())
    assert set(found) == {"الوزارة", "الهجرة", "الرياض"}


def test_without_titles_there_are_none() -> None:
    assert choose_examples((), standard()) == []
