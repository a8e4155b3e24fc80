"""Incoming routes: what a public number reaches, open and closed.

The exchange stores the last digits of a number only (22-09). A route is an entry in the table that its trunk group uses
by day, and, where it follows a schedule, another one in the table that the trunk group uses by night
(``ddi_routes.py``); or it is the values of some trunks (``direct_lines.py``); or what takes the calls of a trunk group
that nothing else takes (``intercepts.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from ...model.fields import Kind, Object
from ...model.findings import ValueProblem
from ...model.kinds import INCOMING_ROUTES
from .characters import encode_name
from .context import Context
from .ddi_destinations import Leads, NotPossible, canonical, encode_leads
from .ddi_routes import DdiRoutes, stored_digits
from .ddi_tables import INTERCEPT_ITEM, table_of
from .destinations import missing_target
from .direct_lines import NO_ANSWER_ITEM, RING_ITEM, decode_lines, encode_line, factory_lines, plain, rows_of_line
from .direct_lines import SLOTS_FROM as LINES_FROM
from .direct_lines import slot_of as slot_of_line
from .directory import Directory, View
from .intercepts import SLOTS_FROM as INTERCEPTS_FROM
from .intercepts import (
    cleared_intercept,
    encode_intercept,
    is_intercept,
    number_of,
    rows_of_intercept,
)
from .route_parts import PARTS
from .rows import MODES, RowKey
from .slot_kind import SlotKind, Written
from .stages import ROUTES
from .timed_routes import is_timed, mixtures
from .trunk_groups import ddi_groups, night_group_of_trunks, trunks_by_group


class IncomingRoutes(SlotKind):
    """Routes by the entry that they have by day, lines by their first trunk. One instance plans one exchange."""

    kind: ClassVar[Kind] = INCOMING_ROUTES
    stage = ROUTES

    def __init__(self) -> None:
        super().__init__()
        self.ddi = DdiRoutes()
        self._lines: dict[int, tuple[int, ...]] = {}
        """The trunks of each route of direct lines, on the exchange as it is."""

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        """Numbers for new routes in this plan; the entries are chosen when the tables are worked out."""
        return range(context.profile.limits.ddi_entries + 1, 2 * context.profile.limits.ddi_entries + 1)

    def where(self, slot: int) -> str:
        return ""

    def stored_slot(self, route: Object) -> int | None:
        """What the slots keep of a route: its entry by day, its first trunk, or the trunk group of an intercept."""
        if "trunks" in route:
            return slot_of_line(route["trunks"])
        return INTERCEPTS_FROM + int(route["trunk_group"]) if is_intercept(route) else self.ddi.entry_of(route)

    def match(self, context: Context, entry: Object, current: Mapping[int, Object]) -> int | None:
        """The route with the same stored digits on the same trunk group, the same name of a line, or the same trunk."""
        if is_intercept(entry):
            return next((slot for slot, route in current.items() if route["number"] == entry["number"]), None)
        known = context.slot_of(self.kind.name, entry["number"])
        if "trunks" not in entry:
            own = self._with_digits(entry, current)
            was_line = known is not None and known > LINES_FROM
            return known if own is None and not (was_line and "trunk_group" in entry) else own
        if known is not None and "trunks" in current.get(known, {}):
            return known
        taken = {context.slot_of(self.kind.name, other["number"]) for other in context.wished(self.kind.name)}
        return next(
            (
                slot
                for slot, route in current.items()
                if entry["trunks"][0] in route.get("trunks", ()) and slot not in taken
            ),
            None,
        )

    def _with_digits(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        wanted = entry["number"].lstrip("+")
        for slot, route in current.items():
            digits = route["_digits"]
            on_group = digits and entry.get("trunk_group", route["trunk_group"]) == route["trunk_group"]
            if on_group and wanted.endswith(digits):
                return slot
        return None

    # Reading

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        by_number = self.ddi.decode(context, view)
        taken = {trunk for route in by_number.values() for trunk in _trunks_of(context, route)}
        lines = decode_lines(context, view, taken)
        self._lines = {slot: line["trunks"] for slot, line in lines.items()}
        found = {**by_number, **lines}
        return {slot: self._ordered(route) for slot, route in found.items()}

    def mark_strange(self, context: Context, view: View, held: Mapping[int, Object]) -> None:
        for slot, entry in held.items():
            super().mark_strange(context, view, {slot: entry})
            if is_timed(entry) and self.ddi.timed.failed:
                self.strange.add(slot)
        self.ddi.mark(
            {(held[slot]["trunk_group"], held[slot]["_digits"]) for slot in self.strange if "trunks" not in held[slot]}
        )

    def follow_schedules(self, held: Mapping[int, Object], now: Directory, then: Directory) -> None:
        """Routes by time whose schedule gets other hours are written, whatever else their entries and tables hold."""
        for slot, entry in held.items():
            if is_timed(entry) and "schedule" in entry and _timetable(now, entry) != _timetable(then, entry):
                self.strange.discard(slot)

    def anew(self, entry: Object) -> str:
        return "its time tables follow the schedule" if is_timed(entry) else super().anew(entry)

    def references_read(self, context: Context) -> set[RowKey]:
        """The rows of lines and intercepts that can refer to a ring group and that a site file can say."""
        rows = context.snapshot.rows
        trunks = {trunk for slot, line in self._lines.items() if slot not in self.strange for trunk in line}
        decided: set[RowKey] = {
            (item, (str(trunk), mode)) for trunk in trunks for mode in MODES for item in (RING_ITEM, NO_ANSWER_ITEM)
        }
        for group in ddi_groups(context, rows):
            if INTERCEPTS_FROM + group not in self.strange:
                decided |= {(INTERCEPT_ITEM, (str(table_of(rows, group, mode)), mode)) for mode in MODES}
        return decided

    def _ordered(self, route: Object) -> Object:
        names = ["_digits", *(field.name for field in self.kind.fields)]
        return {name: route[name] for name in names if name in route}

    def completed(self, context: Context, entry: Object, slot: int, present: Object | None) -> Object:
        base = dict(present) if present is not None and context.wish.state == "merged" else {}
        route = {**base, **entry}
        if context.wish.state == "merged" and "trunks" in entry:
            route.pop("trunk_group", None)
        if context.wish.state == "merged" and "trunk_group" in entry:
            route.pop("trunks", None)
        if route.get("other_numbers") is True:
            del route["other_numbers"]
        if route.get("time_tables") is False:
            del route["time_tables"]
        by_digits = "trunks" not in route and not is_intercept(route)
        for part in PARTS:
            if part in route:
                route[part] = canonical(route[part]) if by_digits else plain(route[part])
        if route.get("closed") == route.get("open"):
            route.pop("closed", None)
            route.pop("schedule", None)
        group = route.get("trunk_group")
        stored = stored_digits(context.snapshot.rows, group, route["number"]) if group and by_digits else ""
        route["_digits"] = stored
        return self._ordered(route)

    # Checking and writing

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        label = self.kind.label(entry)
        for part in PARTS:
            if part in entry and (problem := missing_target(entry[part], directory)):
                context.refuse(label, part, problem)
        self._check_name(context, label, entry)
        trunks = _trunks_of(context, entry)
        installed = context.snapshot.installed("TRUNKS")
        if "trunks" in entry and (missing := [trunk for trunk in trunks if trunk not in installed]):
            context.refuse(label, "trunks", f"trunk {missing[0]} is not installed")
        elif "trunks" in entry and len({_night_group(context, directory, trunk) for trunk in trunks}) > 1:
            context.refuse(label, "trunks", "follow different schedules; make a route for each of them")
        elif not trunks:
            context.refuse(label, "trunk_group", f"trunk group {entry['trunk_group']} has no trunk")
        if "schedule" in entry:
            self._check_schedule(context, directory, label, entry, trunks)

    def _check_name(self, context: Context, label: str, entry: Object) -> None:
        if is_intercept(entry) and entry["number"] != number_of(entry.get("trunk_group", 0)):
            meaning = f"{entry['number']} is every other number of trunk group {entry['number'][1:]}"
            context.refuse(label, "trunk_group", f"{meaning}; say so here")
        if entry["number"].startswith("trunk-") and "trunks" not in entry:
            context.refuse(label, "number", "is not a number; only a direct line, which has trunks, is called so")
        if "other_numbers" in entry and not is_intercept(entry):
            context.refuse(label, "other_numbers", "is said by the route of the other numbers only, such as *1")
        if is_timed(entry) and is_intercept(entry):
            context.refuse(label, "time_tables", "is said by the route of a number only; this one is of all the others")
        if "name" not in entry:
            return
        if "trunks" in entry or is_intercept(entry):
            context.refuse(label, "name", "has no place on the exchange; only a number of a trunk group has one")
            return
        try:
            encode_name(entry["name"], context.profile.limits.name_length, context.wish.transliterate)
        except ValueProblem as problem:
            context.refuse(label, "name", str(problem))

    def _check_schedule(
        self, context: Context, directory: Directory, label: str, entry: Object, trunks: tuple[int, ...]
    ) -> None:
        group = directory.slot("schedules", entry["schedule"])
        if group is None:
            context.refuse(label, "schedule", f"there is no schedule {entry['schedule']!r}")
            return
        followed = set(directory.of("schedules")[group].get("trunks", ()))
        if is_timed(entry):
            return  # its own tables hold the hours
        missing = [trunk for trunk in trunks if trunk not in followed]
        if missing:
            whose = "" if "trunks" in entry else f" of trunk group {entry['trunk_group']}"
            context.refuse(
                label,
                "schedule",
                f"trunk {missing[0]}{whose} does not follow the schedule {entry['schedule']}; add it to the schedule's "
                "trunks",
            )

    def check_together(self, context: Context, directory: Directory) -> None:
        """The numbers on a trunk group differ by what is stored of them, and a trunk has one route, or its group's."""
        owners: dict[tuple[object, str], Object] = {}
        groups = {int(group): trunks for group, trunks in trunks_by_group(context, context.snapshot.rows).items()}
        by_trunk: dict[int, Object] = {}
        numbers: dict[str, Object] = {}
        by_time: dict[str, Object] = {}
        for entry, sentence in mixtures(directory.of(self.kind.name).values()):
            context.refuse(self.kind.label(entry), "time_tables", sentence)
        for entry in directory.of(self.kind.name).values():
            for trunk in groups.get(entry.get("trunk_group", 0), ()):
                by_trunk.setdefault(trunk, entry)
        for entry in directory.of(self.kind.name).values():
            for trunk in entry.get("trunks", ()):
                other = by_trunk.setdefault(trunk, entry)
                if other is not entry:
                    leads = f"trunk {trunk} leads where {self.kind.label(other)} says"
                    context.refuse(
                        self.kind.label(entry), "trunks", f"{leads}; a trunk is a direct line or has numbers"
                    )
            number = numbers.setdefault(str(entry["number"]), entry)
            if number is not entry:
                there = "on its own trunks" if "trunks" in number else f"on trunk group {number['trunk_group']}"
                context.refuse(self.kind.label(entry), "number", f"is {there} already; delete that route first")
            if not entry["_digits"]:
                continue
            group = entry["trunk_group"]
            twin = by_time.setdefault(entry["_digits"], entry) if is_timed(entry) else entry
            if twin is not entry and twin["trunk_group"] != group:
                context.refuse(
                    self.kind.label(entry),
                    "number",
                    f"ends in {entry['_digits']} as {self.kind.label(twin)} of trunk group {twin['trunk_group']} does; "
                    "a time table is for a number on whatever trunk group",
                )
            other = owners.setdefault((group, entry["_digits"]), entry)
            if other is not entry:
                context.refuse(
                    self.kind.label(entry),
                    "number",
                    f"ends in {entry['_digits']} as {self.kind.label(other)} does; trunk group {group} stores the last "
                    f"{len(entry['_digits'])} digits (22-09-01)",
                )

    def ring_groups_needed(self, context: Context, directory: Directory, entry: Object) -> None:
        """Ask for the ring groups that the destinations lead through."""
        for part in PARTS:
            if part in entry:
                self._leads(context, directory, entry, part)

    def _leads(self, context: Context, directory: Directory, entry: Object, part: str) -> Leads | None:
        """The values of a DDI entry; for the others it is only found out whether they are possible."""
        try:
            if "trunks" in entry:
                encode_line(context, directory, entry[part])
            elif is_intercept(entry):
                encode_intercept(context, directory, entry[part])
            else:
                return encode_leads(context, directory, entry[part])
        except NotPossible as problem:
            context.refuse(self.kind.label(entry), part, str(problem))
        return None

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        if "trunks" in entry:
            left = set(self._lines.get(slot, ())) - self._all_trunks(context, view.directory)
            return rows_of_line(context, view, entry, tuple(sorted(left)))
        if is_intercept(entry):
            return rows_of_intercept(context, view, entry, _trunks_of(context, entry))
        return self.ddi.rows(context, view, entry, lambda part: self._leads(context, view.directory, entry, part))

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        if "trunks" in entry:
            routes = view.directory.of(self.kind.name).values()
            lines = {trunk for route in routes for trunk in route.get("trunks", ())}
            left = tuple(trunk for trunk in entry["trunks"] if trunk not in lines)
            with_numbers = frozenset(self._all_trunks(context, view.directory))
            return factory_lines(view.rows, left, but_type_of=with_numbers)
        if is_intercept(entry):
            return cleared_intercept(view.rows, context.snapshot.rows, entry["trunk_group"])
        return self.ddi.cleared(context, view, entry)

    def _all_trunks(self, context: Context, directory: Directory) -> set[int]:
        """The trunks that some route decides about."""
        return {trunk for route in directory.of(self.kind.name).values() for trunk in _trunks_of(context, route)}


def _trunks_of(context: Context, route: Object) -> tuple[int, ...]:
    """The trunks of a direct line, or of the trunk group."""
    if "trunks" in route:
        return tuple(route["trunks"])
    return trunks_by_group(context, context.snapshot.rows).get(route["trunk_group"], ())


def _timetable(directory: Directory, route: Object) -> object:
    """The hours of the schedule that a route follows."""
    slot = directory.slot("schedules", route["schedule"])
    return None if slot is None else directory.of("schedules")[slot]["timetable"]


def _night_group(context: Context, directory: Directory, trunk: int) -> object:
    """What tells the trunks of different schedules apart: the schedules that name it."""
    return frozenset(
        str(schedule["name"]) for schedule in directory.of("schedules").values() if trunk in schedule.get("trunks", ())
    ) or night_group_of_trunks(context.snapshot.rows, (trunk,))
