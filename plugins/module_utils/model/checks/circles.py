"""Circles: forwarding and overflows that lead back to where the call was; and a step that was tried before."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import KINDS
from .destinations import of_routes, steps
from .finding import Problem
from .subject import KIND_OF_WORD, Place, Subject
from .ways import say_path


def circles(subject: Subject) -> Iterator[Problem]:
    """WAY002: each circle once, at the object that stands first in the site."""
    told: set[frozenset[Place]] = set()
    for side in ("outside", "inside"):
        for start in _starts(subject):
            path = _back_to(subject, start, side)
            if path and frozenset(path) not in told:
                told.add(frozenset(path))
                label, field = _holder(subject, start)
                yield Problem(label, field, f"leads in a circle: {say_path(subject, (*path, start))}")


def _starts(subject: Subject) -> Iterator[Place]:
    for user in subject.site.of("users"):
        yield "user", user["extension"]
    for position in subject.site.of("answering_positions"):
        if "extension" in position and subject.find("users", position["extension"]) is None:
            yield "user", position["extension"]
    for queue in subject.site.of("queues"):
        yield "queue", queue["name"]


def _back_to(subject: Subject, start: Place, side: str) -> tuple[Place, ...]:
    """The shortest way from a place back to it; empty when there is none."""
    came_from: dict[Place, Place] = {}
    border = [start]
    while border:
        reached: list[Place] = []
        for place in border:
            for how, target in subject.onward(place, side):
                if how == "both_ring":  # the other telephone rings too, and sends nothing on
                    continue
                if target == start:
                    return _unrolled(came_from, place, start)
                if target not in came_from:
                    came_from[target] = place
                    reached.append(target)
        border = reached
    return ()


def _unrolled(came_from: dict[Place, Place], place: Place, start: Place) -> tuple[Place, ...]:
    path = [place]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def _holder(subject: Subject, place: Place) -> tuple[str, str]:
    """The object and the field that send calls on from a place."""
    word, value = place
    position = subject.position_at(value) if word == "user" else None
    if position is not None:
        return KINDS["answering_positions"].label(position), "overflow"
    kind = KIND_OF_WORD[word]
    entry = subject.find(kind, value)
    label = KINDS[kind].label(entry) if entry is not None else subject.label(place)
    return label, "overflow" if word == "queue" else "forward"


def steps_tried_before(subject: Subject) -> Iterator[Problem]:
    """WAY005: what comes after is a place where the call has been."""
    for named in of_routes(subject):
        path: list[Place] = []
        for step in steps(named.destination):
            place = subject.place_of(step)
            if place in path:
                yield Problem(
                    named.object,
                    named.field,
                    f"leads back to where the call was before: {say_path(subject, (*path, place))}",
                )
            path.append(place)
