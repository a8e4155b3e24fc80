"""Where a call goes that leaves an ACD group: 41-08-02, and the overflow table 41-09."""

from __future__ import annotations

from simulator.calls.call import Call
from simulator.calls.targets import AcdGroup, GroupMailbox, InMail, OutsideNumber, RingGroup, Target
from simulator.calls.work_periods import AGENTS, period_now
from simulator.index_spaces import NumberSpace
from simulator.telephones import LOGGED_OUT, has

OVERFLOWING = (1, 4, 5, 9)
"""The values of 41-08-01 that let a call overflow. [P-SV91 p.550]"""
LOGGED_IN_BY_CODE = "1"
TABLE, VOICE_MAIL, SPEED_DIAL, RING_GROUP = 1, 2, 3, 4
"""What 41-08-02 counts behind the last group of the model. [P-SV91 p.550; A-SL21b p.116]"""
VOICE_MAIL_IN_TABLE = 1
"""What 41-09 counts behind the last group. [F-SV91 p.274; assumed: on the other models as well]"""


def agents_now(call: Call, group: int) -> list[str]:
    """Return the agents of a group in the present work period who have not logged out.

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
        and not has(call.state, extension, LOGGED_OUT)
    ]


def overflow_destination(call: Call, group: int) -> Target | None:
    """Return where 41-08-02 leads: its groups first, then table, voice mail, speed dial, ring group.

    [P-SV91 p.550; A-SL21b p.116] The numbers of the four follow those of the groups, so they differ by model.
    """
    if call.number("41-08-01", group) not in OVERFLOWING:
        return None
    chosen = call.number("41-08-02", group)
    last = _last_group(call)
    if chosen <= last:
        return AcdGroup(chosen) if chosen else None
    match chosen - last:
        case kind if kind == TABLE:
            return _from_table(call, group)
        case kind if kind == VOICE_MAIL:
            return _voice_mail(call, group)
        case kind if kind == SPEED_DIAL:
            return OutsideNumber(f"speed dial {call.value('41-08-05', group)}")
        case kind if kind == RING_GROUP:
            ring_group = call.number("41-08-06", group)
            return RingGroup(ring_group) if ring_group else None
    return None


def _last_group(call: Call) -> int:
    groups = call.state.model.spaces["acd_group"]
    assert isinstance(groups, NumberSpace)
    return groups.last


def _from_table(call: Call, group: int) -> Target | None:
    """Return the place of the table to which the call goes now; nothing is set: nowhere.

    The table is in the order of priority [A-SV81 p.98], and an overflowed call rings the first agent of either group
    who becomes free [A-SL21 p.37]. How a place is chosen was not found. Assumed: the first group with an idle agent,
    or the voice mail, which is always free; else the first group where somebody works; else the first place.
    """
    last = _last_group(call)
    orders = call.state.model.spaces["overflow_order"].words
    entries = [entry for entry in (call.number("41-09-01", group, order) for order in orders) if entry]
    groups = [entry for entry in entries if entry <= last]
    working = [entry for entry in groups if agents_now(call, entry)]
    for entry in entries:
        if entry == last + VOICE_MAIL_IN_TABLE:
            return _voice_mail(call, group)
        if any(call.people.is_idle(agent) for agent in agents_now(call, entry)):
            return AcdGroup(entry)
    return AcdGroup((working or groups)[0]) if groups else None


def _voice_mail(call: Call, group: int) -> Target:
    """Return the group mailbox with the number of the pilot, else the trunk's answer table.

    47-03-02 is the number of a pilot [F-SV81c p.95, among the programs of ACD]; the answer table is assumed.
    """
    pilot = call.value("11-17-01", group)
    for box in call.state.model.spaces["group_mailbox"].words:
        if pilot and call.value("47-03-02", box) == pilot:
            return GroupMailbox(int(box))
    return InMail()
