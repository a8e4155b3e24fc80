"""From a wish and a snapshot to a draft: who shall be there, which rows that means, in which order."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.findings import Finding
from ..operation import Draft, Gathered, Operation, PlanRefused, Slots, Wish
from .changes import Change, order_changes
from .context import Context
from .emission import Emission, NoFreeNumber
from .greetings import resolve_greetings
from .holdings import Goal, Holdings, decode_holdings
from .hunt_groups import members_by_group, resolve_hunt_groups
from .number_space import check_new_numbers, check_references, numbers_to_free, spare_numbers
from .object_changes import ObjectChanges
from .profile import Profile
from .schedules import resolve_schedules
from .snapshot import Snapshot
from .target import Movement, TargetRows, movement_of_users
from .users import UserTarget, resolve_users


class Planning:
    """One draft: what is there (``now``), what shall be there (``goal``), and how to get there."""

    def __init__(self, context: Context, audio: Mapping[str, str], seconds: Mapping[str, float]) -> None:
        self.context = context
        self.seconds = seconds
        self.now: Holdings = decode_holdings(context)
        self.goal: Goal = self._resolve(audio)

    def _resolve(self, audio: Mapping[str, str]) -> Goal:
        """Decide who and what shall be there; reasons against it are noted in the context."""
        context, now = self.context, self.now
        users = resolve_users(context, now.users)
        movement = movement_of_users(now.users, users)
        followed, possible = self._followed_members(users, movement), self._possible_members(users, movement)
        groups = resolve_hunt_groups(context, now.groups, followed, possible)
        greetings = resolve_greetings(context, now.greetings, audio)
        schedules = resolve_schedules(context, now.schedules)
        check_new_numbers(context, users, movement, groups)
        movement.freed = numbers_to_free(context, now.users, users, movement, groups)
        return Goal(users, movement, groups, greetings, schedules)

    def _followed_members(self, users: UserTarget, movement: Movement) -> dict[str, str]:
        """The new number of every extension that can be in a group now and stays."""
        rows = self.context.snapshot.rows
        gone = {user.extension for user in users.gone}
        staying = {
            member: member for members in members_by_group(rows).values() for member in members if member not in gone
        }
        return {**staying, **movement.renamed}

    def _possible_members(self, users: UserTarget, movement: Movement) -> set[str]:
        """Who may be in a group: where users are managed as a whole, only they; else every extension that exists."""
        if self.context.manages("users") and self.context.wish.state == "overridden":
            return set(users.users)
        gone = {user.extension for user in users.gone} | set(movement.renamed)
        return (set(self.context.snapshot.rows.order) - gone) | set(users.users)

    def draft(self, contents: Mapping[str, bytes]) -> Draft:
        """The draft, or :class:`PlanRefused` with every reason."""
        self._refuse_if_needed()
        context, goal = self.context, self.goal
        target_rows = TargetRows(context)
        target_rows.move_users(goal.users, goal.movement)
        target_rows.set_hunt_groups(goal.groups, complete=self._groups_complete())
        schedule_rows = target_rows.set_schedules(self.now.schedules, goal.schedules)
        check_references(context, goal.users, target_rows.rows)
        self._refuse_if_needed()
        target = context.snapshot.copy()
        target.rows = target_rows.rows
        target.messages = self._messages_then()
        changes = ObjectChanges(context, self.now, goal)
        operations, reached = self._emit(
            [
                *changes.greetings(target.messages, self.seconds),
                *changes.users(target_rows),
                *changes.hunt_groups(target_rows),
                *changes.schedules(schedule_rows),
            ],
            target,
        )
        left = reached.rows.differences(target.rows)
        if left or reached.messages != target.messages:
            raise RuntimeError(f"planning for {context.exchange} left rows out, which is a bug: {left[:5]}")
        return Draft(
            operations=operations,
            before=self.now.site(context, with_port=True),
            after=goal.holdings.site(context, with_port=True),
            slots=self._slots(),
            expected=reached,
            warnings=tuple(dict.fromkeys(context.warnings)),
            contents=contents,
        )

    def gathered(self) -> Gathered:
        """What is there, and the slots of every name."""
        everything = not self.context.wish.site.objects
        unreadable = [schedule for schedule in self.now.schedules.values() if not schedule.readable]
        return Gathered(
            self.now.site(self.context, with_port=False, everything=everything),
            self.now.slots(),
            tuple(
                f"{schedule.label} (night group {schedule.group}) holds what opening hours cannot say, other modes or "
                "gaps; such days are shown as closed"
                for schedule in unreadable
                if everything or self.context.manages("schedules")
            ),
        )

    def _messages_then(self) -> dict[int, str]:
        """The checksum of each message: where it holds what is wished, the one that the exchange itself gives."""
        kept = self.context.snapshot.messages
        return {
            number: kept[number]
            if number in kept and self.context.sent_as(number) == greeting.checksum
            else greeting.checksum
            for number, greeting in self.goal.greetings.greetings.items()
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

    def _slots(self) -> Slots:
        """The slots to store: in managed kinds those of everything that is there afterwards, else the known ones."""
        known, then = self.context.slots, self.goal.holdings.slots()
        return {
            kind: dict(sorted(table.items())) if self.context.manages(kind) else dict(known.get(kind, {}))
            for kind, table in then.items()
            if self.context.manages(kind) or known.get(kind)
        }


def start_context(exchange: str, profile: Profile, snapshot: Snapshot, wish: Wish) -> Context:
    """The context of one planning, with slots of its own to change."""
    return Context(exchange, profile, snapshot, wish, {kind: dict(table) for kind, table in wish.slots.items()})
