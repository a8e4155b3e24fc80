"""Schedules and queues: a queue's hours hold no dates, so holidays are closed on the routes that lead to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ..dates import Day
from ..fields import Object
from ..opening_hours import WEEKDAYS, without, write_range
from .finding import Problem
from .moments import DayOfRoute
from .reachability import RouteWays
from .subject import Subject


class RouteTo(NamedTuple):
    """A route that leads to a queue in some hour of the week."""

    label: str
    route: Object


def dates_left_open(subject: Subject) -> Iterator[Problem]:
    """SCH001: one route to a queue is closed on a date and another one leads there, to nobody."""
    ways = RouteWays.of(subject)
    for queue, routes in _routes_by_queue(ways).items():
        closed = _closed_dates(ways, queue, routes)
        for label, route in routes:
            found = [
                (date, stretch, by)
                for date, (hours, by) in closed.items()
                for stretch in _common(_hours_to(ways, queue, label, route, ways.timetable.on(route, date)), hours)
            ]
            if found:
                date, stretch, by = found[0]
                more = len({date for date, _stretch, _by in found}) - 1
                others = "" if not more else f" and on {more} more {'date' if more == 1 else 'dates'}"
                yield Problem(
                    label,
                    "schedule",
                    f"leads to queue {queue} on {date} {write_range(stretch)}{others}, when {by} is closed; the hours "
                    "of a queue hold no dates, so close them on every route to it",
                )


def _routes_by_queue(ways: RouteWays) -> dict[str, list[RouteTo]]:
    """The queues with hours, each with the routes that lead to it in some hour of a week."""
    dated = [queue["name"] for queue in ways.subject.site.of("queues") if "hours" in queue]
    found: dict[str, list[RouteTo]] = {name: [] for name in dated}
    for label, route in ways.subject.labelled("incoming_routes") if dated else ():
        if not ways.timetable.known(route):
            continue
        reached = {
            name
            for day in ways.timetable.week(route)
            for _stretch, _part, arrival in ways.day(label, route, day)
            for name in arrival.queues
        }
        for name in dated:
            if name in reached:
                found[name].append(RouteTo(label, route))
    return found


def _hours_to(ways: RouteWays, queue: str, label: str, route: Object, day: DayOfRoute) -> Day:
    """When a route leads to a queue on a day."""
    return tuple(
        (stretch.start, stretch.end)
        for stretch, _part, arrival in ways.day(label, route, day)
        if queue in arrival.queues
    )


def _closed_dates(ways: RouteWays, queue: str, routes: list[RouteTo]) -> dict[datetime.date, tuple[Day, str]]:
    """The dates on which a route does not lead to a queue in hours in which it usually does, and which route."""
    found: dict[datetime.date, tuple[Day, str]] = {}
    for label, route in routes:
        usual = {day.weekday: _hours_to(ways, queue, label, route, day) for day in ways.timetable.week(route)}
        for day in ways.timetable.dates(route):
            missing = without(usual[day.weekday], _hours_to(ways, queue, label, route, day))
            if missing and day.date is not None:
                found.setdefault(day.date, (missing, label))
    return dict(sorted(found.items()))


def _common(one: Day, other: Day) -> Day:
    """The hours that are in both."""
    return tuple(
        (max(start, first), min(end, last))
        for start, end in one
        for first, last in other
        if max(start, first) < min(end, last)
    )


def no_holidays(subject: Subject) -> Iterator[Problem]:
    """SCH002: a queue with hours whose routes know no holidays, in a site that has some."""
    ways = RouteWays.of(subject)
    dated = [schedule["name"] for schedule in subject.site.of("schedules") if "holidays" in schedule]
    if not any(ways.timetable.specials(name) for name in dated):
        return
    for queue, routes in _routes_by_queue(ways).items():
        if any(True for _label, route in routes for _day in ways.timetable.dates(route)):
            continue  # SCH001 compares the routes with each other
        for label, _route in routes:
            yield Problem(
                label,
                "schedule",
                f"leads to queue {queue} on public holidays as on any day; the hours of a queue hold no dates",
            )


def schedules_without_trunks(subject: Subject) -> Iterator[Problem]:
    """SCH003: a route follows a schedule that switches no trunk, and so it never closes."""
    if not subject.around.whole:
        return
    for label, route in subject.labelled("incoming_routes"):
        schedule = subject.find("schedules", route.get("schedule"))
        if schedule is not None and not schedule.get("trunks") and not route.get("time_tables"):
            yield Problem(label, "schedule", f"{schedule['name']} switches no trunk, so the route would never close")


def never_open(subject: Subject) -> Iterator[Problem]:
    """SCH004: a schedule that is open at no hour of the week and on no date."""
    ways = RouteWays.of(subject)
    for label, schedule in subject.labelled("schedules"):
        if not subject.around.whole and "weekly" not in schedule:
            continue
        week = schedule.get("weekly", {})
        if any(week.get(day) for day in WEEKDAYS) or any(ways.timetable.specials(schedule["name"]).values()):
            continue
        yield Problem(label, "weekly", "is open at no hour of the week; every route that follows it is always closed")
