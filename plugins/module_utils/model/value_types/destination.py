"""Where a call can lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from ..findings import ValueProblem
from .base import Part, Schema, ValueType, described, in_words, inside, mapping_of, mapping_schema
from .lists import Numbers
from .scalars import Digits, Integer, Number, Text, Truth

DISCONNECT = "disconnect"
MOST_THEN = 2
"""How many times a destination can be followed by another one."""

TARGETS: dict[str, ValueType] = {
    "user": Number(),
    "hunt_group": Text(),
    "queue": Text(),
    "mailbox": Number(),
    "greeting": Text(),
    "answering_position": Text(),
    "ring": Numbers(at_least=1),
    "number": Digits(),
    "speed_dial": Integer(0, 9999),
    "voice_mail": Truth(),
    "disconnect": Truth(),
}
"""Everything that a call can lead to, and how each of them is written."""

_MEANINGS = {
    "user": "The extension of a user, in quotes.",
    "hunt_group": "The name of a hunt group.",
    "queue": "The name of a queue.",
    "mailbox": "The number of a mailbox, in quotes.",
    "greeting": "The name of a greeting, which is played.",
    "answering_position": "The name of an answering position.",
    "ring": 'Extensions that ring together, such as V(["101", "102"]).',
    "number": "Another number, as the exchange dials it, in quotes.",
    "speed_dial": "The number of an entry of the speed dial table.",
    "voice_mail": "V(true) for the voice mail, which chooses the mailbox itself.",
    "disconnect": "V(true) for nowhere, calls are cut. Only where calls to other numbers lead.",
}
_THEN = "What comes after it: another destination, or V(disconnect). A greeting needs it."


@dataclass(frozen=True)
class Destination(ValueType):
    """Exactly one of ``words``, and where ``then_required_for`` says so, what comes after it.

    Without ``followed`` nothing can come after it.
    """

    then_required_for: tuple[str, ...] = ("greeting",)
    words: tuple[str, ...] = tuple(word for word in TARGETS if word != "speed_dial")
    followed: bool = True
    ansible_type: ClassVar[str] = "dict"

    @property
    def parts(self) -> tuple[Part, ...]:
        targets = [
            Part(word, _MEANINGS[word], ansible_type=TARGETS[word].ansible_type, elements=TARGETS[word].elements)
            for word in self.words
        ]
        return (*targets, Part("then", _THEN, ansible_type="raw")) if self.followed else tuple(targets)

    def parse(self, raw: object) -> dict[str, Any]:
        return self._parse(raw, MOST_THEN)

    def _parse(self, raw: object, deep: int) -> dict[str, Any]:
        given = mapping_of(raw)
        for word in given:
            if word not in self.words and not (word == "then" and self.followed):
                raise ValueProblem(f"{word!r} is not where a call can lead here; supported are {', '.join(self.words)}")
        named = [word for word in self.words if word in given]
        if len(named) != 1:
            raise ValueProblem(f"leads to exactly one of {', '.join(self.words)}")
        word = named[0]
        with inside(word):
            destination: dict[str, Any] = {word: TARGETS[word].parse(given[word])}
            if destination[word] is False:
                raise ValueProblem("is true, or left out")
        if "then" in given:
            if not deep:
                raise ValueProblem(f"then: a call is led on {MOST_THEN} times at most")
            with inside("then"):
                destination["then"] = self._parse_then(given["then"], deep - 1)
        elif self.followed and word in self.then_required_for:
            raise ValueProblem(
                f"say what comes after the {in_words(word)} (then: another destination, or {DISCONNECT})"
            )
        return destination

    def _parse_then(self, raw: object, deep: int) -> Any:
        if isinstance(raw, dict):
            return self._parse(raw, deep)
        if raw != DISCONNECT:
            raise ValueProblem(f"takes another destination, or {DISCONNECT}")
        return DISCONNECT

    def write(self, value: Any) -> Any:
        if value == DISCONNECT:
            return value
        return {word: self.write(part) if word == "then" else TARGETS[word].write(part) for word, part in value.items()}

    def say(self, value: Any) -> str:
        if value == DISCONNECT:
            return DISCONNECT
        return ", then ".join(
            self.say(part) if word == "then" else in_words(word) if part is True else _say_target(word, part)
            for word, part in value.items()
        )

    def schema(self) -> Schema:
        return self._schema(MOST_THEN if self.followed else 0)

    def _schema(self, deep: int) -> Schema:
        properties = {word: described(TARGETS[word].schema(), _MEANINGS[word]) for word in self.words}
        if deep:
            properties["then"] = described({"anyOf": [{"const": DISCONNECT}, self._schema(deep - 1)]}, _THEN)
        schema = mapping_schema(properties)
        followed = self.then_required_for if self.followed else ()
        schema["oneOf"] = [{"required": [word, "then"] if word in followed else [word]} for word in self.words]
        return schema


def _say_target(word: str, value: Any) -> str:
    return f"{in_words(word)} {TARGETS[word].say(value)}"


@dataclass(frozen=True)
class OverflowTo(Destination):
    """Where calls go that an answering position does not take: something that has a number of its own."""

    words: tuple[str, ...] = ("user", "hunt_group", "queue", "mailbox", "number")
    followed: bool = False
