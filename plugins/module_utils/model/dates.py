"""The dates of a schedule in the coming twelve months: public holidays and single exceptions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .fields import Object
from .findings import ValueProblem
from .opening_hours import WEEKDAYS, Range, without

try:
    import holidays as holiday_library
except ImportError:  # reported when a calendar is asked for
    if not TYPE_CHECKING:
        holiday_library = None

Day = tuple[Range, ...]


def public_holidays(calendar: str, first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """The public holidays of a country (``NO``) or a part of one (``DE-BY``), with their names."""
    if holiday_library is None:
        raise ValueProblem("calendar: the Python library 'holidays' is not installed")
    country, _dash, subdivision = calendar.partition("-")
    try:
        found = holiday_library.country_holidays(
            country, subdiv=subdivision or None, years=range(first.year, last.year + 1)
        )
    except NotImplementedError as error:
        raise ValueProblem(f"calendar: there is no calendar {calendar!r}") from error
    return {date: name for date, name in sorted(found.items()) if first <= date <= last}


def last_day_of_window(today: datetime.date) -> datetime.date:
    """The last day that can be programmed today: an exchange stores dates without a year, so at most twelve months."""
    try:
        return today.replace(year=today.year + 1) - datetime.timedelta(days=1)
    except ValueError:  # today is 29 February
        return datetime.date(today.year + 1, 2, 28)


def special_days(
    schedule: Object, today: datetime.date, weekly: Mapping[str, Day] | None = None
) -> tuple[dict[datetime.date, Day], list[str]]:
    """The days in the window for which a schedule says something of its own, and remarks on those left out.

    An exception comes before a holiday. A past exception is not programmed (it would come back next year), nor one
    beyond the window (it would strike this year). ``weekly`` are the hours of the week where the schedule has none of
    its own (under merged, what the exchange holds).
    """
    last = last_day_of_window(today)
    week: Mapping[str, Day] = schedule.get("weekly", weekly or {})
    days: dict[datetime.date, Day] = {}
    remarks: list[str] = []
    if "holidays" in schedule:
        days = dict.fromkeys(public_holidays(schedule["holidays"]["calendar"], today, last), ())
    for date, exception in schedule.get("exceptions", {}).items():
        if date < today:
            remarks.append(f"the exception of {date} is past and is not programmed")
        elif date > last:
            remarks.append(f"the exception of {date} is more than a year ahead and is not programmed yet")
        else:
            days[date] = hours_of_exception(exception, days.get(date, week.get(WEEKDAYS[date.weekday()], ())))
    return dict(sorted(days.items())), remarks


def hours_of_exception(exception: Mapping[str, Any], usual: Day) -> Day:
    """The hours of a date: its own, or the ``usual`` ones less those on which it is closed.

    A holiday stays closed: ``closed`` never opens anything.
    """
    hours: Day = exception["open"] if "open" in exception else without(usual, exception["closed"])
    return hours


def month_and_day(date: datetime.date) -> str:
    """A date as an exchange stores it, ``MMDD``."""
    return f"{date:%m%d}"


def differing_dates(days: Mapping[datetime.date, Day], weekly: Mapping[str, Day]) -> dict[str, Day]:
    """The dates (``MMDD``) whose hours differ from their weekday's."""
    return {month_and_day(date): hours for date, hours in days.items() if hours != weekly[WEEKDAYS[date.weekday()]]}


def next_date(stored: str, today: datetime.date) -> datetime.date | None:
    """The next day with this ``MMDD``; None when the coming twelve months have none (29 February)."""
    for year in (today.year, today.year + 1):
        try:
            date = datetime.date(year, int(stored[:2]), int(stored[2:]))
        except ValueError:
            continue
        if today <= date <= last_day_of_window(today):
            return date
    return None
