"""Opening hours as night-mode patterns: days with the same hours share one of the ten patterns of a night group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ...model.findings import ValueProblem
from ...model.opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, Range

OPEN_MODE, CLOSED_MODE = "1", "2"

Day = tuple[Range, ...]
"""The open ranges of one day, in minutes."""

Entry = tuple[str, str, str]
"""Start and end (``HHMM``, an end of ``0000`` is midnight) and mode of one time entry."""

DAY_INDEX = {day: str((position + 1) % 7 + 1) for position, day in enumerate(WEEKDAYS)}
"""Weekday to the exchange's day number: 1 is Sunday."""


def _clock(minutes: int) -> str:
    minutes %= MINUTES_OF_A_DAY
    return f"{minutes // 60:02d}{minutes % 60:02d}"


def entries_of_day(day: Day) -> tuple[Entry, ...]:
    """The time entries of a day, from midnight to midnight without gaps."""
    entries: list[Entry] = []
    now = 0
    for start, end in day:
        if start > now:
            entries.append((_clock(now), _clock(start), CLOSED_MODE))
        entries.append((_clock(start), _clock(end), OPEN_MODE))
        now = end
    if now < MINUTES_OF_A_DAY:
        entries.append((_clock(now), _clock(MINUTES_OF_A_DAY), CLOSED_MODE))
    return tuple(entries)


_CLOCK = re.compile(r"[0-9]{4}")


def day_of_entries(entries: tuple[Entry, ...]) -> Day | None:
    """The open ranges of a pattern; None when it holds what opening hours cannot say (other modes, gaps, disorder)."""
    day: list[Range] = []
    now = 0
    for start, end, mode in entries:
        if mode not in (OPEN_MODE, CLOSED_MODE) or not _CLOCK.fullmatch(start) or not _CLOCK.fullmatch(end):
            return None
        first = int(start[:2]) * 60 + int(start[2:])
        last = int(end[:2]) * 60 + int(end[2:]) or MINUTES_OF_A_DAY
        if first != now or last <= first:
            return None
        if mode == OPEN_MODE:
            if day and day[-1][1] == first:
                day[-1] = (day[-1][0], last)
            else:
                day.append((first, last))
        now = last
    return tuple(day) if now == MINUTES_OF_A_DAY else None


@dataclass(frozen=True)
class Timetable:
    """A schedule without its years: the seven weekdays, and the dates (``MMDD``) that differ from their weekday."""

    weekly: Mapping[str, Day]
    dates: Mapping[str, Day]

    def kinds_of_day(self) -> list[Day]:
        """The different kinds of days, weekdays from Monday first, then dates."""
        days = [self.weekly[day] for day in WEEKDAYS] + [self.dates[date] for date in sorted(self.dates)]
        return list(dict.fromkeys(days))


def check_fits(timetable: Timetable, patterns: int, entries: int) -> None:
    """Raise :class:`ValueProblem` when the timetable needs more than the exchange has."""
    kinds = timetable.kinds_of_day()
    if len(kinds) > patterns:
        raise ValueProblem(
            f"needs {len(kinds)} different kinds of days (weekly, holidays and exceptions counted together); "
            f"the exchange has {patterns} patterns for each schedule"
        )
    for day in kinds:
        needed = len(entries_of_day(day))
        if needed > entries:
            raise ValueProblem(f"one of its days needs {needed} time entries; the exchange has {entries} for each day")
