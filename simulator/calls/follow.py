"""Leads a call from target to target until it stays somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.calls.answer_tables import at_inmail
from simulator.calls.call import Call, Outcome, Result
from simulator.calls.department_groups import at_department_group
from simulator.calls.events import Kind
from simulator.calls.extensions import at_extension, at_operator
from simulator.calls.mailboxes import at_group_mailbox, at_routing_mailbox, at_station_mailbox
from simulator.calls.queues import at_acd_group
from simulator.calls.ring_groups import at_ring_group
from simulator.calls.targets import (
    AcdGroup,
    DepartmentGroup,
    Extension,
    GroupMailbox,
    InMail,
    NotModelled,
    Nowhere,
    Operator,
    OutsideNumber,
    RingGroup,
    RoutingMailbox,
    StationMailbox,
    Target,
    VrsMessage,
)
from simulator.calls.vrs import at_vrs_message

MOST_MOVES = 20
"""A call that was sent on so often goes in a circle. (bound of the simulator; real ones go on)"""


def _at_outside_number(call: Call, target: OutsideNumber, until: int | None) -> Outcome:
    """The call leaves the exchange."""
    return call.end(Kind.OUTSIDE, target.number)


def _at_what_is_not_modelled(call: Call, target: NotModelled, until: int | None) -> Outcome:
    """Nobody knows what happens."""
    return call.end(Kind.UNSUPPORTED, remark=target.reason)


def _nowhere(call: Call, target: Nowhere, until: int | None) -> Outcome:
    """Say that there is nobody."""
    return Result.NOWHERE


# Each takes the class of target that it stands beside, which no type can say.
STAGES: dict[type[Target], Callable[[Call, Any, int | None], Outcome]] = {
    Extension: at_extension,
    DepartmentGroup: at_department_group,
    AcdGroup: at_acd_group,
    RingGroup: at_ring_group,
    InMail: at_inmail,
    StationMailbox: at_station_mailbox,
    GroupMailbox: at_group_mailbox,
    RoutingMailbox: at_routing_mailbox,
    VrsMessage: at_vrs_message,
    OutsideNumber: _at_outside_number,
    Operator: at_operator,
    NotModelled: _at_what_is_not_modelled,
    Nowhere: _nowhere,
}


def follow(call: Call, target: Target, until: int | None = None) -> Result:
    """Send a call to a target and wherever it is sent on from there, at most until a second."""
    while True:
        outcome = STAGES[type(target)](call, target, until)
        if isinstance(outcome, Result):
            return outcome
        call.moves += 1
        if call.moves > MOST_MOVES:
            return call.end(Kind.LOOP, remark=f"sent on {MOST_MOVES} times")
        target = outcome.target
        until = None if outcome.at_rest else until
