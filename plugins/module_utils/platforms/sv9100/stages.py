"""The stages of a plan: what is referred to comes before what refers to it, and goes after it.

Whoever gives up a number or a port that somebody else gets goes earlier, just before him (``changes.py``).
"""

from __future__ import annotations

(
    RECORD,
    ROUTES_GO,
    USERS,
    GROUPS,
    MEMBERS,
    PICKUP_GROUPS,
    QUEUES,
    MAILBOXES,
    POSITIONS,
    RING_GROUPS,
    SCHEDULES,
    ROUTES,
    LEFT_OVER,
    GROUPS_GO,
    USERS_GO,
    MESSAGES_GO,
) = range(16)
