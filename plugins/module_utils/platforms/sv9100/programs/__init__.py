"""The program items of the family, one small table for each part of the manual."""

from __future__ import annotations

from ..item import Item
from . import acd, ddi, departments, incoming, keys, mailboxes, night_mode, numbering, telephones, timers

ITEMS: dict[str, Item] = {
    item.item: item
    for table in (numbering, telephones, keys, departments, night_mode, incoming, ddi, timers, acd, mailboxes)
    for item in sorted(table.ITEMS, key=lambda item: item.item)
}
"""Every item that Sentral reads, by its number."""

PROGRAMS: tuple[str, ...] = tuple(sorted({item.program for item in ITEMS.values()}))

LISTED_WHOLE = ("11-01", "11-02", "11-04")
"""Programs that are read with ``ALL``: what is there is never inferred from a default that a region may change."""
