"""Where a call can lead, as the exchange holds it: a number that is dialled, or a code of the DDI entries (22-11-05).

Codes (IPK2-F p.354): 0 nothing, 1-100 ring group, 102 InMail, 103 central voice mail, 201-264 department group,
501 and up VRS message, 1000-1999 speed dial.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .directory import Directory

NOTHING, VOICE_MAIL = "0", "102"
DEPARTMENT_GROUPS_FROM, MESSAGES_FROM, SPEED_DIAL_FROM = 200, 500, 1000
DISCONNECT = "disconnect"

TARGETS = ("user", "hunt_group", "queue", "mailbox", "greeting", "answering_position", "ring", "number")
TARGETS_OF_ROUTES = ("voice_mail", "disconnect")
REFERS = {
    "hunt_group": "hunt_groups",
    "queue": "queues",
    "greeting": "greetings",
    "answering_position": "answering_positions",
    "mailbox": "mailboxes",
}

Destination = Mapping[str, Any]


def target_of(destination: Destination) -> tuple[str, Any]:
    """The kind of target and what it is: ``("queue", "Sales")``."""
    word = next(word for word in (*TARGETS, *TARGETS_OF_ROUTES, "speed_dial") if word in destination)
    return word, destination[word]


def dialled_number(destination: Destination, directory: Directory) -> str | None:
    """The number that reaches a destination when it is dialled; None for one that has none, or is not there."""
    word, value = target_of(destination)
    if word in ("user", "mailbox"):
        return str(value) if word == "mailbox" or value in directory.extensions else None
    if word == "number":
        return str(value)
    if word in ("hunt_group", "queue"):
        slot = directory.slot(REFERS[word], value)
        pilot = directory.of(REFERS[word])[slot].get("pilot") if slot is not None else None
        return str(pilot) if pilot else None
    if word == "answering_position":
        slot = directory.slot("answering_positions", value)
        return str(directory.of("answering_positions")[slot]["extension"]) if slot is not None else None
    return None


def said_by_number(number: str, directory: Directory) -> dict[str, Any]:
    """The destination that a dialled number reaches."""
    if number in directory.extensions:
        return {"user": number}
    pilot = directory.pilot(number)
    if pilot is not None:
        return dict(pilot)
    if any(box["number"] == number for box in directory.of("mailboxes").values()):
        return {"mailbox": number}
    return {"number": number}


def missing_target(destination: Destination, directory: Directory) -> str | None:
    """A sentence on what a destination names and is not there; None when all of it is."""
    word, value = target_of(destination)
    if word == "user" and value not in directory.extensions:
        return f"{value} does not exist: no user has that extension"
    if word == "ring":
        absent = [number for number in value if number not in directory.extensions]
        if absent:
            return f"{absent[0]} does not exist: no user has that extension"
    if word in REFERS and directory.slot(REFERS[word], value) is None:
        return f"there is no {word.replace('_', ' ')} {value!r}"
    then = destination.get("then")
    return missing_target(then, directory) if isinstance(then, Mapping) else None
