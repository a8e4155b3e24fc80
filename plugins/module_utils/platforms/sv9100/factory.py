"""What the factory put where it is not the same at every index. The sources stand with the items that use the rules."""

from __future__ import annotations

from ...model.source import Assumed
from .item import FactoryRule, Index, Order

THREE_DIGIT_NUMBERS = 99
"""Ports 1-99 are 101-199, and so are the first virtual ports 201-299."""

RING_GROUP_ONE_MEMBERS = 8

PROGRAMMING_EXTENSION = "101"
"""The only number whose class of service the factory set otherwise than everybody's."""

CLASS_ITEM, MODES = "20-06-01", 8

PORT_ORDER_SOURCE = Assumed(
    "the port order is published (P-SV91 p.283, p.429); that virtual extensions come after the last port is not"
)


def extension_of_port(index: Index, order: Order) -> str:
    """Ports 1-99 have 101-199, ports 100-960 have 3101-3961."""
    port = int(index[0])
    return str(100 + port) if port <= THREE_DIGIT_NUMBERS else str(3001 + port)


def extension_of_virtual_port(index: Index, order: Order) -> str:
    """Virtual ports 1-99 have 201-299, the others none."""
    port = int(index[0])
    return str(200 + port) if port <= THREE_DIGIT_NUMBERS else ""


def port_order(index: Index, order: Order) -> str:
    """The extension's place in the port order; empty for a number that nobody has."""
    place = order.get(index[0])
    return "" if place is None else str(place)


def class_of_service(index: Index, order: Order) -> str:
    """Class 15 for extension 101, which is meant for programming; class 1 for everybody else."""
    return "15" if index[0] == PROGRAMMING_EXTENSION else "1"


def operator_extension(index: Index, order: Order) -> str:
    """Operator 1 is extension 101."""
    return "101" if index == ("1",) else ""


def ring_group_member(index: Index, order: Order) -> str:
    """Ring group 1 holds 101-108."""
    group, member = (int(word) for word in index)
    return str(100 + member) if group == 1 and member <= RING_GROUP_ONE_MEMBERS else ""


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


STATION_BOXES = 64
"""The first 64 station boxes belong to the first 64 extensions (P-SL21 p.471)."""


def station_box_type(index: Index, order: Order) -> str:
    """Boxes 1-64 are personal, the others none."""
    return "1" if int(index[0]) <= STATION_BOXES else "0"


def station_box_number(index: Index, order: Order) -> str:
    """Boxes 1-64 have 101-164, the others none."""
    box = int(index[0])
    return str(100 + box) if box <= STATION_BOXES else ""


def default_box(index: Index, order: Order) -> str:
    """Routing box 1 (category 3) for answer table 1, nothing for the others."""
    return "3 1" if index == ("1",) else "0"


_ANSWER_ENTRY = {1: ("2", "0"), 2: ("3 1", "0"), 4: ("1", ""), 5: ("7", ""), 7: ("0000", ""), 8: ("0000", "")}


def answer_entry(part: int) -> FactoryRule:
    """Entry 1 of answer table 1 is a range of days, from day 1 to day 7, with routing box 1."""
    first, otherwise = _ANSWER_ENTRY.get(part, ("", ""))

    def value(index: Index, order: Order) -> str:
        return first if index == ("1", "1") else otherwise

    value.__doc__ = f"{first or 'empty'} in table 1 entry 1; {otherwise or 'empty'} elsewhere."
    return value


def table_area(part: int) -> FactoryRule:
    """Tables 1-4 have entries 1-100, 101-200, 201-300, 301-400 in their first area; nothing else has any."""

    def value(index: Index, order: Order) -> str:
        table = int(index[0])
        if table > 4 or part > 2:
            return "0"
        return str(100 * (table - 1) + 1 if part == 1 else 100 * table)

    value.__doc__ = "Tables 1-4 have 1-100, 101-200, 201-300, 301-400; 0 elsewhere." if part < 3 else "0."
    return value


def own_number(index: Index, order: Order) -> str:
    """The number of the index itself."""
    return index[0]
