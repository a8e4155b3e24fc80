"""Where the callers of a queue go that have waited long enough: one place, or queues in the order of preference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import Part, Schema, ValueType, described, inside, mapping_of, mapping_schema, only
from .destination import Destination
from .queue import LONGEST_WAIT
from .scalars import Integer

MOST_PREFERRED = 7
"""Entries of an overflow table (41-09)."""

_AFTER = Integer(0, LONGEST_WAIT)
_MEANING = (
    'Where the caller goes; not to a hunt group. One place, such as C({queue: Help}), C({mailbox: "190"}), '
    'C({ring: ["101", "102"]}) or C({speed_dial: 17}). Or a list of up to seven queues in the order of preference, '
    "such as C([{queue: Help}, {queue: Night}]), in which the mailbox may come last. A mailbox is that of the queue's "
    "own pilot."
)


def overflow_places(overflow: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The destinations of an overflow, the preferred one first; nothing for an overflow that is not there."""
    to = overflow.get("to", ())
    return to if isinstance(to, tuple) else (to,)


@dataclass(frozen=True)
class Overflow(ValueType):
    """Where callers go that have waited for some time: ``{after: 60, to: {mailbox: "190"}}``, or ``to`` a list.

    A list is a tuple of destinations in the value, also where it has one entry only.
    """

    ansible_type: ClassVar[str] = "dict"
    to: ClassVar[Destination] = Destination(words=("queue", "mailbox", "ring", "speed_dial"), followed=False)
    preferred: ClassVar[Destination] = Destination(words=("queue", "mailbox"), followed=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("after", "How many seconds a caller has waited by then.", True, "int"),
            Part("to", _MEANING, True, "raw", parts=self.to.parts),
        )

    def parse(self, raw: object) -> dict[str, Any]:
        given = mapping_of(raw)
        only(given, "after", "to")
        if set(given) != {"after", "to"}:
            raise ValueProblem('an overflow needs after and to, such as {after: 60, to: {mailbox: "190"}}')
        with inside("after"):
            after = _AFTER.parse(given["after"])
        to = given["to"]
        with inside("to"):
            if isinstance(to, (list, tuple)):
                return {"after": after, "to": self._parse_preferred(list(to))}
            return {"after": after, "to": _parse_place(self.to, to)}

    def _parse_preferred(self, given: list[object]) -> tuple[dict[str, Any], ...]:
        if not given:
            raise ValueProblem("is an empty list; name a queue, or leave the overflow out")
        if len(given) > MOST_PREFERRED:
            raise ValueProblem(f"an overflow has {MOST_PREFERRED} places at most, not {len(given)}")
        places: list[dict[str, Any]] = []
        for number, entry in enumerate(given, start=1):
            with inside(f"place {number}"):
                place = _parse_place(self.preferred, entry)
                if place in places:
                    raise ValueProblem(f"{self.preferred.say(place)} stands twice")
            places.append(place)
        if any("mailbox" in place for place in places[:-1]):
            raise ValueProblem("the mailbox takes every call, so that nothing comes after it; put it last")
        return tuple(places)

    def write(self, value: Any) -> dict[str, Any]:
        to = value["to"]
        written = [self.preferred.write(place) for place in to] if isinstance(to, tuple) else self.to.write(to)
        return {"after": value["after"], "to": written}

    def say(self, value: Any) -> str:
        return f"{', else '.join(self.to.say(place) for place in overflow_places(value))} after {value['after']} s"

    def schema(self) -> Schema:
        preferred = {
            "type": "array",
            "items": self.preferred.schema(),
            "minItems": 1,
            "maxItems": MOST_PREFERRED,
            "uniqueItems": True,
        }
        types = {"after": _AFTER.schema(), "to": {"anyOf": [self.to.schema(), preferred]}}
        return mapping_schema({part.name: described(types[part.name], part.meaning) for part in self.parts}, *types)


def _parse_place(type_: Destination, raw: object) -> dict[str, Any]:
    given = mapping_of(raw)
    if "hunt_group" in given:
        raise ValueProblem(
            "a queue overflows to another queue, the overflow table, voice mail, speed dial or a ring group; not to a "
            f"hunt group; supported are {', '.join(type_.words)}"
        )
    if type_ is Overflow.preferred and set(given) & {"ring", "speed_dial"}:
        raise ValueProblem(
            "a list holds queues, and the mailbox of the queue's own pilot; telephones that ring together and a speed "
            "dial are the only place that an overflow leads to"
        )
    return type_.parse(given)
