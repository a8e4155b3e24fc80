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
    dialled: bool = True
    """Whether the call has the number of where it leads first, as the DDI tables give it. One on a direct line, or one
    that nothing else took, has none: it comes through a ring group."""


def has_digits(route: Object) -> bool:
    """Whether a route is an entry of a DDI table: no direct line, and not what takes the calls of other numbers."""
    return "trunks" not in route and not is_intercept(route)


def is_intercept(route: Object) -> bool:
    """Whether a route is for the calls of a trunk group that nothing else takes."""
    return str(route["number"]).startswith("*")


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
                alone = _is_one_telephone(route[part]) and "trunks" in route
                yield Named(label, part, route[part], dialled=has_digits(route) or alone)


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


def _is_one_telephone(destination: Object) -> bool:
    """Whether a destination is one telephone and nothing after it, which a direct line reaches by its number."""
    return bool({"user", "answering_position"} & set(destination)) and "then" not in destination
