"""Timers do not overtake one another: what is to happen first does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..fields import Object
from .destinations import of_routes
from .finding import Problem
from .subject import Place, Subject
from .ways import by_pilot, say_path

DISCONNECT_AFTER = 60
"""Seconds after the last announcement, where a queue does not say."""


def forwarding_too_late(subject: Subject) -> Iterator[Problem]:
    """TIM001: the number goes on to what comes after before the forwarding when not answered has come."""
    timers = subject.around.timers
    if not (timers.forwarding and timers.ddi):
        return
    for named in of_routes(subject):
        if not isinstance(named.destination.get("then"), Mapping):
            continue  # nothing comes after, and so no time of the number runs
        path = _no_answer_chain(subject, subject.place_of(named.destination))
        late = -(-timers.ddi // timers.forwarding)  # the first of them that comes no sooner than the number's time
        if len(path) > late:
            yield Problem(
                named.object,
                named.field,
                f"goes on after {timers.ddi} s, before {say_path(subject, path[: late + 1])} has come, which takes "
                f"{late * timers.forwarding} s{_supposed(subject)}",
            )


def _no_answer_chain(subject: Subject, place: Place) -> tuple[Place, ...]:
    """The places that a call rings at, one after the other, as long as nobody answers."""
    path = [place]
    while path[-1][0] == "user":
        target = next((to for when, to in subject.forwards(path[-1][1]) if when == "no_answer"), None)
        if target is None or target in path:
            break
        path.append(target)
    return tuple(path)


def overflow_too_late(subject: Subject) -> Iterator[Problem]:
    """TIM002: a number that dials a queue goes on to what comes after before the queue's overflow has come."""
    limit = subject.around.timers.pilot
    for named in of_routes(subject):
        queue = _queue_at(subject, named.destination)
        if queue is None or not named.dialled or not by_pilot(subject, ("queue", queue["name"])):
            continue
        if limit and "overflow" in queue and queue["overflow"]["after"] >= limit:
            yield Problem(
                named.object,
                named.field,
                f"goes on after {limit} s, before queue {queue['name']} overflows after {queue['overflow']['after']} s"
                f"{_supposed(subject)}",
            )


def never_after_a_queue(subject: Subject) -> Iterator[Problem]:
    """TIM006: what comes after a queue that is reached through a ring group, while callers wait there."""
    for named in of_routes(subject):
        queue = _queue_at(subject, named.destination)
        if queue is not None and not (named.dialled and by_pilot(subject, ("queue", queue["name"]))):
            yield Problem(
                named.object,
                named.field,
                f"what comes after queue {queue['name']} is reached only while the queue is closed; a caller who waits "
                "in it leaves by its overflow",
            )


def _queue_at(subject: Subject, destination: Object) -> Object | None:
    """The queue of a destination that has something after it."""
    if not isinstance(destination.get("then"), Mapping) or "queue" not in destination:
        return None
    return subject.find("queues", destination["queue"])


def overflows_at_zero(subject: Subject) -> Iterator[Problem]:
    """TIM003: a time of 0 may mean never."""
    for label, queue in subject.labelled("queues"):
        if "overflow" in queue and queue["overflow"]["after"] == 0:
            yield Problem(label, "overflow", "after 0 seconds may mean never; give at least 1")


def announcements_too_late(subject: Subject) -> Iterator[Problem]:
    """TIM004: callers have left for the overflow when an announcement begins."""
    for label, queue in subject.labelled("queues"):
        leaves = queue.get("overflow", {}).get("after", 0)
        if not leaves:
            continue
        for place, (announcement, start, _end) in enumerate(_played(subject, queue)):
            if start is not None and start >= leaves:
                supposed = _supposed(subject) if place else ""  # only the first one begins at a time of its own
                yield Problem(
                    label,
                    "announcements",
                    f"{announcement['greeting']} begins {_seconds(start)} s after the call, and callers overflow after "
                    f"{leaves} s{supposed}",
                )


def disconnected_too_soon(subject: Subject) -> Iterator[Problem]:
    """TIM005: callers are disconnected before they overflow, or while they wait and nothing else comes."""
    for label, queue in subject.labelled("queues"):
        cut = queue.get("disconnect_after", DISCONNECT_AFTER)
        if not cut or not queue.get("announcements"):
            continue
        end = list(_played(subject, queue))[-1][2]
        if "overflow" not in queue:
            yield Problem(
                label,
                "disconnect_after",
                f"callers are disconnected {cut} s after the last announcement, and there is no overflow before that",
            )
        elif end is not None and end + cut <= queue["overflow"]["after"]:
            yield Problem(
                label,
                "disconnect_after",
                f"callers are disconnected {_seconds(end + cut)} s after the call, before they overflow after "
                f"{queue['overflow']['after']} s{_supposed(subject) if _has_gaps(queue) else ''}",
            )


def _supposed(subject: Subject) -> str:
    """The end of a sentence whose times nobody has read."""
    return " (by the factory's times; the exchange may have others)" if subject.around.supposed else ""


def _has_gaps(queue: Object) -> bool:
    """Whether there is a time between two announcements, or between an announcement and itself."""
    announcements = queue["announcements"]
    return len(announcements) > 1 or any(announcement["repeat"] > 1 for announcement in announcements)


def _played(subject: Subject, queue: Object) -> Iterator[tuple[Object, float | None, float | None]]:
    """The announcements of a queue with when they begin and end; None where a length is not known."""
    gap = subject.around.timers.between_announcements
    now: float | None = None
    for number, announcement in enumerate(queue.get("announcements", ())):
        start = float(announcement.get("after", 0)) if number == 0 else None if now is None else now + gap
        length = subject.around.greeting_seconds.get(announcement["greeting"])
        repeat = announcement["repeat"]
        now = None if start is None or length is None else start + repeat * length + (repeat - 1) * gap
        yield announcement, start, now


def _seconds(seconds: float) -> str:
    return f"{seconds:g}" if seconds == int(seconds) else f"{seconds:.1f}"
