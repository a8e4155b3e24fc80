"""Greetings: recorded messages (VRS), compared by the checksum of the converted file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model.fields import Object
from ...model.kinds import GREETINGS
from .context import Context, lowest_free

CHECKSUM_MARK = "sha256:"


@dataclass(frozen=True)
class Greeting:
    """A recorded message: its number, the checksum of its audio in hex, and how long the audio is in bytes."""

    name: str
    message: int
    checksum: str
    audio: str = ""

    @property
    def label(self) -> str:
        """How sentences call it."""
        return f"greeting {self.name}"

    def write(self) -> dict[str, Any]:
        """As a site file would have it: the file it comes from where that is known, else the checksum."""
        entry: Object = {
            "name": self.name,
            "audio": self.audio or CHECKSUM_MARK + self.checksum,
            "message": self.message,
        }
        return GREETINGS.write(entry)


@dataclass
class GreetingTarget:
    """The messages that shall be there, by number, and those that go."""

    greetings: dict[int, Greeting]
    gone: tuple[Greeting, ...] = ()


def decode_greetings(context: Context) -> dict[int, Greeting]:
    """The recorded messages of an exchange."""
    names = context.names_by_slot("greetings")
    return {
        message: Greeting(
            names.get(message, f"greeting-{message}"),
            message,
            checksum := context.sent_as(message),
            context.audio_paths.get(checksum, ""),
        )
        for message in sorted(context.snapshot.messages)
        if message <= context.profile.limits.messages  # beyond them are the greetings of mailboxes
    }


def resolve_greetings(context: Context, current: dict[int, Greeting], checksums: Mapping[str, str]) -> GreetingTarget:
    """Decide which messages shall be recorded; ``checksums`` is that of the converted file by audio path."""
    if not context.manages("greetings"):
        return GreetingTarget(dict(current))
    wished = context.wished("greetings")
    if context.wish.state == "deleted":
        listed = {_match(context, entry, set()) for entry in wished}
        return GreetingTarget(
            {message: greeting for message, greeting in current.items() if message not in listed},
            tuple(greeting for message, greeting in current.items() if message in listed),
        )
    names = context.names_by_slot("greetings")
    named = {entry["message"] for entry in wished if "message" in entry}
    matched = {entry["name"]: _match(context, entry, named) for entry in wished}
    kept = {} if context.wish.state == "overridden" else dict(current)
    target = GreetingTarget(kept)
    used = set(current) | {slot for slot in matched.values() if slot is not None}
    claimed: dict[int, str] = {}
    installed = context.snapshot.installed("MESSAGES")
    for entry in wished:
        message = matched[entry["name"]]
        if message is None:
            message = lowest_free(sorted(installed), used)
            if message is None:
                context.refuse(
                    GREETINGS.label(entry), "message", f"no message is free; the exchange has {len(installed)}"
                )
                continue
            used.add(message)
        if message in claimed:
            context.refuse(
                GREETINGS.label(entry), "message", f"message {message} is that of {claimed[message]} already"
            )
            continue
        owner = names.get(message)
        if message in kept and owner not in (None, entry["name"], *matched):
            context.refuse(GREETINGS.label(entry), "message", f"message {message} is that of greeting {owner}")
            continue
        if message not in installed:
            context.refuse(GREETINGS.label(entry), "message", f"message {message} is not installed")
            continue
        claimed[message] = GREETINGS.label(entry)
        target.greetings[message] = _wished(context, entry, message, current.get(message), checksums)
    target.gone = tuple(greeting for message, greeting in current.items() if message not in target.greetings)
    return target


def _match(context: Context, entry: Object, named: set[int]) -> int | None:
    """The message of a wished greeting: the number that it names, else its slot, unless another one names that."""
    if "message" in entry:
        return int(entry["message"])
    slot = context.slot_of("greetings", entry["name"])
    return None if slot in named else slot


def _wished(
    context: Context, entry: Object, message: int, present: Greeting | None, checksums: Mapping[str, str]
) -> Greeting:
    audio = entry.get("audio")
    if audio is None:  # merged, without a new recording
        if present is None:
            context.refuse(GREETINGS.label(entry), "audio", "is missing, and nothing is recorded yet")
            return Greeting(entry["name"], message, "")
        return Greeting(entry["name"], message, present.checksum)
    if audio.startswith(CHECKSUM_MARK):
        checksum = audio.removeprefix(CHECKSUM_MARK)
        if present is None or present.checksum != checksum:
            context.refuse(
                GREETINGS.label(entry), "audio", f"message {message} holds another recording; name the audio file"
            )
        return Greeting(entry["name"], message, checksum)
    return Greeting(entry["name"], message, checksums[audio], audio)
