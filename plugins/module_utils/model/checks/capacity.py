"""How much of what the model can have is used. The model's tables, its ports and its licences are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..answering import put_together
from ..fields import Object
from ..value_types import overflow_places
from .destinations import has_digits, of_routes, steps
from .finding import Problem
from .subject import Subject
from .ways import by_pilot

NOT_KNOWN = "not known offline"
NEARLY_FULL = 0.9
"""The part of a table from which on there is a notice."""


def _count(kind: str) -> Callable[[Subject], int]:
    return lambda subject: len(subject.site.of(kind))


def _telephones(subject: Subject) -> int:
    return sum(1 for user in subject.site.of("users") if not user.get("virtual"))


def _boxes(owner: str) -> Callable[[Subject], int]:
    return lambda subject: sum(1 for box in subject.site.of("mailboxes") if owner in box)


def _entries(subject: Subject) -> int:
    """An entry for each route by day; where a trunk group has a schedule, one by night for each of its routes.

    A route with time tables has one by night only if it has a schedule itself.
    """
    routes = [route for route in subject.site.of("incoming_routes") if "trunk_group" in route and has_digits(route)]
    switched = {route["trunk_group"] for route in routes if "schedule" in route and not route.get("time_tables")}
    return sum(2 if route["trunk_group"] in switched or "schedule" in route else 1 for route in routes)


def _trunk_groups(subject: Subject) -> int:
    return len({route["trunk_group"] for route in subject.site.of("incoming_routes") if "trunk_group" in route})


def _ring_groups(subject: Subject) -> int:
    """Those that Sentral allocates: telephones that ring together, and the doors of queues."""
    needed: set[tuple[str, Any]] = set()
    for named in of_routes(subject):
        for number, step in enumerate(steps(named.destination)):
            needed |= _needed(subject, step, first=number == 0 and named.dialled)
    for queue in subject.site.of("queues"):
        for place in overflow_places(queue.get("overflow", {})):
            needed |= _needed(subject, place, first=True)
    return len(needed)


def _needed(subject: Subject, step: Object, *, first: bool) -> set[tuple[str, Any]]:
    if "ring" in step:
        return {("ring", tuple(step["ring"]))}
    if "queue" in step and not (first and by_pilot(subject, ("queue", step["queue"]))):
        return {("queue", step["queue"])}
    if not first and ("user" in step or "answering_position" in step):
        place = subject.place_of(step)
        return {("ring", (place[1],))}
    return set()


def _answer_tables(subject: Subject) -> int:
    """One for the trunks that are answered in the same way. The first one counts: somebody may have programmed it."""
    boxes = dict(enumerate(subject.site.of("mailboxes")))
    answers = {place: box.get("answers", ()) for place, box in boxes.items()}
    return len(put_together(answers, {place: box["number"] for place, box in boxes.items()})[0])


TABLES: tuple[tuple[str, str, tuple[str, ...], int, Callable[[Subject], int]], ...] = (
    ("hunt_groups", "department_groups", ("hunt_groups",), 1, _count("hunt_groups")),
    ("pickup_groups", "pickup_groups", ("pickup_groups",), 1, _count("pickup_groups")),
    ("queues", "acd_groups", ("queues",), 0, _count("queues")),
    ("answering_positions", "operators", ("answering_positions",), 0, _count("answering_positions")),
    ("greetings", "messages", ("greetings",), 0, _count("greetings")),
    ("schedules", "night_groups", ("schedules",), 1, _count("schedules")),
    ("ddi_entries", "ddi_entries", ("incoming_routes",), 0, _entries),
    ("trunk_groups", "trunk_groups", ("incoming_routes",), 0, _trunk_groups),
    ("ring_groups", "ring_groups", ("incoming_routes", "queues"), 1, _ring_groups),
    ("user_mailboxes", "station_mailboxes", ("mailboxes",), 0, _boxes("user")),
    ("answer_tables", "answer_tables", ("mailboxes",), 0, _answer_tables),
    ("group_mailboxes", "group_mailboxes", ("mailboxes",), 0, _boxes("group")),
)
"""What is counted: its name, the platform's limit, the kinds that must be managed, how many the factory keeps (group 1
is where everybody starts), and how many the site uses."""


def capacity(subject: Subject) -> dict[str, Any]:
    """What the model's tables can have, what the site uses of it, and what is left; ports and licences apart."""
    tables = {
        name: _used(subject.around.limits[limit] - kept, count(subject))
        for name, limit, kinds, kept, count in TABLES
        if limit in subject.around.limits and all(subject.site.manages(kind) for kind in kinds)
    }
    found: dict[str, Any] = {"tables": tables}
    if "ports" in subject.around.limits and subject.site.manages("users"):
        ports = _used(subject.around.limits["ports"], _telephones(subject))
        found["ports"] = {**ports, "installed": NOT_KNOWN}
    return {**found, "licences": NOT_KNOWN}


def _used(table: int, used: int) -> dict[str, Any]:
    return {"table": table, "used": used, "left": table - used}


def _rows(subject: Subject) -> Iterator[tuple[str, dict[str, Any]]]:
    found = capacity(subject)
    yield from found["tables"].items()
    if "ports" in found:
        yield "ports", found["ports"]


def too_many(subject: Subject) -> Iterator[Problem]:
    """CAP001: more than the model can have."""
    for name, row in _rows(subject):
        if row["left"] < 0:
            yield Problem(name.replace("_", " "), "", f"the site needs {row['used']}, and the model has {row['table']}")


def nearly_full(subject: Subject) -> Iterator[Problem]:
    """CAP002: little is left."""
    for name, row in _rows(subject):
        if row["left"] >= 0 and row["used"] >= NEARLY_FULL * row["table"]:
            yield Problem(
                name.replace("_", " "), "", f"{row['used']} of the model's {row['table']} are used, {row['left']} left"
            )
