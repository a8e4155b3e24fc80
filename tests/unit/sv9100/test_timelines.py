"""Several schedules on one trunk group: their timeline, its modes, and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS, parse_day
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.patterns import (
    Timetable,
    entries_of_day,
)
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.timelines import (
    Combined,
    DayPattern,
    assign_modes,
    assign_numbers,
    combine,
    separate,
)

Day = tuple[tuple[int, int], ...]
Site = dict[str, Timetable]

NAMES = ("sales", "service", "shop", "night-watch")
DATES = {"0101": "friday", "0517": "monday", "1224": "thursday", "1231": "thursday"}
"""Some dates and the weekday of their next occurrence."""

NONE: frozenset[str] = frozenset()


def combo(*names: str) -> frozenset[str]:
    return frozenset(names)


def week(**hours: list[str]) -> dict[str, Day]:
    """A week that is closed but on the days given."""
    return {day: parse_day(hours.get(day, [])) for day in WEEKDAYS}


def every_day(*hours: str) -> dict[str, Day]:
    return dict.fromkeys(WEEKDAYS, parse_day(hours))


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Opening hours of one day: sorted, apart from each other."""
    borders = sorted(draw(st.lists(st.integers(0, 1440), unique=True, max_size=6)))
    return tuple(zip(borders[::2], borders[1::2], strict=False))


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Any week of a few kinds of day, and some dates that differ from their weekday."""
    kinds = st.sampled_from(draw(st.lists(days(), min_size=1, max_size=3)))
    weekly = {day: draw(kinds) for day in WEEKDAYS}
    dates = draw(st.dictionaries(st.sampled_from(sorted(DATES)), kinds | days(), max_size=3))
    return Timetable(weekly, {date: day for date, day in dates.items() if day != weekly[DATES[date]]})


@st.composite
def sites(draw: st.DrawFn, most: int = 3) -> Site:
    return {name: draw(timetables()) for name in NAMES[: draw(st.integers(1, most))]}


def combined_or_none(site: Site) -> Combined | None:
    try:
        return combine(site, DATES)
    except ValueProblem:
        return None


def open_by_minute(site: Site, day: str) -> list[frozenset[str]]:
    """The rule itself: which schedules are open in each minute of a weekday or date."""
    minutes = [NONE] * 1440
    for name, table in site.items():
        hours = table.weekly[day] if day in WEEKDAYS else table.dates.get(day, table.weekly[DATES.get(day, "monday")])
        for start, end in hours:
            minutes[start:end] = [names | {name} for names in minutes[start:end]]
    return minutes


def days_of(site: Site) -> list[str]:
    return [*WEEKDAYS, *sorted({date for table in site.values() for date in table.dates})]


def mode_by_minute(entries: DayPattern) -> list[int]:
    modes: list[int] = []
    for start, end, mode in entries:
        minutes = [int(text[:2]) * 60 + int(text[2:]) for text in (start, end)]
        assert minutes[0] == len(modes), "a gap or an overlap"
        modes += [int(mode)] * ((minutes[1] or 1440) - minutes[0])
    assert len(modes) == 1440
    return modes


def numbered(combined: Combined) -> tuple[dict[int, DayPattern], dict[str, int], dict[str, int]]:
    """Patterns, week and dates as an exchange holds them."""
    numbers = assign_numbers(combined.kinds_of_day(), {})
    return (
        {number: entries for entries, number in numbers.items()},
        {day: numbers[entries] for day, entries in combined.week.items()},
        {date: numbers[entries] for date, entries in combined.dates.items()},
    )


# By example


def test_one_schedule_looks_as_it_does_alone() -> None:
    table = Timetable(week(monday=["08:00-16:00"]), {"1224": parse_day(["08:00-12:00"])})
    combined = combine({"sales": table}, DATES)
    assert combined.modes == {combo("sales"): 1, NONE: 2}
    assert combined.week["monday"] == entries_of_day(table.weekly["monday"])
    assert combined.dates == {"1224": entries_of_day(table.dates["1224"])}
    assert combined.open_in("sales") == {1}


def test_two_schedules_where_one_opens_earlier_need_one_more_mode() -> None:
    site = {"sales": Timetable(every_day("08:00-16:00"), {}), "service": Timetable(every_day("07:00-16:00"), {})}
    combined = combine(site, {})
    assert combined.modes == {combo("sales", "service"): 1, NONE: 2, combo("service"): 3}
    assert combined.week["monday"] == (
        ("0000", "0700", "2"),
        ("0700", "0800", "3"),
        ("0800", "1600", "1"),
        ("1600", "0000", "2"),
    )
    assert combined.open_in("sales") == {1}
    assert combined.open_in("service") == {1, 3}


def test_neighbours_of_the_same_mode_are_joined() -> None:
    table = Timetable({**week(), "monday": ((480, 720), (720, 960))}, {})
    assert combine({"sales": table}, {}).week["monday"] == entries_of_day(((480, 960),))


def test_a_date_of_one_schedule_holds_the_others_hours_of_its_weekday() -> None:
    sales = Timetable(week(thursday=["08:00-16:00"]), {"1224": ()})
    service = Timetable(week(thursday=["10:00-24:00"], friday=["00:00-24:00"]), {})
    combined = combine({"sales": sales, "service": service}, {"1224": "thursday"})
    only_service = str(combined.modes[combo("service")])
    assert combined.dates == {"1224": (("0000", "1000", "2"), ("1000", "0000", only_service))}


def test_three_schedules_of_any_hours_fit_the_modes() -> None:
    hours = {"sales": (0b001,), "service": (0b010,), "shop": (0b100,)}
    site = {
        name: Timetable(every_day(*(f"{n:02d}:00-{n + 1:02d}:00" for n in range(8) if n & bits)), {})
        for name, (bits,) in hours.items()
    }
    assert sorted(combine(site, {}).modes.values()) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_seven_combinations_besides_all_open_and_all_closed_do_not_fit() -> None:
    site = {
        name: Timetable(every_day(*(f"{n:02d}:00-{n + 1:02d}:00" for n in range(8) if n >> bit & 1)), {})
        for bit, name in enumerate(NAMES[:3])
    }
    site["night-watch"] = Timetable(every_day("00:00-01:00"), {})
    with pytest.raises(
        ValueProblem,
        match=r"schedules sales, service, shop and night-watch together need 8 modes .* exchange has 6 .* \(8 less",
    ):
        combine(site, {})


def test_patterns_run_out() -> None:
    dates = {f"12{day:02d}": ((day * 60, day * 60 + 30),) for day in range(1, 10)}
    weekdays = dict.fromkeys(dates, "tuesday")
    sales, service = Timetable(week(), dates), Timetable(week(), {})
    assert len(combine({"sales": sales, "service": service}, weekdays).kinds_of_day()) == 10
    service = Timetable(week(monday=["08:00-16:00"]), {})
    with pytest.raises(
        ValueProblem,
        match=r"the schedules sales and service together need 11 different kinds of days .* has 10 patterns",
    ):
        combine({"sales": sales, "service": service}, weekdays)


def test_entries_of_a_day_run_out() -> None:
    sales = Timetable(week(monday=[f"{hour:02d}:00-{hour:02d}:20" for hour in range(5, 10)]), {})
    service = Timetable(week(monday=[f"{hour:02d}:20-{hour:02d}:40" for hour in range(5, 10)]), {})
    assert len(combine({"sales": sales, "service": service}, {}).week["monday"]) == 16
    service = Timetable(week(monday=[f"{hour:02d}:30-{hour:02d}:40" for hour in range(5, 10)]), {})
    with pytest.raises(
        ValueProblem,
        match="sales and service together need 21 time entries on monday; the exchange has 20 for each day",
    ):
        combine({"sales": sales, "service": service}, {})
    with pytest.raises(ValueProblem, match="schedule sales needs 11 time entries on 12-24; the exchange has 8"):
        combine({"sales": Timetable(week(), {"1224": sales.weekly["monday"]})}, DATES, entries=8)


# Modes stay


def test_a_combination_keeps_its_mode() -> None:
    present = {combo("sales", "service"): 1, NONE: 2, combo("service"): 7}
    occurring = [combo("sales"), combo("service")]
    assert assign_modes(("sales", "service"), occurring, present) == {
        combo("sales", "service"): 1,
        NONE: 2,
        combo("service"): 7,
        combo("sales"): 3,
    }


def test_a_combination_that_differs_only_by_the_new_schedule_takes_the_mode() -> None:
    present = {combo("sales", "service"): 1, NONE: 2, combo("sales"): 3, combo("service"): 4}
    occurring = [combo("sales", "shop"), combo("service", "shop"), combo("shop"), combo("service")]
    modes = assign_modes(("sales", "service", "shop"), occurring, present)
    assert modes[combo("sales", "shop")] == 3
    assert modes[combo("service")] == 4, "it is there still"
    assert {modes[combo("shop")], modes[combo("service", "shop")]} == {5, 6}


def test_what_stays_comes_before_what_is_new() -> None:
    present = {combo("sales", "service"): 1, NONE: 2, combo("sales"): 3}
    modes = assign_modes(("shop", "sales", "service"), [combo("shop", "sales"), combo("sales")], present)
    assert modes[combo("sales")] == 3
    assert modes[combo("shop", "sales")] == 4


def test_a_combination_that_differs_only_by_a_schedule_that_went_takes_the_mode() -> None:
    present = {combo("sales", "service", "shop"): 1, NONE: 2, combo("sales", "shop"): 5, combo("service", "shop"): 4}
    modes = assign_modes(("sales", "service"), [combo("sales"), combo("service")], present)
    assert modes == {combo("sales", "service"): 1, NONE: 2, combo("sales"): 5, combo("service"): 4}


@pytest.mark.parametrize("strange", [1, 2, 0, 9])
def test_a_mode_that_a_mixed_combination_cannot_have_is_not_kept(strange: int) -> None:
    modes = assign_modes(("sales", "service"), [combo("sales")], {combo("sales"): strange})
    assert modes[combo("sales")] == 3


@given(sites(), timetables())
def test_adding_a_schedule_keeps_modes(site: Site, added: Timetable) -> None:
    before = combined_or_none(site)
    if before is None:
        return
    try:
        after = combine({"added": added, **site}, DATES, before.modes, patterns=99, entries=99)
    except ValueProblem:
        return
    everyone = frozenset(site)
    kept = {names for names in before.modes if names in after.modes and names != everyone}
    assert {names: after.modes[names] for names in kept} == {names: before.modes[names] for names in kept}
    assert len(set(after.modes.values())) == len(after.modes)


@given(sites(most=4))
def test_combining_again_changes_nothing(site: Site) -> None:
    combined = combined_or_none(site)
    if combined is not None:
        assert combine(site, DATES) == combined
        assert combine(site, DATES, combined.modes) == combined


# Any schedules


@given(sites(most=4))
def test_the_mode_says_for_each_schedule_whether_it_is_open(site: Site) -> None:
    combined = combined_or_none(site)
    if combined is None:
        return
    assert list(combined.dates) == days_of(site)[7:]
    for day, entries in (*combined.week.items(), *combined.dates.items()):
        modes, truth = mode_by_minute(entries), open_by_minute(site, day)
        for name in site:
            open_modes = combined.open_in(name)
            assert [mode in open_modes for mode in modes] == [name in names for names in truth]


@given(sites(most=4))
def test_it_fits_or_says_why_not(site: Site) -> None:
    by_day = [tuple(open_by_minute(site, day)) for day in days_of(site)]
    mixed = {names for day in by_day for names in day} - {NONE, frozenset(site)}
    entries = max(1 + sum(before != after for before, after in pairwise(day)) for day in by_day)
    fits = len(mixed) <= 6 and len(set(by_day)) <= 10 and entries <= 20
    combined = combined_or_none(site)
    assert (combined is not None) == fits
    if combined is not None:
        assert set(combined.modes) == mixed | {NONE, frozenset(site)}, "nothing is spent on what never occurs"
        assert set(combined.modes.values()) == set(range(1, len(mixed) + 3))
        assert all(before[2] != after[2] for day in combined.kinds_of_day() for before, after in pairwise(day))


# Back


@given(sites(most=4))
def test_separating_is_the_inverse_of_combining(site: Site) -> None:
    combined = combined_or_none(site)
    if combined is not None:
        assert separate(*numbered(combined), combined.combos(), site, DATES) == site


def test_without_weekdays_a_date_belongs_to_all() -> None:
    site = {"sales": Timetable(week(), {"1224": parse_day(["08:00-12:00"])}), "service": Timetable(week(), {})}
    combined = combine(site, DATES)
    read = separate(*numbered(combined), combined.combos(), site)
    assert read is not None
    assert read["service"].dates == {"1224": ()}
    assert combine(read, {}) == combined


def test_a_date_on_which_none_differs_stays() -> None:
    held = (("0000", "0000", "2"),)
    read = separate({2: held}, dict.fromkeys(WEEKDAYS, 2), {"1224": 2}, {1: combo("a"), 2: NONE}, ["a"], DATES)
    assert read == {"a": Timetable(week(), {"1224": ()})}


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (("0000", "0800", "2"),),
        (("0000", "0800", "2"), ("0900", "0000", "1")),
        (("0000", "0800", "2"), ("0700", "0000", "1")),
        (("0000", "0800", "2"), ("0800", "0000", "4")),
        (("0000", "0000", "2"), ("", "", ""), ("1000", "1100", "1")),
        (("0000", "", "2"),),
    ],
)
def test_what_schedules_cannot_say_is_not_read(entries: DayPattern) -> None:
    combos = {1: combo("a", "b"), 2: NONE, 3: combo("a")}
    good = (("0000", "0800", "2"), ("0800", "0000", "3"))
    usual, every_week = {1: good, 2: entries}, dict.fromkeys(WEEKDAYS, 1)
    assert separate(usual, every_week, {}, combos, ["a", "b"]) is not None, "a pattern out of use may hold anything"
    assert separate(usual, every_week, {"1224": 2}, combos, ["a", "b"]) is None
    assert separate(usual, {**every_week, "sunday": 2}, {}, combos, ["a", "b"]) is None
    assert separate(usual, {**every_week, "sunday": 7}, {}, combos, ["a", "b"]) is None, "there is no such pattern"


# Numbers of patterns


def test_a_pattern_that_holds_the_right_entries_keeps_them() -> None:
    open_day, closed = (("0000", "0000", "1"),), (("0000", "0000", "2"),)
    assert assign_numbers([closed, open_day], {3: open_day, 5: open_day, 1: ()}) == {open_day: 3, closed: 1}


def test_days_with_the_same_hours_share_a_pattern() -> None:
    hours = {day: ((480, 960),) if day in ("monday", "friday") else () for day in WEEKDAYS}
    table = Timetable(hours, {"1224": ((480, 720),)})
    assert sorted(assign_numbers(combine({"sales": table}, DATES).kinds_of_day(), {}).values()) == [1, 2, 3]


@given(timetables(), st.dictionaries(st.integers(1, 10), days().map(entries_of_day)))
def test_the_numbers_of_patterns_follow_the_rule(table: Timetable, others: dict[int, DayPattern]) -> None:
    """What is there stays on the lowest number that holds it; the others fill the numbers left over, in their order."""
    kinds = combine({"sales": table}, DATES).kinds_of_day()
    present = {**others, 7: entries_of_day(table.kinds_of_day()[-1])}
    numbers = assign_numbers(kinds, present)
    there = {
        kind: min(place for place in present if present[place] == kind) for kind in kinds if kind in present.values()
    }
    new = [kind for kind in kinds if kind not in there]
    left = sorted(set(range(1, 11)) - set(there.values()))
    assert numbers == {**there, **dict(zip(new, left, strict=False))}
    again = assign_numbers(kinds, {**present, **{number: kind for kind, number in numbers.items()}})
    assert sorted(again) == sorted(numbers)
    assert assign_numbers(kinds, {number: kind for kind, number in numbers.items()}) == numbers


@given(timetables())
def test_one_schedule_needs_a_pattern_for_each_kind_of_day(table: Timetable) -> None:
    kinds = combine({"sales": table}, DATES).kinds_of_day()
    assert kinds == [entries_of_day(day) for day in table.kinds_of_day()]
