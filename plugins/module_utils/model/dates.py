"""The dates of a schedule in the coming twelve months: public holidays and single exceptions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .fields import Object
from .findings import ValueProblem
from .opening_hours import WEEKDAYS, Range

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


def dates_of_schedule(
    schedule: Object, weekly: Mapping[str, Day], today: datetime.date
) -> tuple[dict[str, Day], list[str]]:
    """The dates (``MMDD``) in the window whose hours differ from their weekday's, and remarks on those left out.

    An exception comes before a holiday, a holiday before the week. A past exception is not programmed (it would come
    back next year), nor one beyond the window (it would strike this year).
    """
    last = last_day_of_window(today)
    days: dict[datetime.date, Day] = {}
    remarks: list[str] = []
    if "holidays" in schedule:
        days = dict.fromkeys(public_holidays(schedule["holidays"]["calendar"], today, last), ())
    for date, hours in schedule.get("exceptions", {}).items():
        if date < today:
            remarks.append(f"the exception of {date} is past and is not programmed")
        elif date > last:
            remarks.append(f"the exception of {date} is more than a year ahead and is not programmed yet")
        else:
            days[date] = hours
    return {
        f"{date:%m%d}": hours for date, hours in sorted(days.items()) if hours != weekly[WEEKDAYS[date.weekday()]]
    }, remarks


def next_date(month_and_day: str, today: datetime.date) -> datetime.date | None:
    """The next day with this ``MMDD``; None when the coming twelve months have none (29 February)."""
    for year in (today.year, today.year + 1):
        try:
            date = datetime.date(year, int(month_and_day[:2]), int(month_and_day[2:]))
        except ValueError:
            continue
        if today <= date <= last_day_of_window(today):
            return date
    return None
