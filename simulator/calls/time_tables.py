"""Calls by time for one number (22-02 = 8): the time tables of 22-17, and switching one on.

Published: a table has a received number, a day of the week or "holiday" (not on the SV8100), and eight time patterns,
each with start, end and the entry of 22-11 that it leads to. [F-SV81c p.399, F-SV91 p.372] It is activated at a
telephone: a service code without default, the table, the time pattern. [F-SV91 p.373]
"""

from __future__ import annotations

from simulator.calls.call import Call, Result
from simulator.calls.ddi import go_by_entry, kept_digits, vacant
from simulator.calls.events import Kind
from simulator.night_modes import day_of_week, holiday_pattern

NUMBER, START, END, ENTRY, DAY = (f"22-17-0{part}" for part in range(1, 6))
HOLIDAY = "8"
MIDNIGHT, NO_ENTRY = "0000", "0"


def take_timed_call(call: Call, digits: str) -> Result:
    """Find the table that is in force for the number today, and its time pattern; go the way of that one's entry.

    A number that no table in force has, and an hour in which a table has no time pattern, is a vacant number (assumed).
    """
    kept = kept_digits(call, digits)
    tables = [table for table in call.state.model.spaces["time_table"].words if call.value(NUMBER, table) == kept]
    active = [table for table in tables if int(table) in call.state.active_tables]
    for table in tables:
        if table not in active and _is_for(call, table, _day(call, tables)):
            call.add(Kind.NOTE, remark=f"time table {table} is not in force: nobody has dialled its activation")
    day = _day(call, active)
    chosen = next((table for table in active if _is_for(call, table, day)), None)
    entry = None if chosen is None else _entry(call, chosen)
    if entry is None:
        return vacant(call, kept)
    call.add(Kind.ENTRY, entry, remark=f"time table {chosen}, digits {kept}")
    return go_by_entry(call, entry, kept)


def _day(call: Call, tables: list[str]) -> str:
    """Return the day that a table must be for, 1 (Sunday) to 8 (holiday).

    A holiday is a date that the trunk's night group knows (12-04), where the number has a table for holidays; both are
    assumed: the manual says no more than "holiday".
    """
    if any(_is_for(call, table, HOLIDAY) for table in tables) and DAY in call.state.model.items:
        group = call.value("12-06-01", call.trunk)
        if holiday_pattern(call.state, group, call.moment) != "0":
            return HOLIDAY
    return day_of_week(call.moment)


def _is_for(call: Call, table: str, day: str) -> bool:
    return DAY not in call.state.model.items or call.value(DAY, table) == day


def _entry(call: Call, table: str) -> str | None:
    """Return the entry of the first time pattern that holds now.

    The dialled pattern counts where it has no times: that is the "manual change" of the manual. [F-SV81d p.399] Where
    it has some, they count and not what was dialled (assumed).
    """
    now = call.moment.strftime("%H%M")
    dialled = str(call.state.active_tables[int(table)])
    for pattern in call.state.model.spaces["time_pattern"].words:
        start, end, entry = (call.value(code, table, pattern) for code in (START, END, ENTRY))
        by_hand = start == end == MIDNIGHT
        if entry == NO_ENTRY or (by_hand and pattern != dialled):
            continue
        if by_hand or (start <= now and (now < end or end == MIDNIGHT)):
            return entry
    return None
