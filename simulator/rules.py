"""What may be written where. Each rule is one function; a rule that is broken raises ``Refused``.

The order of ``RULES`` is the order in which an exchange notices what is wrong with a write.
Sources of the rules: docs/platforms/sv9100.md, "Rules".
"""

from __future__ import annotations

from dataclasses import dataclass

from simulator.accounts import Account
from simulator.replies import (
    INCOMPLETE,
    LEVEL,
    NO_SUCH_EXTENSION,
    NOT_IN_NUMBERING_PLAN,
    NUMBER_IN_USE,
    PROTECTED,
    READ_ONLY,
    Refused,
)
from simulator.state import Change, ExchangeState
from simulator.tables import Item

EXTENSION_KIND = "2"
FIRST_ENTRY = ("12-02-01", "12-02-02", "12-02-03")


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
    """Some resources are reserved by the model. (None on the SV9100; the SL2100 has group 50.)"""
    if (write.item.code, write.index) in write.state.model.protected:
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
