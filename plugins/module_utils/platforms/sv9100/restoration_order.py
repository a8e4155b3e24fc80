"""In which order the rows of a whole exchange can be written to one that is new, or holds others.

Rows that the archived exchange holds may have been accepted one after the other in an order that nobody knows any more:
a pattern was given to a day and lost its times later. So some rows are written with something else in between, and
every write is one that can be taken back again where it stands: its undo asks the exchange for the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .emission import clearing_order
from .item import Index
from .keys import DELAY_ITEM, KEY_ITEM, NO_RING, RING_ITEM, VIRTUAL_EXTENSION
from .programs.numbering import KIND_EXTENSION, NUMBER_ITEMS
from .rows import MODES, VIRTUAL_PORT_ITEM, RowKey, Rows, row_order

Write = tuple[RowKey, str]

_LENGTH_ITEM, _KIND_ITEM = "11-01-01", "11-01-02"
_OPERATOR_ITEM = "20-17-01"
_START_ITEM, _END_ITEM, _MODE_ITEM = "12-02-01", "12-02-02", "12-02-03"
_ENTRY_ITEMS = (_START_ITEM, _END_ITEM, _MODE_ITEM)
_MIDNIGHT, _ANY_MODE = "0000", "1"
_ORDINARY_DAY = ("", "0")
_AREAS = (("22-10-01", "22-10-02"), ("22-10-03", "22-10-04"))
_BOXES = (("47-02-01", "47-02-02"), ("47-03-03", "47-03-02"))
"""Type and number of station and group mailboxes."""
_NO_BOX = "0"
_DIGITS_ITEM, _LEAD_ITEM = "22-11-01", "22-17-04"
_NO_ENTRY = "0"


@dataclass(frozen=True)
class Rebuilding:
    """What the exchange holds ``now``, which changes with every write, and what it shall hold."""

    now: Rows
    target: Rows

    def held(self, item: str, *index: str) -> str:
        """What a row holds now."""
        return self.now.get(item, *index)

    def wanted(self, item: str, *index: str) -> str:
        """What a row shall hold."""
        return self.target.get(item, *index)

    def open(self, *programs: str) -> list[RowKey]:
        """The rows of items or programs that do not hold yet what they shall, sorted."""
        return [
            key
            for key, _now, _then in self.now.differences(self.target)
            if key[0] in programs or key[0][:5] in programs
        ]

    def final(self, keys: list[RowKey]) -> Iterator[Write]:
        """The rows with what they shall hold."""
        return ((key, self.target.get(key[0], *key[1])) for key in keys)


@dataclass(frozen=True)
class Together:
    """Programs that are written together, why, and how; a write of what is there already is left out."""

    programs: tuple[str, ...]
    why: str
    writes: Callable[[Rebuilding], Iterator[Write]]


def _numbers(rebuilding: Rebuilding) -> Iterator[Write]:
    """Empty what moves, fill it by the numbering plan that each number needs, then the plan as it shall be."""
    held, wanted = rebuilding.held, rebuilding.wanted
    moving = rebuilding.open(*NUMBER_ITEMS)
    operators, hidden = _virtual_operators(rebuilding)
    filled = sorted({*moving, *hidden}, key=row_order)
    for key in filled:
        yield from _without_rows(rebuilding, held(key[0], *key[1]))
        yield key, ""
    yield from rebuilding.final(operators)
    numbers = [(key, number) for key in filled if (number := wanted(key[0], *key[1]))]
    for digit in sorted({number[0] for _key, number in numbers}):
        by_length: dict[str, list[Write]] = {}
        for key, number in numbers:
            if number[0] == digit:
                by_length.setdefault(str(len(number)), []).append((key, number))
        last = wanted(_LENGTH_ITEM, digit)
        for length in sorted(
            by_length, key=lambda length: (length == last, length != held(_LENGTH_ITEM, digit), length)
        ):
            yield (_KIND_ITEM, (digit,)), KIND_EXTENSION
            yield (_LENGTH_ITEM, (digit,)), length
            yield from by_length[length]
    yield from rebuilding.final(rebuilding.open("11-01"))


def _without_rows(rebuilding: Rebuilding, number: str) -> Iterator[Write]:
    """What belongs to a number that goes is emptied before; where the number is moved, it is written again later."""
    for key in sorted(rebuilding.now.keyed_by(number), key=clearing_order):
        yield key, rebuilding.now.factory(key[0], *key[1])


def _virtual_operators(rebuilding: Rebuilding) -> tuple[list[RowKey], list[RowKey]]:
    """Operators that are or were virtual extensions, and the virtual ports that have these numbers now."""
    numbers: set[str] = set()
    operators: list[RowKey] = []
    for key in rebuilding.open(_OPERATOR_ITEM):
        ends = {rebuilding.held(key[0], *key[1]), rebuilding.wanted(key[0], *key[1])}
        holders = (rows.holder(number) for rows in (rebuilding.now, rebuilding.target) for number in ends)
        if any(holder is not None and holder[0] == VIRTUAL_PORT_ITEM for holder in holders):
            operators.append(key)
            numbers |= ends
    here = (rebuilding.now.holder(number) for number in numbers)
    return operators, [holder for holder in here if holder is not None and holder[0] == VIRTUAL_PORT_ITEM]


def _patterns(rebuilding: Rebuilding) -> Iterator[Write]:
    """Patterns that days lose or get are made whole, the days get theirs, then come the entries as they shall be."""
    days = rebuilding.open("12-03", "12-04")
    ends = {
        (key[1][0], pattern)
        for key in days
        for pattern in (rebuilding.held(key[0], *key[1]), rebuilding.wanted(key[0], *key[1]))
        if pattern not in _ORDINARY_DAY
    }
    for group, pattern in sorted(ends):
        start, end, mode = (rebuilding.held(item, group, pattern, "1") for item in _ENTRY_ITEMS)
        if start != _MIDNIGHT or not end or not mode:
            index: Index = (group, pattern, "1")
            yield (_START_ITEM, index), _MIDNIGHT
            yield (_END_ITEM, index), rebuilding.wanted(_END_ITEM, *index) or _MIDNIGHT
            yield (_MODE_ITEM, index), rebuilding.wanted(_MODE_ITEM, *index) or _ANY_MODE
    yield from rebuilding.final(days)
    entries = sorted({index for _item, index in rebuilding.open("12-02")}, key=lambda index: row_order(("", index)))
    for index in entries:
        yield from _entry(rebuilding, index)


def _entry(rebuilding: Rebuilding, index: Index) -> Iterator[Write]:
    """A time entry: its mode changes while both its times are there."""
    times = [((item, index), rebuilding.wanted(item, *index)) for item in (_START_ITEM, _END_ITEM)]
    mode = rebuilding.wanted(_MODE_ITEM, *index)
    yield from (write for write in times if write[1])
    if rebuilding.held(_MODE_ITEM, *index) != mode:
        yield from ((key, _MIDNIGHT) for key, _time in times if not rebuilding.held(*_flat(key)))
        yield (_MODE_ITEM, index), mode
    yield from times


def _keys(rebuilding: Rebuilding) -> Iterator[Write]:
    """A key of a virtual extension comes and goes in silence. One that rings late rings when that is written."""
    for key in rebuilding.open(KEY_ITEM):
        functions = (rebuilding.held(*_flat(key)), rebuilding.wanted(*_flat(key)))
        if any(function.partition(" ")[0] == VIRTUAL_EXTENSION for function in functions):
            yield from (((RING_ITEM, (*key[1], mode)), NO_RING) for mode in MODES)
        yield key, rebuilding.wanted(*_flat(key))
    yield from rebuilding.final(rebuilding.open("15-07"))
    rings = rebuilding.open(RING_ITEM)
    for key in rebuilding.open(DELAY_ITEM):
        yield (RING_ITEM, key[1]), "1"
        yield key, rebuilding.wanted(*_flat(key))
        rings.append((RING_ITEM, key[1]))
    yield from rebuilding.final(sorted(set(rings), key=row_order))


def _areas(rebuilding: Rebuilding) -> Iterator[Write]:
    """The tables of trunk groups while all areas are whole, then the areas, so that none runs backwards in between."""
    tables = rebuilding.open("22-13")
    for table in sorted(
        {end for key in tables for end in (rebuilding.held(*_flat(key)), rebuilding.wanted(*_flat(key)))}
    ):
        for area in _AREAS:
            held = [rebuilding.held(item, table) for item in area]
            if held.count(_NO_ENTRY) == 1:
                yield from (((item, (table,)), max(held, key=_number)) for item in area)
    yield from rebuilding.final(tables)
    for index in sorted({index for _item, index in rebuilding.open("22-10")}, key=lambda index: row_order(("", index))):
        for first, last in _AREAS:
            ends = [
                ((first, index), rebuilding.wanted(first, *index)),
                ((last, index), rebuilding.wanted(last, *index)),
            ]
            if 0 < _number(rebuilding.held(last, *index)) < _number(ends[0][1]):
                ends.reverse()
            yield from ends


def _time_tables(rebuilding: Rebuilding) -> Iterator[Write]:
    """Time tables let go of the entries that get digits, then these get them, then the tables are as they shall be."""
    for key in rebuilding.open(_LEAD_ITEM):
        entry = rebuilding.held(*_flat(key))
        if entry != _NO_ENTRY and rebuilding.wanted(_DIGITS_ITEM, entry):
            yield key, _NO_ENTRY
    yield from rebuilding.final(rebuilding.open("22-11"))
    yield from rebuilding.final(rebuilding.open("22-17"))


def _mailboxes(rebuilding: Rebuilding) -> Iterator[Write]:
    """Boxes that change give up their numbers, become what they shall be, and get their numbers then."""
    changing = rebuilding.open("47-02", "47-03")
    types = [key for key in changing if key[0] in {kind for kind, _number_item in _BOXES}]
    numbers = [key for key in changing if key[0] in {number_item for _kind, number_item in _BOXES}]
    yield from ((key, "") for key in numbers)
    yield from rebuilding.final([key for key in types if rebuilding.wanted(*_flat(key)) == _NO_BOX])
    yield from rebuilding.final(types)
    yield from rebuilding.final(numbers)
    yield from rebuilding.final(changing)


def _flat(key: RowKey) -> tuple[str, ...]:
    return key[0], *key[1]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


TOGETHER = (
    Together(
        ("11-01", *sorted({item[:5] for item in NUMBER_ITEMS})),
        "a number is there once, fits the plan when it is written, and everything else is keyed by numbers or leads "
        "to them; a virtual extension becomes operator only while nobody has its number",
        _numbers,
    ),
    Together(
        ("12-02", "12-03", "12-04"),
        "a mode needs both times of its entry, and a day a pattern whose first entry is whole, when they are written",
        _patterns,
    ),
    Together(
        ("15-07", "15-09", "15-11"),
        "a key of a virtual extension is not removed while it rings, and rings late only where it rings when that is "
        "written",
        _keys,
    ),
    Together(("22-10", "22-13"), "a trunk group gets no table of which only one end of an area is set", _areas),
    Together(("22-11", "22-17"), "no time table leads to an entry with received digits", _time_tables),
    Together(("47-02", "47-03"), "no two mailboxes have the same number", _mailboxes),
)
"""Every other program is written row by row, in the order of the programs."""


def stages(programs: tuple[str, ...]) -> Iterator[Together]:
    """Everything that is written, in its order."""
    grouped = {program: together for together in TOGETHER for program in together.programs}
    done: set[str] = set()
    for program in programs:
        together = grouped.get(program) or Together((program,), "", _as_listed(program))
        if not done.intersection(together.programs):
            done.update(together.programs)
            yield together


def _as_listed(program: str) -> Callable[[Rebuilding], Iterator[Write]]:
    return lambda rebuilding: rebuilding.final(rebuilding.open(program))
