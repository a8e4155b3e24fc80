"""Several schedules on the same trunks: they share a night group, whose modes say which of them are open.

A slot of a schedule is a night group, and behind it the place among those that share it: 2 is night group 2, 102 the
second schedule on its trunks, 202 the third. Mode 1 is where all are open and mode 2 where none is; the others follow
from the places, so that nothing beside the slots has to be remembered.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from ...model.dates import next_date
from ...model.opening_hours import WEEKDAYS
from .patterns import Timetable
from .timelines import Combined, combine

SHARING = 100
MOST = 3
"""Eight modes hold every combination of three schedules, and not of four."""

OPEN_MODES_ALONE = (1, 5)
"""Mode 5 (Day2) is as the day where one schedule is alone and somebody switches by hand."""


def night_group_of(slot: int) -> int:
    """The night group of a schedule's slot."""
    return slot % SHARING


def slots_of(night_group: int) -> tuple[int, ...]:
    """The slots of a night group, that of the first schedule first."""
    return tuple(night_group + SHARING * place for place in range(MOST))


def open_in_mode(mode: int, names: Sequence[str]) -> frozenset[str]:
    """Which of the schedules that share a night group are open in a mode."""
    if len(names) == 1:
        return frozenset(names) if mode in OPEN_MODES_ALONE else frozenset()
    if mode == 1:
        return frozenset(names)
    return frozenset(name for place, name in enumerate(names) if mode > 2 and (mode - 2) >> place & 1)


def modes_of(names: Sequence[str]) -> dict[frozenset[str], int]:
    """The mode of every combination of open schedules; the lowest where two modes mean the same."""
    found: dict[frozenset[str], int] = {}
    for mode in range(1, 9):
        found.setdefault(open_in_mode(mode, names), mode)
    return found


def combined(timetables: Mapping[str, Timetable], today: datetime.date, patterns: int, entries: int) -> Combined:
    """The timeline of the schedules of one night group; raises ``ValueProblem`` naming them and what ran out."""
    dates = {date for table in timetables.values() for date in table.dates}
    return combine(
        timetables,
        weekdays_of(dates, today),
        modes_of(tuple(timetables)),
        patterns=patterns,
        entries=entries,
    )


def weekdays_of(dates: Iterable[str], today: datetime.date) -> dict[str, str]:
    """The weekday of the next occurrence of each date (``MMDD``); Monday for one that does not come."""
    return {
        date: WEEKDAYS[coming.weekday()] if (coming := next_date(date, today)) is not None else WEEKDAYS[0]
        for date in dates
    }


def places(names: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """The place of each of the schedules that share a night group: the known one, else the lowest that is left."""
    chosen: dict[str, int] = {}
    for name in names:
        place = known.get(name, 0) // SHARING
        if name in known and place not in chosen.values():
            chosen[name] = place
    for name in names:
        if name not in chosen:
            chosen[name] = next(place for place in range(len(names)) if place not in chosen.values())
    if sorted(chosen.values()) != list(range(len(names))):  # somebody left: the others move up
        order = sorted(names, key=lambda name: chosen[name])
        return {name: place for place, name in enumerate(order)}
    return chosen
