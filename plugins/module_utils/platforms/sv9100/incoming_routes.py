"""Incoming routes: what a public number reaches, open and closed (22-02, 22-09 to 22-13).

The exchange stores the last digits of a number only (22-09). A route is an entry in the table that its trunk group uses
by day, and, where it follows a schedule, another one in the table that the trunk group uses by night.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from ...model.findings import ValueProblem
from ...model.kinds import INCOMING_ROUTES
from .characters import encode_name
from .context import Context
from .ddi_destinations import NotPossible, canonical, decode_leads, encode_leads
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
from .destinations import missing_target
from .directory import Directory, View
from .rows import MODES, Rows
from .shared_night_groups import night_group_of, open_in_mode
from .slot_kind import SlotKind, Written
from .stages import ROUTES
from .trunk_groups import DDI, TYPE_ITEM, ddi_groups, night_group_of_trunks, trunks_by_group

Part = frozenset[str]
"""The schedules of a trunk group's routes that are open together: for each there is a table of its own."""


def schedules_of(directory: Directory, night_group: int | None) -> list[str]:
    """The schedules that share a night group, in the order of their places."""
    return [
        str(entry["name"])
        for slot, entry in sorted(directory.of("schedules").items())
        if night_group is not None and night_group_of(slot) == night_group
    ]


def parts_of(names: Sequence[str], used: Collection[str]) -> dict[Part, list[str]]:
    """The combinations of open schedules that make a difference to routes, with the modes that mean them.

    ``names`` share the night group, ``used`` are those that routes follow.
    """
    parts: dict[Part, list[str]] = {}
    for mode in MODES:
        part = frozenset(open_in_mode(int(mode), names) & set(used)) if names else frozenset[str]()
        parts.setdefault(part, []).append(mode)
    return parts


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
        self._entries: dict[tuple[int, str, Part], int] = {}
        """Trunk group, stored digits and open schedules, to the entry that holds them in this plan."""

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        """Numbers for new routes in this plan; the entries are chosen when the tables are worked out."""
        return range(context.profile.limits.ddi_entries + 1, 2 * context.profile.limits.ddi_entries + 1)

    def where(self, slot: int) -> str:
        return ""

    def entry_of(self, route: Object) -> int | None:
        """The entry that a route has by day in this plan."""
        entries = self._entries_of(route.get("trunk_group", 0), route["_digits"])
        return entries[0][1] if entries else None

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
            by_day = table_of(view.rows, group, MODES[0])
            if by_day in tables_seen:
                continue  # shared with a trunk group before this one: its routes are that one's
            names = schedules_of(view.directory, night_group_of_trunks(view.rows, trunks))
            tables = {part: table_of(view.rows, group, modes[0]) for part, modes in parts_of(names, names).items()}
            tables_seen |= set(tables.values())
            entries = {part: entries_of_table(view.rows, table) for part, table in tables.items()}
            for digits, (slot, entry) in entries_of_table(view.rows, by_day).items():
                route: Object = {"number": digits, "trunk_group": group, "_digits": digits}
                route["number"] = next((number for number in known if number.lstrip("+").endswith(digits)), digits)
                if entry.name:
                    route["name"] = entry.name
                held = {part: table[digits] for part, table in entries.items() if digits in table}
                if len(held) == len(entries) and self._add_destinations(context, view, route, held, names):
                    found[slot] = self._ordered(route)
                    self._entries.update({(group, digits, part): number for part, (number, _e) in held.items()})
        return found

    def _add_destinations(
        self,
        context: Context,
        view: View,
        route: Object,
        held: Mapping[Part, tuple[int, Entry]],
        names: Sequence[str],
    ) -> bool:
        """Say where the entries of a number lead; False where a site file cannot."""
        leads = {part: decode_leads(context, view.directory, entry.leads) for part, (_n, entry) in held.items()}
        if None in leads.values():
            return False
        if all(there == leads[frozenset(names)] for there in leads.values()):
            route["open"] = leads[frozenset(names)]
            return True
        for name in names:
            by_day = [there for part, there in leads.items() if name in part]
            by_night = [there for part, there in leads.items() if name not in part]
            if by_day.count(by_day[0]) == len(by_day) and by_night.count(by_night[0]) == len(by_night):
                route.update({"open": by_day[0], "schedule": name, "closed": by_night[0]})
                return True
        return False

    def mark_strange(self, context: Context, view: View, held: Mapping[int, Object]) -> None:
        super().mark_strange(context, view, held)
        strange = {(held[slot]["trunk_group"], held[slot]["_digits"]) for slot in self.strange if slot in held}
        self.entries_read = {number for place, number in self._entries.items() if place[:2] not in strange}

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
        """The numbers on a trunk group differ by what is stored of them."""
        owners: dict[tuple[int, str], Object] = {}
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
        name = encode_name(entry.get("name", ""), context.profile.limits.name_length, context.wish.transliterate)
        written: Written = []
        for part, number in self._entries_of(group, digits):
            closed = "schedule" in entry and entry["schedule"] not in part
            leads = self._leads(context, view.directory, entry, "closed" if closed else "open")
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
