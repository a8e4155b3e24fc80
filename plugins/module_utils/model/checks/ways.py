"""What becomes of a call: followed from a destination through forwarding, overflows and what comes after.

Everybody may be busy or away, so every way that a call can take is followed. Members of hunt groups and telephones that
ring together do not forward: a group hunts on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..fields import Object
from .destinations import steps
from .moments import Stretch, is_open
from .subject import Place, Subject


class DeadEnd(NamedTuple):
    """The places that a call has passed when it reaches nobody, and why it does not at the last one."""

    path: tuple[Place, ...]
    why: str


@dataclass
class Arrival:
    """What becomes of a call at a place: it is taken, or why not; where it gets lost later; the queues it waits in."""

    taken: bool
    why: DeadEnd | None = None
    lost: list[DeadEnd] = field(default_factory=list)
    queues: set[str] = field(default_factory=set)


class Follower:
    """Follows the calls of one moment. Without a moment every queue is taken to be open."""

    def __init__(self, subject: Subject, moment: Stretch | None) -> None:
        self._subject = subject
        self._moment = moment

    def follow(self, destination: Object) -> Arrival:
        """A whole destination: it goes on to what comes after where nobody takes the call."""
        whole = Arrival(False)
        chain = list(steps(destination))
        failed: list[DeadEnd] = []
        for number, step in enumerate(chain):
            place = self._subject.place_of(step)
            dialled = number == 0 and by_pilot(self._subject, place)
            arrival = self._arrive(place, (), dialled)
            whole.queues |= arrival.queues
            more = isinstance(step.get("then"), Mapping)
            if arrival.taken:
                whole.taken = True
                # A call that has gone astray comes back to what is next, but not out of a queue: there no time runs.
                if not more or (place[0] == "queue" and not dialled):
                    whole.lost += arrival.lost
            elif arrival.why is not None:
                failed.append(arrival.why)
        if not whole.taken and failed:
            whole.lost = failed[-1:]
        return whole

    def _arrive(self, place: Place, path: tuple[Place, ...], dialled: bool) -> Arrival:
        if place in path:
            return Arrival(True)  # a circle, which has a finding of its own
        path = (*path, place)
        if place[0] == "user":
            return self._at_user(place, path)
        if place[0] == "queue":
            return self._at_queue(place, path, dialled)
        if place[0] == "hunt_group" and not self._subject.has_members(place[1]):
            return Arrival(False, DeadEnd(path, "has no members"))
        return Arrival(True)

    def _at_user(self, place: Place, path: tuple[Place, ...]) -> Arrival:
        here = Arrival(True)
        for when, target in self._subject.forwards(place[1]):
            if when == "all":
                return self._arrive(target, path, True)
            if when != "both_ring":
                self._branch(here, target, path)
        return here

    def _at_queue(self, place: Place, path: tuple[Place, ...], dialled: bool) -> Arrival:
        queue = self._subject.find("queues", place[1])
        if queue is None:
            return Arrival(True)
        open_now = self._works(queue)
        overflow = queue.get("overflow", {})
        leaves = overflow.get("after", 0) > 0
        if open_now and self._subject.has_agents(queue):
            here = Arrival(True, queues={place[1]})
            if leaves:
                self._branch(here, self._subject.place_of(overflow["to"]), path)
            return here
        # The door of a route (a ring group) is shut while the queue is closed: its overflow never begins.
        if leaves and (dialled or open_now):
            return self._arrive(self._subject.place_of(overflow["to"]), path, True)
        return Arrival(False, DeadEnd(path, self._why_not(queue, open_now)))

    def _why_not(self, queue: Object, open_now: bool) -> str:
        why = "has no agents" if open_now else "is closed"
        if "overflow" not in queue:
            return f"{why} and has no overflow"
        if queue["overflow"]["after"] == 0:
            return f"{why}, and an overflow after 0 seconds may mean never"
        return f"{why}, and a route enters it through a ring group, which does not reach the overflow then"

    def _works(self, queue: Object) -> bool:
        if self._moment is None or "hours" not in queue:
            return True
        return is_open(queue["hours"][self._moment.weekday], self._moment.start)

    def _branch(self, here: Arrival, target: Place, path: tuple[Place, ...]) -> None:
        """A way that a call may take from here: where it is not taken there, it is lost."""
        there = self._arrive(target, path, True)
        here.queues |= there.queues
        here.lost += there.lost
        if not there.taken and there.why is not None:
            here.lost.append(there.why)


def by_pilot(subject: Subject, place: Place) -> bool:
    """Whether a route dials a place. A queue with announcements, or without a pilot, has a ring group as its door."""
    queue = subject.find("queues", place[1]) if place[0] == "queue" else None
    return queue is None or ("pilot" in queue and not queue.get("announcements"))


def say_path(subject: Subject, path: tuple[Place, ...]) -> str:
    """The places of a path in words."""
    return " → ".join(subject.label(place) for place in path)
