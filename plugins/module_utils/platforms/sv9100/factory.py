"""What the factory put where it is not the same at every index. The sources stand with the items that use the rules."""

from __future__ import annotations

from ...model.source import Assumed
from .item import FactoryRule, FactoryTable, Index, Order

RING_GROUP_ONE_MEMBERS = 8

PROGRAMMING_EXTENSION = "101"
"""The only number whose class of service the factory set otherwise than everybody's."""

CLASS_ITEM, MODES = "20-06-01", 8

PORT_ORDER_SOURCE = Assumed(
    "the port order is published (P-SV91 p.283, p.429); that virtual extensions come after the last port is not"
)

Run = tuple[int, int, int]
"""First index, last index, and the number at the first: ``(1, 99, 101)``."""


def runs(*parts: Run) -> FactoryTable:
    """Numbers that count on with the index; the indexes in none of the runs have none."""
    values: dict[Index, str] = {
        (str(index),): str(number + index - first) for first, last, number in parts for index in range(first, last + 1)
    }
    said = ", ".join(
        f"{first} has {number}" if first == last else f"{first}-{last} have {number}-{number + last - first}"
        for first, last, number in parts
    )
    return FactoryTable(f"{said}; nothing elsewhere", values)


def port_order(index: Index, order: Order) -> str:
    """The extension's place in the port order; empty for a number that nobody has."""
    place = order.get(index[0])
    return "" if place is None else str(place)


def class_of_service(index: Index, order: Order) -> str:
    """Class 15 for extension 101, which is meant for programming; class 1 for everybody else."""
    return "15" if index[0] == PROGRAMMING_EXTENSION else "1"


def first_operator(extension: str) -> FactoryTable:
    """An operator 1, and no other."""
    return FactoryTable(f"Operator 1 is extension {extension}; there is no other.", {("1",): extension})


def first_ring_group(extension: int) -> FactoryTable:
    """A ring group 1 with the first extensions, from ``extension`` on."""
    values: dict[Index, str] = {
        ("1", str(member)): str(extension + member - 1) for member in range(1, RING_GROUP_ONE_MEMBERS + 1)
    }
    return FactoryTable(
        f"Ring group 1 holds {extension}-{extension + RING_GROUP_ONE_MEMBERS - 1}, the others nobody.", values
    )


def weekday_pattern(index: Index, order: Order) -> str:
    """Day 1 (Sunday) and day 7 have pattern 2, the others pattern 1."""
    return "2" if index[1] in ("1", "7") else "1"


_PATTERN_ENTRIES = {
    ("1", "1"): ("0000", "0800", "2"),
    ("1", "2"): ("0800", "1700", "1"),
    ("1", "3"): ("1700", "0000", "2"),
    ("2", "1"): ("0000", "0000", "2"),
}


def pattern_entry(part: int) -> FactoryRule:
    """Pattern 1 is open 0800-1700, pattern 2 is closed all day; ``part`` 0 is the start, 1 the end, 2 the mode."""

    def value(index: Index, order: Order) -> str:
        entry = _PATTERN_ENTRIES.get((index[1], index[2]))
        return entry[part] if entry else ""

    programmed = (f"{entry[part]} in pattern {' entry '.join(place)}" for place, entry in _PATTERN_ENTRIES.items())
    value.__doc__ = f"{', '.join(programmed)}; empty elsewhere."
    return value


MODE_TEXTS = {
    "2": "<Night>",
    "3": "<Mid-night>",
    "4": "<Rest>",
    "5": "<Day2>",
    "6": "<Night2>",
    "7": "<Midnight2>",
    "8": "<Rest2>",
}


def mode_text(index: Index, order: Order) -> str:
    return MODE_TEXTS.get(index[1], "")


mode_text.__doc__ = f"{', '.join(f'{text} in mode {mode}' for mode, text in MODE_TEXTS.items())}; empty in mode 1."


STATION_BOXES = 64
"""The first 64 station boxes belong to the first 64 extensions (P-SL21 p.471)."""


def station_box_type(index: Index, order: Order) -> str:
    """Boxes 1-64 are personal, the others none."""
    return "1" if int(index[0]) <= STATION_BOXES else "0"


DEFAULT_BOX = FactoryTable("Routing box 1 (`3 1`) for answer table 1; `0` for the others.", {("1",): "3 1"}, "0")

_ANSWER_ENTRY = {1: ("2", "0"), 2: ("3 1", "0"), 4: ("1", ""), 5: ("7", ""), 7: ("0000", ""), 8: ("0000", "")}


def answer_entry(part: int) -> FactoryTable:
    """Entry 1 of answer table 1 is a range of days, from day 1 to day 7, with routing box 1."""
    first, otherwise = _ANSWER_ENTRY.get(part, ("", ""))
    words = f"{first or 'empty'} in table 1 entry 1; {otherwise or 'empty'} elsewhere."
    return FactoryTable(words, {("1", "1"): first}, otherwise)


def table_area(part: int) -> str | FactoryTable:
    """Tables 1-4 have entries 1-100, 101-200, 201-300, 301-400 in their first area; nothing else has any.

    ``part`` 1 is where the first area starts, 2 where it ends; 3 and 4 are those of the second.
    """
    if part > 2:
        return "0"
    values: dict[Index, str] = {(str(table),): str(100 * table - (99 if part == 1 else 0)) for table in range(1, 5)}
    return FactoryTable("Tables 1-4 have 1-100, 101-200, 201-300, 301-400; 0 elsewhere.", values, "0")


def own_number(index: Index, order: Order) -> str:
    """The number of the index itself."""
    return index[0]
