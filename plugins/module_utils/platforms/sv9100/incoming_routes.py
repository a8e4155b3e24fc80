"""Incoming routes: what a public number reaches, open and closed (22-02, 22-09 to 22-13).

The exchange stores the last digits of a number only (22-09). A route is an entry in the table that its trunk group uses
by day, and, where it follows a schedule, another one in the table that the trunk group uses by night.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from ...model.findings import ValueProblem
from ...model.kinds import INCOMING_ROUTES
from .characters import encode_name
from .context import Context
from .ddi_destinations import NotPossible, canonical, decode_leads, encode_leads
from .ddi_tables import (
    AREA_ITEMS,
    CLOSED_MODES,
    DIGITS_ITEM,
    INTERCEPT_ITEM,
    MODES,
    OPEN_MODES,
    TABLE_ITEM,
    Entry,
    areas_of,
    entries_of_table,
    free_area,
    rows_of_entry,
    table_of,
)
from .destinations import missing_target
from .directory import Directory, View
from .rows import Rows
from .slot_kind import SlotKind, Written
from .stages import ROUTES
from .trunk_groups import DDI, TYPE_ITEM, ddi_groups, night_group_of, trunks_by_group


class IncomingRoutes(SlotKind):
    """Routes by the entry that they have by day. One instance plans one exchange."""

    kind: ClassVar[Kind] = INCOMING_ROUTES
    stage = ROUTES

    def __init__(self) -> None:
        super().__init__()
        self.entries_read: set[int] = set()
        """The entries of routes that a site file can say, on the exchange as it is."""
        self._settled: set[int] = set()
        """Trunk groups whose routes all stay as they are: their tables are left alone."""
        self._entries: dict[tuple[int, str, str], int] = {}
        """Trunk group, stored digits and period (open or closed), to the entry that holds them in this plan."""

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        """Numbers for new routes in this plan; the entries are chosen when the tables are worked out."""
        return range(context.profile.limits.ddi_entries + 1, 2 * context.profile.limits.ddi_entries + 1)

    def where(self, slot: int) -> str:
        return ""

    def entry_of(self, route: Object) -> int | None:
        """The entry that a route has by day in this plan."""
        return self._entries.get((route.get("trunk_group", 0), route["_digits"], "open"))

    def own_slot(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        """The route with the same stored digits on the same trunk group."""
        wanted = entry["number"].lstrip("+")
        for slot, route in current.items():
            digits = route["_digits"]
            if entry.get("trunk_group", route["trunk_group"]) == route["trunk_group"] and wanted.endswith(digits):
                return slot
        return None

    # Reading

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        known = sorted(context.slots.get(self.kind.name, {}))
        found: dict[int, Object] = {}
        tables_seen: set[int] = set()
        for group, trunks in ddi_groups(context, view.rows).items():
            by_day, by_night = (table_of(view.rows, group, modes[0]) for modes in (OPEN_MODES, CLOSED_MODES))
            if by_day in tables_seen:
                continue  # shared with a trunk group before this one: its routes are that one's
            tables_seen |= {by_day, by_night}
            closed = entries_of_table(view.rows, by_night) if by_night != by_day else None
            night_group = night_group_of(view.rows, trunks)
            schedule = view.directory.name("schedules", night_group) if night_group else None
            for digits, (slot, entry) in entries_of_table(view.rows, by_day).items():
                route = self._decoded(context, view, group, digits, entry)
                route["number"] = next((number for number in known if number.lstrip("+").endswith(digits)), digits)
                if closed is not None and route.get("open") is not None:
                    self._add_closed(context, view, route, closed.get(digits), schedule, slot)
                    if digits in closed:
                        self._entries[group, digits, "closed"] = closed[digits][0]
                if route.get("open") is not None:
                    found[slot] = self._ordered(route)
                    self._entries[group, digits, "open"] = slot
        return found

    def mark_strange(self, context: Context, view: View, held: Mapping[int, Object]) -> None:
        super().mark_strange(context, view, held)
        strange = {(held[slot]["trunk_group"], held[slot]["_digits"]) for slot in self.strange if slot in held}
        self.entries_read = {number for place, number in self._entries.items() if place[:2] not in strange}

    def _decoded(self, context: Context, view: View, group: int, digits: str, entry: Entry) -> Object:
        route: Object = {"number": digits, "trunk_group": group, "_digits": digits}
        if entry.name:
            route["name"] = entry.name
        route["open"] = decode_leads(context, view.directory, entry.leads)
        return route

    def _add_closed(
        self,
        context: Context,
        view: View,
        route: Object,
        night: tuple[int, Entry] | None,
        schedule: str | None,
        slot: int,
    ) -> None:
        by_night = decode_leads(context, view.directory, night[1].leads) if night is not None else None
        if by_night is None or schedule is None:
            self.strange.add(slot)
            route["open"] = None
        elif by_night != route["open"]:
            route["schedule"], route["closed"] = schedule, by_night

    def _ordered(self, route: Object) -> Object:
        names = ["_digits", *(field.name for field in self.kind.fields)]
        return {name: route[name] for name in names if name in route}

    def completed(self, context: Context, entry: Object, slot: int, present: Object | None) -> Object:
        base = dict(present) if present is not None and context.wish.state == "merged" else {}
        route = {**base, **entry}
        if context.wish.state == "merged" and "trunks" in entry:
            route.pop("trunk_group", None)
        for part in ("open", "closed"):
            if part in route:
                route[part] = canonical(route[part])
        if route.get("closed") == route.get("open"):
            route.pop("closed", None)
            route.pop("schedule", None)
        group = route.get("trunk_group")
        route["_digits"] = _stored_digits(context.snapshot.rows, group, route["number"]) if group else ""
        return self._ordered(route)

    # Checking and writing

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        label = self.kind.label(entry)
        if "trunks" in entry:
            context.refuse(label, "trunks", "direct lines are not supported yet; give a trunk_group")
            return
        for part in ("open", "closed"):
            if part in entry and (problem := missing_target(entry[part], directory)):
                context.refuse(label, part, problem)
        if "name" in entry:
            try:
                encode_name(entry["name"], context.profile.limits.name_length, context.wish.transliterate)
            except ValueProblem as problem:
                context.refuse(label, "name", str(problem))
        trunks = trunks_by_group(context, context.snapshot.rows).get(entry["trunk_group"], ())
        if not trunks:
            context.refuse(label, "trunk_group", f"trunk group {entry['trunk_group']} has no trunk")
        if "schedule" in entry:
            self._check_schedule(context, directory, label, entry, trunks)

    def _check_schedule(
        self, context: Context, directory: Directory, label: str, entry: Object, trunks: tuple[int, ...]
    ) -> None:
        group = directory.slot("schedules", entry["schedule"])
        if group is None:
            context.refuse(label, "schedule", f"there is no schedule {entry['schedule']!r}")
            return
        followed = set(directory.of("schedules")[group].get("trunks", ()))
        missing = [trunk for trunk in trunks if trunk not in followed]
        if missing:
            context.refuse(
                label,
                "schedule",
                f"trunk {missing[0]} of trunk group {entry['trunk_group']} does not follow the schedule "
                f"{entry['schedule']}; add it to the schedule's trunks",
            )

    def check_together(self, context: Context, directory: Directory) -> None:
        """Numbers differ by what is stored of them, and the routes of a trunk group follow one schedule."""
        owners: dict[tuple[int, str], Object] = {}
        schedules: dict[int, Object] = {}
        for entry in directory.of(self.kind.name).values():
            if "trunk_group" not in entry:
                continue
            group, label = entry["trunk_group"], self.kind.label(entry)
            other = owners.setdefault((group, entry["_digits"]), entry)
            if other is not entry:
                context.refuse(
                    label,
                    "number",
                    f"ends in {entry['_digits']} as {self.kind.label(other)} does; trunk group {group} stores the last "
                    f"{len(entry['_digits'])} digits (22-09-01)",
                )
            if "schedule" in entry:
                first = schedules.setdefault(group, entry)
                if first["schedule"] != entry["schedule"]:
                    context.refuse(
                        label,
                        "schedule",
                        f"follows {entry['schedule']}, and {self.kind.label(first)} on the same trunk group follows "
                        f"{first['schedule']}; different schedules on one trunk group are not supported yet",
                    )

    def ring_groups_needed(self, context: Context, directory: Directory, entry: Object) -> None:
        """Ask for the ring groups that the destinations lead through."""
        for part in ("open", "closed"):
            if part in entry:
                self._leads(context, directory, entry, part)

    def _leads(self, context: Context, directory: Directory, entry: Object, part: str) -> Any:
        try:
            return encode_leads(context, directory, entry[part])
        except NotPossible as problem:
            context.refuse(self.kind.label(entry), part, str(problem))
            return None

    def plan_tables(self, context: Context, view: View, before: Mapping[int, Object]) -> Written:
        """Which table each trunk group uses in which mode, with areas that are large enough; fills the entries.

        Returns the rows of the tables themselves: areas and intercepts before the modes that use them.
        """
        routes = [route for route in view.directory.of(self.kind.name).values() if "trunk_group" in route]
        groups = sorted({route["trunk_group"] for route in routes})
        self._settled = {
            group for group in groups if _of_group(routes, group) == _of_group(list(before.values()), group)
        }
        present, self._entries = self._entries, {}
        self._entries.update({place: number for place, number in present.items() if place[0] in self._settled})
        written: Written = []
        reserved = {table_of(view.rows, group, mode) for group in self._settled for mode in MODES}
        for group in groups:
            if group in self._settled:
                continue
            own = [route for route in routes if route["trunk_group"] == group]
            parts = [("open", OPEN_MODES), ("closed", CLOSED_MODES)]
            if not any("schedule" in route for route in own):
                parts = [("open", MODES)]
            for part, modes in parts:
                table = self._table(context, view.rows, group, modes[0], reserved)
                if table is None:
                    context.refuse(f"trunk group {group}", "", "needs a DDI table, and none is free on the exchange")
                    return written
                reserved.add(table)
                written += self._prepare_table(context, view.rows, table, group, part, own)
                written += [((TABLE_ITEM, (str(group), mode)), str(table)) for mode in modes]
                _set_all(view.rows, written)
        return written

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
        self, context: Context, rows: Rows, table: int, group: int, part: str, own: list[Object]
    ) -> Written:
        """Areas for all the routes, and an entry for each; a table that nobody used so far intercepts nothing."""
        written: Written = []
        present = entries_of_table(rows, table)
        if not present and not any(
            table_of(rows, other, m) == table for other in ddi_groups(context, rows) for m in MODES
        ):
            written += [((INTERCEPT_ITEM, (str(table), mode)), "0") for mode in MODES]
        taken = {number for number, _entry in present.values()}
        taken |= set(self._entries.values())
        for route in sorted(own, key=lambda route: str(route["_digits"])):
            digits = str(route["_digits"])
            if digits in present:
                number: int | None = present[digits][0]
            else:
                number = self._free_entry(context, rows, table, taken, written)
            if number is None:
                context.refuse(self.kind.label(route), "", f"no DDI entry is free for table {table}")
                continue
            taken.add(number)
            self._entries[group, digits, part] = number
        return written

    def _free_entry(self, context: Context, rows: Rows, table: int, taken: set[int], written: Written) -> int | None:
        for area in areas_of(rows, table):
            for number in area:
                if number not in taken and not rows.get("22-11-01", str(number)):
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

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        group, digits = entry["trunk_group"], entry["_digits"]
        parts = ["open", "closed"] if (group, digits, "closed") in self._entries else ["open"]
        name = encode_name(entry.get("name", ""), context.profile.limits.name_length, context.wish.transliterate)
        written: Written = []
        for part in parts:
            number = self._entries.get((group, digits, part))
            leads = self._leads(context, view.directory, entry, part if part in entry else "open")
            if number is not None and leads is not None:
                written += rows_of_entry(number, Entry(digits, name, leads))
        return written

    def type_rows(self, context: Context, view: View) -> Written:
        """The trunks of every group with routes look their calls up in the tables (22-02)."""
        routes = view.directory.of(self.kind.name).values()
        groups = {route["trunk_group"] for route in routes if "trunk_group" in route} - self._settled
        return [
            ((TYPE_ITEM, (str(trunk), mode)), DDI)
            for group, trunks in trunks_by_group(context, view.rows).items()
            if group in groups
            for trunk in trunks
            for mode in MODES
        ]

    def left_over_rows(self, context: Context, view: View) -> Written:
        """The entries of routes that stay, in tables that their trunk group does not use any more."""
        wanted = set(self._entries.values())
        routes = [route for route in view.directory.of(self.kind.name).values() if "trunk_group" in route]
        written: Written = []
        for group in sorted({route["trunk_group"] for route in routes} - self._settled):
            digits = {route["_digits"] for route in routes if route["trunk_group"] == group}
            before = {table_of(context.snapshot.rows, group, mode) for mode in MODES}
            for table in sorted(before - {table_of(view.rows, group, mode) for mode in MODES}):
                for received, (number, _entry) in entries_of_table(context.snapshot.rows, table).items():
                    if received in digits and number not in wanted:
                        written += rows_of_entry(number, None)
        return written

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        written: Written = []
        tables = {table_of(context.snapshot.rows, entry["trunk_group"], mode) for mode in MODES}
        for table in sorted(tables):
            held = entries_of_table(context.snapshot.rows, table).get(entry["_digits"])
            if held is not None and held[0] not in self._entries.values():
                written += rows_of_entry(held[0], None)
        return written


def _stored_digits(rows: Rows, group: int, number: str) -> str:
    """What a trunk group stores of a number: its last digits, as many as 22-09-01 says."""
    return number.lstrip("+")[-int(rows.get(DIGITS_ITEM, str(group))) :]


def _set_all(rows: Rows, written: Written) -> None:
    for key, value in written:
        rows.set(key, value)


def _of_group(routes: list[Object], group: int) -> list[Object]:
    """The routes of a trunk group, by what is stored of their numbers."""
    own = [route for route in routes if route.get("trunk_group") == group]
    return sorted(own, key=lambda route: str(route["_digits"]))
