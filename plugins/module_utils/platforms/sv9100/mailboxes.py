"""Mailboxes: station boxes of users (47-02), and group boxes of hunt groups and queues (47-03, 47-06).

Slots 1 to 1000 are station boxes, those above are group boxes: slot 1003 is group box 3. The greeting of a box is the
recording with the number of its slot and 1000 (stand-in).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import ClassVar

from ...model.fields import Kind, Object
from ...model.kinds import MAILBOXES
from .context import Context
from .directory import Directory, View
from .rows import Rows
from .slot_kind import SlotKind, Written
from .stages import LEFT_OVER, ROUTES_GO
from .stages import MAILBOXES as STAGE
from .trunk_answering import TableChange, TrunkAnswering

GROUP_SLOTS_FROM = 1000
RECORDINGS_FROM = 1000
TYPE_ITEM, NUMBER_ITEM, MESSAGES_ITEM = "47-02-01", "47-02-02", "47-02-03"
GROUP_NUMBER_ITEM, GROUP_KIND_ITEM = "47-03-02", "47-03-03"
GROUP_MESSAGES_ITEM, GROUP_DAYS_ITEM = "47-06-01", "47-06-04"
STATION_ITEMS = (TYPE_ITEM, NUMBER_ITEM, MESSAGES_ITEM)
GROUP_ITEMS = (GROUP_NUMBER_ITEM, GROUP_KIND_ITEM, GROUP_MESSAGES_ITEM, GROUP_DAYS_ITEM)
STATION_CATEGORY, GROUP_CATEGORY = "1", "2"
NO_BOX, PERSONAL, SUBSCRIBER = "0", "1", "1"


class Mailboxes(SlotKind):
    """InMail boxes."""

    kind: ClassVar[Kind] = MAILBOXES
    stage = STAGE
    defaults: ClassVar[Mapping[str, object]] = {
        "messages": 20,
        "keep_days": 0,
        "accept_kept_messages": False,
        "answers": (),
    }

    def __init__(self) -> None:
        super().__init__()
        self.answering = TrunkAnswering(answering_box)
        self._accepted: set[int] = set()
        """Boxes whose kept messages the next owner may hear."""
        self._renamed: Mapping[str, str] = {}
        """The new number of everybody who stays, by the present one."""

    def completed(self, context: Context, entry: Object, slot: int, present: Object | None) -> Object:
        box = super().completed(context, entry, slot, present)
        if box.pop("accept_kept_messages", False):
            self._accepted.add(slot)
        for owner, other in (("user", "group"), ("group", "user")):
            if owner in entry:
                box.pop(other, None)
        return box

    def followed(self, entry: Object, renamed: Mapping[str, str], gone: Container[str]) -> Object:
        """A mailbox has its owner's number."""
        return {**super().followed(entry, renamed, gone), "number": renamed.get(entry["number"], entry["number"])}

    def join_moved(self, context: Context, view: View, held: dict[int, Object], renamed: Mapping[str, str]) -> None:
        """The factory's boxes of users who get another number: they go along, and are the factory's no more."""
        self._renamed = renamed
        for slot in range(1, context.profile.limits.station_mailboxes + 1):
            number = self._number(view.rows, slot)
            if slot not in held and renamed.get(number, number) != number:
                held[slot] = self.without_defaults(self._decoded(context, view, slot, number, ()))

    def where(self, slot: int) -> str:
        return f"group mailbox {slot - GROUP_SLOTS_FROM}" if slot > GROUP_SLOTS_FROM else f"station mailbox {slot}"

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        """The boxes that nobody has: no number, or the factory's of an extension that no user has."""
        limits, rows = context.profile.limits, context.snapshot.rows
        if entry is not None and "group" in entry:
            boxes = range(GROUP_SLOTS_FROM + 1, GROUP_SLOTS_FROM + limits.group_mailboxes + 1)
            return [slot for slot in boxes if not rows.get(GROUP_NUMBER_ITEM, _box(slot)) and self._free(context, slot)]
        wished = {box["number"] for box in context.wished(self.kind.name)}
        installed = context.snapshot.installed("MAILBOXES") or set(range(1, limits.station_mailboxes + 1))
        free = [
            slot
            for slot in range(1, limits.station_mailboxes + 1)
            if slot in installed
            and (rows.get(TYPE_ITEM, _box(slot)) == NO_BOX or not self._programmed(rows, slot))
            and rows.get(NUMBER_ITEM, _box(slot)) not in wished | context.people
            and self._free(context, slot)
        ]
        nobody = [slot for slot in free if rows.get(TYPE_ITEM, _box(slot)) == NO_BOX]
        return [*nobody, *(slot for slot in free if slot not in nobody)]

    def own_slot(self, entry: Object, current: Mapping[int, Object]) -> int | None:
        return next((slot for slot, box in current.items() if box["number"] == entry["number"]), None)

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        """Boxes of somebody that differ from the factory's or that the slots know, and those that the wish names."""
        known = set(context.slots.get(self.kind.name, {}).values())
        wished = {box["number"] for box in context.wished(self.kind.name)}
        possible: dict[int, str] = {}
        programmed: set[int] = set()
        limits = context.profile.limits
        group_slots = range(GROUP_SLOTS_FROM + 1, GROUP_SLOTS_FROM + limits.group_mailboxes + 1)
        for slot in (*range(1, limits.station_mailboxes + 1), *group_slots):
            number = self._number(view.rows, slot)
            owned = view.directory.pilot(number) if slot > GROUP_SLOTS_FROM else number in view.directory.extensions
            if number and (number in wished or owned):
                possible[slot] = number
                if number in wished or slot in known or self._programmed(view.rows, slot):
                    programmed.add(slot)
        answers = self.answering.read(context, view.rows, possible)
        return {
            slot: self.without_defaults(self._decoded(context, view, slot, number, answers.get(slot, ())))
            for slot, number in possible.items()
            if slot in programmed or slot in answers
        }

    def _decoded(self, context: Context, view: View, slot: int, number: str, answers: tuple[Object, ...]) -> Object:
        rows, box = view.rows, _box(slot)
        entry: Object = {"number": number, "answers": answers}
        if slot > GROUP_SLOTS_FROM:
            pilot = view.directory.pilot(number)
            if pilot:
                entry["group"] = next(iter(pilot.values()))
            entry["messages"] = int(rows.get(GROUP_MESSAGES_ITEM, box))
            entry["keep_days"] = int(rows.get(GROUP_DAYS_ITEM, box))
        else:
            entry["user"] = number
            entry["messages"] = int(rows.get(MESSAGES_ITEM, box))
        checksum = context.snapshot.messages.get(RECORDINGS_FROM + slot)
        if checksum:
            entry["greeting"] = _greeting_with(context, view.directory, checksum)
        return entry

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        label = self.kind.label(entry)
        if "user" in entry and entry["user"] not in directory.extensions:
            context.refuse(label, "user", f"{entry['user']} does not exist: no user has that extension")
        if "group" in entry and not any(
            directory.slot(kind, entry["group"]) is not None for kind in ("hunt_groups", "queues")
        ):
            context.refuse(label, "group", f"there is no hunt group or queue {entry['group']!r}")
        recorded = RECORDINGS_FROM + slot in context.snapshot.messages
        if "greeting" in entry and not recorded and directory.slot("greetings", entry["greeting"]) is None:
            context.refuse(label, "greeting", f"there is no greeting {entry['greeting']!r}")
        kept = context.snapshot.kept_messages.get(slot, 0)
        before = self._number(context.snapshot.rows, slot)
        if kept and self._renamed.get(before, before) != entry["number"] and slot not in self._accepted:
            context.refuse(
                label,
                "accept_kept_messages",
                f"{self.where(slot)} keeps {_messages(kept)} of {before or 'an earlier owner'}, which the next owner "
                "would hear; erase them, or accept it here",
            )

    def check_together(self, context: Context, held: Mapping[int, Object], directory: Directory) -> None:
        """Who answers which trunks is one question to all mailboxes, those that stay as they are as well."""
        boxes = directory.of(self.kind.name)
        self.answering.check_gone(context, {slot: box for slot, box in held.items() if slot not in boxes})
        self.answering.check(context, boxes)

    def stage_of(self, change: TableChange, held: Container[int]) -> int:
        """When an answer table is written: before mailboxes go, unless it needs one that only comes."""
        if change.gives_way:
            return LEFT_OVER
        return ROUTES_GO if all(slot in held for slot in change.slots) else STAGE

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        messages, days = str(entry.get("messages", 20)), str(entry.get("keep_days", 0))
        if slot > GROUP_SLOTS_FROM:
            values = (entry["number"], SUBSCRIBER, messages, days)
            return [((item, (_box(slot),)), value) for item, value in zip(GROUP_ITEMS, values, strict=True)]
        return [
            ((NUMBER_ITEM, (_box(slot),)), entry["number"]),
            ((TYPE_ITEM, (_box(slot),)), PERSONAL),
            ((MESSAGES_ITEM, (_box(slot),)), messages),
        ]

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        """A box that goes is disabled, not given back to the factory, whose box would be somebody else's again."""
        kept = context.snapshot.kept_messages.get(slot, 0)
        if kept:
            context.warnings.append(
                f"{self.kind.label(entry)}: {self.where(slot)} keeps {_messages(kept)}; the exchange does not erase "
                "them with the box"
            )
        if slot > GROUP_SLOTS_FROM:
            return [((item, (_box(slot),)), view.rows.factory(item, _box(slot))) for item in GROUP_ITEMS]
        return [((TYPE_ITEM, (_box(slot),)), NO_BOX), ((NUMBER_ITEM, (_box(slot),)), "")]

    def recordings(self, context: Context, view: View, slot: int, entry: Object | None) -> dict[int, str]:
        """The greeting of a box by recording; none when it has none, or when what is there is nobody's greeting."""
        recording = RECORDINGS_FROM + slot
        if entry is None or "greeting" not in entry:
            return {recording: ""}
        checksum = context.greeting_checksums.get(entry["greeting"])
        return {recording: checksum if checksum is not None else context.snapshot.messages.get(recording, "")}

    def _number(self, rows: Rows, slot: int) -> str:
        if slot > GROUP_SLOTS_FROM:
            return rows.get(GROUP_NUMBER_ITEM, _box(slot))
        return rows.get(NUMBER_ITEM, _box(slot)) if rows.get(TYPE_ITEM, _box(slot)) != NO_BOX else ""

    def _programmed(self, rows: Rows, slot: int) -> bool:
        items = GROUP_ITEMS if slot > GROUP_SLOTS_FROM else STATION_ITEMS
        return any(rows.programmed(item, _box(slot)) for item in items)

    def _free(self, context: Context, slot: int) -> bool:
        """A box that keeps messages of an earlier owner is not given to the next one, nor one that trunks lead to."""
        return not context.snapshot.kept_messages.get(slot) and not self.answering.spoken_for(slot)


def _messages(number: int) -> str:
    return f"{number} message{'s' if number > 1 else ''}"


def _box(slot: int) -> str:
    return str(slot - GROUP_SLOTS_FROM if slot > GROUP_SLOTS_FROM else slot)


def answering_box(slot: int) -> str:
    """A box as answer tables have it: category and number. That category 2 is the group boxes is assumed."""
    return f"{GROUP_CATEGORY if slot > GROUP_SLOTS_FROM else STATION_CATEGORY} {_box(slot)}"


def _greeting_with(context: Context, directory: Directory, checksum: str) -> str:
    """The name of the greeting with this recording; the checksum itself where no greeting has it."""
    for message, entry in directory.of("greetings").items():
        if context.snapshot.messages.get(message) == checksum:
            return str(entry["name"])
    return f"sha256:{checksum}"
