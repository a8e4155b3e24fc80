"""A site as the checks look at it: who has which number, who is in which group, and what is known at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..fields import Object
from ..kinds import KINDS
from ..site import Site
from ..value_types import overflow_places
from .surroundings import Surroundings

Place = tuple[str, Any]
"""Where a call can be: the word of a destination and its value, such as ``("queue", "Sales")``."""

KIND_OF_WORD = {
    "user": "users",
    "hunt_group": "hunt_groups",
    "queue": "queues",
    "mailbox": "mailboxes",
    "greeting": "greetings",
    "answering_position": "answering_positions",
}
"""The kind of object that a word of a destination names one of."""

NUMBERED = (("users", "extension", "user"), ("hunt_groups", "pilot", "hunt_group"), ("queues", "pilot", "queue"))
"""The kinds that share the number space, the field with the number, and the word of a destination."""

DIALLED_OUT = "speed_dial"


@dataclass(frozen=True)
class Subject:
    """A site with its surroundings. What is looked up more than once is worked out once."""

    site: Site
    around: Surroundings
    kept: dict[str, Any] = field(default_factory=dict, compare=False)
    """What checks work out for one another."""

    def knows(self, kind: str) -> bool:
        """Whether every object of the kind is in the site."""
        return self.around.whole and self.site.manages(kind)

    def find(self, kind: str, key: Any) -> Object | None:
        """An object by its key."""
        return self._by_key[kind].get(key)

    @cached_property
    def _by_key(self) -> dict[str, dict[Any, Object]]:
        return {name: {entry[kind.key]: entry for entry in self.site.of(name)} for name, kind in KINDS.items()}

    def labelled(self, kind: str) -> Iterator[tuple[str, Object]]:
        """The objects of a kind with what sentences call them."""
        for entry in self.site.of(kind):
            yield KINDS[kind].label(entry), entry

    def label(self, place: Place) -> str:
        """What sentences call a place: ``queue Sales``, ``user 101``, ``number 0922334455``."""
        word, value = place
        said = ", ".join(value) if isinstance(value, tuple) else str(value)
        return f"{word.replace('_', ' ')} {said}"

    # Numbers

    @cached_property
    def owners(self) -> dict[str, list[tuple[str, str, Place]]]:
        """Each number that is dialled inside: label and field of those who have it, and the place that it reaches."""
        found: dict[str, list[tuple[str, str, Place]]] = {}
        for kind, named, word in NUMBERED:
            for label, entry in self.labelled(kind):
                if named in entry:
                    place = (word, entry[KINDS[kind].key])
                    found.setdefault(entry[named], []).append((label, named, place))
        return found

    def reached(self, number: str) -> Place:
        """The place that a dialled number reaches; the number itself where the site does not say."""
        owners = self.owners.get(number)
        return owners[0][2] if owners else ("number", number)

    @cached_property
    def _inside_lengths(self) -> set[tuple[str, int]]:
        """First digit and length of the numbers inside."""
        if self.around.numbering is not None:
            return set(self.around.numbering.items())
        return {(number[0], len(number)) for number in self.owners}

    def looks_inside(self, number: str) -> bool:
        """Whether a number that the site does not give to anybody has the form of one inside."""
        return number in self.around.own_numbers or (number[0], len(number)) in self._inside_lengths

    def leads_outside(self, place: Place) -> bool:
        """Whether a place is outside the exchange, so that somebody pays for the call."""
        word, value = place
        return word == DIALLED_OUT or (word == "number" and not self.looks_inside(value))

    # Groups

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found = {group["name"]: list(group.get("members", ())) for group in self.site.of("hunt_groups")}
        for user in self.site.of("users"):
            members = found.get(user.get("hunt_group", ""))
            if members is not None and user["extension"] not in members:
                members.append(user["extension"])
        return found

    def has_members(self, group: str) -> bool:
        """Whether somebody is in a hunt group, as far as the site knows."""
        if self._members.get(group):
            return True
        return not (self.find("hunt_groups", group) is not None and self.around.whole and self.site.manages("users"))

    def has_agents(self, queue: Object) -> bool:
        """Whether somebody answers a queue, as far as the site knows."""
        return bool(queue.get("agents")) or not self.around.whole

    # Forwarding

    @cached_property
    def _positions(self) -> dict[str, Object]:
        return {
            position["extension"]: position
            for position in self.site.of("answering_positions")
            if "extension" in position
        }

    def forwards(self, extension: str, side: str = "outside") -> Iterator[tuple[str, Place]]:
        """Where the calls of an extension go: when, and to which place. ``side`` is where the calls come from.

        The overflow of an answering position is the forwarding of its extension.
        """
        position = self.position_at(extension)
        if position is not None:
            yield "no_answer", self.place_of(position["overflow"])
            return
        for when, target in (self.find("users", extension) or {}).get("forward", {}).items():
            if when != "enforce" and side in target:
                yield when, self.reached(target[side])

    def position_at(self, extension: str) -> Object | None:
        """The answering position at an extension that says where its calls go."""
        position = self._positions.get(extension)
        return position if position is not None and "overflow" in position else None

    def onward(self, place: Place, side: str = "outside") -> Iterator[tuple[str, Place]]:
        """Where calls go on from a place by themselves: forwarding of a user, overflow of a queue."""
        word, value = place
        if word == "user":
            yield from self.forwards(value, side)
        if word == "queue":
            for to in overflow_places((self.find("queues", value) or {}).get("overflow", {})):
                yield "overflow", self.place_of(to)

    def number_of(self, destination: Object) -> str | None:
        """The number that reaches a destination when it is dialled; None where the site does not say."""
        word = next(word for word in destination if word != "then")
        if word in ("user", "mailbox", "number"):
            return str(destination[word])
        entry = self.find(KIND_OF_WORD[word], destination[word]) if word in KIND_OF_WORD else None
        number = (entry or {}).get("extension" if word == "answering_position" else "pilot")
        return None if number is None else str(number)

    def place_of(self, destination: Object) -> Place:
        """The place that a destination names; a number of somebody in the site is that object."""
        word = next(word for word in destination if word != "then")
        value = destination[word]
        if word == "number":
            return self.reached(value)
        if word == "answering_position":
            position = self.find("answering_positions", value)
            return (
                ("user", position["extension"]) if position is not None and "extension" in position else (word, value)
            )
        return word, value
