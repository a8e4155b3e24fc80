"""Call forwarding of an extension (24-09): one type at a time, targets for calls from inside and from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .rows import RowKey, Rows

TYPE_ITEM = "24-09-01"
OUTSIDE, INSIDE, OUTSIDE_BUSY, INSIDE_BUSY = "24-09-02", "24-09-03", "24-09-04", "24-09-05"
FORWARD_ITEMS = (TYPE_ITEM, OUTSIDE, INSIDE, OUTSIDE_BUSY, INSIDE_BUSY)

TYPES: dict[str, tuple[str, ...]] = {
    "0": (),
    "1": ("both_ring",),
    "2": ("no_answer",),
    "3": ("all",),
    "4": ("busy", "no_answer"),
    "5": ("busy",),
}
"""Type to what is forwarded (P-SL11 p.308)."""

CODES = {parts: code for code, parts in TYPES.items()}


def read_forward(rows: Rows, extension: str) -> dict[str, dict[str, str]]:
    """The forwarding of an extension as a site file's value; empty when it is off."""
    parts = TYPES.get(rows.get(TYPE_ITEM, extension), ())
    forward: dict[str, dict[str, str]] = {}
    for part in parts:
        outside, inside = (OUTSIDE_BUSY, INSIDE_BUSY) if part == "busy" else (OUTSIDE, INSIDE)
        targets = {"inside": rows.get(inside, extension), "outside": rows.get(outside, extension)}
        forward[part] = {side: number for side, number in targets.items() if number}
    return forward


def rows_of_forward(extension: str, forward: Mapping[str, Any]) -> list[tuple[RowKey, str]]:
    """The rows that hold a forwarding. Targets come before the type, so that it never points at nothing."""
    parts = tuple(part for part in ("all", "both_ring", "busy", "no_answer") if part in forward)
    elsewhere: Mapping[str, str] = next((forward[part] for part in parts if part != "busy"), {})
    busy: Mapping[str, str] = forward.get("busy", {})
    values = {
        OUTSIDE: elsewhere.get("outside", ""),
        INSIDE: elsewhere.get("inside", ""),
        OUTSIDE_BUSY: busy.get("outside", ""),
        INSIDE_BUSY: busy.get("inside", ""),
    }
    written = [((item, (extension,)), value) for item, value in values.items()]
    type_row = ((TYPE_ITEM, (extension,)), CODES[parts])
    return [type_row, *written] if not parts else [*written, type_row]
