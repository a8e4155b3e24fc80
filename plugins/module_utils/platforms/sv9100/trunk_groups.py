"""Trunk groups as facts: which trunks are in which group (14-05), and what their calls are treated as (22-02)."""

from __future__ import annotations

from .context import Context
from .rows import Rows

GROUP_ITEM, TYPE_ITEM, TRUNK_NIGHT_GROUP_ITEM = "14-05-01", "22-02-01", "12-06-01"
DDI = "3"


def trunks_by_group(context: Context, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The installed trunks of each trunk group."""
    found: dict[int, list[int]] = {}
    for trunk in sorted(context.snapshot.installed("TRUNKS")):
        found.setdefault(int(rows.get(GROUP_ITEM, str(trunk))), []).append(trunk)
    return {group: tuple(trunks) for group, trunks in sorted(found.items())}


def ddi_groups(context: Context, rows: Rows) -> dict[int, tuple[int, ...]]:
    """The trunk groups whose calls are looked up in the DDI tables by day."""
    return {
        group: trunks
        for group, trunks in trunks_by_group(context, rows).items()
        if any(rows.get(TYPE_ITEM, str(trunk), "1") == DDI for trunk in trunks)
    }


def night_group_of_trunks(rows: Rows, trunks: tuple[int, ...]) -> int | None:
    """The night group that all the trunks follow; None when they follow different ones."""
    groups = {int(rows.get(TRUNK_NIGHT_GROUP_ITEM, str(trunk))) for trunk in trunks}
    return groups.pop() if len(groups) == 1 else None
