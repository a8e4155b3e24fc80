"""Hours of queues as the exchange's weekly table of work periods, and back."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS, parse_day
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.work_periods import (
    WorkPlan,
    agent_conflicts,
    plan_work,
    read_work,
)

Day = tuple[tuple[int, int], ...]
Week = dict[str, Day]
Queues = dict[str, Week]

NAMES = ("sales", "service", "switchboard")
ALWAYS = dict.fromkeys(WEEKDAYS, parse_day(["00:00-24:00"]))
WORKDAYS = WEEKDAYS[:5]


def workdays(*hours: str) -> Week:
    """The same hours from Monday to Friday, closed at the weekend."""
    return {day: parse_day(hours) if day in WORKDAYS else () for day in WEEKDAYS}


def closed_but(**hours: tuple[int, int]) -> Week:
    """A week that is closed but on the days given."""
    return {day: (hours[day],) if day in hours else () for day in WEEKDAYS}


@st.composite
def days(draw: st.DrawFn) -> Day:
    """Opening hours of one day, in steps of a quarter of an hour."""
    borders = sorted(draw(st.lists(st.integers(0, 96), unique=True, max_size=4)))
    return tuple((start * 15, end * 15) for start, end in zip(borders[::2], borders[1::2], strict=False))


@st.composite
def queues(draw: st.DrawFn) -> Queues:
    kinds = st.sampled_from(draw(st.lists(days(), min_size=1, max_size=3)))
    week = st.fixed_dictionaries(dict.fromkeys(WEEKDAYS, kinds))
    shared = draw(st.booleans())  # exchanges whose days are mostly the same fit; any week seldom does
    usual = draw(kinds)
    return {
        name: dict.fromkeys(WEEKDAYS, usual) | {"sunday": draw(kinds)} if shared else draw(week)
        for name in NAMES[: draw(st.integers(1, 3))]
    }


def plan_or_none(hours: Queues) -> WorkPlan | None:
    try:
        return plan_work(hours)
    except ValueProblem:
        return None


def open_by_minute(hours: Queues, day: str) -> list[frozenset[str]]:
    """The rule itself: which queues are open in each minute of a weekday."""
    minutes: list[frozenset[str]] = [frozenset()] * 1440
    for name, week in hours.items():
        for start, end in week[day]:
            minutes[start:end] = [names | {name} for names in minutes[start:end]]
    return minutes


def planned_by_minute(plan: WorkPlan, day: str) -> list[frozenset[str]]:
    """Which queues have agents in each minute; one that ends at 0000 lasts until midnight."""
    minutes: list[frozenset[str]] = [frozenset()] * 1440
    for (schedule, period), times in plan.times.items():
        if schedule == plan.week[day] and times != ("0000", "0000"):
            start, end = (int(text[:2]) * 60 + int(text[2:]) for text in times)
            end = end or 1440
            assert start < end
            assert not any(minutes[start:end]), "an exchange is in one period at a time"
            minutes[start:end] = [plan.queues_in[period]] * (end - start)
    return minutes


# By example


def test_queues_that_are_always_open_need_two_periods_that_meet_at_noon() -> None:
    plan = plan_work({"sales": ALWAYS, "service": ALWAYS})
    both = frozenset({"sales", "service"})
    times = {(1, 1): ("0000", "1200"), (1, 2): ("1200", "0000")}
    assert plan == WorkPlan(dict.fromkeys(WEEKDAYS, 1), times, {1: both, 2: both})


def test_no_queues_need_nothing() -> None:
    assert plan_work({}) == WorkPlan(dict.fromkeys(WEEKDAYS, 0))


def test_a_lunch_break_takes_two_periods_of_the_same_queue() -> None:
    plan = plan_work({"sales": workdays("08:00-11:30", "12:00-16:00")})
    assert plan.week == {day: 1 if day in WORKDAYS else 0 for day in WEEKDAYS}
    assert plan.times == {(1, 1): ("0800", "1130"), (1, 2): ("1200", "1600")}
    assert plan.queues_in == {1: frozenset({"sales"}), 2: frozenset({"sales"})}


def test_each_set_of_open_queues_has_its_period() -> None:
    plan = plan_work({"sales": workdays("08:00-16:00"), "service": workdays("07:00-15:00")})
    assert plan.times == {(1, 1): ("0700", "0800"), (1, 2): ("0800", "1500"), (1, 3): ("1500", "1600")}
    assert plan.queues_in == {1: frozenset({"service"}), 2: frozenset({"sales", "service"}), 3: frozenset({"sales"})}


def test_days_of_different_hours_share_the_periods_of_a_set() -> None:
    plan = plan_work({"sales": {**workdays("08:00-16:00"), "friday": parse_day(["08:00-15:00"])}})
    assert [plan.week[day] for day in WEEKDAYS] == [1, 1, 1, 1, 2, 0, 0]
    assert plan.times == {(1, 1): ("0800", "1600"), (2, 1): ("0800", "1500")}


def test_the_order_of_the_queues_does_not_matter() -> None:
    hours = {"sales": workdays("08:00-16:00"), "service": workdays("07:00-15:00")}
    assert plan_work(hours) == plan_work(dict(reversed(hours.items())))


def test_four_kinds_of_day_fit_and_five_do_not() -> None:
    hours = {day: parse_day([f"{8 + number:02d}:00-16:00"]) for number, day in enumerate(WEEKDAYS[:4])}
    assert plan_work({"sales": {**workdays(), **hours}}).week["thursday"] == 4
    hours["friday"] = parse_day(["07:00-16:00"])
    with pytest.raises(ValueProblem, match=r"queue sales ha.* 5 different kinds of days .* has 4 work schedules"):
        plan_work({"sales": {**workdays(), **hours}})


def test_eight_periods_fit_and_nine_do_not() -> None:
    hours = [f"{hour:02d}:00-{hour:02d}:30" for hour in range(9)]
    assert sorted(plan_work({"sales": workdays(*hours[:8])}).queues_in) == list(range(1, 9))
    with pytest.raises(ValueProblem, match=r"the queues sales, service need 9 work periods .* has 8"):
        plan_work({"sales": workdays(*hours), "service": workdays(*hours)})


# Any queues


@given(queues())
def test_the_periods_say_for_each_queue_whether_it_is_open(hours: Queues) -> None:
    plan = plan_or_none(hours)
    if plan is not None:
        for day in WEEKDAYS:
            assert planned_by_minute(plan, day) == open_by_minute(hours, day)


@given(queues())
def test_it_fits_or_says_why_not(hours: Queues) -> None:
    by_day = [open_by_minute(hours, day) for day in WEEKDAYS]
    kinds = {tuple(day) for day in by_day if any(day)}
    needed: Counter[frozenset[str]] = Counter()
    for day in by_day:
        needed |= Counter(names for names, _minutes in groupby(day) if names)  # the largest of each
    plan = plan_or_none(hours)
    assert (plan is not None) == (len(kinds) <= 4 and needed.total() <= 8)
    if plan is not None:
        assert Counter(plan.queues_in.values()) == needed, "no more periods than needed"
        assert set(plan.week.values()) - {0} == set(range(1, len(kinds) + 1))


@given(queues())
def test_reading_is_the_inverse_of_planning(hours: Queues) -> None:
    plan = plan_or_none(hours)
    if plan is not None:
        ever_open = {name: week for name, week in hours.items() if any(week.values())}
        assert read_work(plan.week, plan.times, plan.queues_in) == ever_open


@pytest.mark.parametrize("hours", ["08:00-23:59", "23:59-24:00"])
def test_the_last_minute_of_a_day_is_not_mistaken_for_midnight(hours: str) -> None:
    plan = plan_or_none({"sales": workdays(hours)})
    assert plan is None or read_work(plan.week, plan.times, plan.queues_in) == {"sales": workdays(hours)}


@pytest.mark.parametrize("times", [("1200", "1600"), ("1600", "1200"), ("1100", "1300")])
def test_what_hours_cannot_say_is_not_read(times: tuple[str, str]) -> None:
    held = {(1, 1): ("0800", "1230"), (1, 2): times, (1, 3): ("0700", "0800")}
    queues_in = {1: frozenset({"sales"}), 2: frozenset({"sales"}), 3: frozenset({"service"})}
    assert read_work({"monday": 1}, held, queues_in) == {"sales": None, "service": closed_but(monday=(420, 480))}


def test_unused_periods_and_days_without_a_schedule_are_closed() -> None:
    queues_in = {1: frozenset({"sales"}), 2: frozenset({"sales"}), 3: frozenset[str]()}
    held = {(1, 1): ("0800", "1600"), (1, 2): ("0000", "0000"), (2, 1): ("0900", "1000")}
    assert read_work({"monday": 1}, held, queues_in) == {"sales": closed_but(monday=(480, 960))}


# Agents


def test_an_agent_of_two_queues_that_are_open_together_is_a_conflict() -> None:
    hours = {"sales": workdays("08:00-16:00"), "service": workdays("16:00-20:00"), "shop": workdays("15:00-16:30")}
    agents = {"shop": ["201", "202"], "sales": ["201", "203"], "service": ["202", "203"]}
    assert agent_conflicts(hours, agents) == [("201", "sales", "shop"), ("202", "service", "shop")]


@given(queues(), st.fixed_dictionaries(dict.fromkeys(NAMES, st.sets(st.sampled_from(["201", "202"])))))
def test_conflicts_are_the_minutes_in_which_two_queues_want_one_agent(
    hours: Queues, agents: dict[str, set[str]]
) -> None:
    agents = {name: agents[name] for name in hours}
    together = {
        pair for day in WEEKDAYS for names in set(open_by_minute(hours, day)) for pair in combinations(sorted(names), 2)
    }
    assert agent_conflicts(hours, agents) == sorted(
        (agent, first, second) for first, second in together for agent in agents[first] & agents[second]
    )
