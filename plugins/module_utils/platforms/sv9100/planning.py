"""From a wish and a snapshot to a draft: who shall be there, which rows that means, in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ...model.findings import Finding
from ..operation import Draft, Gathered, Operation, PlanRefused, Slots, Wish
from . import sentences
from .changes import Change, order_changes
from .context import Context
from .emission import Emission, NoFreeNumber
from .greetings import Greeting, GreetingTarget, decode_greetings, resolve_greetings
from .hunt_groups import (
    MEMBER_ITEM,
    PILOT_ITEM,
    PRIORITY_ITEM,
    SETTING_ITEMS,
    HuntGroup,
    HuntGroupTarget,
    decode_hunt_groups,
    members_by_group,
    resolve_hunt_groups,
)
from .number_space import check_new_numbers, check_references, numbers_to_free, spare_numbers
from .profile import Profile
from .programs import ITEMS
from .rows import PORT_ITEM, RowKey
from .schedules import Schedule, ScheduleTarget, decode_schedules, resolve_schedules
from .snapshot import Snapshot
from .target import Movement, TargetRows, movement_of_users
from .users import NAME_ITEM, User, UserTarget, decode_users, resolve_users

RECORD, GROUPS_GO, USERS_GO, USERS, GROUPS, MEMBERS, SCHEDULES, MESSAGES_GO = range(8)
"""The stages of a plan: what is referred to comes before what refers to it, and goes after it."""


class Planning:
    """One draft. The attributes hold what is there (``…_now``) and what shall be there (``…_then``)."""

    def __init__(self, context: Context, audio: Mapping[str, str], seconds: Mapping[str, float]) -> None:
        self.context = context
        self.seconds = seconds
        self.users_now = decode_users(context)
        self.groups_now = decode_hunt_groups(context)
        self.greetings_now = decode_greetings(context)
        self.schedules_now = decode_schedules(context)
        self.users_then: UserTarget = resolve_users(context, self.users_now)
        self.movement: Movement = movement_of_users(self.users_now, self.users_then)
        self.groups_then: HuntGroupTarget = resolve_hunt_groups(
            context, self.groups_now, self._followed_members(), self._possible_members()
        )
        self.greetings_then: GreetingTarget = resolve_greetings(context, self.greetings_now, audio)
        self.schedules_then: ScheduleTarget = resolve_schedules(context, self.schedules_now)
        check_new_numbers(context, self.users_then, self.movement, self.groups_then)
        self.movement.freed = numbers_to_free(context, self.users_now, self.users_then, self.movement, self.groups_then)

    def _followed_members(self) -> dict[str, str]:
        """The new number of every extension that can be in a group now and stays."""
        rows = self.context.snapshot.rows
        gone = {user.extension for user in self.users_then.gone}
        staying = {
            member: member for members in members_by_group(rows).values() for member in members if member not in gone
        }
        return {**staying, **self.movement.renamed}

    def _possible_members(self) -> set[str]:
        """Who may be in a group: where users are managed as a whole, only they; else every extension that exists."""
        if self.context.manages("users") and self.context.wish.state == "overridden":
            return set(self.users_then.users)
        gone = {user.extension for user in self.users_then.gone} | set(self.movement.renamed)
        return (set(self.context.snapshot.rows.order) - gone) | set(self.users_then.users)

    def draft(self, contents: Mapping[str, bytes]) -> Draft:
        """The draft, or :class:`PlanRefused` with every reason."""
        self._refuse_if_needed()
        builder = TargetRows(self.context)
        builder.move_users(self.users_then, self.movement)
        builder.set_hunt_groups(self.groups_then, complete=self._groups_complete())
        schedule_rows = builder.set_schedules(self.schedules_now, self.schedules_then)
        check_references(self.context, self.users_then, self.groups_then, builder.rows)
        self._refuse_if_needed()
        target = self.context.snapshot.copy()
        target.rows = builder.rows
        target.messages = self._messages_then()
        changes = [
            *self._greeting_changes(),
            *self._user_changes(builder),
            *self._group_changes(builder),
            *self._schedule_changes(schedule_rows),
        ]
        operations, reached = self._emit(changes, target)
        left = reached.rows.differences(target.rows)
        if left or reached.messages != target.messages:
            raise RuntimeError(f"planning for {self.context.exchange} left rows out, which is a bug: {left[:5]}")
        return Draft(
            operations=operations,
            before=self._site(self.users_now, self.groups_now, self.greetings_now, self.schedules_now),
            after=self._site(
                self.users_then.users,
                self.groups_then.groups,
                self.greetings_then.greetings,
                self.schedules_then.schedules,
            ),
            slots=self._slots(),
            expected=reached,
            warnings=tuple(dict.fromkeys(self.context.warnings)),
            contents=contents,
        )

    def _messages_then(self) -> dict[int, str]:
        """The checksum of each message: where it holds what is wished, the one that the exchange itself gives."""
        kept = self.context.snapshot.messages
        return {
            number: kept[number]
            if number in kept and self.context.sent_as(number) == greeting.checksum
            else greeting.checksum
            for number, greeting in self.greetings_then.greetings.items()
        }

    def _groups_complete(self) -> bool:
        return self.context.manages("hunt_groups") and self.context.wish.state == "overridden"

    def _refuse_if_needed(self) -> None:
        if self.context.findings:
            raise PlanRefused(sorted(set(self.context.findings)))

    def _emit(self, changes: list[Change], target: Snapshot) -> tuple[tuple[Operation, ...], Snapshot]:
        now = self.context.snapshot.copy()
        later = frozenset(key for change in changes if change.action == "members" for key in change.rows)
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

    def _user_changes(self, builder: TargetRows) -> list[Change]:
        changes = [self._user_gone(user) for user in self.users_then.gone]
        moved_numbers = {after.extension for _before, after in self.movement.moved}
        for user in self.movement.created:
            changes.append(
                Change(
                    "users",
                    user.extension,
                    "add",
                    sentences.user_added(user),
                    USERS,
                    user.extension,
                    numbers={_port(user.port): user.extension},
                    clears=self._displaced(user.port),
                    fills=[user.extension],
                )
            )
        for before, after in self.movement.moved:
            followed = builder.followed.get(after.extension, []) if before.extension != after.extension else []
            numbers = {_port(before.port): "", _port(after.port): after.extension}
            changes.append(
                Change(
                    "users",
                    after.extension,
                    "renumber" if before.extension != after.extension else "move",
                    sentences.user_moved(before, after, len(followed)),
                    USERS,
                    after.extension,
                    numbers=numbers,
                    clears=[before.extension, *self._displaced(after.port)],
                    fills=[after.extension],
                    rows=followed,
                )
            )
        for number, user in self.users_then.users.items():
            origin = self.users_now.get(self.users_then.origins.get(number, ""))
            if origin is not None and number not in moved_numbers and origin.display_name != user.display_name:
                changes.append(
                    Change(
                        "users",
                        number,
                        "change",
                        sentences.user_changed(origin, user),
                        USERS,
                        number,
                        rows=[(NAME_ITEM, (number,))],
                    )
                )
        for item, index in self.movement.freed:
            number = self.context.snapshot.rows.get(item, *index)
            changes.append(
                Change(
                    "numbers",
                    number,
                    "free",
                    f"free the factory's number {number} on the unused {ITEMS[item].index[0]} {index[0]}",
                    USERS_GO,
                    number,
                    numbers={(item, index): ""},
                )
            )
        return changes

    def _user_gone(self, user: User) -> Change:
        return Change(
            "users",
            user.extension,
            "delete",
            sentences.user_deleted(user),
            USERS_GO,
            user.extension,
            numbers={_port(user.port): ""},
            clears=[user.extension],
        )

    def _displaced(self, port: int) -> list[str]:
        """Nothing of a factory number that is replaced on its port may be left behind."""
        number = self.context.snapshot.rows.get(PORT_ITEM, str(port))
        return [number] if number and number not in self.users_now else []

    def _group_changes(self, builder: TargetRows) -> list[Change]:
        changes = [self._group_gone(group) for group in self.groups_then.gone]
        members_now = members_by_group(self.context.snapshot.rows)
        for number, group in sorted(self.groups_then.groups.items()):
            before = self.groups_now.get(number)
            created = before is None or number in self.groups_then.created
            changes.append(
                Change(
                    "hunt_groups",
                    group.name,
                    "add" if created else "change",
                    sentences.group_added(group) if before is None else sentences.group_changed(before, group),
                    GROUPS,
                    f"{number:05d}",
                    numbers={(PILOT_ITEM, (str(number),)): group.pilot},
                    rows=_rows(SETTING_ITEMS, str(number)),
                )
            )
            was = members_now.get(number, ())
            leaving = [member for member in was if member not in group.members and builder.rows.exists(member)]
            rows = [key for member in (*leaving, *group.members) for key in _rows((MEMBER_ITEM, PRIORITY_ITEM), member)]
            followed = tuple(self.movement.renamed.get(member, member) for member in was)
            if followed == group.members:
                rows = [key for key in rows if key[1][0] not in self.movement.renamed.values()]
            changes.append(
                Change(
                    "hunt_groups",
                    group.name,
                    "members",
                    sentences.group_members(followed, group),
                    MEMBERS,
                    f"{number:05d}",
                    rows=rows,
                )
            )
        return changes

    def _group_gone(self, group: HuntGroup) -> Change:
        gone = {user.extension for user in self.users_then.gone} | {b.extension for b, _a in self.movement.moved}
        staying = [member for member in group.members if member not in gone]
        rows = [key for member in staying for key in _rows((MEMBER_ITEM, PRIORITY_ITEM), member)]
        rows += _rows(SETTING_ITEMS, str(group.group))
        return Change(
            "hunt_groups",
            group.name,
            "delete",
            sentences.group_deleted(group),
            GROUPS_GO,
            f"{group.group:05d}",
            numbers={(PILOT_ITEM, (str(group.group),)): ""},
            rows=rows,
        )

    def _greeting_changes(self) -> list[Change]:
        changes = [
            Change(
                "greetings",
                greeting.name,
                "delete",
                sentences.greeting_deleted(greeting),
                MESSAGES_GO,
                f"{greeting.message:05d}",
                messages={greeting.message: ""},
            )
            for greeting in self.greetings_then.gone
        ]
        for message, greeting in sorted(self.greetings_then.greetings.items()):
            replaces = message in self.greetings_now
            sentence = sentences.greeting_recorded(greeting, replaces, self.seconds.get(greeting.audio))
            changes.append(
                Change(
                    "greetings",
                    greeting.name,
                    "replace" if replaces else "record",
                    sentence,
                    RECORD,
                    f"{message:05d}",
                    messages={message: self._messages_then()[message]},
                )
            )
        return changes

    def _schedule_changes(self, order: Mapping[int, list[RowKey]]) -> list[Change]:
        changes: list[Change] = []
        for schedule in self.schedules_then.gone:
            changes.append(
                Change(
                    "schedules",
                    schedule.name,
                    "delete",
                    sentences.schedule_deleted(schedule),
                    SCHEDULES,
                    f"0{schedule.group:05d}",
                    rows=order.get(schedule.group, []),
                )
            )
        for number, schedule in sorted(self.schedules_then.schedules.items()):
            before = self.schedules_now.get(number)
            sentence = (
                sentences.schedule_added(schedule) if before is None else sentences.schedule_changed(before, schedule)
            )
            changes.append(
                Change(
                    "schedules",
                    schedule.name,
                    "add" if before is None else "change",
                    sentence,
                    SCHEDULES,
                    f"1{number:05d}",
                    rows=order.get(number, []),
                )
            )
            self._warn_about_today(before, schedule)
        return changes

    def _warn_about_today(self, before: Schedule | None, after: Schedule) -> None:
        """Whether an exchange switches at once when today's hours change is not known, so it is not promised."""
        if before is None or not before.trunks:
            return
        today = self.context.today
        key, weekday = f"{today:%m%d}", tuple(after.timetable.weekly)[today.weekday()]
        hours = [schedule.timetable.dates.get(key, schedule.timetable.weekly[weekday]) for schedule in (before, after)]
        if hours[0] != hours[1]:
            self.context.warnings.append(
                f"{after.label}: today's hours change; the exchange may not switch before the next time in its pattern"
            )

    def _site(
        self,
        users: Mapping[str, User],
        groups: Mapping[int, HuntGroup],
        greetings: Mapping[int, Greeting],
        schedules: Mapping[int, Schedule],
        *,
        with_port: bool = True,
        everything: bool = False,
    ) -> dict[str, list[dict[str, Any]]]:
        """The kinds that the wish manages (or all), as site files would have them."""
        site = {
            "users": [
                user.write(with_port=with_port) for _n, user in sorted(users.items(), key=lambda p: (len(p[0]), p[0]))
            ],
            "hunt_groups": [group.write() for _number, group in sorted(groups.items())],
            "greetings": [greeting.write() for _number, greeting in sorted(greetings.items())],
            "schedules": [schedule.write(self.context) for _number, schedule in sorted(schedules.items())],
        }
        shown = set(site) if everything else {kind for kind in site if self.context.manages(kind)}
        if any("hunt_group" in entry for entry in self.context.wished("users")):
            shown.add("hunt_groups")
        return {kind: entries for kind, entries in site.items() if kind in shown}

    def gathered(self) -> Gathered:
        """What is there, and the slots of every name."""
        context = self.context
        slots = _slot_tables(self.users_now, self.groups_now, self.greetings_now, self.schedules_now)
        return Gathered(
            self._site(
                self.users_now,
                self.groups_now,
                self.greetings_now,
                self.schedules_now,
                with_port=False,
                everything=not context.wish.site.objects,
            ),
            slots,
        )

    def _slots(self) -> Slots:
        """The slots to store: in the managed kinds those of everything there afterwards, otherwise the known ones."""
        then = _slot_tables(
            self.users_then.users, self.groups_then.groups, self.greetings_then.greetings, self.schedules_then.schedules
        )
        return {
            kind: dict(sorted(then[kind].items()))
            if self.context.manages(kind)
            else dict(self.context.slots.get(kind, {}))
            for kind in then
            if self.context.manages(kind) or self.context.slots.get(kind)
        }


def _slot_tables(
    users: Mapping[str, User],
    groups: Mapping[int, HuntGroup],
    greetings: Mapping[int, Greeting],
    schedules: Mapping[int, Schedule],
) -> dict[str, dict[str, int]]:
    """Name to slot for each kind. A name that two users share says nothing about either, so it is left out."""
    shared = Counter(user.name for user in users.values())
    return {
        "users": {user.name: user.port for user in users.values() if shared[user.name] == 1},
        "hunt_groups": {group.name: number for number, group in groups.items()},
        "greetings": {greeting.name: number for number, greeting in greetings.items()},
        "schedules": {schedule.name: number for number, schedule in schedules.items()},
    }


def _rows(items: tuple[str, ...], *index: str) -> list[RowKey]:
    return [(item, index) for item in items]


def _port(port: int) -> RowKey:
    return (PORT_ITEM, (str(port),))


def start_context(exchange: str, profile: Profile, snapshot: Snapshot, wish: Wish) -> Context:
    """The context of one planning, with slots of its own to change."""
    return Context(exchange, profile, snapshot, wish, {kind: dict(table) for kind, table in wish.slots.items()})
