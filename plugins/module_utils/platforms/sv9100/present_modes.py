"""The night mode that each schedule is in now: whoever switches by hand owns it, and so it is only told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...session.session import Session
from ..platform import ReadFailed
from .schedules import Schedule
from .shared_night_groups import open_in_mode
from .snapshot import ask

_MODE = re.compile(r"NIGHT GROUP ([1-9][0-9]?) MODE ([1-8])")


def present_modes(session: Session, schedules: Mapping[int, Schedule]) -> dict[str, dict[str, Any]]:
    """By schedule: its night group, the mode that it is in now, and whether that means open. Raises ``ReadFailed``."""
    found: dict[str, dict[str, Any]] = {}
    modes: dict[int, int] = {}
    for _slot, schedule in sorted(schedules.items()):
        group = schedule.night_group
        if group not in modes:
            modes[group] = _mode(session, group)
        sharing = [other.name for _s, other in sorted(schedules.items()) if other.night_group == group]
        is_open = schedule.name in open_in_mode(modes[group], sharing)
        found[schedule.name] = {"night_group": group, "mode": modes[group], "open": is_open}
    return found


def _mode(session: Session, group: int) -> int:
    rows = ask(session, f"MODE {group}").rows
    match = _MODE.fullmatch(rows[0]) if len(rows) == 1 else None
    if match is None or int(match[1]) != group:
        raise ReadFailed(f"{session.exchange}: MODE {group} was answered with what cannot be read: {list(rows)[:1]}")
    return int(match[2])
