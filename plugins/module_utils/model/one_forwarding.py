"""An extension has one forwarding: what its user says of it, and what the position says that overflows by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .fields import Object
from .kinds import ANSWERING_POSITIONS, USERS

_REMEDY = "an extension has one forwarding, so take one of the two out"


def contradicts(forward: Mapping[str, Any], overflow: str | None) -> bool:
    """Whether a forwarding is another one than that of a position which overflows to the number ``overflow``.

    ``None`` is a number that is not known; then only what no number could mend is a contradiction.
    """
    parts = {name: target for name, target in forward.items() if name != "enforce"}
    numbers = {target.get(side) for target in parts.values() for side in ("inside", "outside")}
    if set(parts) != {"busy", "no_answer"}:
        return True
    return numbers != {overflow} if overflow is not None else len(numbers) != 1


def say_forward_against_overflow(forward: Mapping[str, Any], position: Object) -> str:
    """The sentence about the ``forward`` of a user in a position that overflows elsewhere."""
    said = USERS.field("forward").type.say(dict(forward)) if set(forward) - {"enforce"} else "off"
    return (
        f"is {said}, and the overflow of {ANSWERING_POSITIONS.label(position)} is {say_overflow(position)}; {_REMEDY}"
    )


def say_overflows_apart(position: Object, first: Object) -> str:
    """The sentence about a position at the extension of another one that overflows elsewhere."""
    return (
        f"is {say_overflow(position)}, and that of {ANSWERING_POSITIONS.label(first)}, at the same extension, is "
        f"{say_overflow(first)}; {_REMEDY}"
    )


def say_overflow(position: Object) -> str:
    """Where a position overflows to, in words."""
    return ANSWERING_POSITIONS.field("overflow").type.say(position["overflow"])
