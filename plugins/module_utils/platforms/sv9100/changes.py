"""Changes of objects, and the order in which the exchange accepts them.

The order follows from the stages, and from the numbers: whoever gives a number up comes before whoever gets it, and
rows that are keyed by a number come after somebody has it. Changes that wait for one another (two users swap numbers)
are done as one.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from .programs import ITEMS
from .rows import RowKey, Rows

Place = tuple[int, str, int, str]
"""Stage, kind, length of the key, and the key."""


@dataclass
class Change:
    """What happens to one object; becomes an operation.

    ``numbers`` maps a row of the number space to the number that it shall hold. ``clears`` are the numbers whose rows
    go back to the factory's before any number moves; ``fills`` those that get all their rows afterwards. ``rows`` are
    other rows, in the order in which they are written; ``messages`` maps a message to the checksum that it shall have.
    ``stage`` and ``key`` decide between changes that could come in any order.
    """

    kind: str
    object: str
    action: str
    sentence: str
    stage: int
    key: str
    numbers: dict[RowKey, str] = field(default_factory=dict)
    clears: list[str] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    rows: list[RowKey] = field(default_factory=list)
    messages: dict[int, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the change stands among those that could come next."""
        return (self.stage, self.kind, len(self.key), self.key)


def order_changes(changes: list[Change], now: Rows) -> list[list[Change]]:
    """The changes in order. A group of more than one waits for itself and is done as one."""
    waits = _dependencies(changes, now)
    groups = _without_circles(waits)
    group_of = {place: number for number, members in enumerate(groups) for place in members}
    pending = [
        {group_of[other] for place in members for other in waits[place]} - {number}
        for number, members in enumerate(groups)
    ]
    followers: dict[int, list[int]] = {}
    for number, others in enumerate(pending):
        for other in others:
            followers.setdefault(other, []).append(number)
    first = _places([min(changes[place].place for place in members) for members in groups], pending)
    ready = [(first[number], number) for number, others in enumerate(pending) if not others]
    heapq.heapify(ready)
    ordered: list[list[Change]] = []
    while ready:
        _place, number = heapq.heappop(ready)
        ordered.append(sorted((changes[place] for place in groups[number]), key=lambda change: change.place))
        for follower in followers.get(number, ()):
            pending[follower].discard(number)
            if not pending[follower]:
                heapq.heappush(ready, (first[follower], follower))
    return ordered


def _places(own: list[Place], pending: list[set[int]]) -> list[Place]:
    """Where each group stands: where it belongs, or earlier where the first of those that wait for it does."""
    places = list(own)
    for number in reversed(list(TopologicalSorter(dict(enumerate(pending))).static_order())):
        for other in pending[number]:
            places[other] = min(places[other], places[number])
    return places


def _dependencies(changes: list[Change], now: Rows) -> list[set[int]]:
    """For each change, the places of those that must come before it."""
    gives: dict[str, int] = {}
    gets: dict[str, int] = {}
    empties: dict[RowKey, int] = {}
    for place, change in enumerate(changes):
        for key, number in change.numbers.items():
            held = now.get(key[0], *key[1])
            if number:
                gets[number] = place
            else:
                empties[key] = place
            if held and held != number and (not number or held not in gives):
                gives[held] = place
    waits: list[set[int]] = []
    for place, change in enumerate(changes):
        before = {gives[number] for number in change.numbers.values() if number in gives}
        before |= {empties[key] for key in change.numbers if key in empties}
        for item, index in change.rows:
            if ITEMS[item].keyed_by_extension and index[0] in gets:
                before.add(gets[index[0]])
        waits.append(before - {place})
    return waits


def _without_circles(waits: list[set[int]]) -> list[list[int]]:
    """The places in groups, so that no group waits for itself through another; most groups are of one."""
    group = list(range(len(waits)))
    while True:
        graph: dict[int, set[int]] = {number: set() for number in group}
        for place, others in enumerate(waits):
            graph[group[place]] |= {group[other] for other in others} - {group[place]}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            group = [min(circle) if number in circle else number for number in group]
            continue
        members: dict[int, list[int]] = {}
        for place, number in enumerate(group):
            members.setdefault(number, []).append(place)
        return list(members.values())
