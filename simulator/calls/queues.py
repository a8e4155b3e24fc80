"""ACD groups: who rings, announcements, the queue limit, and when a call overflows; where to: ``overflow.py``."""

from __future__ import annotations

from simulator.calls.announcements import Announcements, announcements
from simulator.calls.call import Call, Moved, Outcome, Result, earliest
from simulator.calls.events import Event, Kind
from simulator.calls.overflow import agents_now, overflow_destination
from simulator.calls.targets import AcdGroup, Target
from simulator.calls.waiting import Ring, wait

ANNOUNCED: dict[int, tuple[int, ...]] = {2: (1,), 4: (1,), 3: (1, 2), 5: (1, 2), 8: (2,), 9: (2,)}
"""What the values of 41-08-01 mean: which announcements play. [P-SV91 p.550]"""
VRS = "1"
DEPTH_AFTER: dict[int, tuple[int, ...]] = {1: (1,), 2: (2,), 3: (1, 2)}
"""The messages after which the values of 41-11-08 say the queue depth. [A-SL21 p.119]"""
ELSEWHERE = {"0": "ACI ports (41-10)", "2": "InMail mailboxes (41-19)"}
"""The other sources of 41-08-03. [P-SV91 p.550; P-SL21 p.433]"""


def at_acd_group(call: Call, target: AcdGroup, until: int | None) -> Outcome:
    """Wait in a queue: announcements and overflow count from here, whether or not an agent's telephone rings (assumed).

    The first idle agent, by extension number, rings and goes on ringing (assumed: real ones take the agent who was
    idle longest, and no time was found after which the next one is tried).
    """
    group = target.group
    call.by_pilot = call.by_pilot or target.by_pilot
    destination = overflow_destination(call, group)
    if _is_full(call, group):
        full = _when_full(call, group, destination)
        if full is not None:
            return full
    agents = agents_now(call, group)
    call.add(Kind.QUEUED, group, remark="" if agents else "no agent works now")
    rings = [Ring(agent, call.now) for agent in agents if call.people.is_idle(agent)][:1]
    messages = _announcements(call, group)
    overflow = None if destination is None else _overflow_time(call, group)
    ends = earliest(overflow, until)
    result = wait(
        call, rings, until=ends, planned=messages.events, hang_up=messages.hang_up, remark=f"ACD group {group}"
    )
    if result is Result.TIME_OUT and ends == overflow and destination is not None:
        return _overflow(call, group, destination, "")
    return result


def _announcements(call: Call, group: int) -> Announcements:
    """Announcements never play to a caller who reached the pilot. [P-SV91 p.550]

    That it stays so when such a call overflows to another group is assumed. 41-11 plays where the source is the VRS
    [P-SV91 p.554]; what other sources play is not modelled.
    """
    parts = ANNOUNCED.get(call.number("41-08-01", group), ())
    if not parts or call.by_pilot:
        return Announcements()
    source = call.value("41-08-03", group)
    if source != VRS:
        where = ELSEWHERE.get(source, f"source {source} of 41-08-03")
        return Announcements((Event(call.now, Kind.NOTE, (), f"announcements come from {where}, not modelled"),))
    return announcements(call, "41-11", group, parts, DEPTH_AFTER.get(call.number("41-11-08", group), ()))


def _overflow_time(call: Call, group: int) -> int | None:
    """Return when the call overflows: 41-08-04 after it came; 0 is never. [A-SL21b p.116]"""
    seconds = call.number("41-08-04", group)
    return call.now + seconds if seconds else None


def _is_full(call: Call, group: int) -> bool:
    """Say whether as many callers wait as 41-16-01 allows; 0 is no limit. [P-SV91 p.563]"""
    limit = call.number("41-16-01", group)
    return bool(limit) and call.people.waiting.get(group, 0) >= limit


def _when_full(call: Call, group: int, destination: Target | None) -> Outcome | None:
    """Do what 41-16-02 says: 0 the last call is transferred, 1 the longest, 2 busy tone. [P-SV91 p.563]

    That it is transferred to where it would overflow is assumed, and that a call which cannot is busy. ``None``: this
    call waits, another one left.
    """
    match call.number("41-16-02", group):
        case 0 if destination is not None:
            return _overflow(call, group, destination, "the queue is full")
        case 1 if destination is not None:
            call.add(Kind.NOTE, remark=f"ACD group {group} is full: the call that waited longest overflows")
            return None
    return Result.BUSY


def _overflow(call: Call, group: int, destination: Target, remark: str) -> Moved:
    call.add(Kind.OVERFLOWS, group, remark=remark)
    return Moved(destination)
