"""Answer tables: which mailbox the voice mail answers a trunk with (47-10, 47-11, 47-12), and which table holds what.

Every trunk starts in table 1, so nothing new is put there. What somebody programmed there is read, and stays there as
long as no trunk is in it that the site file does not name. A table that says what ``answers`` cannot say (an override
box, a routing box, a chain of tables) is foreign: it is left alone, and so are its trunks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.answering import Answering, BoxHours
from ...model.findings import ValueProblem
from .answer_entries import NO_BOX, NONE, UNUSED, AnswerEntry, entries_of, read_entries
from .profile import Profile
from .rows import RowKey, Rows
from .slot_kind import Written

TABLE_ITEM = "47-10-01"
OVERRIDE_ITEM, DEFAULT_ITEM, NEXT_ITEM = "47-11-02", "47-11-03", "47-11-04"
ENTRY_ITEMS = tuple(f"47-12-0{part}" for part in range(1, 9))
KIND_ITEM, BOX_ITEM = ENTRY_ITEMS[:2]
TABLE_ITEMS = (OVERRIDE_ITEM, DEFAULT_ITEM, NEXT_ITEM, *ENTRY_ITEMS)

FIRST_TABLE, NO_TABLE = 1, "0"


@dataclass(frozen=True)
class AnswerTables:
    """The answer tables as they are. Each is in ``says``, in ``blank`` or in ``foreign``."""

    trunks: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The installed trunks of each table."""
    says: Mapping[int, Answering] = field(default_factory=dict)
    """The tables that answer some trunk, and that a site file can say whole."""
    blank: frozenset[int] = frozenset()
    """Tables as from the factory."""
    foreign: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The others, with the boxes that they lead to."""

    def answers(self) -> dict[int, tuple[dict[str, Any], ...]]:
        """The ``answers`` of each mailbox, by slot."""
        found: dict[int, dict[BoxHours, set[int]]] = {}
        for table, answering in self.says.items():
            others = [(answering.otherwise, BoxHours())] if answering.otherwise else []
            for slot, hours in (*answering.boxes, *others):
                found.setdefault(slot, {}).setdefault(hours, set()).update(self.trunks[table])
        return {
            slot: tuple(sorted((hours.answer(trunks) for hours, trunks in said.items()), key=_by_trunks))
            for slot, said in found.items()
        }

    def foreign_to(self, trunks: Iterable[int]) -> dict[int, int]:
        """Those of some trunks that are in a foreign table that is not the one where all start, with their table."""
        wanted = set(trunks)
        return {
            trunk: table
            for table in sorted(set(self.foreign) - {FIRST_TABLE})
            for trunk in sorted(wanted & self.trunks[table])
        }


def _by_trunks(answer: Mapping[str, Any]) -> tuple[int, ...]:
    trunks: tuple[int, ...] = answer["trunks"]
    return trunks


def read_tables(
    profile: Profile, rows: Rows, installed: set[int], slot_of: Callable[[str], int | None]
) -> AnswerTables:
    """The tables of an exchange. ``slot_of`` gives the slot of a box; None for one that is no mailbox of a site."""
    elsewhere = {int(index[0]): int(value) for index, value in rows.of_item(TABLE_ITEM)}
    trunks: dict[int, set[int]] = {table: set() for table in range(1, profile.limits.answer_tables + 1)}
    for trunk in installed:
        trunks[elsewhere.get(trunk, FIRST_TABLE)].add(trunk)
    chained = {int(value) for _index, value in rows.of_item(NEXT_ITEM) if value != NO_TABLE}
    touched = {int(index[0]) for item in TABLE_ITEMS for index, _value in rows.of_item(item)} | chained
    says: dict[int, Answering] = {}
    foreign: dict[int, frozenset[str]] = {}
    for table in sorted(touched):
        answering = None
        if trunks[table] and table not in chained:
            answering = _read(profile, rows, table, slot_of)
        if answering is None or not answering.slots:
            foreign[table] = _boxes(profile, rows, table)
        else:
            says[table] = answering
    held = {table: frozenset(found) for table, found in trunks.items()}
    return AnswerTables(held, says, frozenset(set(held) - set(touched)), foreign)


def _entries(profile: Profile, rows: Rows, table: int) -> list[AnswerEntry]:
    found: list[AnswerEntry] = []
    for entry in range(1, profile.limits.answer_entries + 1):
        kind, box, day, first, last, date, start, end = (rows.get(i, str(table), str(entry)) for i in ENTRY_ITEMS)
        found.append((kind, box, day, first, last, date, start, end))
    return found


def _read(profile: Profile, rows: Rows, table: int, slot_of: Callable[[str], int | None]) -> Answering | None:
    if rows.get(OVERRIDE_ITEM, str(table)) != NO_BOX or rows.get(NEXT_ITEM, str(table)) != NO_TABLE:
        return None
    default = rows.get(DEFAULT_ITEM, str(table))
    otherwise = 0 if default == NO_BOX else slot_of(default)
    return None if otherwise is None else read_entries(_entries(profile, rows, table), otherwise, slot_of)


def _boxes(profile: Profile, rows: Rows, table: int) -> frozenset[str]:
    """The boxes that a table leads to."""
    boxes = {entry[1] for entry in _entries(profile, rows, table) if entry[0] != NONE}
    boxes |= {rows.get(OVERRIDE_ITEM, str(table)), rows.get(DEFAULT_ITEM, str(table))}
    return frozenset(boxes - {NO_BOX})


def boxes_of_tables(rows: Rows) -> set[str]:
    """Every box that somebody put into an answer table."""
    return {value for item in (OVERRIDE_ITEM, DEFAULT_ITEM, BOX_ITEM) for _index, value in rows.of_item(item)} - {
        NO_BOX
    }


@dataclass(frozen=True)
class TablePlan:
    """Which table shall hold what. ``held`` has the tables in use, ``given_up`` those that nobody needs any more."""

    held: dict[int, Answering]
    table_of: dict[int, int]
    """The table of every trunk that a mailbox names."""
    given_up: tuple[int, ...]


def plan_tables(profile: Profile, tables: AnswerTables, wished: Mapping[Answering, tuple[int, ...]]) -> TablePlan:
    """Find a table for everybody: the one that says it already, one that has its trunks, else the lowest blank one.

    Raises :class:`ValueProblem` when there are not enough.
    """
    named = {trunk for trunks in wished.values() for trunk in trunks}
    usable = _usable(tables, named)
    held: dict[int, Answering] = {}
    table_of: dict[int, int] = {}
    for answering, trunks in wished.items():
        same = [t for t in sorted(usable) if tables.says.get(t) == answering and tables.trunks[t] & set(trunks)]
        held.update(dict.fromkeys(same, answering))
        for trunk in trunks if same else ():
            table_of[trunk] = next((table for table in same if trunk in tables.trunks[table]), same[0])
    missing = {answering: set(trunks) for answering, trunks in wished.items() if answering not in held.values()}
    chances = sorted(
        (-len(tables.trunks[table] & trunks), table, min(trunks), answering)
        for answering, trunks in missing.items()
        for table in usable - set(held)
        if tables.trunks[table] & trunks
    )
    for _shared, table, _first, answering in chances:
        if table not in held and answering in missing:
            held[table] = answering
            table_of.update(dict.fromkeys(missing.pop(answering), table))
    free = sorted(usable - set(held) - {FIRST_TABLE}, key=lambda table: (table in tables.says, table))
    if len(missing) > len(free):
        foreign = _in_use(tables)
        raise ValueProblem(
            f"no answer table is left for trunks that are answered in {len(wished)} different ways; the "
            f"{profile.model} has {profile.limits.answer_tables}, the first of which is where every trunk starts"
            + (f", and {len(foreign)} hold what a site file cannot say" if foreign else "")
        )
    for answering, table in zip(missing, free, strict=False):
        held[table] = answering
        table_of.update(dict.fromkeys(wished[answering], table))
    return TablePlan(dict(sorted(held.items())), table_of, tuple(sorted(set(tables.says) - set(held))))


def _usable(tables: AnswerTables, named: set[int]) -> set[int]:
    """The tables that may be written. The first one only where it is in use already, and all its trunks are named."""
    back_to_first = {
        trunk
        for table in {*tables.says, FIRST_TABLE}
        for trunk in tables.trunks.get(table, frozenset())
        if trunk not in named
    }
    usable = set(tables.says) | {table for table in tables.blank if tables.trunks[table] <= named}
    first_stays = FIRST_TABLE in tables.says and not back_to_first
    return usable if first_stays else usable - {FIRST_TABLE}


def _in_use(tables: AnswerTables) -> set[int]:
    return set(tables.foreign) - {FIRST_TABLE}


def rows_of_table(profile: Profile, table: int, answering: Answering, box_of: Callable[[int], str]) -> Written:
    """The rows that make a table say this and nothing else; raises :class:`ValueProblem` when it does not fit.

    An entry is complete before its kind says that it counts.
    """
    entries = entries_of(answering, box_of)
    most = profile.limits.answer_entries
    if len(entries) > most:
        raise ValueProblem(f"{len(entries)} entries are needed, and an answer table of the {profile.model} has {most}")
    written: Written = [((DEFAULT_ITEM, (str(table),)), box_of(answering.otherwise))]
    for number, entry in enumerate([*entries, *[UNUSED] * (most - len(entries))], start=1):
        place = (str(table), str(number))
        rows = [((item, place), value) for item, value in zip(ENTRY_ITEMS, entry, strict=True)]
        written += [*rows[1:], rows[0]] if entry != UNUSED else rows
    return [*written, ((OVERRIDE_ITEM, (str(table),)), NO_BOX), ((NEXT_ITEM, (str(table),)), NO_TABLE)]


def factory_rows_of_table(profile: Profile, rows: Rows, table: int) -> Written:
    """The rows of a table as from the factory."""
    places = [(str(table), str(entry)) for entry in range(1, profile.limits.answer_entries + 1)]
    keys: list[RowKey] = [(item, place) for place in places for item in ENTRY_ITEMS]
    keys += [(item, (str(table),)) for item in (DEFAULT_ITEM, OVERRIDE_ITEM, NEXT_ITEM)]
    return [(key, rows.factory(key[0], *key[1])) for key in keys]
