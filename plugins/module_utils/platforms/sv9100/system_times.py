"""The times of the whole exchange that checks compare, by the names that they have there."""

from __future__ import annotations

from .rows import Rows

TIME_ITEMS = {
    "forwarding": "24-02-03",
    "ddi": "22-01-06",
    "ring_group": "22-01-07",
    "pilot": "22-01-08",
    "between_announcements": "22-01-11",
}


def timers_of(rows: Rows) -> dict[str, int]:
    """Seconds as the exchange has them, 0 for never."""
    return {name: int(rows.get(item, "1")) for name, item in TIME_ITEMS.items()}
