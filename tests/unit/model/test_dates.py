"""The dates of the coming twelve months: an exchange stores them without a year."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.dates import (
    differing_dates,
    last_day_of_window,
    month_and_day,
    next_date,
    public_holidays,
    special_days,
)
from ansible_collections.sentral.nec.plugins.module_utils.model.findings import ValueProblem
from ansible_collections.sentral.nec.plugins.module_utils.model.value_types import Exceptions, Weekly


def day(text: str) -> datetime.date:
    """A date from its text."""
    return datetime.date.fromisoformat(text)


TODAY = day("2026-11-23")


def norwegian(year: int) -> set[str]:
    """The days of a year on which Norway is closed, as ``MM-DD``."""
    found = public_holidays("NO", datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    return {f"{date:%m-%d}" for date in found}


def exceptions(**hours: list[str]) -> dict[str, Any]:
    """A schedule with exceptions, ``d2026_12_24=[...]``."""
    entries = [{"date": name[1:].replace("_", "-"), "open": texts} for name, texts in hours.items()]
    return {"exceptions": Exceptions().parse(entries)}


@pytest.mark.parametrize(
    ("date", "name"),
    [
        ("2026-01-01", "New Year's Day"),
        ("2026-04-02", "Maundy Thursday"),
        ("2026-04-03", "Good Friday"),
        ("2026-04-05", "Easter Sunday"),
        ("2026-04-06", "Easter Monday"),
        ("2026-05-01", "Labour Day"),
        ("2026-05-14", "Ascension Day"),
        ("2026-05-17", "Constitution Day"),
        ("2026-05-24", "Whit Sunday"),
        ("2026-05-25", "Whit Monday"),
        ("2026-12-25", "Christmas Day"),
        ("2026-12-26", "Second Day of Christmas"),
        ("2027-01-01", "New Year's Day"),
        ("2027-03-25", "Maundy Thursday"),
        ("2027-03-26", "Good Friday"),
        ("2027-03-28", "Easter Sunday"),
        ("2027-03-29", "Easter Monday"),
        ("2027-05-01", "Labour Day"),
        ("2027-05-06", "Ascension Day"),
        ("2027-05-16", "Whit Sunday"),
        ("2027-05-17", "Constitution Day and Whit Monday"),
        ("2027-12-25", "Christmas Day"),
        ("2027-12-26", "Second Day of Christmas"),
    ],
)
def test_norway_is_closed_on(date: str, name: str) -> None:
    assert date[5:] in norwegian(int(date[:4])), name


@pytest.mark.parametrize(("year", "number"), [(2026, 12), (2027, 11)])
def test_norway_has_no_other_holidays(year: int, number: int) -> None:
    assert len(norwegian(year)) == number, "in 2027 Whit Monday is 17 May"


@pytest.mark.parametrize("open_day", ["2026-04-01", "2026-04-04", "2026-12-24", "2026-12-31", "2026-05-31"])
def test_a_day_before_a_holiday_and_a_sunday_are_none(open_day: str) -> None:
    assert open_day[5:] not in norwegian(2026)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = day("2026-01-06")
    assert epiphany in public_holidays("DE-BY", epiphany, epiphany)
    assert epiphany not in public_holidays("DE", epiphany, epiphany)


@pytest.mark.parametrize("calendar", ["QQ", "NO-99", "DE-XX"])
def test_an_unknown_calendar_is_named(calendar: str) -> None:
    with pytest.raises(ValueProblem) as caught:
        public_holidays(calendar, TODAY, TODAY)
    assert str(caught.value) == f"calendar: there is no calendar {calendar!r}"


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-11-23", "2027-11-22"),
        ("2027-01-01", "2027-12-31"),
        ("2027-02-28", "2028-02-27"),
        ("2027-03-01", "2028-02-29"),
        ("2028-02-28", "2029-02-27"),
        ("2028-02-29", "2029-02-28"),
        ("2028-03-01", "2029-02-28"),
    ],
)
def test_the_window_is_twelve_months(today: str, last: str) -> None:
    assert last_day_of_window(day(today)) == day(last)


@pytest.mark.parametrize("today", [day("2027-02-28") + datetime.timedelta(days=step) for step in range(0, 800, 7)])
def test_no_two_days_of_the_window_have_the_same_month_and_day(today: datetime.date) -> None:
    length = (last_day_of_window(today) - today).days + 1
    stored = [month_and_day(today + datetime.timedelta(days=step)) for step in range(length)]
    assert len(set(stored)) == len(stored)


def test_exceptions_from_today_to_the_last_day_are_programmed() -> None:
    days, remarks = special_days(exceptions(d2026_11_23=[], d2027_11_22=["08:00-12:00"]), TODAY)
    assert days == {day("2026-11-23"): (), day("2027-11-22"): ((480, 720),)}
    assert remarks == []


def test_a_past_exception_is_left_out_with_a_remark() -> None:
    days, remarks = special_days(exceptions(d2026_11_22=[]), TODAY)
    assert days == {}
    assert remarks == ["the exception of 2026-11-22 is past and is not programmed"]


def test_a_far_exception_is_left_out_with_a_remark() -> None:
    days, remarks = special_days(exceptions(d2027_11_23=[]), TODAY)
    assert days == {}
    assert remarks == ["the exception of 2027-11-23 is more than a year ahead and is not programmed yet"]


def test_an_exception_comes_before_a_holiday() -> None:
    schedule = {"holidays": {"calendar": "NO"}, **exceptions(d2026_12_25=["10:00-12:00"])}
    days, _remarks = special_days(schedule, TODAY)
    assert days[day("2026-12-25")] == ((600, 720),)
    assert days[day("2026-12-26")] == ()


def test_holidays_are_those_of_the_window_in_order() -> None:
    days, remarks = special_days({"holidays": {"calendar": "NO"}}, TODAY)
    assert list(days) == sorted(days)
    assert (min(days), max(days)) == (day("2026-12-25"), day("2027-05-17"))
    assert len(days) == 11
    assert remarks == []


def test_a_schedule_that_says_nothing_has_no_special_days() -> None:
    assert special_days({}, TODAY) == ({}, [])


def test_the_29th_of_february_can_be_an_exception() -> None:
    days, _remarks = special_days(exceptions(d2028_02_29=[]), day("2027-03-01"))
    assert list(days) == [day("2028-02-29")]


def test_only_dates_that_differ_from_their_weekday_are_needed() -> None:
    weekly = Weekly().parse({"thursday": ["08:00-16:00"]})
    open_hours = ((480, 960),)
    days = {day("2026-12-24"): open_hours, day("2026-12-25"): open_hours, day("2026-12-26"): ()}
    assert differing_dates(days, weekly) == {"1225": open_hours}


@pytest.mark.parametrize(
    ("stored", "today", "found"),
    [
        ("1123", "2026-11-23", "2026-11-23"),
        ("1122", "2026-11-23", "2027-11-22"),
        ("1224", "2026-11-23", "2026-12-24"),
        ("0101", "2026-11-23", "2027-01-01"),
        ("0229", "2027-03-01", "2028-02-29"),
        ("0229", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_stored_date_is_the_next_one(stored: str, today: str, found: str) -> None:
    assert next_date(stored, day(today)) == day(found)


@pytest.mark.parametrize("stored", ["0229", "0230", "1301", "0000"])
def test_a_stored_date_may_not_come_at_all(stored: str) -> None:
    assert next_date(stored, TODAY) is None


def closed(date: str, *hours: str) -> dict[str, Any]:
    """A schedule with one exception, on which it is closed at some hours."""
    return {"exceptions": Exceptions().parse([{"date": date, "closed": list(hours)}])}


THURSDAYS = Weekly().parse({"thursday": ["08:00-16:00"]})


@pytest.mark.parametrize(
    ("hours", "left"),
    [
        (["12:00-24:00"], ((480, 720),)),
        (["00:00-09:00"], ((540, 960),)),
        (["10:00-11:00"], ((480, 600), (660, 960))),
        (["08:00-09:00", "10:00-11:00", "15:00-24:00"], ((540, 600), (660, 900))),
        (["08:00-16:00"], ()),
        (["00:00-24:00"], ()),
        (["16:00-24:00"], ((480, 960),)),
    ],
)
def test_the_hours_on_which_it_is_closed_are_taken_from_the_weekdays(hours: list[str], left: Any) -> None:
    schedule = {"weekly": THURSDAYS, **closed("2026-12-24", *hours)}
    assert special_days(schedule, TODAY) == ({day("2026-12-24"): left}, [])


def test_a_schedule_without_a_week_is_closed_less_than_what_the_exchange_holds() -> None:
    schedule = closed("2026-12-24", "12:00-24:00")
    assert special_days(schedule, TODAY)[0] == {day("2026-12-24"): ()}
    assert special_days(schedule, TODAY, THURSDAYS)[0] == {day("2026-12-24"): ((480, 720),)}


def test_the_schedules_own_week_comes_before_what_the_exchange_holds() -> None:
    schedule = {"weekly": Weekly().parse({}), **closed("2026-12-24", "12:00-24:00")}
    assert special_days(schedule, TODAY, THURSDAYS)[0] == {day("2026-12-24"): ()}


def test_closing_earlier_does_not_open_on_a_holiday() -> None:
    weekly = Weekly().parse({"friday": ["08:00-16:00"]})
    schedule = {"weekly": weekly, "holidays": {"calendar": "NO"}, **closed("2026-12-25", "12:00-24:00")}
    assert special_days(schedule, TODAY)[0][day("2026-12-25")] == ()
