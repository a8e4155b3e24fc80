"""From ordered changes to steps: every write with what stands there at that moment, so that each can be undone."""

from __future__ import annotations

from ..operation import Operation, Step
from .changes import Change
from .item import Index
from .keys import CLEARED_ITEMS, DELAY_ITEM, NO_FUNCTION, RING_ITEM
from .rows import RowKey, row_order
from .snapshot import Snapshot

MAILBOX_NUMBER_ITEMS = {"47-02-02": 64, "47-03-02": 0}
"""The items that hold the number of a mailbox, and how many of the first boxes the factory gave one."""


class NoFreeNumber(Exception):
    """Numbers go round in a circle, and the numbering plan has no free one to go through."""


class Emission:
    """Works the changes through on a copy of the snapshot. When all are done, ``now`` is the after-state."""

    def __init__(
        self, now: Snapshot, target: Snapshot, spare_numbers: list[str], later: frozenset[RowKey] = frozenset()
    ) -> None:
        self.now = now
        self.target = target
        self._spare_numbers = spare_numbers
        self._later = later
        """Rows of new numbers that a change of their own writes, which also says so in its sentence."""
        self._steps: list[Step] = []

    def operation(self, group: list[Change]) -> Operation | None:
        """The operation of one group of changes; None when nothing is left to do for it."""
        self._steps = []
        for change in group:
            for number in change.clears:
                self._clear(number)
        spare = self._move_numbers(_empty_first(group))
        for change in group:
            for number in change.fills:
                self._fill(number)
        for change in group:
            for key in change.rows:
                self._write(key, self.target.rows.get(key[0], *key[1]))
            for message, checksum in change.messages.items():
                self._record(message, checksum)
        if not self._steps:
            return None
        first = group[0]
        sentence = "; ".join(change.sentence for change in group)
        if spare:
            sentence += f" (in a circle, through the free number {', '.join(spare)})"
        identity = "+".join(f"{change.kind}/{change.object}/{change.action}" for change in group)
        label = ", ".join(dict.fromkeys(change.object for change in group))
        return Operation(identity, first.kind, label, first.action, sentence, tuple(self._steps))

    def _clear(self, number: str) -> None:
        for key in sorted(self.now.rows.keyed_by(number), key=clearing_order):
            self._write(key, self.now.rows.factory(key[0], *key[1]))

    def _fill(self, number: str) -> None:
        keys = (set(self.now.rows.keyed_by(number)) | set(self.target.rows.keyed_by(number))) - self._later
        for key in sorted(keys, key=row_order):
            self._write(key, self.target.rows.get(key[0], *key[1]))

    def _move_numbers(self, wanted: dict[RowKey, str]) -> list[str]:
        """Write the numbers so that none is ever held twice; returns the free numbers that circles went through."""
        spare: list[str] = []
        rows = self.now.rows
        pending = {key: number for key, number in wanted.items() if rows.get(key[0], *key[1]) != number}
        while pending:
            for key, number in pending.items():
                if not number or rows.holder(number) is None:
                    self._write(key, number)
                    del pending[key]
                    break
            else:
                free = next((number for number in self._spare_numbers if rows.holder(number) is None), None)
                if free is None:
                    raise NoFreeNumber(
                        "numbers change in a circle, and the numbering plan has no free number to go through"
                    )
                spare.append(free)
                self._write(next(iter(pending)), free)
        return spare

    def _write(self, key: RowKey, after: str) -> None:
        item, index = key
        before = self.now.rows.get(item, *index)
        if before == after:
            return
        if item in MAILBOX_NUMBER_ITEMS and after:
            self._vacate(key, after)
        if item in CLEARED_ITEMS and NO_FUNCTION not in (before, after):
            self._write(key, NO_FUNCTION)  # a key is cleared before it gets a new meaning, or its lamp is wrong
            before = NO_FUNCTION
        self.now.rows.set(key, after)
        self._steps.append(row_step(key, before, after))

    def _vacate(self, key: RowKey, number: str) -> None:
        """Empty the other mailbox that holds a number and will give it up, so that no two hold it at once."""
        for item in MAILBOX_NUMBER_ITEMS:
            for index in self._boxes_with(item, number):
                other = (item, index)
                if other != key and self.target.rows.get(item, *index) != number:
                    self._write(other, "")

    def _boxes_with(self, item: str, number: str) -> list[Index]:
        programmed = {index for index, _value in self.now.rows.of_item(item)}
        boxes = programmed | {(str(box),) for box in range(1, MAILBOX_NUMBER_ITEMS[item] + 1)}
        return sorted(index for index in boxes if self.now.rows.get(item, *index) == number)

    def _record(self, message: int, checksum: str) -> None:
        before = self.now.messages.get(message, "")
        if before == checksum:
            return
        if checksum:
            self.now.messages[message] = checksum
            self.now.sent.add(message)
        else:
            del self.now.messages[message]
        self._steps.append(message_step(message, before, checksum))


def _empty_first(group: list[Change]) -> dict[RowKey, str]:
    """The numbers of a group's changes. What one of them leaves and another one takes is not emptied in between."""
    pairs = [pair for change in group for pair in sorted(change.numbers.items(), key=lambda pair: row_order(pair[0]))]
    return dict(sorted(pairs, key=lambda pair: bool(pair[1])))


def clearing_order(key: RowKey) -> tuple[bool, bool, object]:
    """Sorting of the rows of a number that goes.

    A key that rings is silenced before it is cleared, and set to ring at once before that.
    """
    return key[0] not in (DELAY_ITEM, RING_ITEM), key[0] == RING_ITEM, row_order(key)


def row_step(key: RowKey, before: str, after: str) -> Step:
    """The step that writes a row."""
    target = " ".join((key[0], *key[1]))
    return Step(target, before, after, write_command(target, after), write_command(target, before))


def message_step(message: int, before: str, after: str) -> Step:
    """The step that records or deletes a message; ``before`` and ``after`` are checksums, empty for no message."""
    return Step(f"VRS {message}", before, after, message_command(message, after), message_command(message, before))


def write_command(target: str, value: str) -> str:
    """The line that stores a value."""
    return f"WRITE {target} = {value}" if value else f"WRITE {target} ="


def message_command(message: int, checksum: str) -> str:
    """The line that names an upload or a deletion. An upload is sent as ``VRS BEGIN``, ``VRS DATA`` … ``VRS STORE``."""
    return f"VRS STORE {message} SHA256 {checksum}" if checksum else f"VRS DELETE {message}"
