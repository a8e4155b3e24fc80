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
    deleted = [operation for operation in draft.operations if operation.action == "delete"]
    limit = DEFAULT_MOST_DELETIONS if most is None else most
    if len(deleted) > limit:
        names = [f"{KINDS[operation.kind].word} {operation.object}" for operation in deleted]
        raise TooManyDeletions(
            f"{exchange}: the plan deletes {_count(len(deleted), 'object')} ({shortened(names, 6, ', ')}), and "
            f"pbx_max_deletions is {limit}; if that is meant, run it with -e pbx_max_deletions={len(deleted)}"
        )
    if most is not None:
        return
    for kind, entries in draft.before.items():
        count = sum(1 for operation in deleted if operation.kind == kind)
        if count and entries and not draft.after.get(kind):
            raise TooManyDeletions(
                f"{exchange}: the plan deletes every {KINDS[kind].word} of the exchange ({len(entries)}); "
                f"if that is meant, run it with -e pbx_max_deletions={len(deleted)}"
            )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
