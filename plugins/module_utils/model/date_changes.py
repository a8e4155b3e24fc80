"""Which dates of a schedule change, and why: what an exchange holds against what a site file means today."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .dates import Day, differing_dates, last_day_of_window, month_and_day, public_holidays, special_days
from .fields import Object
from .findings import ValueProblem
from .opening_hours import WEEKDAYS
from .value_types.hours import say_hours

try:
    import holidays as holiday_library
except ImportError:  # reported when a calendar is asked for
    if not TYPE_CHECKING:
        holiday_library = None

YEARS_BACK = 3
"""How far back the holiday is looked for that an old date was."""


@dataclass(frozen=True)
class DateChange:
    """One date: the hours that the exchange holds for it now, those that it gets, and the reason."""

    schedule: str
    date: datetime.date
    now: Day
    becomes: Day
    why: str

    @property
    def weekday(self) -> str:
        """The day of the week, as people write it."""
        return WEEKDAYS[self.date.weekday()].capitalize()

    @property
    def sentence(self) -> str:
        """The change in one line."""
        change = f"{say_hours(self.now)} becomes {say_hours(self.becomes)}"
        if self.now == self.becomes:
            change = f"{say_hours(self.now)} stays, without a date of its own"
        return f"{self.schedule}, {self.weekday} {self.date}: {change} ({self.why})"

    def document(self) -> dict[str, str]:
        """The change as plain data."""
        return {
            "schedule": self.schedule,
            "date": self.date.isoformat(),
            "day": self.weekday,
            "now": say_hours(self.now),
            "becomes": say_hours(self.becomes),
            "why": self.why,
        }


def date_changes(held: Object, wished: Object, today: datetime.date) -> list[DateChange]:
    """What must change on the exchange, by date. ``held`` is its schedule, ``wished`` that of the site file.

    The week counts as the exchange holds it.
    """
    week: Mapping[str, Day] = held["weekly"]
    stored = stored_days(held)
    days, _remarks = special_days({**wished, "weekly": week}, today)
    differing = differing_dates(days, week)
    wanted = {date: hours for date, hours in days.items() if month_and_day(date) in differing}
    reasons = _Reasons(wished, days, today)
    changes = []
    for date in sorted(stored.keys() | wanted.keys()):
        usual = week[WEEKDAYS[date.weekday()]]
        if stored.get(date) != wanted.get(date):
            why = reasons.stays(date) if date in wanted else reasons.goes(date)
            changes.append(DateChange(held["name"], date, stored.get(date, usual), wanted.get(date, usual), why))
    return changes


def stored_days(held: Object) -> dict[datetime.date, Day]:
    """The dates that an exchange holds, with their hours."""
    return {date: exception["open"] for date, exception in held.get("exceptions", {}).items()}


def with_calendar(held: Object, calendar: str, today: datetime.date) -> tuple[Object, int, int]:
    """A schedule of an exchange with its holidays named by their calendar, if it holds every one of them.

    Also how many of the calendar's holidays in the coming twelve months it holds, and how many there are. One on a day
    that is closed anyway needs no date and does not count.
    """
    week: Mapping[str, Day] = held["weekly"]
    stored = stored_days(held)
    closed = {
        date for date in public_holidays(calendar, today, last_day_of_window(today)) if week[WEEKDAYS[date.weekday()]]
    }
    there = {date for date in closed if stored.get(date) == ()}
    if not closed or there != closed:
        return held, len(there), len(closed)
    exceptions = {date: exception for date, exception in held["exceptions"].items() if date not in closed}
    named: Object = {**held, "holidays": {"calendar": calendar}}
    del named["exceptions"]
    return named | ({"exceptions": exceptions} if exceptions else {}), len(there), len(closed)


class _Reasons:
    """Why a date gets hours of its own, or loses them."""

    def __init__(self, wished: Object, days: Mapping[datetime.date, Day], today: datetime.date) -> None:
        self._exceptions: Mapping[datetime.date, Mapping[str, Any]] = wished.get("exceptions", {})
        self._calendar: str = wished.get("holidays", {}).get("calendar", "")
        self._days = days
        self._today = today

    def stays(self, date: datetime.date) -> str:
        """The reason of a date that the site file gives hours of their own."""
        if date in self._exceptions:
            return str(self._exceptions[date].get("reason", "an exception in the site file"))
        return self._holiday(date)

    def goes(self, date: datetime.date) -> str:
        """The reason of a date whose hours are to be those of its weekday again."""
        if date in self._days:
            return f"{self.stays(date)}: as on every {WEEKDAYS[date.weekday()].capitalize()}"
        for year in range(date.year - 1, date.year - YEARS_BACK - 1, -1):
            was = self._was(date, year)
            if was:
                return was
        ahead = next((named for named in self._exceptions if _same_day(named, date) and named > date), None)
        if ahead is not None:
            return f"{self._exceptions[ahead].get('reason', 'the exception')} of {ahead} is more than a year ahead"
        return "the site file does not name it"

    def _was(self, date: datetime.date, year: int) -> str:
        """Why the same day of an earlier year had hours of its own; empty when it had none."""
        earlier = next((named for named in self._exceptions if _same_day(named, date) and named.year == year), None)
        if earlier is not None:
            return f"{self._exceptions[earlier].get('reason', 'the exception')} of {earlier} is past"
        name = self._holiday_on(date, year)
        if not name:
            return ""
        return f"last year's date of {name}" if year == date.year - 1 else f"the date of {name} in {year}"

    def _holiday(self, date: datetime.date) -> str:
        return holiday_names(self._calendar, date.year)[date] if self._calendar else ""

    def _holiday_on(self, date: datetime.date, year: int) -> str:
        try:
            earlier = date.replace(year=year)
        except ValueError:  # 29 February
            return ""
        return holiday_names(self._calendar, year).get(earlier, "") if self._calendar else ""


def _same_day(one: datetime.date, other: datetime.date) -> bool:
    return (one.month, one.day) == (other.month, other.day)


@cache
def holiday_names(calendar: str, year: int) -> Mapping[datetime.date, str]:
    """The holidays of a year by their names in the calendar's own language, whatever language the controller speaks."""
    if holiday_library is None:
        raise ValueProblem("calendar: the Python library 'holidays' is not installed")
    country, _dash, subdivision = calendar.partition("-")
    language = holiday_library.country_holidays(country, subdiv=subdivision or None).default_language
    found = holiday_library.country_holidays(country, subdiv=subdivision or None, years=year, language=language)
    return dict(found.items())
