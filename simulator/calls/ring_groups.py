"""Incoming ring groups: who rings, who only flashes, and when a queue takes the call instead."""

from __future__ import annotations

from simulator.calls.announcements import announcements
from simulator.calls.call import Call, Moved, Outcome
from simulator.calls.events import Event, Kind
from simulator.calls.targets import AcdGroup, RingGroup
from simulator.calls.waiting import Ring, wait
from simulator.calls.work_periods import TRUNKS, period_now

MOST_RINGING = 32


def at_ring_group(call: Call, target: RingGroup, until: int | None) -> Outcome:
    """Ring the members of a group, or queue the call.

    41-03 goes before the ring group in a work period of the trunks. [IPK2-F2 p.191] A call that is in a queue stays
    there: no time of the trunk or the number runs any longer (assumed).
    """
    queue = _acd_group(call, target.group)
    if queue:
        return Moved(AcdGroup(queue), at_rest=True)
    remark = f"ring group {target.group}"
    rings, flashing = _members(call, target.group)
    if not rings:
        call.add(Kind.RINGS, remark=f"nobody, {remark}")
    messages = announcements(call, "22-14", target.group)
    planned = [*messages.events, *([Event(call.now, Kind.FLASHES, flashing, remark)] if flashing else [])]
    return wait(call, rings, until=until, planned=planned, hang_up=messages.hang_up, remark=remark)


def _acd_group(call: Call, group: int) -> int:
    period = period_now(call, TRUNKS)
    return call.number("41-03-01", group, period) if period else 0


def _members(call: Call, group: int) -> tuple[list[Ring], tuple[str, ...]]:
    """Return who rings, each after the delay of 22-04-02, and who only flashes.

    Members that do not exist do not count (assumed). Of more than 32 the first 32 ring. [P-SL21b p.313] A member
    flashes when 22-06 says so for the mode of its own night group [UX5000 p.429; assumed: whose mode], and when it is
    busy (assumed). Forwarding of members is not followed (assumed).
    """
    rings: list[Ring] = []
    flashing: list[str] = []
    present = 0
    for member in call.state.model.spaces["ring_group_member"].words:
        extension = call.value("22-04-01", group, member)
        if not call.state.numbers.exists(extension):
            continue
        present += 1
        may_ring = call.value("22-06-01", extension, call.mode_of_extension(extension)) == "1"
        if present <= MOST_RINGING and may_ring and call.people.is_idle(extension):
            rings.append(Ring(extension, call.now + call.number("22-04-02", group, member)))
        else:
            flashing.append(extension)
    return rings, tuple(flashing)
