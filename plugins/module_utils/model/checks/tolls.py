"""Calls from outside that lead outside again: somebody pays for them, and somebody may misuse them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .destinations import of_routes, steps
from .finding import Problem
from .subject import Place, Subject
from .ways import say_path


class Outside(NamedTuple):
    """A way of a route that ends outside, and whether a greeting was played on it."""

    object: str
    field: str
    path: tuple[Place, ...]
    after_greeting: bool


def calls_led_outside(subject: Subject) -> Iterator[Problem]:
    """WAY006: a route, or the forwarding or overflow of where it leads, ends outside the exchange."""
    for way in _ways_outside(subject):
        if not way.after_greeting:
            yield Problem(
                way.object,
                way.field,
                f"leads outside: {say_path(subject, way.path)}; the exchange pays for the call",
            )


def greetings_that_dial_out(subject: Subject) -> Iterator[Problem]:
    """GRE004: after a greeting the call goes outside."""
    for way in _ways_outside(subject):
        if way.after_greeting:
            yield Problem(
                way.object,
                way.field,
                f"leads outside after a greeting: {say_path(subject, way.path)}; the exchange pays for the call",
            )


def _ways_outside(subject: Subject) -> Iterator[Outside]:
    for named in of_routes(subject):
        greeted = False
        for step in steps(named.destination):
            start = subject.place_of(step)
            for path in _paths_outside(subject, start):
                yield Outside(named.object, named.field, path, greeted)
            greeted = greeted or "greeting" in step


def _paths_outside(subject: Subject, start: Place) -> Iterator[tuple[Place, ...]]:
    """The ways from a place to one outside; each place is passed once."""
    seen = {start}
    border: list[tuple[Place, ...]] = [(start,)]
    while border:
        path = border.pop(0)
        if subject.leads_outside(path[-1]):
            yield path
        for _how, target in subject.onward(path[-1]):
            if target not in seen:
                seen.add(target)
                border.append((*path, target))
