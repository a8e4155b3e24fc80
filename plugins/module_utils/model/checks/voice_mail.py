"""Which mailbox answers: a call that goes on to the voice mail has the number with it that rang, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from ..fields import Object
from .destinations import of_routes, steps
from .finding import Problem
from .subject import KIND_OF_WORD, Subject
from .ways import by_pilot

BY_NUMBER = ("user", "hunt_group", "queue", "answering_position", "number")
"""What a route dials, where it has a number. A mailbox, telephones that ring together and a greeting ring none."""


def mailboxes_of_others(subject: Subject) -> Iterator[Problem]:
    """WAY010: after a number rang, the voice mail opens the mailbox of that number; where none rang, always one."""
    for named in of_routes(subject):
        first, *after = steps(named.destination)
        if "mailbox" in first or not _known(subject, first):
            continue
        boxes = [step["mailbox"] for step in after if "mailbox" in step]
        rang = _rang(subject, first)
        why = "the mailbox of the number that rang" if rang is not None else "one mailbox for the whole route"
        answers = rang if rang is not None else next(iter(boxes), None)
        for box in dict.fromkeys(boxes):
            if box != answers:
                sentence = f"goes on to mailbox {box}, but the voice mail answers with {why}, which is {answers}"
                yield Problem(named.object, named.field, sentence)


def _known(subject: Subject, step: Object) -> bool:
    """Whether the site says what number a step has, if it has one."""
    word = next(word for word in step if word != "then")
    kind = KIND_OF_WORD.get(word)
    return kind in (None, "users", "greetings") or subject.find(kind, step[word]) is not None


def _rang(subject: Subject, step: Object) -> str | None:
    """The number that a route dials first; None where it rings telephones without one."""
    word = next((word for word in BY_NUMBER if word in step), None)
    if word is None or (word == "queue" and not by_pilot(subject, ("queue", step[word]))):
        return None
    return subject.number_of(step)
