"""Limits on harm: a plan that deletes much is refused until somebody says that it is meant."""

from __future__ import annotations

from ..model.kinds import KINDS
from ..model.shortened import shortened
from ..platforms.operation import Draft

DEFAULT_MOST_DELETIONS = 5


class TooManyDeletions(Exception):
    """The plan deletes more than is allowed without being asked for by name."""


def check_deletions(exchange: str, draft: Draft, most: int | None) -> None:
    """Refuse more than ``most`` deletions (``pbx_max_deletions``), and where nobody set it, the emptying of a kind."""
    deleted = _deleted(draft)
    limit = DEFAULT_MOST_DELETIONS if most is None else most
    if len(deleted) > limit:
        names = [f"{KINDS[kind].word} {name}" for kind, name in deleted]
        raise TooManyDeletions(
            f"{exchange}: the plan deletes {_count(len(deleted), 'object')} ({shortened(names, 6, ', ')}), and "
            f"pbx_max_deletions is {limit}; if that is meant, run it with -e pbx_max_deletions={len(deleted)}"
        )
    if most is not None:
        return
    for kind, entries in draft.before.items():
        count = sum(1 for other, _name in deleted if other == kind)
        if count and entries and not draft.after.get(kind):
            raise TooManyDeletions(
                f"{exchange}: the plan deletes every {KINDS[kind].word} of the exchange ({len(entries)}); "
                f"if that is meant, run it with -e pbx_max_deletions={len(deleted)}"
            )


def _deleted(draft: Draft) -> list[tuple[str, str]]:
    """Kind and name of each object that goes. A plan by rows names none: what is not there afterwards has gone."""
    if not draft.operations or any(operation.kind in KINDS for operation in draft.operations):
        return [(operation.kind, operation.object) for operation in draft.operations if operation.action == "delete"]
    return [
        (kind, str(entry[KINDS[kind].key]))
        for kind, entries in draft.before.items()
        for entry in entries
        if entry[KINDS[kind].key] not in {other[KINDS[kind].key] for other in draft.after.get(kind, ())}
    ]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
