"""From a wish and a snapshot to a draft: who shall be there, which rows that means, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...model.findings import Finding
from ...model.kinds import QUEUES
from ..operation import Draft, Gathered, Operation, PlanRefused, Slots, WholeSites, Wish
from .answering_positions import AnsweringPositions, settle_forwards
from .changes import Change, order_changes
from .context import Context
from .ddi_destinations import positions_as_users
from .directory import View
from .disturbances import disturbing, warning
from .emission import Emission, NoFreeNumber
from .greeting_menus import check_menus
from .greetings import resolve_greetings
from .group_members import check_followers, followed_members, join_pickup_groups, possible_members
from .holdings import Goal, Holdings, decode_holdings
from .hunt_groups import PILOT_ITEM, HuntGroupTarget, resolve_hunt_groups
from .incoming_routes import IncomingRoutes
from .mailboxes import Mailboxes
from .number_space import (
    Pilot,
    Pilots,
    check_new_numbers,
    check_references,
    numbering_of,
    numbers_to_free,
    spare_numbers,
)
from .object_changes import ObjectChanges
from .pickup_groups import PickupGroups
from .profile import Profile
from .queues import PILOT_ITEM as QUEUE_PILOT_ITEM
from .queues import Queues
from .ring_groups import (
    QUEUE_OVERFLOW_ITEMS,
    ROUTE_ITEMS,
    Allocation,
    given_up,
    read_ring_groups,
    referred_ring_groups,
)
from .rows import RowKey, Rows
from .schedules import resolve_schedules
from .slot_kind import Resolution, SlotKind, resolve
from .snapshot import Snapshot
from .system_times import timers_of
from .target import TargetRows, movement_of_users
from .timed_routes import is_timed, not_readable
from .trunk_answering import TableChange
from .user_changes import UserChanges
from .users import resolve_users

ROUTES = "incoming_routes"


@dataclass
class Placed:
    """The rows that objects in slots were put into, in the order of writing."""

    order: dict[str, dict[int, list[RowKey]]] = field(default_factory=dict)
    recordings: dict[str, dict[int, dict[int, str]]] = field(default_factory=dict)
    work: list[RowKey] = field(default_factory=list)
    ring_groups: dict[int, list[RowKey]] = field(default_factory=dict)
    tables: list[RowKey] = field(default_factory=list)
    answer_tables: list[TableChange] = field(default_factory=list)

    def recorded(self) -> dict[int, str]:
        """The checksum that each recording of an object shall have; empty for none."""
        return {
            number: checksum
            for slots in self.recordings.values()
            for recordings in slots.values()
            for number, checksum in recordings.items()
        }


class Planning:
    """One draft: what is there (``now``), what shall be there (``goal``), and how to get there."""

    def __init__(self, context: Context, audio: Mapping[str, str], seconds: Mapping[str, float]) -> None:
        self.context = context
        self.seconds = seconds
        limits = context.profile.limits
        self.queues, self.routes, self.pickup_groups = Queues(), IncomingRoutes(), PickupGroups()
        self.mailboxes = Mailboxes()
        self.slot_kinds: tuple[SlotKind, ...] = (
            self.pickup_groups,
            self.queues,
            self.mailboxes,
            AnsweringPositions(),
            self.routes,
        )
        context.ring_groups = read_ring_groups(context.snapshot.rows, limits.ring_groups)
        referred = referred_ring_groups(context.snapshot.rows, limits.ring_groups)
        context.allocation = Allocation(context.ring_groups, limits.ring_groups, referred)
        self.now: Holdings = decode_holdings(context, self.slot_kinds)
        self._mark_strange()
        self.goal: Goal = self._resolve(audio)

    def _resolve(self, audio: Mapping[str, str]) -> Goal:
        """Decide who and what shall be there; reasons against it are noted in the context."""
        context, now = self.context, self.now
        users = resolve_users(context, now.users)
        movement = movement_of_users(now.users, users)
        context.people = set(users.users)
        here = View(context.snapshot.rows, now.directory(context, set(context.snapshot.rows.order)))
        self.mailboxes.join_moved(context, here, now.slot_objects["mailboxes"], movement.renamed)
        followed, possible = followed_members(context, users, movement), possible_members(context, users, movement)
        groups = resolve_hunt_groups(context, now.groups, followed, possible)
        greetings = resolve_greetings(context, now.greetings, audio)
        leaving = {user.extension for user in users.gone}
        schedules = resolve_schedules(context, now.schedules, movement.renamed, leaving)
        check_followers(context, schedules, possible)
        context.greeting_checksums = {greeting.name: greeting.checksum for greeting in greetings.greetings.values()}
        resolutions = {
            slot_kind.kind.name: resolve(
                context, slot_kind, now.slot_objects[slot_kind.kind.name], movement.renamed, leaving
            )
            for slot_kind in self.slot_kinds
        }
        join_pickup_groups(context, resolutions["pickup_groups"])
        if context.manages("schedules") and not context.manages(ROUTES):
            resolutions[ROUTES].joined.update(slot for slot, r in resolutions[ROUTES].objects.items() if is_timed(r))
        goal = Goal(users, movement, groups, greetings, schedules, resolutions)
        pilots = self._pilots(groups, resolutions["queues"])
        check_new_numbers(context, users, movement, pilots)
        movement.freed = numbers_to_free(context, now.users, users, movement, pilots)
        self.directory = goal.holdings.directory(context, possible)
        if context.wish.state != "deleted":
            settle_forwards(context, self.directory, resolutions["answering_positions"].objects, users.users)
        self._check_slot_kinds(resolutions)
        return goal

    def _pilots(self, groups: HuntGroupTarget, queues: Resolution) -> Pilots:
        """The pilot numbers of hunt groups and queues."""
        wanted = [
            Pilot((PILOT_ITEM, (str(slot),)), group.pilot, group.label)
            for slot, group in groups.groups.items()
            if group.pilot
        ]
        wanted += [
            Pilot((QUEUE_PILOT_ITEM, (str(slot),)), queue["pilot"], QUEUES.label(queue))
            for slot, queue in queues.objects.items()
            if queue.get("pilot")
        ]
        decided = [(PILOT_ITEM, (str(group.group),)) for group in groups.gone]
        decided += [(PILOT_ITEM, (str(slot),)) for slot in groups.groups]
        decided += [(QUEUE_PILOT_ITEM, (str(slot),)) for slot in (*queues.gone, *queues.objects)]
        return Pilots(tuple(wanted), frozenset(decided))

    def _check_slot_kinds(self, resolutions: Mapping[str, Resolution]) -> None:
        """What objects refer to must be there; then the ring groups that they lead through are asked for."""
        context, directory = self.context, self.directory
        for route in resolutions[ROUTES].objects.values() if context.manages(ROUTES) else ():
            for part in {"open", "closed"} & set(route):
                route[part] = positions_as_users(route[part], directory)
        for slot_kind in self.slot_kinds:
            for slot, entry in sorted(resolutions[slot_kind.kind.name].objects.items()):
                if context.manages(slot_kind.kind.name):
                    slot_kind.check(context, directory, slot, entry)
        if context.findings:
            return
        if context.manages("incoming_routes"):
            self.routes.check_together(context, directory)
            before = self.now.directory(context, set(context.snapshot.rows.order))
            routes = resolutions[ROUTES].objects
            check_menus(context, before, directory, self.now.slot_objects[ROUTES], routes)
        if context.manages("mailboxes"):
            self.mailboxes.check_together(context, self.now.slot_objects["mailboxes"], directory)
        for asking in (self.queues, self.routes):
            for _slot, entry in sorted(resolutions[asking.kind.name].objects.items()):
                asking.ring_groups_needed(context, directory, entry)
        self.queues.prepare(context, directory, self.now.slot_objects["queues"])

    def _mark_strange(self) -> None:
        """Find what a site file cannot say whole. Looking is no asking: neither ring groups nor findings come of it."""
        context, limits = self.context, self.context.profile.limits
        allocation, findings = context.allocation, list(context.findings)
        context.allocation = Allocation(context.ring_groups, limits.ring_groups, set())
        view = View(context.snapshot.rows, self.now.directory(context, set(context.snapshot.rows.order)))
        for slot_kind in self.slot_kinds:
            slot_kind.mark_strange(context, view, self.now.slot_objects[slot_kind.kind.name])
        context.allocation, context.findings = allocation, findings

    def draft(self, contents: Mapping[str, bytes]) -> Draft:
        """The draft, or :class:`PlanRefused` with every reason."""
        self._refuse_if_needed()
        context, goal = self.context, self.goal
        target_rows, schedule_rows, placed = self._place()
        check_references(context, goal.users, target_rows.rows)
        self._refuse_if_needed()
        target = context.snapshot.copy()
        target.rows = target_rows.rows
        target.messages = self._messages_then(placed.recorded())
        context.warnings += self.routes.ddi.timed.activations(
            context.snapshot.rows, target.rows, context, self.directory
        )
        changes = ObjectChanges(context, self.now, goal)
        operations, reached = self._emit(
            [
                *changes.greetings(target.messages, self.seconds),
                *UserChanges(context, self.now, goal).changes(target_rows),
                *changes.hunt_groups(target_rows),
                *changes.schedules(schedule_rows),
                *self._slot_changes(changes, placed),
            ],
            target,
        )
        left = reached.rows.differences(target.rows)
        if left or reached.messages != target.messages:
            raise RuntimeError(f"planning for {context.exchange} left rows out, which is a bug: {left[:5]}")
        disturbances = disturbing(operations)
        if disturbances:
            context.warnings.append(warning(disturbances))
        return Draft(
            operations=operations,
            before=self.now.site(context, with_port=True),
            after=goal.holdings.site(context, with_port=True),
            slots=self._slots(),
            expected=reached,
            warnings=tuple(dict.fromkeys(context.warnings)),
            contents=contents,
            disturbing=disturbances,
            whole=self.whole,
        )

    def whole(self) -> WholeSites:
        """Everything before and after, and what the exchange says of itself."""
        rows = self.context.snapshot.rows
        return WholeSites(
            self.now.site(self.context, with_port=False, everything=True),
            self.goal.holdings.site(self.context, with_port=False, everything=True),
            timers_of(rows),
            numbering_of(rows),
        )

    def target_rows(self) -> Rows:
        """The rows that the exchange shall hold; raises :class:`PlanRefused` with every reason against it."""
        self._refuse_if_needed()
        rows = self._place()[0].rows
        self._refuse_if_needed()
        return rows

    def _place(self) -> tuple[TargetRows, dict[int, list[RowKey]], Placed]:
        """Work the target's rows out, kind by kind: what is referred to comes first."""
        target_rows = TargetRows(self.context)
        target_rows.move_users(self.goal.users, self.goal.movement)
        target_rows.set_hunt_groups(self.goal.groups, complete=self._groups_complete())
        schedule_rows = target_rows.set_schedules(self.now.schedules, self.goal.schedules)
        return target_rows, schedule_rows, self._place_slot_kinds(target_rows)

    def _place_slot_kinds(self, target_rows: TargetRows) -> Placed:
        """Put the objects in slots into the target's rows, what is referred to first."""
        context, goal = self.context, self.goal
        placed = Placed()
        view = View(target_rows.rows, self.directory)
        if context.manages("queues"):
            placed.work = target_rows.set_rows(self.queues.work_rows(target_rows.rows))
        for slot_kind in self.slot_kinds:
            kind = slot_kind.kind.name
            if slot_kind is self.routes:
                most = context.profile.limits.ring_groups
                unneeded = given_up(context.ring_groups, context.snapshot.rows, most, self._decided_references())
                placed.ring_groups = target_rows.set_ring_groups(self.directory, self.queues, unneeded)
                now = self.now.directory(context, set(context.snapshot.rows.order))
                self.routes.follow_schedules(self.now.slot_objects[kind], now, self.directory)
                if context.manages(kind):
                    held = self.now.slot_objects[kind]
                    placed.tables = target_rows.set_rows(self.routes.ddi.plan_tables(context, view, held))
                    placed.tables += target_rows.set_rows(self.routes.ddi.type_rows(context, view))
                    placed.tables += target_rows.set_rows(self.routes.ddi.left_over_rows(context, view))
            placed.order[kind] = target_rows.set_slot_kind(
                slot_kind, self.now.slot_objects[kind], goal.resolutions[kind], self.directory
            )
            if slot_kind is self.mailboxes and context.manages(kind):
                placed.answer_tables = self.mailboxes.answering.changes(context, target_rows.rows)
                for change in placed.answer_tables:
                    target_rows.set_rows(change.written)
            placed.recordings[kind] = {
                slot: slot_kind.recordings(context, view, slot, goal.resolutions[kind].objects.get(slot))
                for slot in placed.order[kind]
            }
        return placed

    def _decided_references(self) -> set[RowKey]:
        """The rows of managed queues and routes that can refer to a ring group; strange ones are nobody's to empty."""
        decided: set[RowKey] = set()
        if self.context.manages("queues"):
            slots = set(self.now.slot_objects["queues"]) - self.queues.strange
            decided |= {(item, (str(slot),)) for item in QUEUE_OVERFLOW_ITEMS for slot in slots}
        if self.context.manages("incoming_routes"):
            decided |= {(item, (str(entry),)) for item in ROUTE_ITEMS for entry in self.routes.ddi.read}
            decided |= self.routes.references_read(self.context)
        return decided

    def _slot_changes(self, changes: ObjectChanges, placed: Placed) -> list[Change]:
        found: list[Change] = [*changes.work_hours(self.queues, placed.work), *changes.ring_groups(placed.ring_groups)]
        for slot_kind in self.slot_kinds:
            kind = slot_kind.kind.name
            found += changes.slot_kind(slot_kind, placed.order[kind], placed.recordings[kind])
        found += changes.answer_tables(self.mailboxes, placed.answer_tables)
        return [*found, *changes.tables(placed.tables)]

    def gathered(self) -> Gathered:
        """What is there, and the slots of every name."""
        everything = not self.context.wish.site.objects
        shown_routes = self.context.manages(ROUTES)
        unreadable = [schedule for schedule in self.now.schedules.values() if not schedule.readable]
        return Gathered(
            self.now.site(self.context, with_port=False, everything=everything),
            self.now.slots(),
            tuple(
                f"{schedule.label} (night group {schedule.night_group}) holds what opening hours cannot say, other "
                "modes or gaps; such days are shown as closed"
                for schedule in unreadable
                if everything or self.context.manages("schedules")
            )
            + tuple(not_readable(self.now.slot_objects[ROUTES].values() if everything or shown_routes else ())),
        )

    def _messages_then(self, recorded: Mapping[int, str]) -> dict[int, str]:
        """The checksum of each message: where it holds what is wished, the one that the exchange itself gives."""
        kept = self.context.snapshot.messages
        wanted = {number: greeting.checksum for number, greeting in self.goal.greetings.greetings.items()}
        most = self.context.profile.limits.messages
        wanted |= {number: self.context.sent_as(number) for number in kept if number > most}
        wanted |= recorded
        return {
            number: kept[number] if number in kept and self.context.sent_as(number) == checksum else checksum
            for number, checksum in wanted.items()
            if checksum
        }

    def _groups_complete(self) -> bool:
        return self.context.manages("hunt_groups") and self.context.wish.state == "overridden"

    def _refuse_if_needed(self) -> None:
        if self.context.findings:
            raise PlanRefused(sorted(set(self.context.findings)))

    def _emit(self, changes: list[Change], target: Snapshot) -> tuple[tuple[Operation, ...], Snapshot]:
        now = self.context.snapshot.copy()
        own = {slot_kind.kind.name for slot_kind in self.slot_kinds}
        later = frozenset(
            key for change in changes if change.action == "members" or change.kind in own for key in change.rows
        )
        emission = Emission(now, target, spare_numbers(self.context, target.rows), later)
        operations: list[Operation] = []
        try:
            for group in order_changes(changes, self.context.snapshot.rows):
                operation = emission.operation(group)
                if operation is not None:
                    operations.append(operation)
        except NoFreeNumber as error:
            raise PlanRefused([Finding(self.context.exchange, "users", "extension", str(error))]) from error
        return tuple(operations), now

    def _slots(self) -> Slots:
        """The slots to store: in managed kinds those of everything that is there afterwards, else the known ones."""
        known, then = self.context.slots, self.goal.holdings.slots()
        routes = {str(route["number"]): self.routes.stored_slot(route) for route in self.directory.of(ROUTES).values()}
        then[ROUTES] = {number: entry for number, entry in routes.items() if entry} or then[ROUTES]
        return {
            kind: dict(sorted(table.items())) if self.context.manages(kind) else dict(known.get(kind, {}))
            for kind, table in then.items()
            if self.context.manages(kind) or known.get(kind)
        }


def start_context(exchange: str, profile: Profile, snapshot: Snapshot, wish: Wish) -> Context:
    """The context of one planning, with slots of its own to change."""
    return Context(exchange, profile, snapshot, wish, {kind: dict(table) for kind, table in wish.slots.items()})
