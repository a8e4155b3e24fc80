"""Queues: ACD groups with their agents, hours, announcements and overflow (11-17, 41-xx).

The hours of all queues are one weekly table of the exchange (41-05, 41-06, 41-07): who is an agent of which queue is
said for each work period of a day, so the queues' hours are compiled together (``work_periods.py``). Announcements do
not play on calls to the pilot: a route to a queue that has some leads through a ring group (41-03).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ...model.fields import Kind, Object
from ...model.findings import ValueProblem
from ...model.kinds import QUEUES
from ...model.opening_hours import WEEKDAYS
from .context import Context
from .destinations import missing_target, target_of
from .directory import Directory, View
from .patterns import DAY_INDEX
from .ring_groups import RingGroup
from .rows import Rows
from .slot_kind import SlotKind, Written
from .stages import QUEUES as STAGE
from .work_periods import WorkPlan, agent_conflicts, plan_work, read_work

PILOT_ITEM = "11-17-01"
AGENT_ITEM = "41-02-01"
AGENT_START, AGENT_END, TRUNK_START, TRUNK_END = "41-05-01", "41-05-02", "41-06-01", "41-06-02"
WEEK_ITEM = "41-07-01"
MODE_ITEM, OVERFLOW_ITEM, SOURCE_ITEM, TIME_ITEM, BIN_ITEM, RING_ITEM = (f"41-08-0{part}" for part in range(1, 7))
FIRST_START, FIRST, FIRST_COUNT, SECOND, SECOND_COUNT, TONE, DISCONNECT = (f"41-11-0{part}" for part in range(1, 8))
LIMIT_ITEM, FULL_ITEM = "41-16-01", "41-16-02"
PERIODS, SCHEDULES = range(1, 9), range(1, 5)

SETTING_ITEMS = (
    *(MODE_ITEM, OVERFLOW_ITEM, SOURCE_ITEM, TIME_ITEM, BIN_ITEM, RING_ITEM),
    *(FIRST_START, FIRST, FIRST_COUNT, SECOND, SECOND_COUNT, TONE, DISCONNECT),
    *(LIMIT_ITEM, FULL_ITEM),
)
TONES = {"ringback": "0", "music": "1", "background_music": "2"}
WHEN_FULL = {"last": "0", "longest": "1", "busy": "2"}

OVERFLOW_MODES = {(0, False): "0", (0, True): "1", (1, False): "2", (2, False): "3", (1, True): "4", (2, True): "5"}
"""How many announcements and whether there is an overflow, to what 41-08-01 holds (P-SV91 p.550)."""

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
            int(index[0]) for item in (PILOT_ITEM, *SETTING_ITEMS) for index, _data in view.rows.of_item(item)
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
        mode = rows.get(MODE_ITEM, index)
        count, overflows = next((pair for pair, code in OVERFLOW_MODES.items() if code == mode), (0, False))
        if mode not in OVERFLOW_MODES.values():
            self.strange.add(slot)
        announcements = []
        for number, (message_item, count_item) in enumerate(((FIRST, FIRST_COUNT), (SECOND, SECOND_COUNT))):
            message = int(rows.get(message_item, index))
            if number >= count or not message:
                continue
            name = view.directory.name("greetings", message)
            if name is None:
                continue
            announcement: Object = {"greeting": name}
            if number == 0:
                announcement["after"] = int(rows.get(FIRST_START, index))
            announcement["repeat"] = max(int(rows.get(count_item, index)), 1)
            announcements.append(announcement)
        entry["announcements"] = tuple(announcements)
        entry["waiting_tone"] = next(
            (word for word, code in TONES.items() if code == rows.get(TONE, index)), "ringback"
        )
        entry["disconnect_after"] = int(rows.get(DISCONNECT, index))
        if overflows:
            to = self._overflow(context, view, slot, present)
            if to is not None:
                entry["overflow"] = {"after": int(rows.get(TIME_ITEM, index)), "to": to}
        limit = int(rows.get(LIMIT_ITEM, index))
        if limit:
            words = {code: word for word, code in WHEN_FULL.items()}
            entry["limit"] = {"calls": limit, "when_full": words[rows.get(FULL_ITEM, index)]}
        return entry

    def _overflow(self, context: Context, view: View, slot: int, present: Iterable[int]) -> Object | None:
        """Where an overflow leads; None where it leads nowhere, or where a site file cannot say."""
        rows, index = view.rows, str(slot)
        code, codes = int(rows.get(OVERFLOW_ITEM, index)), context.profile.overflow_codes
        if code == codes["voice_mail"]:
            return {"mailbox": rows.get(PILOT_ITEM, index)} if rows.get(PILOT_ITEM, index) else None
        if code == codes["speed_dial"]:
            return {"speed_dial": int(rows.get(BIN_ITEM, index))}
        if code == codes["ring_group"]:
            group = context.ring_groups.held.get(int(rows.get(RING_ITEM, index)))
            there = group is not None and group.members and set(group.members) <= view.directory.extensions
            return {"ring": group.members} if group is not None and there else None
        if code == slot or code not in present:
            return None
        return {"queue": context.names_by_slot(self.kind.name).get(code, self.invented_name(code))}

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
        if "overflow" not in entry:
            return
        to = entry["overflow"]["to"]
        word, value = target_of(to)
        problem = None if word == "mailbox" else missing_target(to, directory)
        if word == "mailbox" and value != entry.get("pilot"):
            problem = f"the voice mail answers with the mailbox of the queue's pilot, which is not {value}"
        if word == "queue" and value == entry["name"]:
            problem = "a queue cannot overflow to itself"
        if problem:
            context.refuse(label, "overflow", problem)

    def ring_groups_needed(self, context: Context, directory: Directory, entry: Object) -> None:
        """Ask for the ring group that an overflow leads to."""
        ring = entry.get("overflow", {}).get("to", {}).get("ring")
        if ring and context.allocation.number(RingGroup(tuple(ring))) is None:
            context.refuse(self.kind.label(entry), "overflow", "no ring group is free on the exchange")

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        index = str(slot)
        values = {item: view.rows.factory(item, index) for item in SETTING_ITEMS}
        announcements = entry.get("announcements", ())
        values[MODE_ITEM] = OVERFLOW_MODES[len(announcements), "overflow" in entry]
        if announcements:
            values[SOURCE_ITEM] = context.profile.announcement_sources["vrs"]
        for number, announcement in enumerate(announcements):
            message = view.directory.slot("greetings", announcement["greeting"])
            values[(FIRST, SECOND)[number]] = str(message or 0)
            values[(FIRST_COUNT, SECOND_COUNT)[number]] = str(announcement["repeat"])
            if number == 0:
                values[FIRST_START] = str(announcement.get("after", 0))
        values[TONE] = TONES[entry.get("waiting_tone", "ringback")]
        values[DISCONNECT] = str(entry.get("disconnect_after", 60))
        if "overflow" in entry:
            values.update(self._overflow_values(context, view.directory, entry["overflow"]))
        if "limit" in entry:
            values[LIMIT_ITEM] = str(entry["limit"]["calls"])
            values[FULL_ITEM] = WHEN_FULL[entry["limit"].get("when_full", "busy")]
        written: Written = [((PILOT_ITEM, (index,)), entry.get("pilot", ""))]
        written += [((item, (index,)), value) for item, value in values.items()]
        return written + self._agent_rows(view, slot, entry)

    def _overflow_values(self, context: Context, directory: Directory, overflow: Object) -> dict[str, str]:
        word, value = target_of(overflow["to"])
        codes = context.profile.overflow_codes
        values = {TIME_ITEM: str(overflow["after"])}
        if word == "queue":
            values[OVERFLOW_ITEM] = str(directory.slot(self.kind.name, value) or 0)
        elif word == "mailbox":
            values[OVERFLOW_ITEM] = str(codes["voice_mail"])
        elif word == "speed_dial":
            values |= {OVERFLOW_ITEM: str(codes["speed_dial"]), BIN_ITEM: str(value)}
        else:
            number = context.allocation.number(RingGroup(tuple(value)))
            values |= {OVERFLOW_ITEM: str(codes["ring_group"]), RING_ITEM: str(number or 0)}
        return values

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
        return written + [((item, (index,)), view.rows.factory(item, index)) for item in SETTING_ITEMS]


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
