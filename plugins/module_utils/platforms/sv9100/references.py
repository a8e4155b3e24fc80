"""Data that refers to extension numbers: renumbering follows it, deleting is refused while it is there."""

from __future__ import annotations

from collections.abc import Container, Mapping

from .programs import ITEMS
from .rows import RowKey, Rows, row_order

_KEY_ITEMS = ("15-07-01", "30-03-01")
_REFERRING = frozenset(item.item for item in ITEMS.values() if item.refers)

_MAY_REFER_FROM_FACTORY: tuple[tuple[str, Index], ...] = (
    *(("22-04-01", ("1", str(member))) for member in range(1, 9)),
    ("20-17-01", ("1",)),
)
"""The rows that refer to an extension as they come from the factory of some model."""


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
    for item, index in _MAY_REFER_FROM_FACTORY:
        if not rows.programmed(item, *index) and (number := rows.get(item, *index)) in numbers:
            found.setdefault(number, []).append((item, index))
    return {number: sorted(keys, key=row_order) for number, keys in found.items()}
