"""The hours of a week and the special dates of a year, cut where anything changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..dates import Day, special_days
from ..fields import Object
from ..findings import ValueProblem
from ..opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, write_range
from .subject import Subject

CLOSED_WEEK: dict[str, Day] = dict.fromkeys(WEEKDAYS, ())
MOST_TOLD = 3
"""How many times of the week a sentence names."""


class DayOfRoute(NamedTuple):
    """A weekday, or one special date, and when a schedule is open on it."""

    weekday: str
    date: datetime.date | None
    hours: Day


class Stretch(NamedTuple):
    """A part of a day in which nothing changes."""

    weekday: str
    date: datetime.date | None
    start: int
    end: int

    def __str__(self) -> str:
        day = self.date.isoformat() if self.date else self.weekday.capitalize()
        return f"{day} {write_range((self.start, self.end))}"


class Timetable:
    """When each schedule of a site is open, and when each queue works."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._specials: dict[str, dict[datetime.date, Day]] = {}
        self._edges = {
            day: {
                edge
                for queue in subject.site.of("queues")
                for stretch in queue.get("hours", CLOSED_WEEK)[day]
                for edge in stretch
            }
            for day in WEEKDAYS
        }

    def specials(self, name: str) -> dict[datetime.date, Day]:
        """The dates of a schedule that differ from its week in the coming twelve months."""
        if name not in self._specials:
            self._specials[name] = self._work_out(self._subject.find("schedules", name) or {})
        return self._specials[name]

    def _work_out(self, schedule: Object) -> dict[datetime.date, Day]:
        week = schedule.get("weekly", CLOSED_WEEK)
        try:
            days, _remarks = special_days(schedule, self._subject.around.today)
        except ValueProblem:  # a calendar that there is not: the platform's own checks say so
            return {}
        return {date: hours for date, hours in days.items() if hours != week[WEEKDAYS[date.weekday()]]}

    def known(self, route: Object) -> bool:
        """Whether the site says when a route is open."""
        return "schedule" not in route or self._subject.find("schedules", route["schedule"]) is not None

    def week(self, route: Object) -> Iterator[DayOfRoute]:
        """The days of a week of a route; one without a schedule is always open."""
        schedule = self._subject.find("schedules", route.get("schedule"))
        for day in WEEKDAYS:
            hours = schedule.get("weekly", CLOSED_WEEK)[day] if schedule else ((0, MINUTES_OF_A_DAY),)
            yield DayOfRoute(day, None, hours)

    def dates(self, route: Object) -> Iterator[DayOfRoute]:
        """The special dates of a route."""
        for date, hours in self.specials(route.get("schedule", "")).items():
            yield DayOfRoute(WEEKDAYS[date.weekday()], date, hours)

    def on(self, route: Object, date: datetime.date) -> DayOfRoute:
        """One date of a route, special or not."""
        usual = next(day for day in self.week(route) if day.weekday == WEEKDAYS[date.weekday()])
        return usual._replace(date=date, hours=self.specials(route.get("schedule", "")).get(date, usual.hours))

    def stretches(self, day: DayOfRoute) -> Iterator[tuple[Stretch, str]]:
        """The parts of a day, each with the destination that holds then: open or closed."""
        edges = {0, MINUTES_OF_A_DAY, *self._edges[day.weekday], *(edge for hours in day.hours for edge in hours)}
        for start, end in pairwise(sorted(edges)):
            part = "open" if is_open(day.hours, start) else "closed"
            yield Stretch(day.weekday, day.date, start, end), part


def is_open(hours: Day, minute: int) -> bool:
    """Whether hours hold a minute."""
    return any(start <= minute < end for start, end in hours)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of one day that touch become one."""
    found: list[Stretch] = []
    for stretch in stretches:
        last = found[-1] if found else None
        if last is not None and (last.weekday, last.date, last.end) == (stretch.weekday, stretch.date, stretch.start):
            found[-1] = last._replace(end=stretch.end)
        else:
            found.append(stretch)
    return found


def say_times(stretches: Iterable[Stretch]) -> str:
    """Times in words: the first ones, and how many more there are."""
    whole = joined(stretches)
    told = ", ".join(str(stretch) for stretch in whole[:MOST_TOLD])
    more = len(whole) - MOST_TOLD
    return told if more <= 0 else f"{told} and {more} more {'time' if more == 1 else 'times'}"
