"""Department (hunt) groups: in which order the members are tried."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from simulator.calls.call import SYSTEM, Call, Moved, Outcome, Result
from simulator.calls.events import Kind
from simulator.calls.mailboxes import station_mailbox_of
from simulator.calls.targets import DepartmentGroup, InMail
from simulator.calls.waiting import Ring, wait

HUNT_SECONDS = 15
"""How long one member rings before the next is tried. (assumed: the item was not found)"""
MOST_TRIES = 100
"""After so many members the last one goes on ringing; real exchanges go round for ever. (bound of the simulator)"""
CIRCULAR = "1"
HUNTS_WITHOUT_ANSWER = ("2", "3")


def at_department_group(call: Call, target: DepartmentGroup, until: int | None) -> Outcome:
    """Ring the first idle member; without one the pilot is busy (assumed: nobody waits for a member).

    With enhanced hunting (16-01-10) of 2 or 3 the next idle member follows when one does not answer [N-SL11 p.273],
    up to the last one, or round and round (16-01-04). [P-SV91 p.281] The group of the voice mail (45-01) is none.
    """
    if target.group == call.number("45-01-01", SYSTEM):
        return _voice_mail(call)
    idle = [member for member in _in_turn(call, target.group) if call.people.is_idle(member)]
    if not idle:
        return Result.BUSY
    rings = _hunting(call, target.group, idle)
    return wait(call, rings, until=until, remark=f"department group {target.group}")


def members(call: Call, group: int) -> list[str]:
    """Return the extensions of a group by priority (16-02-02), lower first [P-SV91 p.283]; then by number (assumed)."""
    found = [number for number in call.state.numbers.extensions() if call.number("16-02-01", number) == group]
    return sorted(found, key=lambda number: call.number("16-02-02", number))


def idle_colleague(call: Call, extension: str) -> str | None:
    """Return who rings instead of a busy extension: with 16-01-03 of its group the next idle member.

    It acts only on calls to an extension, not on those to the pilot. [P-SV91 p.281]
    """
    group = call.number("16-02-01", extension)
    if call.value("16-01-03", group) != "1":
        return None
    return next((member for member in _after(members(call, group), extension) if call.people.is_idle(member)), None)


def _in_turn(call: Call, group: int) -> Sequence[str]:
    """Return the members in the order of the calling cycle: priority, or circular from the one after the last call."""
    found = members(call, group)
    last = call.people.rang_last.get(group)
    if call.value("16-01-02", group) == CIRCULAR and last in found:
        return _after(found, last)
    return found


def _after(found: list[str], extension: str) -> list[str]:
    at = found.index(extension) + 1
    return found[at:] + found[:at]


def _hunting(call: Call, group: int, idle: Sequence[str]) -> list[Ring]:
    if call.value("16-01-10", group) not in HUNTS_WITHOUT_ANSWER:
        return [Ring(idle[0], call.now)]
    turns = itertools.cycle(idle) if call.value("16-01-04", group) == CIRCULAR else idle
    order = list(itertools.islice(turns, MOST_TRIES))
    starts = [call.now + HUNT_SECONDS * turn for turn in range(len(order))]
    stops: list[int | None] = [*starts[1:], None]
    return [Ring(member, start, stop) for member, start, stop in zip(order, starts, stops, strict=True)]


def _voice_mail(call: Call) -> Outcome:
    """The voice mail takes the call: into the mailbox of who forwarded it, else the automated attendant (assumed)."""
    box = station_mailbox_of(call, call.forwarded_by)
    if box is not None:
        return Moved(box, at_rest=True)
    if not call.is_outside:
        return call.end(Kind.UNSUPPORTED, remark="the voice mail's own menu for users")
    return Moved(InMail(), at_rest=True)
