"""InMail answers a trunk (102): which mailbox does, by the answer tables of 47-10 to 47-12."""

from __future__ import annotations

from simulator.calls.call import Call, Moved, Outcome
from simulator.calls.events import Kind
from simulator.calls.targets import GroupMailbox, InMail, RoutingMailbox, StationMailbox, Target

NO_BOX = "0"
WEEKDAY, RANGE, DATE = "1", "2", "3"
BY_RANK = (DATE, WEEKDAY, RANGE)
"""Special before general: a date wins over a day of the week, that over a range of days. [DSX p.421, IntraMail;
assumed: InMail has its tables. F-SL11f p.384 gives the reverse order, in which to build them]"""
FIRST_TABLE = "1"
MIDNIGHT = "0000"


def at_inmail(call: Call, target: InMail, until: int | None) -> Outcome:
    """Find the mailbox: override (47-11-02), else the schedule, else the next table, else the default (47-11-03).

    Of the default boxes along a chain of tables the last one that is set counts (assumed). Nothing at all: the call is
    cut (assumed). A call without a trunk uses table 1 (assumed).
    """
    table = call.value("47-10-01", call.trunk) if call.is_outside else FIRST_TABLE
    seen: set[str] = set()
    default = NO_BOX
    while table != "0" and table not in seen:
        seen.add(table)
        override = call.value("47-11-02", table)
        box = override if override != NO_BOX else _scheduled(call, table)
        if box != NO_BOX:
            return _to(call, box)
        own = call.value("47-11-03", table)
        default = own if own != NO_BOX else default
        table = call.value("47-11-04", table)
    return _to(call, default)


def _to(call: Call, box: str) -> Outcome:
    if box == NO_BOX:
        return call.end(Kind.DISCONNECTED, remark="no mailbox answers")
    category, number = box.split(" ")
    boxes: dict[str, Target] = {
        "1": StationMailbox(int(number)),
        "2": GroupMailbox(int(number)),
        "3": RoutingMailbox(int(number)),
    }
    return Moved(boxes[category], at_rest=True)


def _scheduled(call: Call, table: str) -> str:
    """Return the box of the entry that is in effect; of two of one kind the first."""
    entries = call.state.model.spaces["answer_entry"].words
    in_effect = [entry for entry in entries if _is_in_effect(call, table, entry)]
    for kind in BY_RANK:
        for entry in in_effect:
            if call.value("47-12-01", table, entry) == kind:
                return call.value("47-12-02", table, entry)
    return NO_BOX


def _is_in_effect(call: Call, table: str, entry: str) -> bool:
    return _is_its_day(call, table, entry) and _is_its_time(call, table, entry)


def _is_its_day(call: Call, table: str, entry: str) -> bool:
    """Compare the day; a range whose end is before its start goes over the end of the week (assumed)."""
    today = str(call.moment.isoweekday() % 7 + 1)
    match call.value("47-12-01", table, entry):
        case "1":
            return call.value("47-12-03", table, entry) == today
        case "2":
            first, last = call.value("47-12-04", table, entry), call.value("47-12-05", table, entry)
            if not first or not last:
                return False
            return first <= today <= last if first <= last else today >= first or today <= last
        case "3":
            return call.value("47-12-06", table, entry) == call.moment.strftime("%m%d")
    return False


def _is_its_time(call: Call, table: str, entry: str) -> bool:
    """Compare the time, on each of the days. An end of 0000 is midnight, an entry without times not used (assumed)."""
    start, end = call.value("47-12-07", table, entry), call.value("47-12-08", table, entry)
    now = call.moment.strftime("%H%M")
    return bool(start and end) and start <= now and (now < end or end == MIDNIGHT)
