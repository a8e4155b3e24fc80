"""A greeting is long enough, short enough, and used."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Problem
from .references import references
from .subject import Subject

REFERRING = ("queues", "incoming_routes", "mailboxes")
"""The kinds whose objects play greetings."""


def too_short(subject: Subject) -> Iterator[Problem]:
    """GRE001: so short that nobody understands it."""
    for label, seconds in _lengths(subject):
        if seconds < subject.around.shortest_greeting:
            yield Problem(label, "audio", f"lasts {seconds:.1f} s only; nobody understands so short a greeting")


def too_long(subject: Subject) -> Iterator[Problem]:
    """GRE002: longer than a message of the exchange can be."""
    longest = subject.around.longest_greeting
    for label, seconds in _lengths(subject):
        if longest is not None and seconds > longest:
            yield Problem(label, "audio", f"lasts {seconds:.1f} s; a message of the exchange holds {longest:g} s")


def _lengths(subject: Subject) -> Iterator[tuple[str, float]]:
    for label, greeting in subject.labelled("greetings"):
        if greeting["name"] in subject.around.greeting_seconds:
            yield label, subject.around.greeting_seconds[greeting["name"]]


def unused(subject: Subject) -> Iterator[Problem]:
    """GRE003: nothing plays it."""
    if not all(subject.knows(kind) for kind in REFERRING):
        return  # what the site does not say may play it
    used = {reference.key for reference in references(subject) if reference.kind == "greetings"}
    for label, greeting in subject.labelled("greetings"):
        if greeting["name"] not in used:
            yield Problem(label, "", "is played by no route, queue or mailbox")
