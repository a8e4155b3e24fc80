"""Numbers are unique: over all programs that share the number space, and as a trunk group stores them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..fields import Object
from .finding import Problem
from .subject import Subject


def shared_numbers(subject: Subject) -> Iterator[Problem]:
    """NUM001: a number that two have. Mailboxes are not in the number space: they share the number of their owner."""
    for number, owners in subject.owners.items():
        first = owners[0][0]
        for label, field, _place in owners[1:]:
            yield Problem(label, field, f"{number} is the number of {first} already")


def same_public_numbers(subject: Subject) -> Iterator[Problem]:
    """NUM002: two routes that no trunk group can tell apart, however many digits it stores."""
    most = subject.around.most_stored_digits
    for (first, one), (label, other) in _alike(subject):
        if _ends_alike(one, other, most):
            yield Problem(
                label,
                "number",
                f"ends like the number of {first}; an exchange stores {most} digits at most and cannot tell them apart",
            )


def similar_public_numbers(subject: Subject) -> Iterator[Problem]:
    """NUM003: two routes that a trunk group cannot tell apart unless it was told to store more digits."""
    usual, most = subject.around.stored_digits, subject.around.most_stored_digits
    for (first, one), (label, other) in _alike(subject):
        if not _ends_alike(one, other, most):
            yield Problem(
                label,
                "number",
                f"ends in the same {usual} digits as the number of {first}; trunk group {one['trunk_group']} tells "
                f"them apart only if it stores more than {usual}",
            )


def _alike(subject: Subject) -> Iterator[tuple[tuple[str, Object], tuple[str, Object]]]:
    """Each two routes of one trunk group whose numbers end in the digits that are usually stored."""
    by_end: dict[tuple[int, str], list[tuple[str, Object]]] = {}
    for label, route in subject.labelled("incoming_routes"):
        if "trunk_group" in route:
            end = _digits(route)[-subject.around.stored_digits :]
            by_end.setdefault((route["trunk_group"], end), []).append((label, route))
    for routes in by_end.values():
        yield from pairwise(routes)


def _ends_alike(one: Object, other: Object, count: int) -> bool:
    """Whether two numbers have the same last digits. A shorter one is stored as it is, and differs from a longer."""
    return _digits(one)[-count:] == _digits(other)[-count:]


def _digits(route: Object) -> str:
    return str(route["number"]).lstrip("+")


def foreign_mailboxes(subject: Subject) -> Iterator[Problem]:
    """NUM004: a mailbox with the number of somebody who is not its owner."""
    for label, box in subject.labelled("mailboxes"):
        owners = subject.owners.get(box["number"], [])
        places = [place for _label, _field, place in owners]
        mine = {("user", box.get("user")), ("hunt_group", box.get("group")), ("queue", box.get("group"))}
        if places and not mine.intersection(places):
            yield Problem(label, "number", f"{box['number']} is the number of {owners[0][0]}, who is not its owner")
