"""Time tables (22-17): which entry of 22-11 a received number leads to, by the hour of one kind of day.

A table is for a number and a day of the week, or for holidays (F-SV91 p.372); on the SV8100 it is for every day
(F-SV81c p.411). It has eight time patterns, each with start, end and entry (F-SV81c p.399).

Assumed: a holiday is a date that the night group of the trunks knows (12-04), whatever pattern it has there. So a
number has one kind of holiday, and no date of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ...model.findings import ValueProblem
from ...model.opening_hours import MINUTES_OF_A_DAY, WEEKDAYS, write_date, write_day
from .patterns import CLOSED_MODE, DAY_INDEX, OPEN_MODE, Day, Timetable, day_of_entries, entries_of_day
from .rows import Rows
from .schedules import DATE_ITEM
from .shared_night_groups import weekdays_of
from .slot_kind import Written
from .trunk_groups import TRUNK_NIGHT_GROUP_ITEM

NUMBER, START, END, ENTRY, DAY = (f"22-17-0{part}" for part in range(1, 6))
HOLIDAY = "8"
EVERY_DAY = ""
"""The day of a table on a model whose tables have none."""
MIDNIGHT, NOON, NO_ENTRY = "0000", "1200", "0"

ALWAYS: Day = ((0, MINUTES_OF_A_DAY),)

Pattern = tuple[str, str, str]
"""Start, end (``0000`` is midnight) and entry of a time pattern."""


@dataclass(frozen=True)
class TimeTable:
    """One table: its received number, its day, and the time patterns that are used."""

    number: str
    day: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True)
class KnownDates:
    """The dates (``MMDD``) that the night groups of some trunks know: all of them, and at least one of them."""

    by_all: frozenset[str]
    by_some: frozenset[str]

    @staticmethod
    def of_trunks(rows: Rows, trunks: tuple[int, ...]) -> KnownDates:
        """What the night groups of the trunks hold."""
        groups = {rows.get(TRUNK_NIGHT_GROUP_ITEM, str(trunk)) for trunk in trunks}
        dates: dict[str, set[str]] = {group: set() for group in groups}
        for (group, date), pattern in rows.of_item(DATE_ITEM):
            if group in groups and pattern != "0":
                dates[group].add(date)
        held = list(dates.values())
        return KnownDates(frozenset(set.intersection(*held) if held else ()), frozenset(set().union(*held)))


def read_tables(rows: Rows, patterns: int, *, by_day: bool) -> dict[int, TimeTable]:
    """The tables that have a number, in their order. ``by_day``: the model has a day for each."""
    found: dict[int, TimeTable] = {}
    for index, number in sorted(rows.of_item(NUMBER), key=lambda row: int(row[0][0])):
        table = index[0]
        listed = [
            (rows.get(START, table, str(place)), rows.get(END, table, str(place)), rows.get(ENTRY, table, str(place)))
            for place in range(1, patterns + 1)
        ]
        used = tuple(pattern for pattern in listed if pattern[2] != NO_ENTRY)
        found[int(table)] = TimeTable(number, rows.get(DAY, table) if by_day else EVERY_DAY, used)
    return found


def entries_led_to(rows: Rows) -> set[int]:
    """The entries of 22-11 that some time pattern leads to; they have no received digits."""
    return {int(entry) for _index, entry in rows.of_item(ENTRY)}


def rows_of_table(rows: Rows, table: int, wanted: TimeTable, patterns: int) -> Written:
    """The rows of a table in the order of writing: it is found by its number last.

    Patterns that mean the same already stay as they are written.
    """
    index = str(table)
    by_day = wanted.day != EVERY_DAY
    present = read_tables(rows, patterns, by_day=by_day).get(table)
    written: Written = []
    if present is None or not _same(present.patterns, wanted.patterns):
        unused = ((MIDNIGHT, MIDNIGHT, NO_ENTRY),) * (patterns - len(wanted.patterns))
        for place, (start, end, entry) in enumerate((*wanted.patterns, *unused), 1):
            written += [
                ((START, (index, str(place))), start),
                ((END, (index, str(place))), end),
                ((ENTRY, (index, str(place))), entry),
            ]
    if by_day:
        written.append(((DAY, (index,)), wanted.day))
    return [*written, ((NUMBER, (index,)), wanted.number)]


def _same(one: tuple[Pattern, ...], other: tuple[Pattern, ...]) -> bool:
    """Whether two tables lead to the same entries at every hour."""
    entries = {entry for _start, _end, entry in (*one, *other)}
    days = [[day_of_patterns(patterns, entry) for entry in sorted(entries)] for patterns in (one, other)]
    return None not in days[0] and days[0] == days[1]


def cleared_table(rows: Rows, table: int, patterns: int, *, by_day: bool) -> Written:
    """The rows of a table that nobody needs: it loses its number first."""
    index = str(table)
    items = [NUMBER, *([DAY] if by_day else [])]
    places = [(item, (index, str(place))) for place in range(1, patterns + 1) for item in (ENTRY, START, END)]
    keys = [*((item, (index,)) for item in items), *places]
    return [(key, rows.factory(key[0], *key[1])) for key in keys]


def patterns_of_day(day: Day, open_entry: int, closed_entry: int, most: int) -> tuple[Pattern, ...]:
    """The time patterns of a day; raises ``ValueProblem`` when there are more than a table has.

    From midnight to midnight means "no times" to a table (F-SV81d p.399), so a day without a change is two halves.
    """
    listed = entries_of_day(day)
    if len(listed) == 1:
        mode = listed[0][2]
        listed = ((MIDNIGHT, NOON, mode), (NOON, MIDNIGHT, mode))
    if len(listed) > most:
        raise ValueProblem(
            f"one of its days ({' and '.join(write_day(day))}) needs {len(listed)} time patterns; "
            f"a time table has {most}"
        )
    entries = {OPEN_MODE: str(open_entry), CLOSED_MODE: str(closed_entry)}
    return tuple((start, end, entries[mode]) for start, end, mode in listed)


def day_of_patterns(patterns: tuple[Pattern, ...], open_entry: str) -> Day | None:
    """When a table leads to an entry; None for one with gaps, disorder, or without times."""
    if any(start == end for start, end, _entry in patterns):
        return None
    return day_of_entries(
        tuple((start, end, OPEN_MODE if entry == open_entry else CLOSED_MODE) for start, end, entry in patterns)
    )


def hours_by_day(
    timetable: Timetable | None, known: KnownDates, today: datetime.date, *, by_day: bool
) -> dict[str, Day]:
    """The hours of a number for each table that it needs; None is always open.

    Raises ``ValueProblem`` for hours that tables cannot hold.
    """
    own = timetable or Timetable(dict.fromkeys(WEEKDAYS, ALWAYS), {})
    unknown = sorted(set(own.dates) - known.by_all)
    if unknown:
        raise ValueProblem(
            f"has hours of its own on {write_date(unknown[0])}, and time tables know only the dates of the night group "
            "that the trunks follow; let a schedule that has the date switch the trunks"
        )
    week = {DAY_INDEX[day]: own.weekly[day] for day in WEEKDAYS}
    weekdays = weekdays_of(known.by_some, today)
    special = {date: own.dates.get(date, own.weekly[weekdays[date]]) for date in sorted(known.by_some)}
    if timetable is not None:
        _insist_on_both({*week.values(), *special.values()})
    if not by_day:
        if len({*week.values(), *special.values()}) > 1:
            raise ValueProblem(
                "has days with different hours, and a time table of this model is for every day (22-17 has no day of "
                "the week there)"
            )
        return {EVERY_DAY: week[DAY_INDEX[WEEKDAYS[0]]]}
    if special:
        week[HOLIDAY] = _one_kind(special)
    return week


def _insist_on_both(kinds: set[Day]) -> None:
    """An entry that no table leads to would be lost."""
    if kinds == {ALWAYS} or kinds == {()}:
        is_open = "always" if kinds == {ALWAYS} else "never"
        raise ValueProblem(f"is {is_open} open; say open alone, without a schedule")


def _one_kind(special: Mapping[str, Day]) -> Day:
    (first, hours), *others = special.items()
    other = next((date for date, there in others if there != hours), None)
    if other is not None:
        raise ValueProblem(
            f"is {_hours(hours)} on {write_date(first)} and {_hours(special[other])} on {write_date(other)}; time "
            "tables have one kind of holiday, for all dates of the night group that the trunks follow"
        )
    return hours


def _hours(day: Day) -> str:
    return f"open {' and '.join(write_day(day))}" if day else "closed"
