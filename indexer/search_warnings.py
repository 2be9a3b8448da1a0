"""The warnings that a search may give."""

from typing import Literal, NamedTuple, TypeAlias

WarningCode: TypeAlias = Literal[
    "dangling_operator", "empty_field", "empty_group", "empty_period", "empty_phrase", "expansion_cut", "fuzzy_cut",
    "ignored_operator", "lone_wildcard", "not_a_date", "nothing_to_search", "open_bracket", "open_quote",
    "operator_in_small_letters", "past_the_last_page", "pattern_too_long", "ranked_in_part", "read_as_number", "read_as_word", "reversed_period", "slop_cut",
    "stray_bracket", "stray_quote", "time_is_up", "too_deep", "too_many_dates", "too_many_patterns", "too_many_words",
    "undated_last", "undated_left_out", "unknown_field", "untitled_left_out",
]  # fmt: skip


class Warn(NamedTuple):
    """Something the user should know about how the query was treated.

    ``code`` is stable; the user interfaces have the wording. ``detail`` is the part of the query
    concerned.
    """

    code: WarningCode
    detail: str = ""


# Something was left out because the deadline passed.
TIME_IS_UP = Warn("time_is_up")
