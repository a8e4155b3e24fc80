"""Everything that is referred to exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..kinds import KINDS
from .destinations import all_steps
from .finding import Problem
from .subject import KIND_OF_WORD, Subject


class Reference(NamedTuple):
    """An object and its field, and what it names: a kind and a key of it."""

    object: str
    field: str
    kind: str
    key: str


ONE: tuple[tuple[str, str, str], ...] = (
    ("users", "hunt_group", "hunt_groups"),
    ("users", "pickup_group", "pickup_groups"),
    ("answering_positions", "extension", "users"),
    ("incoming_routes", "schedule", "schedules"),
    ("mailboxes", "user", "users"),
    ("mailboxes", "greeting", "greetings"),
)
"""Fields that name one object."""

MANY: tuple[tuple[str, str], ...] = (
    ("hunt_groups", "members"),
    ("pickup_groups", "members"),
    ("queues", "agents"),
    ("schedules", "extensions"),
)
"""Fields that name users."""


def references(subject: Subject) -> Iterator[Reference]:
    """Everything that the objects of a site name, but owners of mailboxes, which are of two kinds."""
    for kind, field, named in ONE:
        for label, entry in subject.labelled(kind):
            if field in entry:
                yield Reference(label, field, named, entry[field])
    for kind, field in MANY:
        for label, entry in subject.labelled(kind):
            for extension in entry.get(field, ()):
                yield Reference(label, field, "users", extension)
    for label, queue in subject.labelled("queues"):
        for announcement in queue.get("announcements", ()):
            yield Reference(label, "announcements", "greetings", announcement["greeting"])
    for label, user in subject.labelled("users"):
        for key in user.get("keys", ()):
            if key.get("function") == "virtual_extension" and "data" in key:
                yield Reference(label, "keys", "users", key["data"])
    yield from _of_destinations(subject)


def _of_destinations(subject: Subject) -> Iterator[Reference]:
    for named in all_steps(subject):
        for word, value in named.destination.items():
            if word in KIND_OF_WORD:
                yield Reference(named.object, named.field, KIND_OF_WORD[word], value)
            elif word == "ring":
                for extension in value:
                    yield Reference(named.object, named.field, "users", extension)


def missing_objects(subject: Subject) -> Iterator[Problem]:
    """REF001: what is named and is not there."""
    for reference in references(subject):
        if subject.knows(reference.kind) and subject.find(reference.kind, reference.key) is None:
            yield Problem(reference.object, reference.field, _absent(reference.kind, reference.key))
    if subject.knows("hunt_groups") and subject.knows("queues"):
        for label, box in subject.labelled("mailboxes"):
            owner = box.get("group")
            if owner is not None and not any(subject.find(kind, owner) for kind in ("hunt_groups", "queues")):
                yield Problem(label, "group", f"there is no hunt group or queue {owner!r} in the site")


def _absent(kind: str, key: str) -> str:
    if kind == "users":
        return f"{key} does not exist: no user has that extension"
    return f"there is no {KINDS[kind].word} {key!r} in the site"


def unknown_kinds(subject: Subject) -> Iterator[Problem]:
    """REF002: references to a kind that the site does not manage, so that nobody can say whether they hold."""
    counted = Counter(reference.kind for reference in references(subject) if not subject.site.manages(reference.kind))
    for kind, count in counted.items():
        words = kind.replace("_", " ")
        plural = "reference to them is" if count == 1 else "references to them are"
        yield Problem(words, "", f"are not in the site file, so {count} {plural} not checked")


def dialled_nobody(subject: Subject) -> Iterator[Problem]:
    """REF003: forwarding, a destination or an overflow to a number that looks like one inside and is nobody's."""
    if not all(subject.knows(kind) for kind in ("users", "hunt_groups", "queues")):
        return
    for label, field, number in _dialled(subject):
        if number in subject.owners or number in subject.around.own_numbers or not subject.looks_inside(number):
            continue
        if subject.find("mailboxes", number) is None:
            yield Problem(label, field, f"{number} looks like a number inside, and no user, hunt group or queue has it")


def _dialled(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for named in all_steps(subject):
        if "number" in named.destination:
            yield named.object, named.field, named.destination["number"]
    for label, user in subject.labelled("users"):
        for when, target in user.get("forward", {}).items():
            if when != "enforce":
                for number in dict.fromkeys(target.values()):
                    yield label, "forward", number
