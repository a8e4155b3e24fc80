"""Which dates change from one year to the next, and why."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.date_changes import (
    date_changes,
    holiday_names,
    with_calendar,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.dates import next_date, special_days
from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Object
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.kinds import SCHEDULES
from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site

WEEK = {name: ["08:00-16:00"] for name in WEEKDAYS[:5]}


def day(text: str) -> datetime.date:
    """A date from its text."""
    return datetime.date.fromisoformat(text)


TODAY = day("2026-11-23")
A_YEAR_LATER = day("2027-11-23")


def schedule(**fields: Any) -> Object:
    """A schedule as a site file has it."""
    raw = {"name": "hours", "weekly": WEEK, **fields}
    return read_site("oslo", {"schedules": [raw]}).of("schedules")[0]


def programmed(wished: Object, programmed_on: datetime.date, seen_on: datetime.date) -> Object:
    """What an exchange that was programmed on one day seems to hold on another: dates without a year."""
    days, _remarks = special_days(wished, programmed_on)
    week = wished["weekly"]
    stored = {
        next_date(f"{date:%m%d}", seen_on): {"open": hours}
        for date, hours in days.items()
        if hours != week[WEEKDAYS[date.weekday()]]
    }
    exceptions = {date: stored[date] for date in sorted(date for date in stored if date is not None)}
    return {"name": wished["name"], "trunks": (1,), "weekly": week, "exceptions": exceptions}


def said(held: Object, wished: Object, today: datetime.date) -> list[str]:
    """The changes in words."""
    return [change.sentence.removeprefix("hours, ") for change in date_changes(held, wished, today)]


def test_nothing_changes_on_the_day_that_it_was_programmed() -> None:
    wished = schedule(holidays={"calendar": "NO"}, exceptions=[{"date": "2026-12-23", "open": ["08:00-12:00"]}])
    assert date_changes(programmed(wished, TODAY, TODAY), wished, TODAY) == []


def test_movable_feasts_move_and_last_years_go() -> None:
    wished = schedule(holidays={"calendar": "NO"})
    held = programmed(wished, TODAY, A_YEAR_LATER)
    assert said(held, wished, A_YEAR_LATER) == [
        "Saturday 2027-12-25: closed stays, without a date of its own (Første juledag: as on every Saturday)",
        "Saturday 2028-01-01: closed stays, without a date of its own (Første nyttårsdag: as on every Saturday)",
        "Saturday 2028-03-25: closed stays, without a date of its own (last year's date of Skjærtorsdag)",
        "Sunday 2028-03-26: closed stays, without a date of its own (last year's date of Langfredag)",
        "Wednesday 2028-03-29: closed becomes 08:00-16:00 (last year's date of Andre påskedag)",
        "Thursday 2028-04-13: 08:00-16:00 becomes closed (Skjærtorsdag)",
        "Friday 2028-04-14: 08:00-16:00 becomes closed (Langfredag)",
        "Monday 2028-04-17: 08:00-16:00 becomes closed (Andre påskedag)",
        "Monday 2028-05-01: 08:00-16:00 becomes closed (Arbeidernes dag)",
        "Saturday 2028-05-06: closed stays, without a date of its own (last year's date of Kristi himmelfartsdag)",
        "Thursday 2028-05-25: 08:00-16:00 becomes closed (Kristi himmelfartsdag)",
        "Monday 2028-06-05: 08:00-16:00 becomes closed (Andre pinsedag)",
    ]
    assert date_changes(held, wished, A_YEAR_LATER)[5].document() == {
        "schedule": "hours",
        "date": "2028-04-13",
        "day": "Thursday",
        "now": "08:00-16:00",
        "becomes": "closed",
        "why": "Skjærtorsdag",
    }


def test_one_off_days_come_and_go_with_their_reasons() -> None:
    wished = schedule(
        holidays={"calendar": "NO"},
        exceptions=[
            {"date": "2026-11-20", "closed": ["12:00-24:00"], "reason": "staff meeting"},
            {"date": "2026-11-19", "open": []},
            {"date": "2026-12-04", "closed": ["12:00-24:00"], "reason": "party"},
            {"date": "2026-12-07", "open": ["08:00-16:00"], "reason": "open as always"},
            {"date": "2026-12-24", "open": ["08:00-12:00"]},
            {"date": "2028-05-10", "open": [], "reason": "moving"},
        ],
    )
    held = programmed(schedule(holidays={"calendar": "NO"}), TODAY, TODAY)
    gone = ("2026-12-07", "2027-05-10", "2027-11-19", "2027-11-22", "2027-06-01", "2027-04-03", "2027-04-18")
    held["exceptions"] |= {day(text): {"open": ((0, 60),)} for text in gone}
    held["exceptions"][day("2027-05-11")] = {"open": ()}
    held["exceptions"][day("2026-12-04")] = {"open": ()}
    assert said(held, wished, TODAY) == [
        "Friday 2026-12-04: closed becomes 08:00-12:00 (party)",
        "Monday 2026-12-07: 00:00-01:00 becomes 08:00-16:00 (open as always: as on every Monday)",
        "Thursday 2026-12-24: 08:00-16:00 becomes 08:00-12:00 (an exception in the site file)",
        "Saturday 2027-04-03: 00:00-01:00 becomes closed (last year's date of Langfredag)",
        "Sunday 2027-04-18: 00:00-01:00 becomes closed (the date of Langfredag in 2025)",
        "Monday 2027-05-10: 00:00-01:00 becomes 08:00-16:00 (moving of 2028-05-10 is more than a year ahead)",
        "Tuesday 2027-05-11: closed becomes 08:00-16:00 (the site file does not name it)",
        "Tuesday 2027-06-01: 00:00-01:00 becomes 08:00-16:00 (the site file does not name it)",
        "Friday 2027-11-19: 00:00-01:00 becomes 08:00-16:00 (the exception of 2026-11-19 is past)",
        "Monday 2027-11-22: 00:00-01:00 becomes 08:00-16:00 (the site file does not name it)",
    ]
    held["exceptions"] = {day("2027-11-20"): {"open": ((480, 720),)}}
    assert said(held, wished, TODAY)[-1].endswith("(staff meeting of 2026-11-20 is past)")


def test_a_schedule_without_a_calendar_says_no_holiday() -> None:
    held = programmed(schedule(holidays={"calendar": "NO"}), day("2026-03-01"), TODAY)
    assert {change.why for change in date_changes(held, schedule(), TODAY)} == {"the site file does not name it"}


def test_29_february_of_a_year_that_has_one() -> None:
    wished = schedule(exceptions=[{"date": "2028-02-29", "open": []}])
    held = programmed(schedule(holidays={"calendar": "NO"}), A_YEAR_LATER, A_YEAR_LATER)
    found = [change for change in date_changes(held, wished, A_YEAR_LATER) if change.date == day("2028-02-29")]
    assert [change.sentence for change in found] == [
        "hours, Tuesday 2028-02-29: 08:00-16:00 becomes closed (an exception in the site file)"
    ]
    leaves = {**held, "exceptions": {day("2028-02-29"): {"open": ()}}}
    found = date_changes(leaves, schedule(holidays={"calendar": "NO"}), A_YEAR_LATER)
    assert "the site file does not name it" in {change.why for change in found}


@pytest.mark.parametrize(
    ("calendar", "name"),
    [("NO", "Første juledag"), ("SE", "Juldagen"), ("DE-BY", "Erster Weihnachtstag"), ("GB-ENG", "Christmas Day")],
)
def test_holidays_are_called_what_their_own_country_calls_them(calendar: str, name: str) -> None:
    assert holiday_names(calendar, 2026)[day("2026-12-25")] == name


def test_dates_that_are_a_whole_calendar_are_called_by_it() -> None:
    wished = schedule(holidays={"calendar": "NO"}, exceptions=[{"date": "2026-12-23", "open": ["08:00-12:00"]}])
    held = programmed(wished, TODAY, TODAY)
    named, there, all_of_them = with_calendar(held, "NO", TODAY)
    assert named == {**wished, "trunks": (1,)}
    assert there == all_of_them > 5
    assert SCHEDULES.write(named)["exceptions"] == [{"date": "2026-12-23", "open": ["08:00-12:00"]}]

    only_holidays, _there, _all = with_calendar(
        programmed(schedule(holidays={"calendar": "NO"}), TODAY, TODAY), "NO", TODAY
    )
    assert "exceptions" not in only_holidays

    del held["exceptions"][day("2026-12-25")]
    assert with_calendar(held, "NO", TODAY) == (held, all_of_them - 1, all_of_them)

    without = {"name": "hours", "weekly": wished["weekly"]}
    assert with_calendar(without, "NO", TODAY) == (without, 0, all_of_them)
    with pytest.raises(ValueProblem, match="there is no calendar 'XX'"):
        with_calendar(held, "XX", TODAY)
