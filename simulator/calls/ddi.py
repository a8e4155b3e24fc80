"""Direct dialling in: which entry the digits match, and where the call goes from there."""

from __future__ import annotations

from simulator.calls.call import Call, Result
from simulator.calls.destinations import ddi_destination, ring_destination
from simulator.calls.events import Kind
from simulator.calls.follow import follow
from simulator.calls.mailboxes import group_mailbox_of, station_mailbox_of
from simulator.calls.numbers import target_of
from simulator.calls.targets import AcdGroup, DepartmentGroup, InMail, Nowhere, RingGroup, Target

AREAS = (("22-10-01", "22-10-02"), ("22-10-03", "22-10-04"))
AT_ONCE = "4"
ON_BUSY = ("1", "3")
ON_NO_ANSWER = ("2", "3")
DESTINATION_TIME = "22-01-06"
RING_GROUP_TIME = "22-01-07"
PILOT_TIME = "22-01-08"


def take_ddi_call(call: Call, digits: str) -> Result:
    """Find the entry and go its way.

    22-09-01: the last digits count (ISDN). [P-SL21 p.318] 22-13 gives the table of the trunk group in this mode.
    An entry whose target is no number in use is a vacant number, unless its transfer is "at once" (assumed).
    """
    kept, table = kept_digits(call, digits), table_of(call)
    entry = _entry(call, table, kept)
    if entry is None:
        return vacant(call, kept)
    call.add(Kind.ENTRY, entry, remark=f"table {table}, digits {kept}")
    return go_by_entry(call, entry, kept)


def table_of(call: Call) -> str:
    """Return the DDI table of the call's trunk group in the mode of the call."""
    return call.value("22-13-01", call.value("14-05-01", call.trunk), call.mode)


def kept_digits(call: Call, digits: str) -> str:
    """Return the digits that count: the last 22-09-01 ones."""
    return digits[-call.number("22-09-01", call.value("14-05-01", call.trunk)) :]


def go_by_entry(call: Call, entry: str, digits: str) -> Result:
    """Go where an entry of 22-11 leads."""
    if call.value("22-11-04", entry) != AT_ONCE:
        result = _at_target(call, entry)
        if result is Result.NOWHERE:
            return vacant(call, digits)
        if result is not None:
            return result
    return _transfer(call, entry, table_of(call))


def _entry(call: Call, table: str, digits: str) -> str | None:
    """Search the first area of the table, then the second. [P-SL21c p.80]"""
    for first, last in AREAS:
        start, end = call.number(first, table), call.number(last, table)
        for entry in range(start, end + 1) if start else ():
            if call.value("22-11-01", entry) == digits:
                return str(entry)
    return None


def vacant(call: Call, digits: str) -> Result:
    """22-09-02: 0 cuts the call, 1 sends it where 22-12 says. [P-SV91 p.410]"""
    group, table = call.value("14-05-01", call.trunk), table_of(call)
    call.add(Kind.VACANT_NUMBER, digits, remark=f"table {table}")
    intercept = ring_destination(call.number("22-12-01", table, call.mode))
    if call.value("22-09-02", group) != "1" or intercept is None:
        return call.end(Kind.DISCONNECTED, remark="vacant number")
    call.add(Kind.TRANSFERS, remark="22-12, vacant number")
    return _stay(call, follow(call, intercept))


def _at_target(call: Call, entry: str) -> Result | None:
    """Ring the target. Return ``None`` when the call is to be transferred.

    The target rings for 22-01-06, a pilot for 22-01-08, and 22-11-04 says whether busy, no answer or both transfer the
    call. [IPK2-F p.354; assumed: the values] Without a transfer mode it rings on, or is busy (assumed).
    """
    mode = call.value("22-11-04", entry)
    target = target_of(call, call.value("22-11-02", entry))
    if isinstance(target, Nowhere):
        return Result.NOWHERE
    until = _time_of(call, target) if mode in ON_NO_ANSWER else None
    result = follow(call, target, until)
    if result is Result.TIME_OUT or (result is Result.BUSY and mode in ON_BUSY):
        return None
    return result if result is Result.NOWHERE else _stay(call, result)


def _transfer(call: Call, entry: str, table: str) -> Result:
    """Go to 22-11-05, then 22-11-06, then 22-12. [P-SV81e p.346]

    Each rings for the time of its kind; the last one rings on. Without any the call is cut (assumed).
    """
    places = [(code, _destination(call, entry, code)) for code in ("22-11-05", "22-11-06")]
    places.append(("22-12", ring_destination(call.number("22-12-01", table, call.mode))))
    targets = [(code, target) for code, target in places if target is not None]
    result = Result.NOWHERE
    for place, (code, target) in enumerate(targets, 1):
        call.add(Kind.TRANSFERS, remark=code)
        result = follow(call, target, _time_of(call, target) if place < len(targets) else None)
        if result is Result.ENDED:
            return result
    return _stay(call, result)


def _destination(call: Call, entry: str, code: str) -> Target | None:
    """What a transfer destination of an entry means.

    Voice mail (102) is the mailbox with the number of the entry's target, where there is one, else what the trunk's
    answer table says (assumed: a caller who rang somebody in vain leaves his message for him).
    """
    target = ddi_destination(call.number(code, entry))
    if not isinstance(target, InMail):
        return target
    number = call.value("22-11-02", entry)
    return station_mailbox_of(call, number) or group_mailbox_of(call, number) or target


def _time_of(call: Call, target: Target) -> int | None:
    """Return when the next destination gets the call.

    22-01-08 is the time of pilots, 22-01-07 that of ring groups, 22-01-06 any other. [P-SV81 p.377] That the time of
    ring groups lies between two transfer destinations: CommsPlus, "Timers DID".
    """
    if isinstance(target, DepartmentGroup | AcdGroup):
        return call.time(PILOT_TIME)
    return call.time(RING_GROUP_TIME if isinstance(target, RingGroup) else DESTINATION_TIME)


def _stay(call: Call, result: Result) -> Result:
    """End a call for which nothing else is programmed."""
    if result is Result.BUSY:
        return call.end(Kind.BUSY_TONE)
    if result is Result.NOWHERE:
        return call.end(Kind.DISCONNECTED, remark="there is nobody to take it")
    return result
