"""Queue hours as the exchange holds them: one weekly table for all queues (41-05, 41-06, 41-07).

A weekday has one of four work schedules, a schedule has eight work periods, and who is an agent of which queue is said
for each period number (41-02, 41-03), whatever the schedule. So a period number has one fixed set of open queues.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.findings import ValueProblem
from ...model.opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, Range

SCHEDULES, PERIODS = 4, 8
UNUSED = ("0000", "0000")
NOON = MINUTES_OF_A_DAY // 2
"""A whole day is two periods that meet at noon: one from midnight to midnight would read 0000 to 0000, as unused."""

Hours = Mapping[str, tuple[Range, ...]]
"""Opening hours by weekday."""

Segment = tuple[int, int, frozenset[str]]
"""From, to (minutes) and the queues that are open."""


@dataclass(frozen=True)
class WorkPlan:
    """The weekly table: weekday to schedule (0 for none), times of the periods, and the open queues of each period."""

    week: dict[str, int] = field(default_factory=dict)
    times: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    queues_in: dict[int, frozenset[str]] = field(default_factory=dict)


def plan_work(hours: Mapping[str, Hours]) -> WorkPlan:
    """The table for the hours of all queues; raises :class:`ValueProblem` when they do not fit into it."""
    days = {day: _segments({name: week.get(day, ()) for name, week in hours.items()}) for day in WEEKDAYS}
    kinds = list(dict.fromkeys(segments for segments in days.values() if segments))
    if len(kinds) > SCHEDULES:
        raise ValueProblem(
            f"{_named(hours, 'has', 'have')} {len(kinds)} different kinds of days together; the exchange has "
            f"{SCHEDULES} work schedules for all queues"
        )
    numbers = _numbered(kinds)
    if sum(len(places) for places in numbers.values()) > PERIODS:
        needed = sum(len(places) for places in numbers.values())
        raise ValueProblem(
            f"{_named(hours, 'needs', 'need')} {needed} work periods together; the exchange has {PERIODS} for all of "
            "them"
        )
    times: dict[tuple[int, int], tuple[str, str]] = {}
    for schedule, segments in enumerate(kinds, start=1):
        used: Counter[frozenset[str]] = Counter()
        for start, end, queues in segments:
            times[schedule, numbers[queues][used[queues]]] = (_clock(start), _clock(end))
            used[queues] += 1
    week = {day: kinds.index(segments) + 1 if segments else 0 for day, segments in days.items()}
    return WorkPlan(week, times, {place: queues for queues, places in numbers.items() for place in places})


def _segments(open_today: Mapping[str, tuple[Range, ...]]) -> tuple[Segment, ...]:
    """The stretches of a day in which the same queues are open, those without any left out."""
    edges = sorted({edge for ranges in open_today.values() for stretch in ranges for edge in stretch})
    found: list[Segment] = []
    for start, end in pairwise(edges):
        queues = frozenset(
            name for name, ranges in open_today.items() if any(a <= start and end <= b for a, b in ranges)
        )
        if found and found[-1][1] == start and found[-1][2] == queues:
            found[-1] = (found[-1][0], end, queues)
        elif queues:
            found.append((start, end, queues))
    return tuple(part for segment in found for part in _halves(segment))


def _halves(segment: Segment) -> tuple[Segment, ...]:
    """A segment as the exchange can hold it."""
    start, end, queues = segment
    if (start, end) != (0, MINUTES_OF_A_DAY):
        return (segment,)
    return (start, NOON, queues), (NOON, end, queues)


def _numbered(kinds: Iterable[tuple[Segment, ...]]) -> dict[frozenset[str], list[int]]:
    """The period numbers of each set of queues: as many as the set has stretches in one day, by their first start."""
    most: dict[frozenset[str], int] = {}
    first: dict[frozenset[str], int] = {}
    for segments in kinds:
        for queues, count in Counter(queues for _start, _end, queues in segments).items():
            most[queues] = max(most.get(queues, 0), count)
        for start, _end, queues in segments:
            first[queues] = min(first.get(queues, MINUTES_OF_A_DAY), start)
    numbers: dict[frozenset[str], list[int]] = {}
    place = 1
    for queues in sorted(most, key=lambda queues: (first[queues], sorted(queues))):
        numbers[queues] = list(range(place, place + most[queues]))
        place += most[queues]
    return numbers


def read_work(
    week: Mapping[str, int], times: Mapping[tuple[int, int], tuple[str, str]], queues_in: Mapping[int, frozenset[str]]
) -> dict[str, dict[str, tuple[Range, ...]] | None]:
    """The opening hours of every queue that is open in some period; None for one whose times cannot be said."""
    names = sorted({name for queues in queues_in.values() for name in queues})
    found: dict[str, dict[str, tuple[Range, ...]] | None] = {}
    for name in names:
        periods = [period for period, queues in queues_in.items() if name in queues]
        days = {day: _day(times, week.get(day, 0), periods) for day in WEEKDAYS}
        found[name] = None if None in days.values() else {day: ranges or () for day, ranges in days.items()}
    return found


def _day(
    times: Mapping[tuple[int, int], tuple[str, str]], schedule: int, periods: Iterable[int]
) -> tuple[Range, ...] | None:
    ranges: list[Range] = []
    for period in periods:
        held = times.get((schedule, period), UNUSED)
        if held != UNUSED:
            ranges.append((_minutes(held[0]), _minutes(held[1]) or MINUTES_OF_A_DAY))
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end or (joined and start < joined[-1][1]):
            return None
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def agent_conflicts(hours: Mapping[str, Hours], agents: Mapping[str, Iterable[str]]) -> list[tuple[str, str, str]]:
    """Agents of two queues that are open at the same time, with the two queues, sorted."""
    queues_of: dict[str, list[str]] = {}
    for name in sorted(agents):
        for agent in agents[name]:
            queues_of.setdefault(agent, []).append(name)
    return sorted(
        (agent, first, second)
        for agent, names in queues_of.items()
        for place, first in enumerate(names)
        for second in names[place + 1 :]
        if _overlap(hours[first], hours[second])
    )


def _overlap(first: Hours, second: Hours) -> bool:
    return any(
        a < end and start < b for day in WEEKDAYS for a, b in first.get(day, ()) for start, end in second.get(day, ())
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}{minutes % 60:02d}"


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[2:])


def _named(hours: Mapping[str, object], one: str, many: str) -> str:
    if len(hours) == 1:
        return f"queue {next(iter(hours))} {one}"
    return f"the queues {', '.join(sorted(hours))} {many}"
