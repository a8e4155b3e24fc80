"""What callers hear in a queue, how many may wait, and where they go when they have waited long enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import NOTHING, Part, Schema, ValueType, described, inside, list_of, mapping_of, mapping_schema, only
from .destination import Destination
from .scalars import Choice, Integer, Text

LONGEST_WAIT = 64800
"""Seconds; eighteen hours."""

MOST_ANNOUNCEMENTS = 2
WHEN_FULL = ("busy", "last", "longest")

_AFTER, _REPEAT, _CALLS = Integer(0, LONGEST_WAIT), Integer(1, 255), Integer(1, 128)


@dataclass(frozen=True)
class Announcements(ValueType):
    """At most two greetings that callers hear while they wait, in their order."""

    ansible_type: ClassVar[str] = "list"
    elements: ClassVar[str | None] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("greeting", "The name of the greeting.", True),
            Part(
                "after",
                "How many seconds a caller has waited when the first announcement starts. A second one follows the "
                "first. Left out, it starts at once.",
                ansible_type="int",
            ),
            Part("repeat", "How many times it is played. Left out, once.", ansible_type="int"),
        )

    def parse(self, raw: object) -> tuple[dict[str, Any], ...]:
        entries = list_of(raw)
        if len(entries) > MOST_ANNOUNCEMENTS:
            raise ValueProblem(f"a queue has {MOST_ANNOUNCEMENTS} announcements at most, not {len(entries)}")
        announcements = []
        for place, entry in enumerate(entries, start=1):
            with inside(f"announcement {place}"):
                announcements.append(_parse_announcement(entry, place))
        return tuple(announcements)

    def write(self, value: Any) -> list[dict[str, Any]]:
        return [dict(announcement) for announcement in value]

    def say(self, value: Any) -> str:
        return ", then ".join(_say_announcement(announcement) for announcement in value) or NOTHING

    def schema(self) -> Schema:
        types = {"greeting": Text().schema(), "after": _AFTER.schema(), "repeat": _REPEAT.schema()}
        properties = {part.name: described(types[part.name], part.meaning) for part in self.parts}
        first = mapping_schema(properties, "greeting")
        later = mapping_schema({name: properties[name] for name in ("greeting", "repeat")}, "greeting")
        return {"type": "array", "prefixItems": [first], "items": later, "maxItems": MOST_ANNOUNCEMENTS}


def _parse_announcement(raw: object, place: int) -> dict[str, Any]:
    given = mapping_of(raw)
    only(given, "greeting", "after", "repeat")
    if "greeting" not in given:
        raise ValueProblem("needs a greeting")
    if place > 1 and "after" in given:
        raise ValueProblem("a second announcement has no start time of its own; it follows the first")
    announcement: dict[str, Any] = {}
    with inside("greeting"):
        announcement["greeting"] = Text().parse(given["greeting"])
    if place == 1:
        with inside("after"):
            announcement["after"] = _AFTER.parse(given.get("after", 0))
    with inside("repeat"):
        announcement["repeat"] = _REPEAT.parse(given.get("repeat", 1))
    return announcement


def _say_announcement(announcement: dict[str, Any]) -> str:
    said = str(announcement["greeting"])
    if announcement.get("after"):
        said += f" after {announcement['after']} s"
    return said if announcement["repeat"] == 1 else f"{said}, {announcement['repeat']} times"


@dataclass(frozen=True)
class Overflow(ValueType):
    """Where callers go that have waited for some time: ``{after: 60, to: {mailbox: "190"}}``."""

    ansible_type: ClassVar[str] = "dict"
    to: ClassVar[Destination] = Destination(words=("queue", "mailbox", "ring", "speed_dial"), followed=False)

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("after", "How many seconds a caller has waited by then.", True, "int"),
            Part("to", "Where the caller goes. Not to a hunt group.", True, "dict", parts=self.to.parts),
        )

    def parse(self, raw: object) -> dict[str, Any]:
        given = mapping_of(raw)
        only(given, "after", "to")
        if set(given) != {"after", "to"}:
            raise ValueProblem('an overflow needs after and to, such as {after: 60, to: {mailbox: "190"}}')
        with inside("after"):
            after = _AFTER.parse(given["after"])
        with inside("to"):
            return {"after": after, "to": self._parse_to(mapping_of(given["to"]))}

    def _parse_to(self, given: dict[str, object]) -> dict[str, Any]:
        if "hunt_group" in given:
            raise ValueProblem(
                "a queue overflows to another queue, the overflow table, voice mail, speed dial or a ring group; not "
                f"to a hunt group; supported are {', '.join(self.to.words)}"
            )
        return self.to.parse(given)

    def write(self, value: Any) -> dict[str, Any]:
        return {"after": value["after"], "to": self.to.write(value["to"])}

    def say(self, value: Any) -> str:
        return f"{self.to.say(value['to'])} after {value['after']} s"

    def schema(self) -> Schema:
        types = {"after": _AFTER.schema(), "to": self.to.schema()}
        return mapping_schema({part.name: described(types[part.name], part.meaning) for part in self.parts}, *types)


@dataclass(frozen=True)
class Limit(ValueType):
    """How many callers may wait, and what happens to the next one."""

    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part("calls", "How many callers may wait, 1 to 128.", True, "int"),
            Part(
                "when_full",
                "Who leaves when one more calls. V(busy) gives the new caller the busy tone, V(last) lets the last one "
                "overflow, V(longest) the one who has waited longest. Left out, it is V(busy).",
                choices=WHEN_FULL,
            ),
        )

    def parse(self, raw: object) -> dict[str, Any]:
        given = mapping_of(raw)
        only(given, "calls", "when_full")
        if "calls" not in given:
            raise ValueProblem("needs calls, the number of callers that may wait")
        with inside("calls"):
            calls = _CALLS.parse(given["calls"])
        with inside("when_full"):
            return {"calls": calls, "when_full": Choice(WHEN_FULL).parse(given.get("when_full", "busy"))}

    def say(self, value: Any) -> str:
        return f"{value['calls']} calls, when full {value['when_full']}"

    def schema(self) -> Schema:
        types = {"calls": _CALLS.schema(), "when_full": Choice(WHEN_FULL).schema()}
        return mapping_schema({part.name: described(types[part.name], part.meaning) for part in self.parts}, "calls")
