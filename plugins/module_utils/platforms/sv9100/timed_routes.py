"""Routes by time for one number: trunks of type 8 (22-02), entries without received digits, and time tables (22-17).

Nothing of it is in force before somebody has activated each table at a telephone: a service code without default or key
88, then the table, then a time pattern (F-SV91 p.373). Sentral cannot dial, and cannot read whether it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import permutations

from ...model.fields import Object
from ...model.findings import ValueProblem
from ...model.kinds import INCOMING_ROUTES
from ...model.value_types.lists import ranges_of
from .characters import encode_name
from .context import Context
from .ddi_destinations import Leads, decode_leads
from .ddi_tables import Entry, areas_of, leads_of_entry, name_of_entry, rows_of_entry, table_of
from .directory import Directory, View
from .patterns import DAY_INDEX, Timetable
from .route_parts import PARTS, full_number
from .rows import MODES, Rows
from .slot_kind import Written
from .time_tables import (
    ALWAYS,
    EVERY_DAY,
    HOLIDAY,
    KnownDates,
    TimeTable,
    cleared_table,
    day_of_patterns,
    hours_by_day,
    patterns_of_day,
    read_tables,
    rows_of_table,
)
from .trunk_groups import timed_groups, trunks_by_group

SLOTS_FROM = 30_000
"""Slots of routes by time: 30008 is the route whose lowest table is 8."""
PROGRAM = "22-17"

Place = tuple[int, str]
"""Trunk group and stored digits of a route."""


def is_timed(route: Object) -> bool:
    """Whether a route has time tables."""
    return route.get("time_tables") is True


def mixtures(routes: Iterable[Object]) -> Iterator[tuple[Object, str]]:
    """Routes that cannot be on a trunk group with others: the type of a call (22-02) is one for all its numbers."""
    owners: dict[int, Object] = {}
    for route in routes:
        if "trunk_group" not in route or str(route["number"]).startswith("*"):
            continue
        first = owners.setdefault(route["trunk_group"], route)
        if is_timed(route) != is_timed(first):
            has, lacks = (route, first) if is_timed(route) else (first, route)
            yield (
                lacks,
                f"is needed here as {INCOMING_ROUTES.label(has)} says it: all numbers of trunk group "
                f"{route['trunk_group']} are routed by time tables, or none (22-02)",
            )


def not_readable(routes: Iterable[Object]) -> Iterator[str]:
    """What nobody can read of routes by time."""
    for route in routes:
        if is_timed(route):
            yield (
                f"{INCOMING_ROUTES.label(route)} is routed by time tables; whether they are activated cannot be read"
            )


class TimedRoutes:
    """The entries and tables of the routes by time, in one plan."""

    def __init__(self) -> None:
        self.entries: dict[Place, dict[str, int]] = {}
        """The entries of each route: for ``open``, and for ``closed`` where it has a schedule."""
        self._slots: dict[str, int] = {}
        """The slot of every number that is routed by time on the exchange as it is."""
        self._tables: dict[tuple[str, str], int] = {}
        """Number and day, to the table in this plan."""
        self.failed = False
        """Whether the rows that were asked for last could not be worked out."""

    def taken(self) -> set[int]:
        """The entries that the routes have in this plan."""
        return {number for entries in self.entries.values() for number in entries.values()}

    def slot_of(self, route: Object) -> int | None:
        """The slot of a route: behind all others, by its lowest table."""
        tables = [table for (digits, _day), table in self._tables.items() if digits == route["_digits"]]
        return SLOTS_FROM + min(tables) if tables else self._slots.get(route["_digits"])

    # Reading

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        """The routes by time, by slot; those that a site file cannot say are left out."""
        groups = timed_groups(context, view.rows)
        found: dict[int, Object] = {}
        by_number: dict[str, dict[int, TimeTable]] = {}
        for table, held in _tables(context, view.rows).items():
            by_number.setdefault(held.number, {})[table] = held
        for digits, tables in by_number.items() if groups else ():
            group = _likely_group(view.rows, groups, tables.values())
            said = self._said(context, view, tables.values(), _wished_schedule(context, group, digits))
            if said is not None:
                route, entries = said
                slot = self._slots[digits] = SLOTS_FROM + min(tables)
                number = full_number(context, digits)
                found[slot] = {"number": number, "trunk_group": group, "_digits": digits, **route}
                self.entries[group, digits] = entries
        return found

    def _said(
        self, context: Context, view: View, tables: Iterable[TimeTable], wished: str
    ) -> tuple[Object, dict[str, int]] | None:
        """What a route says that has these tables, and its entries."""
        days: dict[str, TimeTable] = {}
        for table in tables:
            days.setdefault(table.day, table)
        week = {day: days.get(day if context.profile.time_tables_by_day else EVERY_DAY) for day in DAY_INDEX.values()}
        if None in week.values():
            return None
        used = sorted({entry for table in days.values() for _start, _end, entry in table.patterns}, key=int)
        hours_by_name: dict[str, Timetable | None] = {"": None}
        if len(used) == 2:
            hours_by_name = {
                str(s["name"]): s["timetable"] for _slot, s in sorted(view.directory.of("schedules").items())
            }
        for name in sorted(hours_by_name, key=lambda name: name != wished):
            for parts in permutations(used) if len(used) in (1, 2) else ():
                if _follows(week, hours_by_name[name], parts[0]):
                    return self._route(context, view, name, [int(entry) for entry in parts])
        return None

    def _route(
        self, context: Context, view: View, schedule: str, numbers: list[int]
    ) -> tuple[Object, dict[str, int]] | None:
        entries = dict(zip(PARTS, numbers, strict=False))
        leads = {
            part: decode_leads(context, view.directory, leads_of_entry(view.rows, number))
            for part, number in entries.items()
        }
        if None in leads.values():
            return None
        route: Object = {**leads, "time_tables": True}
        if schedule:
            route["schedule"] = schedule
        if name := name_of_entry(view.rows, entries["open"]):
            route["name"] = name
        return route, entries

    def forget_tables(self) -> None:
        """Begin to give out tables anew: looking at what is there has given out some."""
        self._tables = {}

    # Writing

    def rows(self, context: Context, view: View, route: Object, leads_of: Callable[[str], Leads | None]) -> Written:
        """The rows of a route: its entries lose their digits before tables lead to them."""
        label, limits = INCOMING_ROUTES.label(route), context.profile.limits
        digits, group = route["_digits"], route["trunk_group"]
        entries = self.entries.get((group, digits), {})
        self.failed = True
        if set(entries) != set(PARTS) & set(route):
            return []  # no entry was free, which is said already
        name = encode_name(route.get("name", ""), limits.name_length, context.wish.transliterate)
        written: Written = []
        for part, number in entries.items():
            leads = leads_of(part)
            if leads is None:
                return written
            written += rows_of_entry(number, Entry("", name, leads))
        both = entries["open"], entries.get("closed", entries["open"])
        try:
            hours = hours_of_route(context, view, route)
            patterns = {
                day: patterns_of_day(open_then, *both, limits.time_patterns) for day, open_then in hours.items()
            }
        except ValueProblem as problem:
            context.refuse(label, "schedule", str(problem))
            return written
        for day, wanted in patterns.items():
            table = self._table(context, view.rows, digits, day)
            if table is None:
                self._refuse_tables(context, view.directory, route, len(patterns))
                return written
            written += rows_of_table(view.rows, table, TimeTable(digits, day, wanted), limits.time_patterns)
        self.failed = False
        kept = {self._tables[digits, day] for day in patterns}
        return [*written, *self._given_up(context, view.rows, digits, kept, set(entries.values()))]

    def _table(self, context: Context, rows: Rows, digits: str, day: str) -> int | None:
        """The table of a number and a day: the one that it has, else the lowest without a number."""
        if (digits, day) not in self._tables:
            held = _tables(context, rows)
            own = (table for table, there in held.items() if (there.number, there.day) == (digits, day))
            taken = {*held, *self._tables.values()}
            free = (table for table in range(1, context.profile.limits.time_tables + 1) if table not in taken)
            table = next(own, None) or next(free, None)
            if table is None:
                return None
            self._tables[digits, day] = table
        return self._tables[digits, day]

    def _refuse_tables(self, context: Context, directory: Directory, route: Object, each: int) -> None:
        numbers = [str(other["number"]) for other in directory.of(INCOMING_ROUTES.name).values() if is_timed(other)]
        most = context.profile.limits.time_tables
        context.refuse(
            INCOMING_ROUTES.label(route),
            "time_tables",
            f"needs {each} time tables, and too few of the exchange's {most} are left for routes {', '.join(numbers)}; "
            "route fewer numbers by time",
        )

    def given_up(self, context: Context, rows: Rows, digits: str, keep: Iterable[int]) -> Written:
        """The rows of a number that is not routed by time any more; entries that others ``keep`` stay."""
        return self._given_up(context, rows, digits, set(), set(keep)) if digits in self._slots else []

    def _given_up(self, context: Context, rows: Rows, digits: str, tables: set[int], keep: set[int]) -> Written:
        """Tables and entries of a number beside those that it keeps, unless somebody else needs them."""
        limits, by_day = context.profile.limits, context.profile.time_tables_by_day
        written: Written = []
        left: set[int] = set()
        for held in _tables(context, context.snapshot.rows).values():
            if held.number == digits:
                left |= {int(entry) for _start, _end, entry in held.patterns}
        for table, held in _tables(context, rows).items():
            if held.number == digits and table not in tables:
                written += cleared_table(rows, table, limits.time_patterns, by_day=by_day)
            elif held.number != digits:
                keep = keep | {int(entry) for _start, _end, entry in held.patterns}
        for number in sorted(left - keep - self.taken()):
            written += rows_of_entry(number, None)
        return written

    def activations(self, before: Rows, after: Rows, context: Context, directory: Directory) -> Iterator[str]:
        """What somebody has to do at a telephone, for each route whose tables change."""
        changed = {int(key[1][0]) for key, _here, _there in before.differences(after) if key[0].startswith(PROGRAM)}
        was, held = _tables(context, before), _tables(context, after)
        for route in sorted(directory.of(INCOMING_ROUTES.name).values(), key=lambda route: str(route["number"])):
            if not is_timed(route):
                continue
            label = INCOMING_ROUTES.label(route)
            tables = [table for table in sorted(changed & set(held)) if held[table].number == route["_digits"]]
            known = [table for table in tables if table in was and _found_by(was[table]) == _found_by(held[table])]
            new = [table for table in tables if table not in known]
            if new:
                yield (
                    f"{label}: {_each(new)} must be activated at a telephone, each once (the service code for dial-in "
                    "mode switching, which has no default, or function key 88; then the table, then a time pattern); "
                    "Sentral cannot dial it or see whether it was done, and until then calls to the number are not "
                    "routed by time and may reach nobody"
                )
            if known:
                yield f"{label}: {_each(known)} change; whether that ends their activation is not published"
            if any(held[table].day == HOLIDAY for table in tables):
                yield (
                    f"{label}: the time table for holidays is assumed to count on the dates of the night group that "
                    "the trunks follow (12-04); which dates the exchange takes is not published"
                )


def _found_by(table: TimeTable) -> tuple[str, str]:
    """What a table is for: its number and its day."""
    return table.number, table.day


def _each(tables: list[int]) -> str:
    """Tables in a sentence, neighbours together: ``time tables 1-7 and 9``."""
    *before, last = ranges_of(tables)
    said = f"{', '.join(before)} and {last}" if before else last
    return f"time table{'s' if len(tables) > 1 else ''} {said}"


def hours_of_route(context: Context, view: View, route: Object) -> dict[str, tuple[tuple[int, int], ...]]:
    """The hours of a route for each of its tables; raises ``ValueProblem``."""
    timetable: Timetable | None = None
    if "schedule" in route:
        slot = view.directory.slot("schedules", route["schedule"])
        timetable = view.directory.of("schedules")[slot]["timetable"] if slot is not None else None
    trunks = trunks_by_group(context, view.rows).get(route["trunk_group"], ())
    known = KnownDates.of_trunks(view.rows, trunks)
    return hours_by_day(timetable, known, context.today, by_day=context.profile.time_tables_by_day)


def _tables(context: Context, rows: Rows) -> dict[int, TimeTable]:
    profile = context.profile
    return read_tables(rows, profile.limits.time_patterns, by_day=profile.time_tables_by_day)


def _follows(week: Mapping[str, TimeTable | None], timetable: Timetable | None, open_entry: str) -> bool:
    """Whether the tables of a week lead to an entry just when a schedule is open; None is always."""
    return all(
        table is not None
        and day_of_patterns(table.patterns, open_entry) == (ALWAYS if timetable is None else timetable.weekly[weekday])
        for weekday, table in ((weekday, week[index]) for weekday, index in DAY_INDEX.items())
    )


def _likely_group(rows: Rows, groups: Mapping[int, tuple[int, ...]], tables: Iterable[TimeTable]) -> int:
    """The trunk group whose number it is: a table has none, but its entries are in the area of one. Else the first."""
    entries = {int(entry) for table in tables for _start, _end, entry in table.patterns}

    def has_them(group: int) -> bool:
        return any(entries & set(area) for area in areas_of(rows, table_of(rows, group, MODES[0])))

    return min(groups, key=lambda group: (not has_them(group), group))


def _wished_schedule(context: Context, group: int, digits: str) -> str:
    """The schedule that the wish gives the number: of two with the same hours it is that one."""
    for route in context.wished(INCOMING_ROUTES.name):
        if route.get("trunk_group") == group and str(route["number"]).lstrip("+").endswith(digits):
            return str(route.get("schedule", ""))
    return ""
