"""The stages of a plan: what is referred to comes before what refers to it, and goes after it."""

from __future__ import annotations

(
    RECORD,
    ROUTES_GO,
    GROUPS_GO,
    USERS_GO,
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
    MESSAGES_GO,
) = range(16)
