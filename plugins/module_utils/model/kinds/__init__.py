"""The kinds of objects, one table each. See ``docs/how-to-add-a-field.md`` for what a new line brings with it."""

from __future__ import annotations

from ..fields import Kind
from .answering_positions import ANSWERING_POSITIONS
from .greetings import GREETINGS
from .groups import HUNT_GROUPS, PICKUP_GROUPS
from .incoming_routes import INCOMING_ROUTES
from .mailboxes import MAILBOXES
from .queues import QUEUES
from .schedules import SCHEDULES
from .users import USERS

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        USERS,
        HUNT_GROUPS,
        PICKUP_GROUPS,
        QUEUES,
        ANSWERING_POSITIONS,
        GREETINGS,
        SCHEDULES,
        INCOMING_ROUTES,
        MAILBOXES,
    )
}
"""The kinds that are supported, in the order in which plans and documents name them."""

KEYS_NOT_SUPPORTED_YET: tuple[str, ...] = ()
"""Top-level keys that the design fixes and that no platform supports yet."""

__all__ = [
    "ANSWERING_POSITIONS",
    "GREETINGS",
    "HUNT_GROUPS",
    "INCOMING_ROUTES",
    "KEYS_NOT_SUPPORTED_YET",
    "KINDS",
    "MAILBOXES",
    "PICKUP_GROUPS",
    "QUEUES",
    "SCHEDULES",
    "USERS",
]
