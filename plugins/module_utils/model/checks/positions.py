"""An answering position overflows by the forwarding of its extension, which nothing else may want otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from ..fields import Object
from ..one_forwarding import contradicts, say_forward_against_overflow, say_overflows_apart
from .finding import Problem
from .subject import Subject


def contradicting_forwards(subject: Subject) -> Iterator[Problem]:
    """WAY009: a user's forward, or another position at his extension, says otherwise than a position's overflow."""
    first: dict[str, Object] = {}
    for label, position in subject.labelled("answering_positions"):
        if "overflow" not in position or "extension" not in position:
            continue
        before = first.setdefault(position["extension"], position)
        numbers = [subject.number_of(one["overflow"]) for one in (before, position)]
        if before is not position and None not in numbers and numbers[0] != numbers[1]:
            yield Problem(label, "overflow", say_overflows_apart(position, before))
    for label, user in subject.labelled("users"):
        there = first.get(user["extension"])
        if there is None or "forward" not in user:
            continue
        if contradicts(user["forward"], subject.number_of(there["overflow"])):
            yield Problem(label, "forward", say_forward_against_overflow(user["forward"], there))
