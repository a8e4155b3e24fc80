"""A message of the VRS as a destination: it plays, and the caller may dial one digit."""

from __future__ import annotations

from simulator.calls.call import Call, Moved, Outcome, Result
from simulator.calls.destinations import ring_destination
from simulator.calls.events import Kind
from simulator.calls.targets import VrsMessage

SECONDS_TO_DIAL = 10
"""25-07-01, by default. [P-SV91 p.450] The item itself is not in the simulator."""


def at_vrs_message(call: Call, target: VrsMessage, until: int | None) -> Outcome:
    """Play the message, then send the caller who dials nothing on.

    Where a DDI entry has another destination after the message (``until`` says that one follows), he goes there, else
    where 25-03 says, and 0 cuts the call. 25-03 is the way of wrong dialling [TOPAZ-F p.284]; that it is also that of
    no dialling is assumed, and that 22-11-06 and 22-12 come before it.
    """
    message = target.message
    call.add(Kind.PLAYS, message, remark=call.recorded(message))
    menu = [(digit, call.value("25-06-01", message, digit)) for digit in call.state.model.spaces["digit"].words]
    choices = [f"{digit}={number}" for digit, number in menu if number]
    if choices:
        call.add(Kind.CALLER_MAY_DIAL, *choices)
    call.now += call.message_seconds(message) + SECONDS_TO_DIAL
    if until is not None:
        return Result.TIME_OUT
    after = ring_destination(call.number("25-03-01", call.trunk, call.mode)) if call.is_outside else None
    if after is None:
        return call.end(Kind.DISCONNECTED, remark="nothing was dialled")
    call.add(Kind.TRANSFERS, remark="25-03, nothing was dialled")
    return Moved(after, at_rest=True)
