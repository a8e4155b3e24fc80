"""Routes of trunk groups: entries of DDI tables, for each combination of schedules that are open (22-09 to 22-13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Union

from ...model.fields import Object
from ...model.kinds import INCOMING_ROUTES
from .characters import encode_name
from .context import Context
from .ddi_destinations import Leads, decode_leads
from .ddi_tables import (
    AREA_ITEMS,
    DIGITS_ITEM,
    INTERCEPT_ITEM,
    TABLE_ITEM,
    Entry,
    areas_of,
    entries_of_table,
    free_area,
    rows_of_entry,
    table_of,
)
from .directory import View
from .intercepts import SLOTS_FROM, decode_intercept, is_intercept
from .route_parts import PARTS, Part, full_number, parts_of, said_by_parts, schedules_of
from .rows import MODES, Rows
from .slot_kind import Written
from .time_tables import entries_led_to
from .timed_routes import TimedRoutes, is_timed
from .trunk_groups import DDI, TIMED, TYPE_ITEM, ddi_groups, night_group_of_trunks, timed_groups, trunks_by_group

LeadsOf = Callable[[str], Union[Leads, None]]  # noqa: UP007 - pylint of ansible-test takes no | here
"""Gives the values of an entry for the field of a route, ``open`` or ``closed``; None for what was refused."""


class DdiRoutes:
    """The tables of one plan: which entries the routes have, and which trunk groups stay as they are."""

    def __init__(self) -> None:
        self.read: set[int] = set()
        """The entries of routes that a site file can say, on the exchange as it is."""
        self._settled: set[int] = set()
        """Trunk groups whose routes all stay as they are: their tables are left alone."""
        self.timed = TimedRoutes()
        """The routes by time for one number, whose entries have no digits and stand among the others."""
        self._entries: dict[tuple[int, str, Part], int] = {}
        """Trunk group, stored digits and open schedules, to the entry that holds them in this plan."""

    def entry_of(self, route: Object) -> int | None:
        """The entry that a route has by day in this plan; its slot where it is routed by time."""
        if is_timed(route):
            return self.timed.slot_of(route)
        entries = self._entries_of(route.get("trunk_group", 0), route["_digits"])
        return entries[0][1] if entries else None

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        """The routes by their entry by day, and the intercepts of their trunk groups by their slot."""
        found = self.timed.decode(context, view)
        by_time = timed_groups(context, view.rows)
        tables_seen: set[int] = set()
        for group, trunks in ddi_groups(context, view.rows).items():
            by_day = table_of(view.rows, group, MODES[0])
            if by_day in tables_seen:
                continue  # shared with a trunk group before this one: its routes are that one's
            names = schedules_of(view.directory, night_group_of_trunks(view.rows, trunks))
            tables = {part: table_of(view.rows, group, modes[0]) for part, modes in parts_of(names, names).items()}
            tables_seen |= set(tables.values())
            entries = {part: entries_of_table(view.rows, table) for part, table in tables.items()}
            for digits, (slot, entry) in entries_of_table(view.rows, by_day).items() if group not in by_time else ():
                route: Object = {"number": full_number(context, digits), "trunk_group": group, "_digits": digits}
                if entry.name:
                    route["name"] = entry.name
                held = {part: table[digits] for part, table in entries.items() if digits in table}
                leads = {part: decode_leads(context, view.directory, held_.leads) for part, (_n, held_) in held.items()}
                said = said_by_parts(leads, names) if len(held) == len(entries) else None
                if said is not None:
                    found[slot] = {**route, **said}
                    self._entries.update({(group, digits, part): number for part, (number, _e) in held.items()})
            intercept = decode_intercept(context, view, group, trunks)
            if intercept is not None:
                found[SLOTS_FROM + group] = intercept
        return found

    def mark(self, strange: set[tuple[int, str]]) -> None:
        """Note which entries a site file can say; ``strange`` routes (trunk group and digits) it cannot say whole."""
        self.read = {number for place, number in self._entries.items() if place[:2] not in strange}
        self.read |= {
            number
            for place, entries in self.timed.entries.items()
            if place not in strange
            for number in entries.values()
        }
        self.timed.forget_tables()

    def plan_tables(self, context: Context, view: View, before: Mapping[int, Object]) -> Written:
        """Which table each trunk group uses in which mode, with areas that are large enough; fills the entries.

        Returns the rows of the tables themselves: areas and intercepts before the modes that use them.
        """
        routes = [route for route in view.directory.of(INCOMING_ROUTES.name).values() if "trunk_group" in route]
        groups = sorted({route["trunk_group"] for route in routes})
        self._settled = {
            group for group in groups if _of_group(routes, group) == _of_group(list(before.values()), group)
        }
        present, self._entries = self._entries, {}
        self._entries.update({place: number for place, number in present.items() if place[0] in self._settled})
        timed, self.timed.entries = self.timed.entries, {}
        self.timed.entries.update({place: held for place, held in timed.items() if place[0] in self._settled})
        written: Written = []
        reserved = {table_of(view.rows, group, mode) for group in self._settled for mode in MODES}
        for group in groups:
            if group in self._settled:
                continue
            numbers = [route for route in routes if route["trunk_group"] == group and not is_intercept(route)]
            own = [route for route in numbers if not is_timed(route)]
            night_group = night_group_of_trunks(view.rows, trunks_by_group(context, view.rows).get(group, ()))
            used = [route["schedule"] for route in own if "schedule" in route]
            for part, modes in parts_of(schedules_of(view.directory, night_group), used).items():
                table = self._table(context, view.rows, group, modes[0], reserved)
                if table is None:
                    context.refuse(
                        f"trunk group {group}",
                        "",
                        f"needs one DDI table more than the exchange's {context.profile.limits.ddi_tables} for routes "
                        f"{', '.join(str(route['number']) for route in own)}",
                    )
                    return written
                reserved.add(table)
                written += self._prepare_table(context, view.rows, table, group, part, own)
                written += [((TABLE_ITEM, (str(group), mode)), str(table)) for mode in modes]
                _set_all(view.rows, written)
            written += self._entries_by_time(
                context,
                view.rows,
                [route for route in numbers if is_timed(route)],
                timed,
                table_of(view.rows, group, "1"),
            )
        return written

    def _entries_by_time(
        self,
        context: Context,
        rows: Rows,
        routes: list[Object],
        present: Mapping[tuple[int, str], Mapping[str, int]],
        table: int,
    ) -> Written:
        """Entries for the routes by time, in the area of their trunk group's table: those that they have, or new."""
        written: Written = []
        with_digits = entries_of_table(rows, table)
        for route in sorted(routes, key=lambda route: str(route["_digits"])):
            digits = str(route["_digits"])
            place = (int(route["trunk_group"]), digits)
            taken = self._taken()
            held = dict(present.get(place, {}))
            if not held and digits in with_digits:
                held = {"open": with_digits[digits][0]}
            own = self.timed.entries.setdefault(place, {})
            for part in (part for part in PARTS if part in route):
                number = held.get(part)
                if number is None or number in taken:
                    number = self._free_entry(context, rows, table, taken, written)
                if number is None:
                    context.refuse(INCOMING_ROUTES.label(route), "", f"no DDI entry is free for table {table}")
                    break
                own[part] = number
                taken.add(number)
        return written

    def _taken(self) -> set[int]:
        """The entries that routes have in this plan."""
        return set(self._entries.values()) | self.timed.taken()

    def _table(self, context: Context, rows: Rows, group: int, mode: str, reserved: set[int]) -> int | None:
        """The table that the trunk group has in this mode, unless another one needs it; else the lowest free one."""
        others = {
            table_of(rows, other, other_mode)
            for other in ddi_groups(context, rows)
            if other != group
            for other_mode in MODES
        }
        present = table_of(rows, group, mode)
        if present not in reserved | others:
            return present
        used = reserved | others | {table_of(rows, group, each) for each in MODES}
        free = (table for table in range(1, context.profile.limits.ddi_tables + 1) if table not in used)
        return next((table for table in free if not entries_of_table(rows, table)), None)

    def _prepare_table(
        self, context: Context, rows: Rows, table: int, group: int, part: Part, own: list[Object]
    ) -> Written:
        """Areas for all the routes, and an entry for each; a table that nobody used so far intercepts nothing."""
        written: Written = []
        present = entries_of_table(rows, table)
        if not present and not any(
            table_of(rows, other, m) == table for other in ddi_groups(context, rows) for m in MODES
        ):
            written += [((INTERCEPT_ITEM, (str(table), mode)), "0") for mode in MODES]
        taken = {number for number, _entry in present.values()}
        taken |= self._taken()
        for route in sorted(own, key=lambda route: str(route["_digits"])):
            digits = str(route["_digits"])
            if digits in present:
                number: int | None = present[digits][0]
            else:
                number = self._free_entry(context, rows, table, taken, written)
            if number is None:
                context.refuse(INCOMING_ROUTES.label(route), "", f"no DDI entry is free for table {table}")
                continue
            taken.add(number)
            self._entries[group, digits, part] = number
        return written

    def _free_entry(self, context: Context, rows: Rows, table: int, taken: set[int], written: Written) -> int | None:
        led = entries_led_to(rows) | entries_led_to(context.snapshot.rows)
        for area in areas_of(rows, table):
            for number in area:
                if number not in taken | led and not rows.get("22-11-01", str(number)):
                    return number
        limits = context.profile.limits
        areas = areas_of(rows, table)
        block = free_area(rows, limits.ddi_tables, limits.ddi_entries) if len(areas) < 2 else None
        if block is None:
            return None
        items = AREA_ITEMS[2:] if areas else AREA_ITEMS[:2]
        new: Written = [((item, (str(table),)), str(value)) for item, value in zip(items, block, strict=True)]
        _set_all(rows, new)
        written.extend(new)
        return block[0]

    def rows(self, context: Context, view: View, entry: Object, leads_of: LeadsOf) -> Written:
        """The rows of a route's entries; those of one by time, and its tables."""
        if is_timed(entry):
            return self.timed.rows(context, view, entry, leads_of)
        group, digits = entry["trunk_group"], entry["_digits"]
        name = encode_name(entry.get("name", ""), context.profile.limits.name_length, context.wish.transliterate)
        written = self.timed.given_up(context, view.rows, digits, self._taken())
        for part, number in self._entries_of(group, digits):
            closed = "schedule" in entry and entry["schedule"] not in part
            leads = leads_of("closed" if closed else "open")
            if leads is not None:
                written += rows_of_entry(number, Entry(digits, name, leads))
        return written

    def _entries_of(self, group: int, digits: str) -> list[tuple[Part, int]]:
        """The entries of a route in this plan, that of the day first."""
        own = [
            (part, number)
            for place, number in self._entries.items()
            if place[:2] == (group, digits)
            for part in place[2:]
        ]
        return sorted(own, key=lambda pair: (-len(pair[0]), sorted(pair[0])))

    def type_rows(self, context: Context, view: View) -> Written:
        """The trunks of every group with routes look their calls up in the tables (22-02)."""
        routes = view.directory.of(INCOMING_ROUTES.name).values()
        groups = {route["trunk_group"] for route in routes if "trunk_group" in route} - self._settled
        by_time = {route["trunk_group"] for route in routes if is_timed(route)}
        return [
            ((TYPE_ITEM, (str(trunk), mode)), TIMED if group in by_time else DDI)
            for group, trunks in trunks_by_group(context, view.rows).items()
            if group in groups
            for trunk in trunks
            for mode in MODES
        ]

    def left_over_rows(self, context: Context, view: View) -> Written:
        """The entries of routes that stay, in tables that their trunk group does not use any more."""
        wanted = self._taken()
        routes = [route for route in view.directory.of(INCOMING_ROUTES.name).values() if "trunk_group" in route]
        written: Written = []
        for group in sorted({route["trunk_group"] for route in routes} - self._settled):
            digits = {route["_digits"] for route in routes if route["trunk_group"] == group}
            before = {table_of(context.snapshot.rows, group, mode) for mode in MODES}
            for table in sorted(before - {table_of(view.rows, group, mode) for mode in MODES}):
                for received, (number, _entry) in entries_of_table(context.snapshot.rows, table).items():
                    if received in digits and number not in wanted:
                        written += rows_of_entry(number, None)
        return written

    def cleared(self, context: Context, view: View, entry: Object) -> Written:
        """The rows of the entries that a route had, as far as no other one has got them."""
        if is_timed(entry):
            return self.timed.given_up(context, view.rows, entry["_digits"], self._taken())
        written: Written = []
        tables = {table_of(context.snapshot.rows, entry["trunk_group"], mode) for mode in MODES}
        for table in sorted(tables):
            held = entries_of_table(context.snapshot.rows, table).get(entry["_digits"])
            if held is not None and held[0] not in self._taken():
                written += rows_of_entry(held[0], None)
        return written


def stored_digits(rows: Rows, group: int, number: str) -> str:
    """What a trunk group stores of a number: its last digits, as many as 22-09-01 says."""
    return number.lstrip("+")[-int(rows.get(DIGITS_ITEM, str(group))) :]


def _set_all(rows: Rows, written: Written) -> None:
    for key, value in written:
        rows.set(key, value)


def _of_group(routes: list[Object], group: int) -> list[Object]:
    """The routes of a trunk group, by what is stored of their numbers."""
    own = [route for route in routes if route.get("trunk_group") == group]
    return sorted(own, key=lambda route: str(route["_digits"]))
