"""Data that refers to extension numbers: renumbering follows it, deleting is refused while it is there."""

from __future__ import annotations

from collections.abc import Container, Mapping

from .item import Index
from .programs import ITEMS
from .rows import RowKey, Rows, row_order

_KEY_ITEMS = ("15-07-01", "30-03-01")
_REFERRING = frozenset(item.item for item in ITEMS.values() if item.refers)

_BOX_NUMBER_ITEM, _BOX_TYPE_ITEM, _NO_BOX = "47-02-02", "47-02-01", "0"


def number_in(item: str, value: str) -> str:
    """The extension number in a row's data: a function key holds it behind its code, everything else alone."""
    return value.partition(" ")[2] if item in _KEY_ITEMS else value


def renumbered(item: str, value: str, renamed: Mapping[str, str]) -> str:
    """The data with its extension number followed."""
    if item not in _REFERRING:
        return value
    number = number_in(item, value)
    if number not in renamed:
        return value
    return f"{value.partition(' ')[0]} {renamed[number]}" if item in _KEY_ITEMS else renamed[number]


def programmed_references(rows: Rows, numbers: Container[str]) -> dict[str, list[RowKey]]:
    """The rows that somebody made refer to each of ``numbers``, sorted."""
    found: dict[str, list[RowKey]] = {}
    for key, value in rows.items():
        if key[0] in _REFERRING and (number := number_in(key[0], value)) in numbers:
            found.setdefault(number, []).append(key)
    return {number: sorted(keys, key=row_order) for number, keys in found.items()}


def references_to(rows: Rows, numbers: Container[str]) -> dict[str, list[RowKey]]:
    """The rows that refer to each of ``numbers``, programmed or from the factory, sorted."""
    found = programmed_references(rows, numbers)
    for (item, index), number in rows.factory_references():
        if number in numbers and not rows.programmed(item, *index) and not _is_switched_off(rows, item, index):
            found.setdefault(number, []).append((item, index))
    return {number: sorted(keys, key=row_order) for number, keys in found.items()}


def _is_switched_off(rows: Rows, item: str, index: Index) -> bool:
    """Whether a row is the number of a mailbox that is none, which is nobody's."""
    return item == _BOX_NUMBER_ITEM and rows.get(_BOX_TYPE_ITEM, *index) == _NO_BOX
