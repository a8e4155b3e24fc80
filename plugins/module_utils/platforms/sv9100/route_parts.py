"""Which schedules are open in which mode, as far as incoming routes care, and what a route says of what it holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ...model.fields import Object
from ...model.kinds import INCOMING_ROUTES
from .context import Context
from .directory import Directory
from .rows import MODES
from .shared_night_groups import night_group_of, open_in_mode

PARTS: tuple[str, ...] = ("open", "closed")
"""The fields of a route that say where its calls lead."""

Part = frozenset[str]
"""The schedules of a trunk group's routes that are open together: for each there is a table of its own."""


def full_number(context: Context, digits: str) -> str:
    """The full public number that is known to end in what the exchange stores of it; else just that."""
    known = sorted(context.slots.get(INCOMING_ROUTES.name, {}))
    return next((number for number in known if number.lstrip("+").endswith(digits)), digits)


def schedules_of(directory: Directory, night_group: int | None) -> list[str]:
    """The schedules that share a night group, in the order of their places."""
    return [
        str(entry["name"])
        for slot, entry in sorted(directory.of("schedules").items())
        if night_group is not None and night_group_of(slot) == night_group
    ]


def parts_of(names: Sequence[str], used: Collection[str]) -> dict[Part, list[str]]:
    """The combinations of open schedules that make a difference to routes, with the modes that mean them.

    ``names`` share the night group, ``used`` are those that routes follow.
    """
    parts: dict[Part, list[str]] = {}
    for mode in MODES:
        part = frozenset(open_in_mode(int(mode), names) & set(used)) if names else frozenset[str]()
        parts.setdefault(part, []).append(mode)
    return parts


def lead_in_mode(route: Object, mode: str, names: Sequence[str]) -> str:
    """Which field of a route says where its calls lead in a mode: ``open`` or ``closed``."""
    if "schedule" not in route:
        return "open"
    return "open" if route["schedule"] in open_in_mode(int(mode), names) else "closed"


def said_by_parts(leads: Mapping[Part, Mapping[str, Any] | None], names: Sequence[str]) -> Object | None:
    """The fields ``open``, ``schedule`` and ``closed`` of a route that leads there; None where they cannot say it."""
    if None in leads.values():
        return None
    all_open = leads[frozenset(names)]
    if all(there == all_open for there in leads.values()):
        return {"open": all_open}
    for name in names:
        by_day = [there for part, there in leads.items() if name in part]
        by_night = [there for part, there in leads.items() if name not in part]
        if by_day.count(by_day[0]) == len(by_day) and by_night.count(by_night[0]) == len(by_night):
            return {"open": by_day[0], "schedule": name, "closed": by_night[0]}
    return None
