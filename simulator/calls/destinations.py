"""What the numbers in the incoming programs stand for."""

from __future__ import annotations

from simulator.calls.targets import DepartmentGroup, InMail, NotModelled, OutsideNumber, RingGroup, Target, VrsMessage

CENTRAL_VOICE_MAIL = 103
DEPARTMENT_GROUPS, MESSAGES = 200, 500
DISA = 401
SPEED_DIAL = 1000


def ring_destination(value: int) -> Target | None:
    """Return what 22-05, 22-08, 22-12, 25-03 mean: a ring group, 102 InMail, 103 central voice mail, 0 nothing.

    [F-SV91 p.1024] 102 is not extension 102. [TIP-199]
    """
    match value:
        case 0:
            return None
        case 102:
            return InMail()
        case 103:
            return NotModelled("central voice mail, which is in another exchange")
    return RingGroup(value)


def ddi_destination(value: int) -> Target | None:
    """Return what 22-11-05 and 22-11-06 mean. [IPK2-F p.354; assumed: messages beyond 48]"""
    if value <= CENTRAL_VOICE_MAIL:
        return ring_destination(value)
    if value >= SPEED_DIAL:
        return OutsideNumber(f"speed dial {value}")
    if value > MESSAGES:
        return VrsMessage(value - MESSAGES)
    if DEPARTMENT_GROUPS < value < DEPARTMENT_GROUPS * 2:
        return DepartmentGroup(value - DEPARTMENT_GROUPS)
    return NotModelled("DISA" if value == DISA else f"destination {value}")
