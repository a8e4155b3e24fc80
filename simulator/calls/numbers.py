"""What a number means: the numbering programs, then mailboxes, then the leading digit."""

from __future__ import annotations

from collections.abc import Callable

from simulator.calls.call import Call
from simulator.calls.mailboxes import group_mailbox_of, station_mailbox_of
from simulator.calls.targets import (
    AcdGroup,
    DepartmentGroup,
    Extension,
    NotModelled,
    Nowhere,
    Operator,
    OutsideNumber,
    Target,
)

TRUNK_ACCESS, OPERATOR = "3", "4"
PILOTS: dict[str, Callable[[str], Target]] = {
    "11-07-01": lambda group: DepartmentGroup(int(group)),
    "11-17-01": lambda group: AcdGroup(int(group), by_pilot=True),
    "11-06-01": lambda port: NotModelled(f"ACI port {port}"),
    "11-08-01": lambda group: NotModelled(f"ACI group {group}"),
}


def target_of(call: Call, number: str) -> Target:
    """Return where a number leads.

    A number stands once in 11-02, 11-04, 11-06, 11-07, 11-08 and 11-17. [N-SV91 p.684] Mailboxes may have the number of
    an extension or pilot, which goes before them; among them station mailboxes come first (assumed). With a leading
    digit of trunk access (11-01) it is an outside number.
    """
    if call.state.numbers.exists(number):
        return Extension(number)
    for code, index in call.state.numbers.places(number):
        if code in PILOTS:
            return PILOTS[code](index)
    mailbox = station_mailbox_of(call, number) or group_mailbox_of(call, number)
    return mailbox or _by_leading_digit(call, number)


def _by_leading_digit(call: Call, number: str) -> Target:
    if not number[:1].isdecimal():
        return Nowhere(number)
    kind, length = call.value("11-01-02", number[0]), call.number("11-01-01", number[0])
    if kind == TRUNK_ACCESS and len(number) > length:
        return OutsideNumber(number)
    if kind == OPERATOR and len(number) == length:
        return Operator()
    return Nowhere(number)
