"""Opening hours as night-mode patterns, and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS, parse_day
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.patterns import (
    DAY_INDEX,
    Timetable,
    check_fits,
    day_of_entries,
    entries_of_day,
)

Day = tuple[tuple[int, int], ...]


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Opening hours of one day: sorted, apart from each other."""
    borders = sorted(draw(st.lists(st.integers(0, 1440), unique=True, max_size=18)))
    return tuple(zip(borders[::2], borders[1::2], strict=False))


def week(**hours: list[str]) -> dict[str, Day]:
    """A week that is closed but on the days given."""
    return {day: parse_day(hours.get(day, [])) for day in WEEKDAYS}


@given(days())
def test_reading_entries_is_the_inverse_of_writing_them(day: Day) -> None:
    assert day_of_entries(entries_of_day(day)) == day


@given(days())
def test_entries_go_from_midnight_to_midnight_without_gaps(day: Day) -> None:
    entries = entries_of_day(day)
    assert entries[0][0] == "0000"
    assert entries[-1][1] == "0000"
    assert all(before[1] == after[0] and before[2] != after[2] for before, after in pairwise(entries))


@pytest.mark.parametrize(
    ("hours", "entries"),
    [
        ([], (("0000", "0000", "2"),)),
        (["00:00-24:00"], (("0000", "0000", "1"),)),
        (["08:00-16:00"], (("0000", "0800", "2"), ("0800", "1600", "1"), ("1600", "0000", "2"))),
        (["00:00-08:00"], (("0000", "0800", "1"), ("0800", "0000", "2"))),
    ],
)
def test_entries_of_a_day(hours: list[str], entries: tuple[tuple[str, str, str], ...]) -> None:
    assert entries_of_day(parse_day(hours)) == entries


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (("0000", "0800", "2"),),
        (("0800", "0000", "2"),),
        (("0000", "0800", "2"), ("0900", "0000", "1")),
        (("0000", "0800", "2"), ("0700", "0000", "1")),
        (("0000", "0800", "2"), ("0800", "0000", "3")),
        (("0000", "0000", "2"), ("", "", ""), ("1000", "1100", "1")),
        (("0000", "", "2"),),
    ],
)
def test_what_opening_hours_cannot_say_is_not_read_as_hours(entries: tuple[tuple[str, str, str], ...]) -> None:
    assert day_of_entries(entries) is None


def test_neighbouring_entries_of_the_same_mode_are_one_range() -> None:
    entries = (("0000", "0800", "2"), ("0800", "1200", "1"), ("1200", "1600", "1"), ("1600", "0000", "2"))
    assert day_of_entries(entries) == ((480, 960),)


def test_sunday_is_day_1() -> None:
    assert DAY_INDEX["sunday"] == "1"
    assert DAY_INDEX["monday"] == "2"
    assert DAY_INDEX["saturday"] == "7"


def test_ten_kinds_of_days_fit_and_eleven_do_not() -> None:
    dates = {f"12{day:02d}": ((day * 60, day * 60 + 30),) for day in range(1, 10)}
    check_fits(Timetable(week(), dates), 10, 20)
    with pytest.raises(ValueProblem, match=r"needs 11 different kinds of days .* the exchange has 10 patterns"):
        check_fits(Timetable(week(monday=["08:00-16:00"]), dates), 10, 20)


def test_a_day_of_more_than_twenty_entries_does_not_fit() -> None:
    fits = [f"{hour:02d}:00-{hour:02d}:30" for hour in range(10)]
    check_fits(Timetable(week(monday=fits), {}), 10, 20)
    with pytest.raises(ValueProblem, match="one of its days needs 21 time entries; the exchange has 20 for each day"):
        check_fits(Timetable(week(monday=[f"{hour:02d}:10-{hour:02d}:30" for hour in range(10)]), {}), 10, 20)
