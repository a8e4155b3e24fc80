"""What callers hear in a queue, and how many may wait. Where they go in the end stands in ``overflow.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import NOTHING, Part, Schema, ValueType, described, inside, list_of, mapping_of, mapping_schema, only
from .scalars import Choice, Integer, Text, Truth

LONGEST_WAIT = 64800
"""Seconds; eighteen hours."""

MOST_ANNOUNCEMENTS = 2
WHEN_FULL = ("busy", "last", "longest")

MOST_CALLS = 400
"""Callers that may wait on the largest model of any platform; what a model takes is checked for it."""

FROM_ELSEWHERE = {
    "mailbox": "InMail (41-19 names a mailbox, and the manuals do not agree on which kind of mailbox it is)",
    "aci_port": "an ACI port (41-10 names a port with a device of its own, of which an exchange holds no recording)",
    "source": "a source of its own (41-08-03: ACI ports, and InMail by 41-19)",
}
"""Where else an exchange takes announcements from, and why a site file cannot say so."""

_AFTER, _REPEAT, _CALLS = Integer(0, LONGEST_WAIT), Integer(1, 255), Integer(1, MOST_CALLS)


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
            Part(
                "queue_depth",
                "Whether the exchange says after it how many callers wait. Left out, it does not.",
                ansible_type="bool",
            ),
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
        types = {
            "greeting": Text().schema(),
            "after": _AFTER.schema(),
            "repeat": _REPEAT.schema(),
            "queue_depth": Truth().schema(),
        }
        properties = {part.name: described(types[part.name], part.meaning) for part in self.parts}
        first = mapping_schema(properties, "greeting")
        later = mapping_schema({name: properties[name] for name in properties if name != "after"}, "greeting")
        return {"type": "array", "prefixItems": [first], "items": later, "maxItems": MOST_ANNOUNCEMENTS}


def _parse_announcement(raw: object, place: int) -> dict[str, Any]:
    given = mapping_of(raw)
    for word, why in FROM_ELSEWHERE.items():
        if word in given:
            raise ValueProblem(f"is a greeting, a message of the VRS; a site file cannot say {word}, for {why}")
    only(given, "greeting", "after", "repeat", "queue_depth")
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
    with inside("queue_depth"):
        if Truth().parse(given.get("queue_depth", False)):
            announcement["queue_depth"] = True
    return announcement


def _say_announcement(announcement: dict[str, Any]) -> str:
    said = str(announcement["greeting"])
    if announcement.get("after"):
        said += f" after {announcement['after']} s"
    if announcement["repeat"] != 1:
        said += f", {announcement['repeat']} times"
    return f"{said}, with the queue depth" if announcement.get("queue_depth") else said


@dataclass(frozen=True)
class Limit(ValueType):
    """How many callers may wait, and what happens to the next one."""

    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            Part(
                "calls",
                "How many callers may wait, 1 to 400; SV8100 1 to 200, SL2100 1 to 128, SL1100 1 to 84.",
                True,
                "int",
            ),
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
