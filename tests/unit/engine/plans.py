"""Plans and drafts made by hand: the engine takes them as they come, whatever platform they are of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.engine.plan import Plan
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Draft, Operation, Step

EMPTY = Plan(
    exchange="fjord",
    platform="sv9100",
    model="SV9100",
    software="12.00",
    profile_hash="a" * 64,
    before_hash="b" * 64,
    desired_hash="c" * 64,
    state="overridden",
    today="2026-11-23",
    operations=(),
    slots={},
    warnings=(),
)


def operation(object_: str, action: str = "add", kind: str = "users", steps: int = 1) -> Operation:
    """An operation of as many steps, each with its way back."""
    return Operation(
        id=f"{kind}/{object_}/{action}",
        kind=kind,
        object=object_,
        action=action,
        sentence=f"{action} {kind} {object_}",
        steps=tuple(
            Step(f"15-01-0{place} {object_}", "", "Åse", f"WRITE {object_} {place}", f"UNDO {object_} {place}")
            for place in range(1, steps + 1)
        ),
    )


def plan(*operations: Operation, **fields: Any) -> Plan:
    """A plan of these operations."""
    return replace(EMPTY, operations=operations, **fields)


def draft(*operations: Operation, before: dict[str, int] | None = None, after: dict[str, int] | None = None) -> Draft:
    """A draft of these operations, with as many objects of each kind before and after."""

    def objects(counts: dict[str, int] | None) -> dict[str, list[dict[str, Any]]]:
        return {kind: [{}] * count for kind, count in (counts or {}).items()}

    return Draft(operations, objects(before), objects(after), {}, None)
