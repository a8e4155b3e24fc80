"""Trunk groups as facts: which trunks are in which group (14-05), and what their calls are treated as (22-02)."""

from __future__ import annotations

from .context import Context
from .rows import Rows

GROUP_ITEM, TYPE_ITEM, TRUNK_NIGHT_GROUP_ITEM = "14-05-01", "22-02-01", "12-06-01"
DDI, TIMED = "3", "8"
"""Types of calls that are looked up by the number that was called: in the DDI tables, or in the time tables (22-17)."""


def trunks_by_group(context: Context, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The installed trunks of each trunk group."""
    found: dict[int, list[int]] = {}
    for trunk in sorted(context.snapshot.installed("TRUNKS")):
        found.setdefault(int(rows.get(GROUP_ITEM, str(trunk))), []).append(trunk)
    return {group: tuple(trunks) for group, trunks in sorted(found.items())}


def ddi_groups(context: Context, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The trunk groups whose calls are looked up by their number by day. Each uses a DDI table, if only for 22-12."""
    return _of_types(context, rows, (DDI, TIMED))


def timed_groups(context: Context, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The trunk groups whose calls are looked up in the time tables by day."""
    return _of_types(context, rows, (TIMED,))


def _of_types(context: Context, rows: Rows, types: tuple[str, ...]) -> dict[int, tuple[int, ...]]:
    return {
        group: trunks
        for group, trunks in trunks_by_group(context, rows).items()
        if any(rows.get(TYPE_ITEM, str(trunk), "1") in types for trunk in trunks)
    }


def night_group_of_trunks(rows: Rows, trunks: tuple[int, ...]) -> int | None:
    """The night group that all the trunks follow; None when they follow different ones."""
    groups = {int(rows.get(TRUNK_NIGHT_GROUP_ITEM, str(trunk))) for trunk in trunks}
    return groups.pop() if len(groups) == 1 else None
