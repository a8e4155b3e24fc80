"""Queues: ACD groups with their agents and hours (11-17, 41-xx).

The hours of all queues are one weekly table of the exchange (41-05, 41-06, 41-07): who is an agent of which queue is
said for each work period of a day, so the queues' hours are compiled together (``work_periods.py``). Announcements do
not play on calls to the pilot: a route to a queue that has some leads through a ring group (41-03). What callers hear
stands in ``queue_announcements.py``, where they go in ``queue_overflow.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from ...model.findings import ValueProblem
from ...model.kinds import QUEUES
from ...model.opening_hours import WEEKDAYS
from .context import Context
from .directory import Directory, View
from .patterns import DAY_INDEX
from .queue_announcements import (
    ANNOUNCEMENT_ITEMS,
    announcement_values,
    knows_mode,
    overflows,
    read_announcements,
)
from .queue_overflow import (
    BIN_ITEM,
    OVERFLOW_ITEM,
    RING_ITEM,
    TABLE_ITEM,
    TIME_ITEM,
    overflow_problem,
    overflow_values,
    read_overflow,
    ring_group_of,
    table_rows,
)
from .rows import RowKey, Rows
from .slot_kind import SlotKind, Written
from .stages import QUEUES as STAGE
from .work_periods import WorkPlan, agent_conflicts, plan_work, read_work

PILOT_ITEM = "11-17-01"
AGENT_ITEM = "41-02-01"
AGENT_START, AGENT_END, TRUNK_START, TRUNK_END = "41-05-01", "41-05-02", "41-06-01", "41-06-02"
WEEK_ITEM = "41-07-01"
LIMIT_ITEM, FULL_ITEM = "41-16-01", "41-16-02"
LOG_IN_ITEM, BY_CODE = "41-17-01", "1"
PERIODS, SCHEDULES = range(1, 9), range(1, 5)

SETTING_ITEMS = (
    *ANNOUNCEMENT_ITEMS,
    *(OVERFLOW_ITEM, TIME_ITEM, BIN_ITEM, RING_ITEM),
    *(LIMIT_ITEM, FULL_ITEM),
)
"""What an ACD group has once each; the overflow table is besides."""

WHEN_FULL = {"last": "0", "longest": "1", "busy": "2"}

ALWAYS: dict[str, tuple[tuple[int, int], ...]] = dict.fromkeys(WEEKDAYS, ((0, 24 * 60),))


class Queues(SlotKind):
    """ACD groups. One instance plans one exchange: the hours of all queues are worked out together."""

    kind: ClassVar[Kind] = QUEUES
    stage = STAGE
    defaults: ClassVar[Mapping[str, object]] = {
        "agents": (),
        "announcements": (),
        "waiting_tone": "ringback",
        "disconnect_after": 60,
        "hours": ALWAYS,
    }

    def __init__(self) -> None:
        super().__init__()
        self.work: WorkPlan | None = None
        self._table_stays = False
        self._periods: dict[int, set[int]] = {}
        """The work periods that belong to each queue on the exchange as it is."""

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        return range(1, context.profile.limits.acd_groups + 1)

    def where(self, slot: int) -> str:
        return f"ACD group {slot}"

    def own_slot(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        """By its pilot, where no other name is known to hold the slot."""
        return None

    # Reading

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        names = context.names_by_slot(self.kind.name)
        agents = agents_by_queue(view.rows)
        programmed = {
            int(index[0])
            for item in (PILOT_ITEM, *SETTING_ITEMS, TABLE_ITEM)
            for index, _data in view.rows.of_item(item)
        }
        present = sorted(programmed | set(agents) | {slot for slot in names if slot in self.slots(context)})
        hours = self._read_hours(view.rows, present, agents)
        found = {
            slot: self.without_defaults(
                {
                    "name": names.get(slot, self.invented_name(slot)),
                    **_work(agents.get(slot, {}), hours.get(slot)),
                    **self._settings(context, view, slot, present),
                }
            )
            for slot in present
        }
        self.work = self._present_plan(view.rows, found)
        return found

    def _present_plan(self, rows: Rows, queues: Mapping[int, Object]) -> WorkPlan:
        """The weekly table as it is, with the names of the queues."""
        queues_in = {
            period: frozenset(str(queue["name"]) for slot, queue in queues.items() if period in self._periods[slot])
            for period in PERIODS
        }
        return WorkPlan(read_week(rows), read_times(rows), queues_in)

    def _read_hours(
        self, rows: Rows, present: list[int], agents: Mapping[int, Mapping[str, set[int]]]
    ) -> dict[int, object]:
        """The hours of each queue, from the periods in which its agents (or a ring group's calls) belong to it."""
        doors: dict[int, set[int]] = {}
        for index, value in rows.of_item("41-03-01"):
            doors.setdefault(int(value), set()).add(int(index[1]))
        periods: dict[int, set[int]] = {}
        for slot in present:
            of_agents = {frozenset(held) for held in agents.get(slot, {}).values()}
            if len(of_agents) > 1:
                self.strange.add(slot)
            periods[slot] = set().union(*of_agents) if of_agents else doors.get(slot, set())
        self._periods = periods
        queues_in = {p: frozenset(str(slot) for slot in present if p in periods[slot]) for p in PERIODS}
        read = read_work(read_week(rows), read_times(rows), queues_in)
        found: dict[int, object] = {}
        for slot in present:
            if periods[slot]:
                hours = read.get(str(slot))
                if hours is None:
                    self.strange.add(slot)
                found[slot] = hours
        return found

    def _settings(self, context: Context, view: View, slot: int, present: Iterable[int]) -> Object:
        rows, index = view.rows, str(slot)
        entry: Object = {}
        if rows.get(PILOT_ITEM, index):
            entry["pilot"] = rows.get(PILOT_ITEM, index)
        if not knows_mode(view, slot):
            self.strange.add(slot)
        entry |= read_announcements(context, view, slot)
        if overflows(view, slot):
            known = context.names_by_slot(self.kind.name)
            names = {there: known.get(there, self.invented_name(there)) for there in present}
            overflow = read_overflow(context, view, slot, names)
            if overflow is not None:
                entry["overflow"] = overflow
        limit = int(rows.get(LIMIT_ITEM, index))
        if limit:
            words = {code: word for word, code in WHEN_FULL.items()}
            entry["limit"] = {"calls": limit, "when_full": words[rows.get(FULL_ITEM, index)]}
        return entry

    # Checking and writing

    def prepare(self, context: Context, directory: Directory, held: Mapping[int, Object]) -> None:
        """Compile the hours of all queues that shall be there; what is there is kept where it says the same."""
        queues = directory.of(self.kind.name)
        led_to = {group.queue for group in context.allocation.needed.values()}
        if self._kept(queues, held, led_to):
            self.work, self._table_stays = self._present_plan(context.snapshot.rows, queues), True
            return
        hours = {str(entry["name"]): entry.get("hours", ALWAYS) for entry in queues.values()}
        for agent, first, second in agent_conflicts(hours, {q["name"]: q.get("agents", ()) for q in queues.values()}):
            context.refuse(
                f"queue {second}",
                "agents",
                f"{agent} is an agent of queue {first} at the same hours; an agent is in one queue at a time",
            )
        try:
            self.work = plan_work(hours)
        except ValueProblem as problem:
            context.refuse("queues", "hours", str(problem))
            self.work = plan_work({})

    def _kept(self, queues: Mapping[int, Object], held: Mapping[int, Object], led_to: set[int]) -> bool:
        """Whether the exchange's table says the wished hours already, for agents and for those who are led there."""
        return set(queues) == set(held) and all(
            queue.get("hours", ALWAYS) == held[slot].get("hours", ALWAYS)
            and (self._periods[slot] or not (queue.get("agents") or slot in led_to))
            for slot, queue in queues.items()
        )

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        label = self.kind.label(entry)
        if not any(entry.get("hours", ALWAYS).values()):
            context.refuse(
                label, "hours", "is never open, so that nobody can be its agent; give hours, or leave them out"
            )
        for agent in entry.get("agents", ()):
            if agent not in directory.extensions:
                context.refuse(label, "agents", f"{agent} does not exist: no user has that extension")
        for announcement in entry.get("announcements", ()):
            if directory.slot("greetings", announcement["greeting"]) is None:
                context.refuse(label, "announcements", f"there is no greeting {announcement['greeting']!r}")
        problem = overflow_problem(entry, directory)
        if problem:
            context.refuse(label, "overflow", problem)
        self._warn_about_codes(context, label, entry)

    def _warn_about_codes(self, context: Context, label: str, entry: Object) -> None:
        """Who logs in with a code is no agent by 41-02: the exchange ignores it for that extension (A-SL21b p.60)."""
        rows = context.snapshot.rows
        ignored = [agent for agent in entry.get("agents", ()) if rows.get(LOG_IN_ITEM, agent) == BY_CODE]
        if ignored:
            log_in, it = ("logs in", "it is an agent") if len(ignored) == 1 else ("log in", "they are agents")
            context.warnings.append(
                f"{label}: {', '.join(ignored)} {log_in} with an agent identity code ({LOG_IN_ITEM}); until that is "
                f"changed on the exchange, it ignores that {it}"
            )

    def ring_groups_needed(self, context: Context, directory: Directory, entry: Object) -> None:
        """Ask for the ring group that an overflow leads to."""
        wanted = ring_group_of(entry)
        if wanted is not None and context.allocation.number(wanted) is None:
            context.refuse(self.kind.label(entry), "overflow", "no ring group is free on the exchange")

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        index = (str(slot),)
        values: dict[RowKey, str] = {
            (item, index): value for item, value in announcement_values(context, view, slot, entry).items()
        }
        values |= overflow_values(context, view, slot, entry)
        values |= {(item, index): view.rows.factory(item, *index) for item in (LIMIT_ITEM, FULL_ITEM)}
        if "limit" in entry:
            values[LIMIT_ITEM, index] = str(entry["limit"]["calls"])
            values[FULL_ITEM, index] = WHEN_FULL[entry["limit"].get("when_full", "busy")]
        written: Written = [((PILOT_ITEM, index), entry.get("pilot", ""))]
        return written + list(values.items()) + self._agent_rows(view, slot, entry)

    def _agent_rows(self, view: View, slot: int, entry: Object) -> Written:
        periods = self.periods_of(str(entry["name"]))
        agents = [agent for agent in entry.get("agents", ()) if view.rows.exists(agent)]
        wanted = {(agent, str(period)) for agent in agents for period in periods}
        held = {index for index, value in view.rows.of_item(AGENT_ITEM) if value == str(slot)}
        rows = [((AGENT_ITEM, index), "0") for index in sorted(held - wanted) if view.rows.exists(index[0])]
        return rows + [((AGENT_ITEM, index), str(slot)) for index in sorted(wanted)]

    def periods_of(self, name: str) -> list[int]:
        """The work periods in which a queue is open."""
        return [p for p in PERIODS if self.work is not None and name in self.work.queues_in.get(p, frozenset())]

    def hours_changed(
        self, context: Context, before: Mapping[int, Object], after: Mapping[int, Object]
    ) -> tuple[dict[str, Object], dict[str, Object]]:
        """The queues whose hours the exchange holds, and those whose hours it shall hold, by the name they shall have.

        It holds those of a queue that has agents, or that a ring group leads to; those of another are nowhere.
        """
        led_to = {group.queue for group in context.allocation.needed.values()}
        held = {slot: entry for slot, entry in before.items() if self._periods.get(slot)}
        return (
            {str(after.get(slot, entry)["name"]): entry for slot, entry in held.items()},
            {
                str(entry["name"]): entry
                for slot, entry in after.items()
                if slot not in before or slot in held or entry.get("agents") or slot in led_to
            },
        )

    def work_rows(self, rows: Rows) -> Written:
        """The weekly table of the exchange: times before the days that use them."""
        work = self.work
        if work is None or self._table_stays:
            return []
        written: Written = []
        for schedule in SCHEDULES:
            for period in PERIODS:
                start, end = work.times.get((schedule, period), ("0000", "0000"))
                place = (str(schedule), str(period))
                for start_item, end_item in ((AGENT_START, AGENT_END), (TRUNK_START, TRUNK_END)):
                    written += [((start_item, place), start), ((end_item, place), end)]
        return written + [((WEEK_ITEM, (DAY_INDEX[day],)), str(work.week.get(day, 0))) for day in WEEKDAYS]

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        index = str(slot)
        written: Written = [((PILOT_ITEM, (index,)), "")]
        held = sorted(place for place, value in view.rows.of_item(AGENT_ITEM) if value == index)
        written += [((AGENT_ITEM, place), "0") for place in held if view.rows.exists(place[0])]
        keys = [*((item, (index,)) for item in SETTING_ITEMS), *table_rows(context, slot)]
        return written + [((item, place), view.rows.factory(item, *place)) for item, place in keys]


def _work(agents: Iterable[str], hours: Any) -> Object:
    """The agents and hours of a queue. One that is never open has neither in a site file."""
    if hours is not None and not any(hours.values()):
        return {}
    listed = tuple(sorted(agents, key=lambda number: (len(number), number)))
    return {"agents": listed} if hours is None else {"agents": listed, "hours": hours}


def agents_by_queue(rows: Rows) -> dict[int, dict[str, set[int]]]:
    """The agents of each ACD group, and the work periods in which each of them belongs to it."""
    found: dict[int, dict[str, set[int]]] = {}
    for index, value in rows.of_item(AGENT_ITEM):
        if rows.exists(index[0]) and value != "0":
            found.setdefault(int(value), {}).setdefault(index[0], set()).add(int(index[1]))
    return found


def read_week(rows: Rows) -> dict[str, int]:
    """The work schedule of each weekday, 0 for none."""
    return {day: int(rows.get(WEEK_ITEM, DAY_INDEX[day])) for day in WEEKDAYS}


def read_times(rows: Rows) -> dict[tuple[int, int], tuple[str, str]]:
    """Start and end of every period of every work schedule."""
    return {
        (schedule, period): (
            rows.get(AGENT_START, str(schedule), str(period)),
            rows.get(AGENT_END, str(schedule), str(period)),
        )
        for schedule in SCHEDULES
        for period in PERIODS
    }
