"""The rows that shall be there, worked out from who shall be there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

from ...model.fields import Object
from ...model.findings import ValueProblem
from .context import Context
from .directory import Directory, View
from .factory import CLASS_ITEM, MODES, PROGRAMMING_EXTENSION, STATION_BOXES
from .hunt_groups import (
    CYCLE_CODES,
    CYCLE_ITEM,
    MEMBER_ITEM,
    NO_GROUP,
    PILOT_ITEM,
    PRIORITY_ITEM,
    SETTING_ITEMS,
    HuntGroupTarget,
)
from .hunt_groups import NAME_ITEM as GROUP_NAME_ITEM
from .mailboxes import MESSAGES_ITEM as BOX_MESSAGES_ITEM
from .mailboxes import NO_BOX, RECORDINGS_FROM
from .mailboxes import NUMBER_ITEM as BOX_NUMBER_ITEM
from .mailboxes import TYPE_ITEM as BOX_TYPE_ITEM
from .membership import HUNT
from .programs import ITEMS
from .queues import Queues
from .references import references_to, renumbered
from .ring_groups import RingGroup, rows_of_ring_group
from .rows import RowKey, Rows
from .schedules import EXTENSION_ITEM, TRUNK_ITEM, Schedule, ScheduleTarget, factory_rows_of_group, rows_of_night_group
from .shared_night_groups import combined, night_group_of, slots_of
from .slot_kind import Resolution, SlotKind, Written
from .user_fields import USER_FIELDS
from .users import NAME_ITEM, User, UserTarget


@dataclass
class Movement:
    """What becomes of the numbers of users: who is new, who gets another number or port, which numbers are emptied."""

    created: list[User] = field(default_factory=list)
    moved: list[tuple[User, User]] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    freed: list[RowKey] = field(default_factory=list)


def movement_of_users(current: Mapping[str, User], target: UserTarget) -> Movement:
    """Compare who is there with who shall be there."""
    movement = Movement()
    for number, user in sorted(target.users.items(), key=lambda pair: (len(pair[0]), pair[0])):
        origin = current.get(target.origins.get(number, ""))
        if origin is None:
            movement.created.append(user)
        else:
            movement.renamed[origin.extension] = number
            if (origin.extension, origin.port) != (number, user.port):
                movement.moved.append((origin, user))
    return movement


class TargetRows:
    """Builds the after-state of the rows, kind by kind, on a copy of the present ones."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.now = context.snapshot.rows
        self.rows: Rows = self.now.copy()
        self.followed: dict[str, list[RowKey]] = {}
        """The rows outside that follow a renumbering, by the new number."""
        self.switched_off: dict[str, int] = {}
        """The station mailboxes that go with their users, by the number."""

    def move_users(self, target: UserTarget, movement: Movement) -> None:
        """Numbers on ports, and everything that is keyed by or refers to a number that changes."""
        carried = {
            old: self._carried(old, new, movement.renamed)
            for old, new in movement.renamed.items()
            if any(old == before.extension for before, _after in movement.moved)
        }
        outside = self._references_outside(movement, carried)
        leaving = [user.extension for user in target.gone] + [before.extension for before, _after in movement.moved]
        arriving = [user.extension for user in movement.created] + [
            after.extension for _before, after in movement.moved
        ]
        for number in dict.fromkeys([*leaving, *arriving]):
            for key in self.rows.keyed_by(number):
                self.rows.set(key, self.rows.factory(key[0], *key[1]))
        for user in target.gone:
            self.rows.set(self.rows.place(user.port), "")
        for before, _after in movement.moved:
            self.rows.set(self.rows.place(before.port), "")
        for key in movement.freed:
            self.rows.set(key, "")
        arrivals = [*movement.created, *(after for _before, after in movement.moved)]
        for user in arrivals:
            self.rows.set(self.rows.place(user.port), "")
        for user in arrivals:
            self.rows.set(self.rows.place(user.port), user.extension)
        for rows in carried.values():
            for key, value in rows.items():
                self.rows.set(key, value)
        self._follow(outside, movement.renamed)
        self._switch_boxes_off(target.gone)
        for user in target.users.values():
            self.rows.set((NAME_ITEM, (user.extension,)), user.display_name)
            self._set_fields(user)

    def _follow(self, outside: Mapping[str, list[RowKey]], renamed: Mapping[str, str]) -> None:
        """The rows outside with the new numbers of those they refer to; two who swap do so in them too."""
        written = [
            (key, renumbered(key[0], self.rows.get(key[0], *key[1]), renamed))
            for keys in outside.values()
            for key in keys
        ]
        followed = set(self.set_rows(written))
        for number, keys in outside.items():
            self.followed[renamed[number]] = [*self._boxes_in_the_way(keys, followed), *keys]

    def _switch_boxes_off(self, gone: Iterable[User]) -> None:
        """Mailboxes that the factory gave and nobody made anything of go with their users, where none are managed."""
        if self.context.manages("mailboxes"):
            return
        known = set(self.context.slots.get("mailboxes", {}).values())
        numbers = {user.extension for user in gone}
        for index, number in list(self.rows.of_item(BOX_NUMBER_ITEM)):
            box = int(index[0])
            used = (
                any(self.rows.programmed(item, *index) for item in (BOX_TYPE_ITEM, BOX_MESSAGES_ITEM))
                or box in known
                or self.context.snapshot.kept_messages.get(box)
                or RECORDINGS_FROM + box in self.context.snapshot.messages
            )
            if number in numbers and box <= STATION_BOXES and not used:
                self.set_rows([((BOX_NUMBER_ITEM, index), ""), ((BOX_TYPE_ITEM, index), NO_BOX)])
                self.switched_off[number] = box

    def _boxes_in_the_way(self, keys: list[RowKey], followed: Container[RowKey]) -> list[RowKey]:
        """The factory's mailboxes with a number that somebody's own mailbox gets; they are switched off."""
        changed: list[RowKey] = []
        for item, index in keys:
            if item != BOX_NUMBER_ITEM:
                continue
            number = self.rows.get(item, *index)
            for box in range(1, STATION_BOXES + 1):
                other = (item, (str(box),))
                if other != (item, index) and self.rows.get(item, str(box)) == number and other not in followed:
                    self.rows.set(other, "")
                    self.rows.set((BOX_TYPE_ITEM, (str(box),)), NO_BOX)
                    changed += [other, (BOX_TYPE_ITEM, (str(box),))]
        return changed

    def _set_fields(self, user: User) -> None:
        """What the wish decides of a user; the rest is as it was, under his new number should he get one."""
        for definition in USER_FIELDS:
            if definition.name in user.given:
                for key, value in definition.rows(self.rows, user.extension, user.fields.get(definition.name)):
                    self.rows.set(key, value)

    def set_slot_kind(
        self, slot_kind: SlotKind, before: Mapping[int, Object], resolution: Resolution, directory: Directory
    ) -> dict[int, list[RowKey]]:
        """The rows of a kind in slots. Returns those of each object that changes, in the order of writing."""
        view = View(self.rows, directory)
        order: dict[int, list[RowKey]] = {}
        for slot, entry in sorted(resolution.gone.items()):
            order[slot] = self.set_rows(slot_kind.cleared(self.context, view, slot, entry))
        for slot, entry in sorted(resolution.objects.items()):
            unchanged = before.get(slot) == entry and slot not in resolution.created
            decided = self.context.manages(slot_kind.kind.name) or slot in resolution.joined
            if decided and not (unchanged and slot in slot_kind.strange):
                order[slot] = self.set_rows(slot_kind.rows(self.context, view, slot, entry))
        return order

    def set_rows(self, written: Written) -> list[RowKey]:
        """Put values at rows; returns the rows in their order."""
        for key, value in written:
            self.rows.set(key, value)
        return [key for key, _value in written]

    def set_ring_groups(self, directory: Directory, queues: Queues, unneeded: set[int]) -> dict[int, list[RowKey]]:
        """The ring groups that this plan needs, and those that nobody needs any more."""
        view = View(self.rows, directory)
        order: dict[int, list[RowKey]] = {}
        for number, group in sorted(self.context.allocation.needed.items()):
            name = directory.name("queues", group.queue) if group.queue else None
            periods = queues.periods_of(name) if name else []
            order[number] = self.set_rows(rows_of_ring_group(view, number, group, periods))
        for number in sorted(unneeded - set(order)):
            order[number] = self.set_rows(rows_of_ring_group(view, number, RingGroup(), []))
        return order

    def _carried(self, old: str, new: str, renamed: Mapping[str, str]) -> dict[RowKey, str]:
        """The rows of a number under its new one, and the factory's where they would not be the same there.

        A priority goes with its group even where it is the port's, a class of service with its person.
        """
        keys = set(self.now.keyed_by(old))
        if PROGRAMMING_EXTENSION in (old, new):
            keys |= {(CLASS_ITEM, (old, str(mode))) for mode in range(1, MODES + 1)}
        keys |= {(f"{item[:5]}-02", index) for item, index in keys if item in (MEMBER_ITEM, "23-02-01")}
        return {
            (item, (new, *index[1:])): renumbered(item, self.now.get(item, *index), renamed) for item, index in keys
        }

    def _references_outside(self, movement: Movement, carried: Mapping[str, object]) -> dict[str, list[RowKey]]:
        """The rows that refer to a renumbered extension and are not carried along themselves, by its old number."""
        changed = {old for old, new in movement.renamed.items() if old != new}
        found = references_to(self.now, changed)
        return {
            number: [key for key in keys if not (ITEMS[key[0]].keyed_by_extension and key[1][0] in carried)]
            for number, keys in sorted(found.items())
        }

    def set_hunt_groups(self, target: HuntGroupTarget, complete: bool) -> None:
        """Pilots, settings and members. ``complete``: whoever is in none of the groups goes back to the first."""
        for group in target.gone:
            for item in (PILOT_ITEM, *SETTING_ITEMS):
                key = (item, (str(group.group),))
                # A pilot of the factory does not come back: somebody may have its number by now.
                self.rows.set(key, "" if item == PILOT_ITEM else self.rows.factory(item, *key[1]))
        for number in target.groups:
            self.rows.set((PILOT_ITEM, (str(number),)), "")
        for number, group in sorted(target.groups.items()):
            self.rows.set((PILOT_ITEM, (str(number),)), group.pilot)
            self.rows.set((GROUP_NAME_ITEM, (str(number),)), group.display_name)
            self.rows.set((CYCLE_ITEM, (str(number),)), CYCLE_CODES[group.distribution])
        wanted = {member: number for number, group in target.groups.items() for member in group.members}
        gone = {group.group for group in target.gone}
        for number, members in HUNT.members_by_group(self.rows).items():
            for member in members:
                if member not in wanted and (complete or number in gone or number in target.groups):
                    self._leave(member)
        for number, group in sorted(target.groups.items()):
            members = tuple(member for member in group.members if self.rows.exists(member))
            chosen = HUNT.priorities(self.rows, members, self.context.profile.limits.department_priority)
            for member in members:
                self.rows.set((MEMBER_ITEM, (member,)), str(number))
                self.rows.set((PRIORITY_ITEM, (member,)), str(chosen[member]))

    def _leave(self, member: str) -> None:
        self.rows.set((MEMBER_ITEM, (member,)), str(NO_GROUP))
        place = self.rows.factory(PRIORITY_ITEM, member)
        self.rows.set((PRIORITY_ITEM, (member,)), place)

    def set_schedules(self, current: Mapping[int, Schedule], target: ScheduleTarget) -> dict[int, list[RowKey]]:
        """Night groups and trunks. Returns the rows of each group in the order in which they must be written."""
        order: dict[int, list[RowKey]] = {}
        trunks = {t: schedule.night_group for schedule in target.schedules.values() for t in schedule.trunks}
        slots = {trunk: slot for slot, schedule in sorted(target.schedules.items()) for trunk in schedule.trunks}
        groups = {night_group_of(slot) for slot in (*current, *target.schedules)}
        by_name = {schedule.name: slot for slot, schedule in target.schedules.items()}

        def carrier(night_group: int) -> int:
            """The slot whose change takes what leaves a night group along: of the schedule that is or was there."""
            there = current.get(night_group)
            return night_group if there is None else by_name.get(there.name, night_group)

        for index, value in list(self.rows.of_item(TRUNK_ITEM)):
            if int(index[0]) not in trunks and int(value) in groups:
                self.rows.set((TRUNK_ITEM, index), str(1))
                order.setdefault(carrier(int(value)), []).append((TRUNK_ITEM, index))
        if self.context.manages("schedules"):
            self._release_followers(target, groups, carrier, order)
        staying = {schedule.night_group for schedule in target.schedules.values()}
        for slot, schedule in sorted(current.items()):
            if schedule.night_group not in staying:  # it goes, or shares another night group now
                keys = factory_rows_of_group(self.now, schedule.night_group)
                order.setdefault(by_name.get(schedule.name, slot), []).extend(
                    self.set_rows([(key, self.rows.factory(key[0], *key[1])) for key in keys])
                )
        for night_group in sorted(staying):
            self._set_night_group(night_group, current, target, order)
        for trunk, number in sorted(trunks.items()):
            key = (TRUNK_ITEM, (str(trunk),))
            self.rows.set(key, str(number))
            order.setdefault(slots[trunk], []).append(key)
        for extension, number in sorted(self._followers(target).items()):
            key = (EXTENSION_ITEM, (extension,))
            self.rows.set(key, str(number))
            order.setdefault(number, []).append(key)
        return order

    def _set_night_group(
        self, night_group: int, current: Mapping[int, Schedule], target: ScheduleTarget, order: dict[int, list[RowKey]]
    ) -> None:
        """The timeline of the schedules that share a night group, unless it holds just that already."""
        limits = self.context.profile.limits
        members = [target.schedules[slot] for slot in slots_of(night_group) if slot in target.schedules]
        before = [current[slot] for slot in slots_of(night_group) if slot in current]
        if members == before and all(member.readable and member.automatic for member in members):
            return
        tables = {member.name: member.timetable for member in members}
        try:
            timeline = combined(tables, self.context.today, limits.patterns, limits.pattern_entries)
        except ValueProblem as problem:
            self.context.refuse(members[0].label, "weekly", str(problem))
            return
        listed = rows_of_night_group(self.now, night_group, timeline, limits.patterns, limits.pattern_entries)
        changed = [member.group for member in members if current.get(member.group) != member]
        self.set_rows(listed)
        place = changed[0] if changed else members[0].group
        order.setdefault(place, []).extend(key for key, _value in listed)

    def _followers(self, target: ScheduleTarget) -> dict[str, int]:
        """The night group of every extension that switches with a schedule; nothing where schedules are not managed."""
        if not self.context.manages("schedules"):
            return {}
        return {
            extension: schedule.night_group
            for schedule in target.schedules.values()
            for extension in schedule.extensions
            if self.rows.exists(extension)
        }

    def _release_followers(
        self,
        target: ScheduleTarget,
        groups: set[int],
        carrier: Callable[[int], int],
        order: dict[int, list[RowKey]],
    ) -> None:
        """Extensions that no schedule names any more go back to the night group where everybody starts."""
        staying = self._followers(target)
        for index, value in list(self.rows.of_item(EXTENSION_ITEM)):
            if index[0] not in staying and int(value) in groups and self.rows.exists(index[0]):
                self.rows.set((EXTENSION_ITEM, index), "1")
                order.setdefault(carrier(int(value)), []).append((EXTENSION_ITEM, index))
