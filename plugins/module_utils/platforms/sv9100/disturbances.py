"""Which changes can disturb a call in progress.

Nothing was found on what a write to 22-04, 22-05 or 16-02 does to a call that is ringing or waits; telephones restart
when their number or port changes (CommsPlus, extension swap). So such changes are told, and may wait for their hour.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model.shortened import shortened
from ..operation import Operation

DISTURBING = {
    "hunt_groups": ("change", "members", "delete"),
    "ring_groups": ("change",),
    "users": ("renumber", "move", "delete"),
}
"""Kind to the actions on something that is there already."""


NOBODY = ("", "0")
"""What a place of a ring group holds that nobody is in: no extension, no queue."""


def disturbing(operations: Iterable[Operation]) -> tuple[str, ...]:
    """The sentences of the operations that can disturb a call, in their order. What is new disturbs nobody."""
    listed = list(operations)
    new = {(operation.kind, operation.object) for operation in listed if operation.action == "add"}
    return tuple(
        operation.sentence
        for operation in listed
        if operation.action in DISTURBING.get(operation.kind, ())
        and (operation.kind, operation.object) not in new
        and not (operation.kind == "ring_groups" and all(step.before in NOBODY for step in operation.steps))
    )


def warning(sentences: tuple[str, ...]) -> str:
    """What a plan says of them."""
    return f"can disturb calls in progress, what the exchange does to them is not known: {shortened(sentences)}"
