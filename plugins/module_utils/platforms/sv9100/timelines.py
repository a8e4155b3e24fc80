"""Several schedules on one trunk group: one timeline of the night group, whose modes say which of them are open.

A night group has one timeline of up to eight modes: ten day patterns of twenty time entries (12-02), weekdays (12-03)
and dates (12-04) that point at a pattern. Mode 1 is where all its schedules are open and mode 2 where none is, so that
one schedule alone looks as ``patterns.py`` writes it; every other combination that really occurs takes one of the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ...model.findings import ValueProblem
from ...model.opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, write_date
from .patterns import CLOSED_MODE, OPEN_MODE, Day, Entry, Timetable, day_of_entries

ALL_OPEN, ALL_CLOSED = int(OPEN_MODE), int(CLOSED_MODE)
MODES, PATTERNS, ENTRIES = 8, 10, 20
"""What a night group holds (F-SV91 p.1024, p.924); a caller with a profile gives its limits instead."""

Names = frozenset[str]
"""Schedules that are open together, all others being closed."""

DayPattern = tuple[Entry, ...]
"""The time entries of one day, from midnight to midnight without gaps."""

Stretch = tuple[int, int, Names]
"""From, to (minutes after midnight, ``to`` at most 1440) and what is open."""


@dataclass(frozen=True)
class Combined:
    """The timeline of a night group that some schedules share, without the numbers of its patterns."""

    names: tuple[str, ...]
    modes: Mapping[Names, int]
    week: Mapping[str, DayPattern]
    dates: Mapping[str, DayPattern]

    def open_in(self, schedule: str) -> set[int]:
        """The modes in which a schedule is open."""
        return {mode for names, mode in self.modes.items() if schedule in names}

    def combos(self) -> dict[int, Names]:
        """What is open in each mode, as :func:`separate` takes it."""
        return {mode: names for names, mode in self.modes.items()}

    def kinds_of_day(self) -> list[DayPattern]:
        """The different kinds of days, weekdays from Monday first, then dates."""
        days = [self.week[day] for day in WEEKDAYS] + [self.dates[date] for date in sorted(self.dates)]
        return list(dict.fromkeys(days))


def combine(
    timetables: Mapping[str, Timetable],
    weekdays: Mapping[str, str],
    present: Mapping[Names, int] | None = None,
    *,
    modes: int = MODES,
    patterns: int = PATTERNS,
    entries: int = ENTRIES,
) -> Combined:
    """The timeline of at least one schedule; raises :class:`ValueProblem` when it needs more than a night group has.

    ``weekdays`` has the weekday of the next occurrence of every date (``MMDD``) in any timetable: a date is one pattern
    for all schedules, so those that do not name it get the hours of that weekday written out. ``present`` are the modes
    as they are assigned now.
    """
    week = {day: _stretches({name: table.weekly[day] for name, table in timetables.items()}) for day in WEEKDAYS}
    dates = {
        date: _stretches(
            {
                name: table.dates[date] if date in table.dates else table.weekly[weekdays[date]]
                for name, table in timetables.items()
            }
        )
        for date in sorted({date for table in timetables.values() for date in table.dates})
    }
    occurring = {names for day in (*week.values(), *dates.values()) for _start, _end, names in day}
    assigned = assign_modes(tuple(timetables), occurring, present or {}, modes)
    combined = Combined(
        tuple(timetables),
        assigned,
        {day: _entries(stretches, assigned) for day, stretches in week.items()},
        {date: _entries(stretches, assigned) for date, stretches in dates.items()},
    )
    _check_fits(combined, patterns, entries)
    return combined


def _stretches(days: Mapping[str, Day]) -> list[Stretch]:
    """The stretches of one day in which the same schedules are open, from midnight to midnight."""
    edges = {0, MINUTES_OF_A_DAY} | {edge for day in days.values() for hours in day for edge in hours}
    found: list[Stretch] = []
    for start, end in pairwise(sorted(edges)):
        names = frozenset(name for name, day in days.items() if any(a <= start and end <= b for a, b in day))
        if found and found[-1][2] == names:
            start = found.pop()[0]
        found.append((start, end, names))
    return found


def _entries(stretches: Iterable[Stretch], modes: Mapping[Names, int]) -> DayPattern:
    return tuple((_clock(start), _clock(end), str(modes[names])) for start, end, names in stretches)


def _clock(minutes: int) -> str:
    minutes %= MINUTES_OF_A_DAY
    return f"{minutes // 60:02d}{minutes % 60:02d}"


def assign_modes(
    names: tuple[str, ...], occurring: Collection[Names], present: Mapping[Names, int], modes: int = MODES
) -> dict[Names, int]:
    """The mode of each combination of schedules: all open, all closed, and the others that occur.

    A combination that has a mode keeps it. A new one takes the mode of a combination that differs only in schedules
    that come or go, so that the entries of the others stay as they are; else the lowest number that is left, in the
    order of the schedules.
    """
    assigned = {frozenset(names): ALL_OPEN, frozenset(): ALL_CLOSED}
    places = {name: place for place, name in enumerate(names)}
    others = sorted(set(occurring) - set(assigned), key=lambda combo: sorted(places[name] for name in combo))
    free = [mode for mode in range(1, modes + 1) if mode not in assigned.values()]
    if len(others) > len(free):
        raise ValueProblem(
            f"{_together(names)} {len(others)} modes for the hours in which some are open and others closed; the "
            f"exchange has {len(free)} for these on a trunk group ({modes} less those for all open and all closed)"
        )
    staying = frozenset(names) & frozenset(name for combo in present for name in combo)
    kept = sorted(present.items(), key=lambda item: (item[1], sorted(item[0])))
    exact = {combo: [mode for known, mode in kept if known == combo] for combo in others}
    alike = {combo: [mode for known, mode in kept if known & staying == combo & staying] for combo in others}
    for choices in (exact, alike, dict.fromkeys(others, free[:])):
        for combo in others:
            mode = next((mode for mode in choices[combo] if mode in free), None)
            if combo not in assigned and mode is not None:
                assigned[combo] = mode
                free.remove(mode)
    return assigned


def _check_fits(combined: Combined, patterns: int, entries: int) -> None:
    kinds = combined.kinds_of_day()
    if len(kinds) > patterns:
        raise ValueProblem(
            f"{_together(combined.names)} {len(kinds)} different kinds of days (weekly, holidays and exceptions "
            f"counted together); the exchange has {patterns} patterns for one trunk group"
        )
    for day, pattern in (*combined.week.items(), *combined.dates.items()):
        if len(pattern) > entries:
            raise ValueProblem(
                f"{_together(combined.names)} {len(pattern)} time entries on {_spoken(day)}; the exchange has "
                f"{entries} for each day"
            )


def _together(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return f"schedule {names[0]} needs"
    return f"the schedules {', '.join(names[:-1])} and {names[-1]} together need"


def _spoken(day: str) -> str:
    """A weekday as it is called; a date (``MMDD``) as ``12-24``."""
    return write_date(day) if day.isdigit() else day


def assign_numbers(
    kinds: Iterable[DayPattern], present: Mapping[int, DayPattern], patterns: int = PATTERNS
) -> dict[DayPattern, int]:
    """Which pattern holds which kind of day; there must be no more kinds than ``patterns``.

    Patterns that hold the right entries already keep them; the others take the lowest numbers that are left, so that
    the same wish on the same exchange always gives the same numbers.
    """
    wanted = list(dict.fromkeys(kinds))
    assigned: dict[DayPattern, int] = {}
    for number in sorted(present):
        if present[number] in wanted:
            assigned.setdefault(present[number], number)
    free = [number for number in range(1, patterns + 1) if number not in assigned.values()]
    for kind in wanted:
        if kind not in assigned:
            assigned[kind] = free.pop(0)
    return assigned


def separate(
    patterns: Mapping[int, DayPattern],
    week: Mapping[str, int],
    dates: Mapping[str, int],
    combos: Mapping[int, Names],
    names: Iterable[str],
    weekdays: Mapping[str, str] | None = None,
) -> dict[str, Timetable] | None:
    """The timetable of each schedule of a night group: the inverse of :func:`combine`.

    None when a pattern in use is missing or holds a mode of no combination, a gap or disorder. A date belongs to the
    schedules that differ from their weekday's hours on it (``weekdays`` as for :func:`combine`). Where none differs, or
    the weekday is not given, it belongs to all of them: writing it again then changes nothing.
    """
    used = {number: patterns.get(number, ()) for number in {*week.values(), *dates.values()}}
    if any(day_of_entries(_seen_by(None, entries, combos)) is None for entries in used.values()):
        return None
    tables: dict[str, Timetable] = {}
    for name in names:
        days = {number: day_of_entries(_seen_by(name, entries, combos)) or () for number, entries in used.items()}
        tables[name] = Timetable(
            {day: days[week[day]] for day in WEEKDAYS}, {date: days[dates[date]] for date in sorted(dates)}
        )
    return _without_equal_dates(tables, weekdays or {})


def _seen_by(name: str | None, entries: DayPattern, combos: Mapping[int, Names]) -> DayPattern:
    """The entries with mode 1 or 2 for one schedule; a mode of no combination is left as no mode at all.

    ``None`` is a schedule that is never open, to see whether the entries can be read.
    """
    names_in = {str(mode): names for mode, names in combos.items()}
    return tuple(
        (start, end, "" if mode not in names_in else OPEN_MODE if name in names_in[mode] else CLOSED_MODE)
        for start, end, mode in entries
    )


def _without_equal_dates(tables: dict[str, Timetable], weekdays: Mapping[str, str]) -> dict[str, Timetable]:
    differing: dict[str, list[str]] = {}
    for name, table in tables.items():
        for date, day in table.dates.items():
            if date in weekdays and day != table.weekly[weekdays[date]]:
                differing.setdefault(date, []).append(name)
    return {
        name: Timetable(
            table.weekly,
            {date: day for date, day in table.dates.items() if name in differing.get(date, tables)},
        )
        for name, table in tables.items()
    }
