"""The table of queues, where callers wait for an agent."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Announcements, Choice, Integer, Limit, Number, Numbers, Overflow, Text, Weekly
from ..value_types.queue import LONGEST_WAIT

QUEUES = Kind(
    name="queues",
    word="queue",
    key="name",
    fields=(
        Field("name", Text(), "The queue's name.", required=True),
        Field(
            "pilot",
            Number(),
            "The number that is dialled to reach the queue, in quotes.",
            default="None: the queue can be reached through routes and overflows only.",
        ),
        Field("agents", Numbers(), "The extensions of the agents who answer.", default="No agents."),
        Field(
            "hours",
            Weekly(),
            'When the queue is open on each weekday, such as C({monday: ["08:00-16:00"]}). A day left out is closed. '
            "The exchange holds no dates for queues: holidays are closed on the routes that lead here.",
            default="Always open.",
        ),
        Field(
            "announcements",
            Announcements(),
            "What callers hear while they wait, such as C([{greeting: please-wait, after: 10, repeat: 3}]), two at "
            "most. They are messages of the VRS; those of InMail and of ACI ports cannot be said.",
            default="No announcements.",
        ),
        Field(
            "waiting_tone",
            Choice(("ringback", "music", "background_music")),
            "What callers hear between the announcements.",
            default="V(ringback).",
        ),
        Field(
            "overflow",
            Overflow(),
            'Where callers go that have waited for some seconds, such as C({after: 60, to: {mailbox: "190"}}), or '
            "C({after: 60, to: [{queue: Help}, {queue: Night}]}) with several queues in the order of preference.",
            default="Nowhere: they wait.",
        ),
        Field(
            "limit",
            Limit(),
            "How many callers may wait, such as C({calls: 10, when_full: busy}).",
            default="No limit.",
        ),
        Field(
            "disconnect_after",
            Integer(0, LONGEST_WAIT),
            "How many seconds after the last announcement a waiting caller is disconnected.",
            default="60 seconds.",
        ),
    ),
)
