"""Every destination of a site, with the object and the field that names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..fields import Object
from ..value_types import overflow_places
from .subject import Subject

PARTS = ("open", "closed")
"""The destinations of an incoming route."""


class Named(NamedTuple):
    """A destination and where it stands."""

    object: str
    field: str
    destination: Object


def steps(destination: Object) -> Iterator[Object]:
    """A destination and what comes after it, one after the other."""
    yield destination
    then = destination.get("then")
    if isinstance(then, Mapping):
        yield from steps(dict(then))


def of_routes(subject: Subject) -> Iterator[Named]:
    """Where the incoming routes lead first; what comes after is in there."""
    for label, route in subject.labelled("incoming_routes"):
        for part in PARTS:
            if part in route:
                yield Named(label, part, route[part])


def all_steps(subject: Subject) -> Iterator[Named]:
    """Every place that an object of the site sends calls to: routes with what comes after, overflows."""
    for named in of_routes(subject):
        for step in steps(named.destination):
            yield Named(named.object, named.field, step)
    for label, queue in subject.labelled("queues"):
        for place in overflow_places(queue.get("overflow", {})):
            yield Named(label, "overflow", place)
    for label, position in subject.labelled("answering_positions"):
        if "overflow" in position:
            yield Named(label, "overflow", position["overflow"])
