"""A stretch of time in which telephones ring and messages play, until something ends it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulator.calls.call import Call, Result
from simulator.calls.events import Event, Kind


@dataclass(frozen=True, slots=True)
class Ring:
    """A telephone that rings from one second until another, or until somebody answers."""

    extension: str
    start: int
    stop: int | None = None


def wait(
    call: Call,
    rings: Sequence[Ring],
    *,
    until: int | None,
    planned: Iterable[Event] = (),
    hang_up: int | None = None,
    remark: str = "",
) -> Result:
    """Let time pass: until somebody answers, the exchange hangs up, or the time is over (``TIME_OUT``).

    Who answers in the very second in which the time ends is too late (assumed). When nothing can end it, the call
    goes on until the caller gives up.
    """
    answer = _first_answer(call, rings)
    events = sorted([*_ringing(rings, remark), *planned], key=lambda event: event.second)
    ends = [end for end in (until, hang_up) if end is not None]
    if answer is not None and not any(end <= answer.second for end in ends):
        call.events += [event for event in events if event.second <= answer.second]
        call.now = answer.second
        return call.end(Kind.ANSWERED_BY, *answer.subjects)
    if ends:
        end = max(min(ends), call.now)  # a time may be over before the call gets here
        call.events += [event for event in events if event.second < end]
        call.now = end
        if min(ends) == until:
            return Result.TIME_OUT
        return call.end(Kind.DISCONNECTED, remark="the time after the last message is over")
    call.events += events
    call.now = max((event.second for event in events), default=call.now)
    return call.end(Kind.GOES_ON, remark="until the caller gives up")


def _first_answer(call: Call, rings: Sequence[Ring]) -> Event | None:
    answers = [
        Event(ring.start + call.people.answers[ring.extension], Kind.ANSWERED_BY, (ring.extension,))
        for ring in rings
        if ring.extension in call.people.answers
        and (ring.stop is None or ring.start + call.people.answers[ring.extension] < ring.stop)
    ]
    return min(answers, key=lambda event: event.second, default=None)


def _ringing(rings: Sequence[Ring], remark: str) -> list[Event]:
    starts = sorted({ring.start for ring in rings})
    return [Event(start, Kind.RINGS, tuple(r.extension for r in rings if r.start == start), remark) for start in starts]
