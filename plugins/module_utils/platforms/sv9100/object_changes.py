"""What happens to each object but users on the way from what is there to what shall be there, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping

from . import sentences
from .changes import Change
from .context import Context
from .holdings import Goal, Holdings
from .hunt_groups import MEMBER_ITEM, PILOT_ITEM, PRIORITY_ITEM, SETTING_ITEMS, HuntGroup
from .mailboxes import Mailboxes
from .membership import HUNT
from .programs.numbering import NUMBER_ITEMS
from .queues import Queues
from .rows import RowKey
from .schedules import Schedule
from .shared_night_groups import night_group_of
from .slot_kind import SlotKind
from .stages import (
    GROUPS,
    GROUPS_GO,
    MEMBERS,
    MESSAGES_GO,
    QUEUES,
    RECORD,
    RING_GROUPS,
    ROUTES,
    ROUTES_GO,
    SCHEDULES,
)
from .target import TargetRows
from .trunk_answering import TableChange


class ObjectChanges:
    """The changes of one planning, in no particular order."""

    def __init__(self, context: Context, now: Holdings, goal: Goal) -> None:
        self.context = context
        self.now = now
        self.goal = goal

    def hunt_groups(self, target: TargetRows) -> list[Change]:
        """Groups that go, come or change; their members are changes of their own, which come after all users."""
        changes = [self._group_gone(group) for group in self.goal.groups.gone]
        members_now = HUNT.members_by_group(self.context.snapshot.rows)
        for number, group in sorted(self.goal.groups.groups.items()):
            before = self.now.groups.get(number)
            created = before is None or number in self.goal.groups.created
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
            leaving = [member for member in was if member not in group.members and target.rows.exists(member)]
            rows = [key for member in (*leaving, *group.members) for key in _rows((MEMBER_ITEM, PRIORITY_ITEM), member)]
            followed = tuple(self.goal.movement.renamed.get(member, member) for member in was)
            if followed == group.members:
                rows = [key for key in rows if key[1][0] not in self.goal.movement.renamed.values()]
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
        gone = {user.extension for user in self.goal.users.gone} | {b.extension for b, _a in self.goal.movement.moved}
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

    def slot_kind(
        self, slot_kind: SlotKind, order: Mapping[int, list[RowKey]], recordings: Mapping[int, dict[int, str]]
    ) -> list[Change]:
        """Objects in slots that go, come or change. ``order`` gives the rows of each in the order of writing."""
        kind, resolution = slot_kind.kind, self.goal.resolutions[slot_kind.kind.name]
        held = self.now.slot_objects[kind.name]
        changes: list[Change] = []
        for slot, entry in resolution.gone.items():
            sentence = sentences.object_deleted(kind, entry, slot_kind.where(slot))
            going = _split(order.get(slot, []), dict.fromkeys(order.get(slot, []), ""))
            stage = ROUTES_GO if slot_kind.stage == ROUTES else GROUPS_GO
            changes.append(
                self._slot_change(kind.name, entry[kind.key], "delete", sentence, stage, slot, going, recordings)
            )
        for slot, entry in sorted(resolution.objects.items()):
            if slot not in order:
                continue
            before = held.get(slot)
            where = slot_kind.where(slot)
            sentence = (
                sentences.object_added(kind, entry, where)
                if before is None
                else sentences.object_changed(kind, before, entry, slot_kind.anew(entry))
            )
            numbers = {key: entry.get("pilot", "") for key in order[slot] if key[0] in NUMBER_ITEMS}
            action = "add" if before is None else "change"
            split = _split(order[slot], numbers)
            changes.append(
                self._slot_change(
                    kind.name, entry[kind.key], action, sentence, slot_kind.stage, slot, split, recordings
                )
            )
        return changes

    def _slot_change(
        self,
        kind: str,
        name: object,
        action: str,
        sentence: str,
        stage: int,
        slot: int,
        split: tuple[dict[RowKey, str], list[RowKey]],
        recordings: Mapping[int, dict[int, str]],
    ) -> Change:
        numbers, rows = split
        messages = dict(recordings.get(slot, {}))
        key = f"{slot:06d}"
        return Change(kind, str(name), action, sentence, stage, key, numbers=numbers, rows=rows, messages=messages)

    def ring_groups(self, order: Mapping[int, list[RowKey]]) -> list[Change]:
        """The ring groups that routes and queues lead through."""
        return [
            Change(
                "ring_groups",
                f"ring group {number}",
                "change",
                sentences.ring_group(
                    number, self.context.allocation.needed.get(number), self.goal.resolutions["queues"]
                ),
                RING_GROUPS if number in self.context.allocation.needed else ROUTES + 1,
                f"{number:06d}",
                rows=rows,
            )
            for number, rows in sorted(order.items())
        ]

    def work_hours(self, queues: Queues, rows: list[RowKey]) -> list[Change]:
        """The weekly table that all queues share. It is written at once; the sentence says it queue by queue."""
        if not rows:
            return []
        held, then = self.now.slot_objects["queues"], self.goal.resolutions["queues"].objects
        sentence = sentences.queue_hours(*queues.hours_changed(self.context, held, then))
        return [Change("queues", "hours", "change", sentence, QUEUES - 1, "", rows=rows)]

    def tables(self, rows: list[RowKey]) -> list[Change]:
        """Which DDI table each trunk group uses, after the entries are complete."""
        if not rows:
            return []
        return [
            Change(
                "incoming_routes",
                "tables",
                "change",
                "the DDI tables of the trunk groups with routes, by day and by night",
                ROUTES,
                "~",
                rows=rows,
            )
        ]

    def answer_tables(self, mailboxes: Mailboxes, tables: list[TableChange]) -> list[Change]:
        """The answer tables: which mailbox takes the calls of which trunks."""
        held = set(self.now.slot_objects["mailboxes"]) - self.goal.resolutions["mailboxes"].created
        return [
            Change(
                "mailboxes",
                f"answer table {change.table}",
                "change",
                change.sentence,
                mailboxes.stage_of(change, held),
                f"~{change.table:05d}",
                rows=[key for key, _value in change.written],
            )
            for change in tables
        ]

    def greetings(self, messages: Mapping[int, str], seconds: Mapping[str, float]) -> list[Change]:
        """Messages that go and are recorded. ``messages`` gives checksums, ``seconds`` the length by audio file."""
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
            for greeting in self.goal.greetings.gone
        ]
        for message, greeting in sorted(self.goal.greetings.greetings.items()):
            replaces = message in self.now.greetings
            sentence = sentences.greeting_recorded(greeting, replaces, seconds.get(greeting.audio))
            changes.append(
                Change(
                    "greetings",
                    greeting.name,
                    "replace" if replaces else "record",
                    sentence,
                    RECORD,
                    f"{message:05d}",
                    messages={message: messages[message]},
                )
            )
        return changes

    def schedules(self, order: Mapping[int, list[RowKey]]) -> list[Change]:
        """Night groups that go, come or change; ``order`` gives the rows of each in the order of writing.

        Schedules that share a night group are written at once, with the first of them that changes.
        """
        changes: list[Change] = []
        present = {schedule.name: schedule for schedule in self.now.schedules.values()}
        silent: dict[int, list[str]] = {}
        for schedule in self.goal.schedules.gone:
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
        for number, schedule in sorted(self.goal.schedules.schedules.items()):
            before = present.get(schedule.name, self.now.schedules.get(number))
            sentence = (
                sentences.schedule_added(schedule) if before is None else sentences.schedule_changed(before, schedule)
            )
            if before != schedule and number not in order:
                silent.setdefault(schedule.night_group, []).append(sentence)
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
        for change in changes:
            if change.rows:
                night_group = night_group_of(int(change.key[1:]))
                change.sentence = "; ".join([change.sentence, *silent.pop(night_group, [])])
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


def _rows(items: tuple[str, ...], *index: str) -> list[RowKey]:
    return [(item, index) for item in items]


def _split(keys: list[RowKey], numbers: Mapping[RowKey, str]) -> tuple[dict[RowKey, str], list[RowKey]]:
    """The rows of the number space apart from the others: they are moved so that no number is held twice."""
    return (
        {key: numbers[key] for key in keys if key[0] in NUMBER_ITEMS},
        [key for key in keys if key[0] not in NUMBER_ITEMS],
    )
