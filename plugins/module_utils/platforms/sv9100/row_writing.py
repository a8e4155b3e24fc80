"""Rows as operations: whatever differs from what shall be there, written in an order that an exchange takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ..operation import Operation, Step
from .emission import row_step
from .keys import CLEARED_ITEMS, NO_FUNCTION
from .restoration_order import Rebuilding, Together, stages
from .rows import Rows

PROGRAMS = "programs"
"""The kind of the operations."""

Sentence = Callable[[list[Step]], str]
"""Says what the steps of one operation do."""


def row_operations(
    now: Rows, target: Rows, programs: tuple[str, ...], action: str, sentence: Sentence
) -> Iterator[Operation]:
    """The operations that make ``now`` hold what ``target`` holds; ``now`` follows them step by step."""
    rebuilding = Rebuilding(now, target)
    for together in stages(programs):
        steps = list(_steps(rebuilding, together))
        if steps:
            what = "+".join(together.programs)
            yield Operation(f"{PROGRAMS}/{what}/{action}", PROGRAMS, what, action, sentence(steps), tuple(steps))


def changed_rows(steps: list[Step]) -> dict[str, tuple[str, str]]:
    """The rows that hold something else when the steps are done: target to what it held and will hold."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for step in steps:
        before.setdefault(step.target, step.before)
        after[step.target] = step.after
    return {target: (before[target], value) for target, value in after.items() if value != before[target]}


def count_by_program(steps: list[Step]) -> Counter[str]:
    """How many rows of each program hold something else when the steps are done."""
    return Counter(target[:5] for target in changed_rows(steps))


def _steps(rebuilding: Rebuilding, together: Together) -> Iterator[Step]:
    for key, after in together.writes(rebuilding):
        before = rebuilding.held(key[0], *key[1])
        through = [NO_FUNCTION] if key[0] in CLEARED_ITEMS and NO_FUNCTION not in (before, after) else []
        for value in (*through, after):
            if before != value:
                rebuilding.now.set(key, value)
                yield row_step(key, before, value)
                before = value
