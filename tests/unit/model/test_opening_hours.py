"""Opening hours: ranges of one day, from and to, to the minute."""

from __future__ import annotations

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import (
    parse_day,
    parse_range,
    write_day,
    write_range,
)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08:00-16:00", (480, 960)),
        ("00:00-24:00", (0, 1440)),
        ("23:59-24:00", (1439, 1440)),
        ("00:00-00:01", (0, 1)),
        ("07:05-07:45", (425, 465)),
    ],
)
def test_a_range_is_minutes_after_midnight(text: str, minutes: tuple[int, int]) -> None:
    assert parse_range(text) == minutes
    assert write_range(minutes) == text


@pytest.mark.parametrize(
    "text",
    ["", "08:00", "8:00-16:00", "08-16", "0800-1600", "08:00–16:00", "08:00 - 16:00", "08:00-16:00 ", "٠٨:٠٠-١٦:٠٠"],
)
def test_a_range_is_written_in_one_way(text: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_range(text)
    assert str(caught.value) == f'{text!r} is not opening hours; write them as "08:00-16:00"'


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("08:00-25:00", "25:00"),
        ("25:00-26:00", "25:00"),
        ("08:00-24:01", "24:01"),
        ("08:60-16:00", "08:60"),
        ("08:00-16:99", "16:99"),
        ("99:99-08:00", "99:99"),
    ],
)
def test_a_time_that_does_not_exist_is_named(text: str, time: str) -> None:
    with pytest.raises(ValueProblem, match=f"holds a time that does not exist: {time}$"):
        parse_range(text)


@pytest.mark.parametrize("text", ["16:00-08:00", "08:00-08:00", "22:00-00:00", "24:00-24:00"])
def test_a_range_ends_after_it_begins(text: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_range(text)
    says = "ends before it begins; hours past midnight are two ranges, one for each day"
    assert str(caught.value) == f"{text!r} {says}"


def test_a_day_without_ranges_is_closed() -> None:
    assert parse_day([]) == ()
    assert write_day(()) == []


def test_ranges_of_a_day_are_sorted() -> None:
    assert write_day(parse_day(["13:00-16:00", "08:00-12:00"])) == ["08:00-12:00", "13:00-16:00"]


@pytest.mark.parametrize(
    "texts", [["08:00-12:00", "12:00-16:00"], ["12:00-16:00", "08:00-10:00", "10:00-11:00", "11:00-12:00"]]
)
def test_ranges_that_touch_become_one(texts: list[str]) -> None:
    assert write_day(parse_day(texts)) == ["08:00-16:00"]


@pytest.mark.parametrize(
    ("texts", "both"),
    [
        (["08:00-12:00", "11:00-16:00"], "08:00-12:00 and 11:00-16:00"),
        (["11:00-16:00", "08:00-12:00"], "08:00-12:00 and 11:00-16:00"),
        (["08:00-16:00", "10:00-11:00"], "08:00-16:00 and 10:00-11:00"),
        (["08:00-16:00", "08:00-16:00"], "08:00-16:00 and 08:00-16:00"),
        (["08:00-12:00", "12:00-14:00", "13:59-16:00"], "08:00-14:00 and 13:59-16:00"),
    ],
)
def test_ranges_that_overlap_are_an_error(texts: list[str], both: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        parse_day(texts)
    assert str(caught.value) == f"the opening hours {both} overlap"
