"""Schedules: night groups, whose patterns, weeks and dates say when the exchange is open (12-xx)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...model.dates import differing_dates, month_and_day, next_date, special_days
from ...model.fields import Object
from ...model.findings import ValueProblem
from ...model.kinds import SCHEDULES
from ...model.opening_hours import WEEKDAYS
from .context import Context, lowest_free
from .patterns import DAY_INDEX, Day, Entry, Timetable, check_fits, day_of_entries
from .rows import RowKey, Rows
from .shared_night_groups import MOST, night_group_of, open_in_mode, places, slots_of, weekdays_of
from .timelines import Combined, assign_numbers, separate

MANUAL_ITEM, AUTOMATIC_ITEM = "12-01-01", "12-01-02"
START_ITEM, END_ITEM, MODE_ITEM = "12-02-01", "12-02-02", "12-02-03"
WEEK_ITEM, DATE_ITEM, EXTENSION_ITEM, TRUNK_ITEM = "12-03-01", "12-04-01", "12-05-01", "12-06-01"

_SWITCH_ITEMS = (AUTOMATIC_ITEM, MANUAL_ITEM)
_ENTRY_ITEMS = (START_ITEM, END_ITEM, MODE_ITEM)
_GROUP_ITEMS = (*_SWITCH_ITEMS, *_ENTRY_ITEMS, WEEK_ITEM, DATE_ITEM)

FACTORY_PATTERNS = 2
"""The factory's week uses patterns 1 and 2."""


@dataclass(frozen=True)
class Schedule:
    """A schedule as a night group holds it; ``dates`` (``MMDD``) are the days that differ from their weekday.

    ``group`` is its slot: the night group, and behind it its place among those on the same trunks.
    ``readable`` is false when the group holds what opening hours cannot say (other modes, gaps).
    """

    name: str
    group: int
    trunks: tuple[int, ...]
    timetable: Timetable
    automatic: bool = True
    readable: bool = True
    extensions: tuple[str, ...] = ()
    """The extensions whose class of service switches with the schedule."""

    @property
    def label(self) -> str:
        """How sentences call it."""
        return f"schedule {self.name}"

    @property
    def night_group(self) -> int:
        """The night group that holds it, alone or with others."""
        return night_group_of(self.group)

    def write(self, context: Context) -> dict[str, Any]:
        """As a site file would have it; dates become exceptions with the year of their next day."""
        exceptions = {
            date: self.timetable.dates[day]
            for day in sorted(self.timetable.dates)
            if (date := next_date(day, context.today)) is not None
        }
        entry: Object = {"name": self.name, "trunks": self.trunks, "weekly": dict(self.timetable.weekly)}
        if self.extensions:
            entry["extensions"] = self.extensions
        if exceptions:
            entry["exceptions"] = dict(sorted(exceptions.items()))
        return SCHEDULES.write(entry)


@dataclass
class ScheduleTarget:
    """The schedules that shall be there, by night group, and those that go."""

    schedules: dict[int, Schedule]
    gone: tuple[Schedule, ...] = ()


def patterns_of_group(rows: Rows, group: int, patterns: int, entries: int) -> dict[int, tuple[Entry, ...]]:
    """The time entries of each pattern of a night group. An empty one before the last is a gap, not the end."""
    found: dict[int, tuple[Entry, ...]] = {}
    for pattern in range(1, patterns + 1):
        listed: list[Entry] = []
        for entry in range(1, entries + 1):
            index = (str(group), str(pattern), str(entry))
            listed.append((rows.get(START_ITEM, *index), rows.get(END_ITEM, *index), rows.get(MODE_ITEM, *index)))
        while listed and not any(listed[-1]):
            listed.pop()
        found[pattern] = tuple(listed)
    return found


def decode_schedules(context: Context) -> dict[int, Schedule]:
    """The night groups that differ from what the factory put there, by number.

    One that nobody has named, and that switches by hand or holds what opening hours cannot say, is no schedule: it
    stays as it is, and is reported as not expressed.
    """
    rows, names = context.snapshot.rows, context.names_by_slot("schedules")
    trunks, extensions = _followers(rows, TRUNK_ITEM), _followers(rows, EXTENSION_ITEM)
    dates: dict[int, dict[str, str]] = {}
    for index, value in rows.of_item(DATE_ITEM):
        dates.setdefault(int(index[0]), {})[index[1]] = value
    found = {
        group: _decode(
            context,
            group,
            tuple(sorted(int(trunk) for trunk in trunks.get(group, ()))),
            dates.get(group, {}),
            tuple(sorted((n for n in extensions.get(group, ()) if rows.exists(n)), key=lambda n: (len(n), n))),
        )
        for group in sorted(programmed_groups(rows))
        if group not in context.profile.protected_night_groups
    }
    for group in list(found):
        sharing = [slot for slot in slots_of(group) if slot in names]
        if len(sharing) > 1:
            found.update(_separated(context, found[group], sharing, dates.get(group, {})))
    return {
        group: schedule
        for group, schedule in found.items()
        if group in names or (schedule.readable and schedule.automatic and _comes(context, schedule))
    }


def _separated(context: Context, held: Schedule, slots: list[int], dates: Mapping[str, str]) -> dict[int, Schedule]:
    """The schedules that share a night group, told apart by its modes."""
    rows, limits, names = context.snapshot.rows, context.profile.limits, context.names_by_slot("schedules")
    called = [names[slot] for slot in slots]
    group = held.group
    patterns = patterns_of_group(rows, group, limits.patterns, limits.pattern_entries)
    week = {day: int(rows.get(WEEK_ITEM, str(group), DAY_INDEX[day]) or 0) for day in WEEKDAYS}
    combos = {mode: open_in_mode(mode, called) for mode in range(1, 9)}
    special = {date: int(pattern) for date, pattern in dates.items()}
    tables = separate(patterns, week, special, combos, called, weekdays_of(special, context.today))
    closed = Timetable(dict.fromkeys(WEEKDAYS, ()), {})
    return {
        slot: replace(
            held,
            name=name,
            group=slot,
            timetable=tables[name] if tables else closed,
            readable=tables is not None,
            extensions=held.extensions if slot == group else (),
        )
        for slot, name in zip(slots, called, strict=True)
    }


def _comes(context: Context, schedule: Schedule) -> bool:
    """Whether every date of a schedule has a day in the coming twelve months (29 February may have none)."""
    return all(next_date(date, context.today) is not None for date in schedule.timetable.dates)


def _followers(rows: Rows, item: str) -> dict[int, list[str]]:
    """The trunks or extensions of each night group but the first."""
    found: dict[int, list[str]] = {}
    for index, value in rows.of_item(item):
        found.setdefault(int(value), []).append(index[0])
    return found


def programmed_groups(rows: Rows) -> set[int]:
    """The night groups in which something differs from the factory, or that somebody follows."""
    touched = {int(index[0]) for (item, index), _value in rows.items() if item in _GROUP_ITEMS}
    return touched | set(_followers(rows, TRUNK_ITEM)) | set(_followers(rows, EXTENSION_ITEM))


def _decode(
    context: Context, group: int, trunks: tuple[int, ...], dates: Mapping[str, str], extensions: tuple[str, ...]
) -> Schedule:
    rows, limits = context.snapshot.rows, context.profile.limits
    days = {
        number: day_of_entries(entries)
        for number, entries in patterns_of_group(rows, group, limits.patterns, limits.pattern_entries).items()
    }
    week = {day: days.get(int(rows.get(WEEK_ITEM, str(group), DAY_INDEX[day]) or 0)) for day in WEEKDAYS}
    special = {
        date: hours
        for date, pattern in sorted(dates.items())
        if (hours := days.get(int(pattern))) is None or _differs(context, date, hours, week)
    }
    return Schedule(
        name=context.names_by_slot("schedules").get(group, f"schedule-{group}"),
        group=group,
        trunks=trunks,
        timetable=Timetable(
            {day: hours or () for day, hours in week.items()}, {date: hours or () for date, hours in special.items()}
        ),
        automatic=rows.get(AUTOMATIC_ITEM, str(group)) == "1",
        readable=None not in week.values() and None not in special.values(),
        extensions=extensions,
    )


def _differs(context: Context, date: str, hours: Day, week: Mapping[str, Day | None]) -> bool:
    """Whether the weekday on which a stored date falls next has other hours; 29 February may not come at all."""
    coming = next_date(date, context.today)
    return coming is None or week[WEEKDAYS[coming.weekday()]] != hours


def resolve_schedules(
    context: Context, held: dict[int, Schedule], renamed: Mapping[str, str], leaving: Container[str]
) -> ScheduleTarget:
    """Decide which schedules shall be there, and in which night groups. A schedule has no number of its own.

    ``renamed`` and ``leaving`` are the extensions that get another number or go.
    """
    current = {
        group: replace(
            schedule,
            extensions=tuple(renamed.get(number, number) for number in schedule.extensions if number not in leaving),
        )
        for group, schedule in held.items()
    }
    if not context.manages("schedules"):
        return ScheduleTarget(dict(current))
    wished = context.wished("schedules")
    if context.wish.state == "deleted":
        listed = {context.slot_of("schedules", entry["name"]) for entry in wished}
        return ScheduleTarget(
            {group: schedule for group, schedule in current.items() if group not in listed},
            tuple(schedule for group, schedule in held.items() if group in listed),
        )
    target = ScheduleTarget({} if context.wish.state == "overridden" else dict(current))
    slots = _slots_of_wished(context, wished, current)
    for entry in wished:
        if entry["name"] in slots:
            known = context.slot_of("schedules", entry["name"])
            present = current.get(known) if known is not None else None
            if known is not None and known not in slots.values():
                target.schedules.pop(known, None)
            group = slots[entry["name"]]
            target.schedules[group] = _wished(context, entry, group, present)
    named = {schedule.name for schedule in target.schedules.values()}
    target.gone = tuple(
        schedule for group, schedule in held.items() if group not in target.schedules and schedule.name not in named
    )
    _take_trunks(target, {slot for slot in target.schedules if target.schedules[slot].name in slots})
    return target


def _slots_of_wished(context: Context, wished: tuple[Object, ...], current: Mapping[int, Schedule]) -> dict[str, int]:
    """The slot of each wished schedule. Those that name the same trunks share a night group."""
    known = {
        entry["name"]: slot for entry in wished if (slot := context.slot_of("schedules", entry["name"])) is not None
    }
    used = (
        {night_group_of(slot) for slot in current}
        | programmed_groups(context.snapshot.rows)
        | {night_group_of(slot) for slot in known.values()}
        | set(context.profile.protected_night_groups)
    )
    slots: dict[str, int] = {}
    taken: set[int] = set()
    for names in _sharing(wished):
        if len(names) > MOST:
            context.refuse(
                f"schedule {names[MOST]}",
                "trunks",
                f"is one too many on the trunks of {', '.join(names[:MOST])}: four schedules need more than the eight "
                "modes of a night group",
            )
            continue
        group = next(
            (night_group_of(known[n]) for n in names if n in known and night_group_of(known[n]) not in taken), None
        )
        if group is None:
            group = lowest_free(range(1, context.profile.limits.night_groups + 1), used)
        if group is None:
            context.refuse(f"schedule {names[0]}", "", "no night group is free on the exchange")
            continue
        used.add(group)
        taken.add(group)
        chosen = places(names, {n: known[n] for n in names if n in known and night_group_of(known[n]) == group})
        slots.update({name: slots_of(group)[place] for name, place in chosen.items()})
    return slots


def _sharing(wished: tuple[Object, ...]) -> list[list[str]]:
    """The names of wished schedules, those with the same trunks together, in the order of the site file."""
    found: dict[object, list[str]] = {}
    for entry in wished:
        found.setdefault(tuple(entry.get("trunks", ())) or entry["name"], []).append(entry["name"])
    return list(found.values())


def timetable_of(context: Context, entry: Object, present: Schedule | None = None) -> Timetable:
    """The wished timetable; under merged, what the entry leaves out stays as it is."""
    keep = present if context.wish.state == "merged" else None
    closed: dict[str, Day] = dict.fromkeys(WEEKDAYS, ())
    weekly = entry.get("weekly", keep.timetable.weekly if keep else closed)
    days, remarks = special_days(entry, context.today, weekly)
    context.warnings.extend(f"{SCHEDULES.label(entry)}: {remark}" for remark in remarks)
    dates = differing_dates(days, weekly)
    if keep is not None:
        if "weekly" in entry and "holidays" not in entry:
            context.warnings.append(
                f"{SCHEDULES.label(entry)}: the week changes and holidays are not given; a holiday on a day that was "
                "closed is not known to the exchange and would be open"
            )
        named = {month_and_day(date) for date in days}
        kept = {date: day for date, day in keep.timetable.dates.items() if date not in named}
        dates = {**{date: day for date, day in kept.items() if _differs(context, date, day, weekly)}, **dates}
    return Timetable(weekly, dict(sorted(dates.items())))


def _wished(context: Context, entry: Object, group: int, present: Schedule | None) -> Schedule:
    keep = present if context.wish.state == "merged" else None
    timetable = timetable_of(context, entry, present)
    limits = context.profile.limits
    try:
        check_fits(timetable, limits.patterns, limits.pattern_entries)
    except ValueProblem as problem:
        context.refuse(SCHEDULES.label(entry), "weekly", str(problem))
    trunks = entry.get("trunks", keep.trunks if keep else ())
    missing = sorted(set(trunks) - context.snapshot.installed("TRUNKS"))
    if missing:
        context.refuse(SCHEDULES.label(entry), "trunks", f"trunk {missing[0]} is not installed")
    extensions = entry.get("extensions", keep.extensions if keep else ())
    return Schedule(entry["name"], group, trunks, timetable, extensions=extensions)


def _take_trunks(target: ScheduleTarget, wished: set[int]) -> None:
    """A trunk follows one schedule: what a wished one takes is no longer another's."""
    claimed = {trunk for group in wished for trunk in target.schedules[group].trunks}
    for group, schedule in list(target.schedules.items()):
        if group not in wished and claimed & set(schedule.trunks):
            remaining = tuple(trunk for trunk in schedule.trunks if trunk not in claimed)
            target.schedules[group] = replace(schedule, trunks=remaining)


def rows_of_night_group(
    rows: Rows, night_group: int, timeline: Combined, patterns: int, entries: int
) -> list[tuple[RowKey, str]]:
    """The rows of a night group that hold a timeline, in the order in which they must be written.

    Times come before modes, patterns before the days that use them, trunks last: a trunk never follows a group that is
    not complete. Patterns that are not needed go back to the factory's.
    """
    group = str(night_group)
    present = patterns_of_group(rows, night_group, patterns, entries)
    assigned = assign_numbers(timeline.kinds_of_day(), present, patterns)
    by_pattern = {number: day for day, number in assigned.items()}
    days: list[tuple[RowKey, str]] = []
    for day in WEEKDAYS:
        days.append(((WEEK_ITEM, (group, DAY_INDEX[day])), str(assigned[timeline.week[day]])))
    stale = {index[1] for index, _value in rows.of_item(DATE_ITEM) if index[0] == group}
    for date in sorted(stale | set(timeline.dates)):
        hours = timeline.dates.get(date)
        days.append(((DATE_ITEM, (group, date)), "0" if hours is None else str(assigned[hours])))
    needed: list[tuple[RowKey, str]] = []
    unneeded: list[tuple[RowKey, str]] = []
    for number in range(1, patterns + 1):
        (needed if number in by_pattern else unneeded).extend(
            _pattern_rows(rows, group, number, by_pattern.get(number), len(present[number]))
        )
    switches = [((MANUAL_ITEM, (group,)), "1"), ((AUTOMATIC_ITEM, (group,)), "1")]
    return [*needed, *days, *unneeded, *switches]


def factory_rows_of_group(rows: Rows, group: int) -> list[RowKey]:
    """The programmed rows of a night group, in the order in which they go back to the factory's values.

    The patterns that the factory's week uses come before the week, the others after it, as for a schedule.
    """
    found = [key for key, _value in rows.items() if key[0] in _GROUP_ITEMS and key[1][0] == str(group)]
    return sorted(found, key=lambda key: _factory_place(rows, key))


def _factory_place(rows: Rows, key: RowKey) -> tuple[int, ...]:
    item, index = key
    numbers = [int(word) for word in index]
    if item not in _ENTRY_ITEMS:
        return (_GROUP_ITEMS.index(item) if item in _SWITCH_ITEMS else 5, *numbers)
    part = _ENTRY_ITEMS.index(item)
    goes = not rows.factory(MODE_ITEM, *index)
    return (4 if numbers[1] <= FACTORY_PATTERNS else 6, *numbers, -part if goes else part)


def _pattern_rows(
    factory: Rows, group: str, pattern: int, wanted: tuple[Entry, ...] | None, present: int
) -> list[tuple[RowKey, str]]:
    """The rows of one pattern; without ``wanted`` they go back to what the factory put there."""
    rows: list[tuple[RowKey, str]] = []
    entries = 3 if pattern == 1 else 1 if pattern == 2 else 0
    for number in range(1, max(len(wanted or ()), present, entries) + 1):
        index = (group, str(pattern), str(number))
        if wanted is None:
            values = tuple(factory.factory(item, *index) for item in (START_ITEM, END_ITEM, MODE_ITEM))
        else:
            values = wanted[number - 1] if number <= len(wanted) else ("", "", "")
        pairs = [((START_ITEM, index), values[0]), ((END_ITEM, index), values[1]), ((MODE_ITEM, index), values[2])]
        rows.extend(pairs if values[2] else reversed(pairs))
    return rows
