"""DDI tables (22-10, 22-11, 22-13): which table a trunk group uses in which mode, and which entries a table has."""

from __future__ import annotations

from dataclasses import dataclass

from .ddi_destinations import Leads
from .rows import RowKey, Rows

TABLE_ITEM, DIGITS_ITEM, INTERCEPT_ITEM = "22-13-01", "22-09-01", "22-12-01"
AREA_ITEMS = ("22-10-01", "22-10-02", "22-10-03", "22-10-04")
RECEIVED, TARGET, NAME, TRANSFER, FIRST, SECOND = (f"22-11-0{part}" for part in range(1, 7))
ENTRY_ITEMS = (TARGET, NAME, TRANSFER, FIRST, SECOND, RECEIVED)
"""In the order of writing: an entry is complete before it is found by its received digits."""

BLOCK = 100
"""Entries of a new area, as the factory's areas have (F-SV81c p.405)."""


@dataclass(frozen=True)
class Entry:
    """One row of a DDI table."""

    received: str
    name: str
    leads: Leads


def table_of(rows: Rows, trunk_group: int, mode: str) -> int:
    """The DDI table of a trunk group in a mode."""
    return int(rows.get(TABLE_ITEM, str(trunk_group), mode))


def areas_of(rows: Rows, table: int) -> list[range]:
    """The entries of a table, area by area, in the order of the search."""
    limits = [int(rows.get(item, str(table)) or 0) for item in AREA_ITEMS]
    pairs = ((limits[0], limits[1]), (limits[2], limits[3]))
    return [range(first, last + 1) for first, last in pairs if first and last >= first]


def leads_of_entry(rows: Rows, number: int) -> Leads:
    """Where an entry leads, with or without received digits."""
    index = str(number)
    return Leads(rows.get(TARGET, index), rows.get(TRANSFER, index), rows.get(FIRST, index), rows.get(SECOND, index))


def name_of_entry(rows: Rows, number: int) -> str:
    """The name of an entry, with or without received digits."""
    return rows.get(NAME, str(number))


def read_entry(rows: Rows, number: int) -> Entry | None:
    """An entry; None for one without received digits."""
    index = str(number)
    received = rows.get(RECEIVED, index)
    if not received:
        return None
    return Entry(received, name_of_entry(rows, number), leads_of_entry(rows, number))


def entries_of_table(rows: Rows, table: int) -> dict[str, tuple[int, Entry]]:
    """Received digits to entry number and entry; the first of two with the same digits is found."""
    found: dict[str, tuple[int, Entry]] = {}
    programmed = {int(index[0]) for index, value in rows.of_item(RECEIVED) if value}
    for area in areas_of(rows, table):
        for number in sorted(programmed & set(area)):
            entry = read_entry(rows, number)
            if entry is not None:
                found.setdefault(entry.received, (number, entry))
    return found


def rows_of_entry(number: int, entry: Entry | None) -> list[tuple[RowKey, str]]:
    """The rows of an entry; an empty one loses its received digits first."""
    index = (str(number),)
    if entry is None:
        empty = {RECEIVED: "", TARGET: "", NAME: "", TRANSFER: "0", FIRST: "0", SECOND: "0"}
        return [((item, index), value) for item, value in empty.items()]
    values = {
        TARGET: entry.leads.target,
        NAME: entry.name,
        TRANSFER: entry.leads.transfer,
        FIRST: entry.leads.first,
        SECOND: entry.leads.second,
        RECEIVED: entry.received,
    }
    return [((item, index), values[item]) for item in ENTRY_ITEMS]


def free_area(rows: Rows, tables: int, entries: int) -> tuple[int, int] | None:
    """The first block of entries that no table's areas and no entry use."""
    used = {number for table in range(1, tables + 1) for area in areas_of(rows, table) for number in area}
    used |= {int(index[0]) for index, value in rows.of_item(RECEIVED) if value}
    for first in range(1, entries + 1, BLOCK):
        last = min(first + BLOCK - 1, entries)
        if not used & set(range(first, last + 1)):
            return first, last
    return None
