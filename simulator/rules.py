"""What may be written where. Each rule is one function; a rule that is broken raises ``Refused``.

The order of ``RULES`` is the order in which an exchange notices what is wrong with a write.
Sources of the rules: docs/platforms/sv9100.md, "Rules".
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.accounts import Account
from simulator.mailboxes import MAILBOX_KINDS, NO_TYPE, mailbox_with_number
from simulator.replies import (
    AREA,
    DATA_OUT_OF_RANGE,
    INCOMPLETE,
    KEY_NOT_CLEARED,
    LEVEL,
    MAILBOX_NUMBER_IN_USE,
    NO_SUCH_EXTENSION,
    NOT_IN_NUMBERING_PLAN,
    NUMBER_IN_USE,
    PROTECTED,
    READ_ONLY,
    RECEIVED_DIGITS,
    STILL_RINGS,
    VIRTUAL_OPERATOR,
    Refused,
)
from simulator.state import Change, ExchangeState
from simulator.tables import Item

EXTENSION_KIND = "2"
FIRST_ENTRY = ("12-02-01", "12-02-02", "12-02-03")
KEY_ITEMS = ("15-07-01", "30-03-01")
EMPTY_KEYS = ("00", "*00")
VIRTUAL_KEY = "*03"
VIRTUAL_EXTENSION = "11-04-01"
RECEIVED, ENTRY_OF_PATTERN = "22-11-01", "22-17-04"
AREAS = (("22-10-01", "22-10-02"), ("22-10-03", "22-10-04"))
"""The items of a DDI table that hold the first and the last entry of an area."""


@dataclass(frozen=True, slots=True)
class Write:
    """A write that somebody attempts."""

    state: ExchangeState
    account: Account
    item: Item
    words: tuple[str, ...]
    data: str

    @property
    def index(self) -> str:
        """The index as one text."""
        return " ".join(self.words)

    def afterwards(self, code: str) -> str:
        """Return the data of an item of the same program at this index, as it is when the write is done."""
        return self.data if code == self.item.code else self.state.value_at(code, *self.words)


def check_level(state: ExchangeState, account: Account, item: Item) -> None:
    """An account uses items at or below its own level."""
    if not account.may_use(item):
        raise Refused(LEVEL)


def level_is_high_enough(write: Write) -> None:
    """Writing needs the same level as reading."""
    check_level(write.state, write.account, write.item)


def index_is_in_range(write: Write) -> None:
    """The index lies within the dimensions of the platform."""
    write.item.check_index(write.words)


def item_can_be_written(write: Write) -> None:
    """Some items are only reported."""
    if write.item.read_only:
        raise Refused(READ_ONLY)


def place_is_not_protected(write: Write) -> None:
    """Some resources are reserved by the model. (The SL2100's voice mail has a group, its pilot and 16 ports.)"""
    protected = write.state.model.protected
    if (write.item.code, write.index) in protected.places or (_is_number(write) and write.data in protected.numbers):
        raise Refused(PROTECTED)
    if write.item.code in protected.extension_items:
        port = write.state.numbers.port_order(write.words[0])
        if protected.holds_extension(write.item.code, port):
            raise Refused(PROTECTED)


def extension_exists(write: Write) -> None:
    """A row keyed by an extension number needs a port with that number."""
    if write.item.keyed_by_extension and not write.state.numbers.exists(write.words[0]):
        raise Refused(NO_SUCH_EXTENSION)


def data_has_form_and_range(write: Write) -> None:
    """The data is what the item holds."""
    write.item.data.check(write.data)


def number_fits_plan(write: Write) -> None:
    """The first digit must be of the kind "extension" in 11-01, and the length the one that stands there."""
    if not _is_number(write):
        return
    first = write.data[0]
    kind, length = write.state.value_at("11-01-02", first), write.state.value_at("11-01-01", first)
    if kind != EXTENSION_KIND or length != str(len(write.data)):
        raise Refused(NOT_IN_NUMBERING_PLAN)


def number_is_free(write: Write) -> None:
    """A number stands once in 11-02, 11-04, 11-06, 11-07, 11-08 and 11-17 together."""
    if not _is_number(write):
        return
    for code, index in write.state.numbers.places(write.data):
        if (code, index) != (write.item.code, write.index):
            raise Refused(NUMBER_IN_USE, f"{code} {index}")


def mode_has_both_times(write: Write) -> None:
    """The mode of a time entry (12-02-03) needs the start and the end of that entry."""
    if write.item.code == "12-02-03" and write.data:
        times = [write.state.value_at(code, *write.words) for code in ("12-02-01", "12-02-02")]
        if not all(times):
            raise Refused(INCOMPLETE)


def assigned_pattern_is_complete(write: Write) -> None:
    """A pattern given to a weekday (12-03) or a date (12-04) has a complete first entry that starts at midnight."""
    if write.item.code not in ("12-03-01", "12-04-01") or write.data == "0":
        return
    group = write.words[0]
    start, end, mode = (write.state.value_at(code, group, write.data, "1") for code in FIRST_ENTRY)
    if start != "0000" or not end or not mode:
        raise Refused(INCOMPLETE)


def key_was_cleared(write: Write) -> None:
    """A key that holds a function gets no other one: it must be cleared first, or lamps are wrong. [30-03]"""
    if write.item.code not in KEY_ITEMS or _is_empty_key(write.data):
        return
    present = write.state.value(write.item, write.words)
    if not _is_empty_key(present) and write.data != present:
        raise Refused(KEY_NOT_CLEARED)


def removed_virtual_key_is_silent(write: Write) -> None:
    """A key of a virtual extension is removed only when it rings in no mode (15-09). [P-SL11a p.171]"""
    if write.item.code != "15-07-01" or not _is_empty_key(write.data):
        return
    present = write.state.value(write.item, write.words)
    rings = (write.state.value_at("15-09-01", *write.words, mode) for mode in write.state.model.spaces["mode"].words)
    if _key_code(present) == VIRTUAL_KEY and "1" in rings:
        raise Refused(STILL_RINGS)


def delayed_key_rings(write: Write) -> None:
    """A key rings late (15-11) only when it rings at all (15-09). [P-SL11a p.171]"""
    if write.item.code == "15-11-01" and write.data == "1" and write.state.value_at("15-09-01", *write.words) == "0":
        raise Refused(STILL_RINGS)


def operator_is_a_telephone(write: Write) -> None:
    """A virtual extension cannot be an operator. [F-SL21 p.689]"""
    if write.item.code != "20-17-01" or not write.data:
        return
    if any(code == VIRTUAL_EXTENSION for code, _ in write.state.numbers.extension_places(write.data)):
        raise Refused(VIRTUAL_OPERATOR)


def mailbox_number_is_free(write: Write) -> None:
    """A number belongs to one mailbox at most, station or group; boxes of type 0 do not count."""
    for kind in MAILBOX_KINDS:
        if write.item.code not in (kind.type_item, kind.number_item):
            continue
        number = write.afterwards(kind.number_item)
        if not number or write.afterwards(kind.type_item) == NO_TYPE:
            return
        other = mailbox_with_number(write.state, number, besides=(kind, write.index))
        if other is not None:
            raise Refused(MAILBOX_NUMBER_IN_USE, f"{other[0].number_item} {other[1]}")


def area_does_not_run_backwards(write: Write) -> None:
    """The first entry of an area of a DDI table is not behind its last one; 0 means that it is not set yet."""
    for area in AREAS:
        if write.item.code in area:
            first, last = (int(end) if end.isdecimal() else 0 for end in map(write.afterwards, area))
            if 0 < last < first:
                raise Refused(AREA)


def used_table_has_whole_areas(write: Write) -> None:
    """A DDI table that a trunk group gets (22-13) has no area of which only one end is set."""
    if write.item.code != "22-13-01":
        return
    for area in AREAS:
        ends = [write.state.value_at(code, write.data) for code in area]
        if ends.count("0") == 1:
            raise Refused(AREA)


def entry_of_time_table_has_no_digits(write: Write) -> None:
    """An entry that a time table leads to (22-17-04) has no received digits (22-11-01). [F-SV91 p.372]

    The manual says "do not assign"; that the write is refused is assumed.
    """
    if write.item.code == ENTRY_OF_PATTERN and write.data != "0":
        clashes = bool(write.state.value_at(RECEIVED, write.data))
    else:
        leading = write.state.rows.get(ENTRY_OF_PATTERN, {}).values()
        clashes = write.item.code == RECEIVED and bool(write.data) and write.index in leading
    if clashes:
        raise Refused(RECEIVED_DIGITS)


def queue_is_not_in_its_own_table(write: Write) -> None:
    """A group is no place of its own overflow table (41-09). [A-SV81 p.98] The code of the answer is the stand-in's."""
    if write.item.code == "41-09-01" and write.data == write.words[0]:
        raise Refused(DATA_OUT_OF_RANGE)


RULES = (
    level_is_high_enough,
    index_is_in_range,
    item_can_be_written,
    place_is_not_protected,
    extension_exists,
    data_has_form_and_range,
    number_fits_plan,
    number_is_free,
    mode_has_both_times,
    assigned_pattern_is_complete,
    key_was_cleared,
    removed_virtual_key_is_silent,
    delayed_key_rings,
    operator_is_a_telephone,
    mailbox_number_is_free,
    area_does_not_run_backwards,
    used_table_has_whole_areas,
    entry_of_time_table_has_no_digits,
    queue_is_not_in_its_own_table,
)


def check(write: Write) -> None:
    """Raise ``Refused`` by the first rule that the write breaks."""
    if _erases_stale_row(write):
        check_level(write.state, write.account, write.item)
        return
    for rule in RULES:
        rule(write)


def changes_of(write: Write, *, erase_removed: bool) -> list[Change]:
    """Return what a permitted write changes.

    ``erase_removed``: when a number disappears from its port, the rows keyed by it go as well. Otherwise they stay
    behind, stale, and come back to life when the number is given out again.
    """
    if _erases_stale_row(write):
        return [(write.item.code, write.index, None)]
    changes: list[Change] = [(write.item.code, write.index, write.data)]
    if erase_removed:
        changes += _rows_of_removed_number(write)
    return changes


def _is_number(write: Write) -> bool:
    return bool(write.data) and write.item.code in write.state.model.number_items


def _key_code(data: str) -> str:
    return data.partition(" ")[0]


def _is_empty_key(data: str) -> bool:
    return _key_code(data) in EMPTY_KEYS


def _erases_stale_row(write: Write) -> bool:
    """Writing the empty value to a row whose number no longer exists erases the row."""
    return (
        not write.data
        and write.item.keyed_by_extension
        and write.state.is_written(write.item, write.index)
        and not write.state.numbers.exists(write.words[0])
    )


def _rows_of_removed_number(write: Write) -> list[Change]:
    if write.item.code not in write.state.model.extension_items:
        return []
    number = write.state.value(write.item, write.words)
    still_there = [p for p in write.state.numbers.extension_places(number) if p != (write.item.code, write.index)]
    if not number or number == write.data or still_there:
        return []
    return [
        (code, index, None)
        for code, rows in write.state.rows.items()
        if write.state.model.items[code].keyed_by_extension
        for index in rows
        if index.partition(" ")[0] == number
    ]
