"""The two messages that a waiting caller hears: delayed VRS of ring groups (22-14) and of queues (41-11)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from simulator.calls.call import SYSTEM, Call
from simulator.calls.events import Event, Kind

Playing = tuple[int, int]
"""A message and how often it is played."""


@dataclass(frozen=True, slots=True)
class Announcements:
    """What plays at which second, and when the exchange hangs up (``None``: it does not)."""

    events: tuple[Event, ...] = ()
    hang_up: int | None = None


QUEUE_DEPTH = "QUEUE-DEPTH"
"""What is announced where the exchange says how many callers wait."""


def announcements(
    call: Call, program: str, index: int, parts: Sequence[int] = (1, 2), depth_after: Container[int] = ()
) -> Announcements:
    """Plan the messages of 22-14 or 41-11, which have the same items; ``parts`` are those that shall play.

    ``depth_after`` are those after which the queue depth is said: once, where the message has ended for the last time,
    and in no time (assumed).

    Item 01 is the time until the first one, 02 and 03 message and count, 04 and 05 those of the second, which has no
    start of its own. A count of 0 does not play. Item 07 counts from the end of the last message; 0 does not hang up.
    [P-SV91 p.421] Between two messages lies 22-01-11. [NECSI] Without any message nothing hangs up (assumed).
    """
    interval = call.number("22-01-11", SYSTEM)
    second = end = call.now + call.number(f"{program}-01", index)
    events = []
    for part in parts:
        message, count = _playing(call, program, index, part)
        for _ in range(count if message else 0):
            events.append(Event(second, Kind.ANNOUNCES, (str(message),), call.recorded(message)))
            end = second + call.message_seconds(message)
            second = end + interval
        if message and count and part in depth_after:
            events.append(Event(end, Kind.ANNOUNCES, (QUEUE_DEPTH,), "how many callers wait"))
    patience = call.number(f"{program}-07", index)
    return Announcements(tuple(events), end + patience if events and patience else None)


def _playing(call: Call, program: str, index: int, part: int) -> Playing:
    message, count = ("02", "03") if part == 1 else ("04", "05")
    return call.number(f"{program}-{message}", index), call.number(f"{program}-{count}", index)
