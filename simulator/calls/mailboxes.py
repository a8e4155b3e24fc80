"""InMail's mailboxes at the end of a call."""

from __future__ import annotations

from simulator.calls.call import Call, Moved, Outcome
from simulator.calls.events import Kind
from simulator.calls.targets import GroupMailbox, RoutingMailbox, StationMailbox

NONE, ROUTING = "0", "2"


def at_station_mailbox(call: Call, target: StationMailbox, until: int | None) -> Outcome:
    """Take a message. A mailbox of type 0 is nobody's [P-SL21 p.471]: the call is cut (assumed)."""
    if call.value("47-02-01", target.box) == NONE:
        return _nobody(call, f"station mailbox {target.box}")
    return call.end(Kind.IN_MAILBOX, "STATION", target.box, remark=call.value("47-02-02", target.box))


def at_group_mailbox(call: Call, target: GroupMailbox, until: int | None) -> Outcome:
    """Take a message, or go to the routing box when it is of that kind (47-03-03). [P-SV91 p.623]"""
    kind = call.value("47-03-03", target.box)
    if kind == NONE:
        return _nobody(call, f"group mailbox {target.box}")
    if kind == ROUTING:
        return Moved(RoutingMailbox(call.number("47-03-04", target.box)), at_rest=True)
    return call.end(Kind.IN_MAILBOX, "GROUP", target.box, remark=call.value("47-03-02", target.box))


def at_routing_mailbox(call: Call, target: RoutingMailbox, until: int | None) -> Outcome:
    """The automated attendant answers with its menu, which is not modelled (47-07, 47-13)."""
    return call.end(Kind.AUTO_ATTENDANT, target.box)


def station_mailbox_of(call: Call, number: str) -> StationMailbox | None:
    """Return the station mailbox in use that has this number."""
    if number:
        for box in call.state.model.spaces["station_mailbox"].words:
            if call.value("47-02-02", box) == number and call.value("47-02-01", box) != NONE:
                return StationMailbox(int(box))
    return None


def group_mailbox_of(call: Call, number: str) -> GroupMailbox | None:
    """Return the group mailbox in use that has this number."""
    if number:
        for box in call.state.model.spaces["group_mailbox"].words:
            if call.value("47-03-02", box) == number and call.value("47-03-03", box) != NONE:
                return GroupMailbox(int(box))
    return None


def _nobody(call: Call, box: str) -> Outcome:
    return call.end(Kind.DISCONNECTED, remark=f"{box} is not in use")
