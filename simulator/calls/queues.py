"""ACD groups: agents, announcements, the queue limit, and where a call overflows to."""

from __future__ import annotations

from simulator.calls.announcements import Announcements, announcements
from simulator.calls.call import Call, Moved, Outcome, Result, earliest
from simulator.calls.events import Event, Kind
from simulator.calls.targets import AcdGroup, GroupMailbox, InMail, NotModelled, OutsideNumber, RingGroup, Target
from simulator.calls.waiting import Ring, wait
from simulator.calls.work_periods import AGENTS, period_now
from simulator.index_spaces import NumberSpace

OVERFLOWING = (1, 4, 5, 9)
ANNOUNCED: dict[int, tuple[int, ...]] = {2: (1,), 4: (1,), 3: (1, 2), 5: (1, 2), 8: (2,), 9: (2,)}
"""What the values of 41-08-01 mean: which let a call overflow, and which announcements play. [P-SV91 p.550]"""
ACI = "0"
LOGGED_IN_BY_CODE = "1"


def at_acd_group(call: Call, target: AcdGroup, until: int | None) -> Outcome:
    """Wait in a queue: announcements and overflow count from here, whether or not an agent's telephone rings (assumed).

    The first idle agent, by extension number, rings and goes on ringing (assumed: real ones take the agent who was
    idle longest, and no time was found after which the next one is tried).
    """
    group = target.group
    call.by_pilot = call.by_pilot or target.by_pilot
    destination = _overflow_destination(call, group)
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


def agents_now(call: Call, group: int) -> list[str]:
    """Return the agents of a group in the present work period; all of them are logged in.

    41-02 does not count for who logs in with a code (41-17). [A-SL21b p.60]
    """
    period = period_now(call, AGENTS)
    if period is None:
        return []
    return [
        extension
        for extension in call.state.numbers.extensions()
        if call.number("41-02-01", extension, period) == group
        and call.value("41-17-01", extension) != LOGGED_IN_BY_CODE
    ]


def _announcements(call: Call, group: int) -> Announcements:
    """Announcements never play to a caller who reached the pilot. [P-SV91 p.550]

    That it stays so when such a call overflows to another group is assumed.
    """
    parts = ANNOUNCED.get(call.number("41-08-01", group), ())
    if not parts or call.by_pilot:
        return Announcements()
    if call.value("41-08-03", group) == ACI:
        silence = Event(call.now, Kind.NOTE, (), "announcements come from ACI ports, which are not modelled")
        return Announcements((silence,))
    return announcements(call, "41-11", group, parts)


def _overflow_time(call: Call, group: int) -> int | None:
    """Return when the call overflows: 41-08-04 after it came; 0 is never (assumed)."""
    seconds = call.number("41-08-04", group)
    return call.now + seconds if seconds else None


def _overflow_destination(call: Call, group: int) -> Target | None:
    """Return where 41-08-02 leads: its groups first, then table, voice mail, speed dial, ring group.

    [P-SV91 p.550; A-SL21b p.116] The numbers of the four follow those of the groups, so they differ by model. Voice
    mail is the group mailbox with the number of the pilot, else the trunk's answer table (assumed).
    """
    if call.number("41-08-01", group) not in OVERFLOWING:
        return None
    chosen = call.number("41-08-02", group)
    groups = call.state.model.spaces["acd_group"]
    assert isinstance(groups, NumberSpace)
    if chosen <= groups.last:
        return AcdGroup(chosen) if chosen else None
    match chosen - groups.last:
        case 2:
            return _voice_mail(call, group)
        case 3:
            return OutsideNumber(f"speed dial {call.value('41-08-05', group)}")
        case 4:
            ring_group = call.number("41-08-06", group)
            return RingGroup(ring_group) if ring_group else None
    return NotModelled("overflow table 41-09")


def _voice_mail(call: Call, group: int) -> Target:
    pilot = call.value("11-17-01", group)
    for box in call.state.model.spaces["group_mailbox"].words:
        if pilot and call.value("47-03-02", box) == pilot:
            return GroupMailbox(int(box))
    return InMail()


def _is_full(call: Call, group: int) -> bool:
    """Say whether as many callers wait as 41-16-01 allows; 0 is no limit (assumed)."""
    limit = call.number("41-16-01", group)
    return bool(limit) and call.people.waiting.get(group, 0) >= limit


def _when_full(call: Call, group: int, destination: Target | None) -> Outcome | None:
    """Do what 41-16-02 says: 0 the last call overflows, 1 the longest does, 2 busy tone. [P-SL21 p.430]

    "Overflows" is assumed, and that a call which cannot is busy. ``None``: this call waits, another one left.
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
