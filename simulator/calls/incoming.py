"""A call comes in, by a trunk or from inside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from simulator.calls.call import Call, Result
from simulator.calls.ddi import take_ddi_call
from simulator.calls.destinations import ring_destination
from simulator.calls.events import Event, Kind
from simulator.calls.follow import follow
from simulator.calls.numbers import target_of
from simulator.calls.people import People
from simulator.calls.targets import Target
from simulator.calls.time_tables import take_timed_call
from simulator.night_modes import mode_now
from simulator.state import ExchangeState

NOBODY_SPECIAL = People()
RING_GROUP_TIME = "22-01-07"
"""What a ring group rings for before 22-08. [P-SV81 p.377] TIP-199 and CommsPlus name 22-01-04 instead."""
DIRECT_LINE_TIME = "22-01-04"
OTHER_TYPES = {
    "1": "VRS",
    "2": "DISA",
    "5": "E&M tie line",
    "6": "delayed VRS",
    "7": "ANI/DNIS",
}


def place_call(
    state: ExchangeState, *, trunk: int, digits: str = "", at: datetime, people: People = NOBODY_SPECIAL
) -> list[Event]:
    """Return what happens to a call that comes in by a trunk with these digits.

    The night mode is that of the trunk's night group (12-06) and does not change during the call (assumed). Raise
    ``ValueError`` when there is no such trunk.
    """
    if not state.model.spaces["trunk"].holds(str(trunk)):
        raise ValueError(f"there is no trunk {trunk}")
    if digits and not (digits.isascii() and digits.isdecimal()):
        raise ValueError(f"{digits!r} are not the digits of a call")
    night_group = state.value_at("12-06-01", str(trunk))
    call = Call(state, at, people, mode_now(state, night_group, at), str(trunk))
    call.add(Kind.ARRIVES, *([digits] if digits else []), remark=f"trunk {trunk}, mode {call.mode}")
    incoming_type = call.value("22-02-01", trunk, call.mode)
    take = TYPES.get(incoming_type)
    if take is None:
        call.end(Kind.UNSUPPORTED, remark=f"incoming type {incoming_type}, {OTHER_TYPES.get(incoming_type)}")
    else:
        take(call, digits)
    return call.events


def place_internal_call(
    state: ExchangeState, number: str, *, caller: str = "", at: datetime, people: People = NOBODY_SPECIAL
) -> list[Event]:
    """Return what happens when somebody inside dials a number. Raise ``ValueError`` for a caller who does not exist."""
    if caller and not state.numbers.exists(caller):
        raise ValueError(f"there is no extension {caller}")
    call = Call(state, at, people, mode=1)
    call.mode = call.mode_of_extension(caller) if caller else mode_now(state, "1", at)
    call.add(Kind.ARRIVES, number, remark=f"from {caller}" if caller else "from inside")
    result = follow(call, target_of(call, number))
    if result is Result.NOWHERE:
        call.add(Kind.VACANT_NUMBER, number)
    if result is not Result.ENDED:
        call.end(Kind.BUSY_TONE)
    return call.events


def trunk_of_group(state: ExchangeState, group: int) -> int:
    """Return the first trunk of a trunk group (14-05). Raise ``ValueError`` when it has none."""
    for trunk in state.model.spaces["trunk"].words:
        if state.value_at("14-05-01", trunk) == str(group):
            return int(trunk)
    raise ValueError(f"trunk group {group} has no trunk")


def _normal(call: Call, digits: str) -> None:
    """Ring the ring group of 22-05, after 22-01-07 the one of 22-08. [F-SV91 p.1024]"""
    target = ring_destination(call.number("22-05-01", call.trunk, call.mode))
    if target is None:
        call.add(Kind.NOTE, remark="22-05 is 0: it rings nowhere")
    _with_no_answer(call, target, RING_GROUP_TIME)


def _direct_line(call: Call, digits: str) -> None:
    """Ring the destination of 22-07, after 22-01-04 go to 22-08; a time of 0 means never. [P-SL21b p.308]

    A busy destination, or one that does not exist, goes there at once (assumed).
    """
    _with_no_answer(call, target_of(call, call.value("22-07-01", call.trunk, call.mode)), DIRECT_LINE_TIME)


def _with_no_answer(call: Call, target: Target | None, time: str) -> None:
    """Go to a target and then to 22-08; nobody rings for ``None``, and 22-08 follows at once (assumed).

    Without a 22-08 a target that rings goes on ringing, a busy one is busy.
    """
    after = ring_destination(call.number("22-08-01", call.trunk, call.mode))
    until = None if after is None else call.time(time)
    result = Result.NOWHERE if target is None else follow(call, target, until)
    if result is not Result.ENDED and after is not None:
        call.add(Kind.TRANSFERS, remark="22-08")
        result = follow(call, after)
    if result is Result.BUSY:
        call.end(Kind.BUSY_TONE)
    elif result is not Result.ENDED:
        call.end(Kind.DISCONNECTED, remark="there is nobody to take it")


TYPES: dict[str, Callable[[Call, str], object]] = {
    "0": _normal,
    "3": take_ddi_call,
    "4": _direct_line,
    "8": take_timed_call,
}
"""The incoming types of 22-02 that are modelled. [F-SV91 p.1024]"""
