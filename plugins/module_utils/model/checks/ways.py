"""What becomes of a call: followed from a destination through forwarding, overflows and what comes after.

Everybody may be busy or away, so every way that a call can take is followed. Members of hunt groups and telephones that
ring together do not forward: a group hunts on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..fields import Object
from ..value_types import overflow_places
from .destinations import steps
from .moments import Stretch, is_open
from .subject import Place, Subject

MOST_PASSED = 20
"""How many places a call is followed through; none is ever sent on so often."""


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

    def after(self, place: Place) -> Arrival:
        """The same for a call that has come by another place."""
        why = DeadEnd((place, *self.why.path), self.why.why) if self.why is not None else None
        return Arrival(self.taken, why, [DeadEnd((place, *end.path), end.why) for end in self.lost], self.queues)

    def lose(self, end: DeadEnd) -> None:
        """One more way to get lost; two that end alike are told once."""
        if not any((known.path[-1], known.why) == (end.path[-1], end.why) for known in self.lost):
            self.lost.append(end)


class Follower:
    """Follows the calls of one moment. Without a moment every queue is taken to be open."""

    def __init__(self, subject: Subject, moment: Stretch | None) -> None:
        self._subject = subject
        self._moment = moment
        self._passed: list[Place] = []
        self._known: dict[tuple[Place, bool], Arrival] = {}

    def follow(self, destination: Object, *, by_number: bool = True) -> Arrival:
        """A whole destination: it goes on to what comes after where nobody takes the call.

        ``by_number``: the call has the number of where it leads first, and does not come through a ring group.
        """
        whole = Arrival(False)
        for number, step in enumerate(steps(destination)):
            place = self._subject.place_of(step)
            dialled = by_number and number == 0 and by_pilot(self._subject, place)
            arrival = self._arrive(place, dialled)
            whole.queues |= arrival.queues
            more = isinstance(step.get("then"), Mapping)
            if arrival.taken:
                whole.taken = True
                # A call that has gone astray comes back to what is next, but not out of a queue: there no time runs.
                if not more or (place[0] == "queue" and not dialled):
                    for end in arrival.lost:
                        whole.lose(end)
            else:
                whole.why = arrival.why
        if not whole.taken and whole.why is not None:
            whole.lose(whole.why)
        return whole

    def _arrive(self, place: Place, dialled: bool) -> Arrival:
        """What becomes of a call at one place. A circle, and a chain without end, have findings of their own."""
        if place in self._passed or len(self._passed) == MOST_PASSED:
            return Arrival(True)
        if (place, dialled) not in self._known:
            self._passed.append(place)
            self._known[place, dialled] = self._at(place, dialled)
            self._passed.pop()
        return self._known[place, dialled]

    def _at(self, place: Place, dialled: bool) -> Arrival:
        if place[0] == "user":
            return self._at_user(place)
        if place[0] == "queue":
            return self._at_queue(place, dialled)
        if place[0] == "hunt_group" and not self._subject.has_members(place[1]):
            return Arrival(False, DeadEnd((place,), "has no members"))
        return Arrival(True)

    def _at_user(self, place: Place) -> Arrival:
        here = Arrival(True)
        for when, target in self._subject.forwards(place[1]):
            if when == "all":
                return self._arrive(target, True).after(place)
            if when != "both_ring":
                self._branch(here, self._arrive(target, True).after(place))
        return here

    def _at_queue(self, place: Place, dialled: bool) -> Arrival:
        queue = self._subject.find("queues", place[1])
        if queue is None:
            return Arrival(True)
        open_now = self._works(queue)
        overflow = queue.get("overflow", {})
        leaves = overflow.get("after", 0) > 0
        if open_now and self._subject.has_agents(queue):
            here = Arrival(True, queues={place[1]})
            if leaves:
                self._branch(here, self._overflowed(place, overflow))
            return here
        # The door of a route (a ring group) is shut while the queue is closed: its overflow never begins.
        if leaves and (dialled or open_now):
            return self._overflowed(place, overflow)
        return Arrival(False, DeadEnd((place,), _why_not(queue, open_now)))

    def _overflowed(self, place: Place, overflow: Object) -> Arrival:
        """A call that leaves a queue. Of several places it goes to one that takes it; to the first where none does."""
        arrivals = [
            self._arrive(self._subject.place_of(there), True).after(place) for there in overflow_places(overflow)
        ]
        taking = [arrival for arrival in arrivals if arrival.taken]
        if not taking:
            return arrivals[0]
        whole = Arrival(True)
        for arrival in taking:
            whole.queues |= arrival.queues
            for end in arrival.lost:
                whole.lose(end)
        return whole

    def _works(self, queue: Object) -> bool:
        if self._moment is None or "hours" not in queue:
            return True
        return is_open(queue["hours"][self._moment.weekday], self._moment.start)

    def _branch(self, here: Arrival, there: Arrival) -> None:
        """A way that a call may take from a place: where it is not taken there, it is lost."""
        here.queues |= there.queues
        for end in there.lost:
            here.lose(end)
        if not there.taken and there.why is not None:
            here.lose(there.why)


def _why_not(queue: Object, open_now: bool) -> str:
    why = "has no agents" if open_now else "is closed"
    if "overflow" not in queue:
        return f"{why} and has no overflow"
    if queue["overflow"]["after"] == 0:
        return f"{why}, and an overflow after 0 seconds may mean never"
    return f"{why}, and a route enters it through a ring group, which does not reach the overflow then"


def by_pilot(subject: Subject, place: Place) -> bool:
    """Whether a route dials a place. A queue with announcements, or without a pilot, has a ring group as its door."""
    queue = subject.find("queues", place[1]) if place[0] == "queue" else None
    return queue is None or ("pilot" in queue and not queue.get("announcements"))


def say_path(subject: Subject, path: tuple[Place, ...]) -> str:
    """The places of a path in words."""
    return " → ".join(subject.label(place) for place in path)
