"""The kinds of objects, one table each. See ``docs/how-to-add-a-field.md`` for what a new line brings with it."""

from __future__ import annotations

from .fields import Field, Kind
from .value_types import Choice, Exceptions, Holidays, Integer, Number, Numbers, Text, Trunks, Weekly

USERS = Kind(
    name="users",
    word="user",
    key="extension",
    fields=(
        Field("extension", Number(), "The number that is dialled to reach the user, in quotes.", required=True),
        Field("name", Text(), "The user's full name, as the service company writes it.", required=True),
        Field(
            "display_name",
            Text(may_be_empty=True),
            "The name that the exchange shows.",
            default="The name, when it fits.",
        ),
        Field(
            "port",
            Integer(lowest=1),
            "The port of the exchange that the user's telephone is on.",
            default="The port that the user has; a new user gets the lowest free one.",
        ),
        Field(
            "hunt_group",
            Text(),
            "The name of the hunt group that the user is a member of, after the members that the group lists.",
            default="None, unless a hunt group lists the extension as a member.",
        ),
    ),
)

HUNT_GROUPS = Kind(
    name="hunt_groups",
    word="hunt group",
    key="name",
    fields=(
        Field("name", Text(), "The group's name.", required=True),
        Field(
            "display_name",
            Text(may_be_empty=True),
            "The name that the exchange holds for the group.",
            default="The name, when it fits.",
        ),
        Field(
            "pilot",
            Number(),
            "The number that is dialled to reach the group, in quotes.",
            default="None: the group can be reached through its members and routes only.",
        ),
        Field(
            "distribution",
            Choice(("priority", "circular")),
            "Who is rung first. V(priority) always begins with the first member, V(circular) with the one after the "
            "last one that was rung.",
            default="V(priority).",
        ),
        Field(
            "members",
            Numbers(),
            "The extensions of the members, in the order in which they are rung.",
            default="The users whose hunt_group names this group.",
        ),
    ),
)

GREETINGS = Kind(
    name="greetings",
    word="greeting",
    key="name",
    fields=(
        Field("name", Text(), "The greeting's name.", required=True),
        Field(
            "audio",
            Text(),
            "The audio file, beside the site file or the inventory. It is converted to the exchange's format. "
            "V(sha256:...) instead of a file means the recording with that checksum, which must be there already.",
            required=True,
        ),
        Field(
            "message",
            Integer(lowest=1),
            "The number of the message on the exchange.",
            default="The message that holds the greeting; a new greeting gets the lowest free one.",
        ),
    ),
)

SCHEDULES = Kind(
    name="schedules",
    word="schedule",
    key="name",
    fields=(
        Field("name", Text(), "The schedule's name.", required=True),
        Field(
            "trunks",
            Trunks(),
            'The trunks that follow the schedule, such as V(["1-8"]).',
            default="None: the schedule is programmed and switches nothing.",
        ),
        Field(
            "weekly",
            Weekly(),
            'The opening hours of each weekday, such as C({monday: ["08:00-16:00"]}). A day left out is closed.',
            default="Closed on every day.",
        ),
        Field(
            "holidays",
            Holidays(),
            'The calendar of public holidays, such as C({calendar: "NO"}). The exchange is closed on them.',
            default="No holidays.",
        ),
        Field(
            "exceptions",
            Exceptions(),
            "Single dates with hours of their own, which come before holidays and the week.",
            default="No exceptions.",
        ),
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in (USERS, HUNT_GROUPS, GREETINGS, SCHEDULES)}
"""The kinds that are supported, in the order in which plans and documents name them."""

KEYS_NOT_SUPPORTED_YET = ("pickup_groups", "queues", "answering_positions", "incoming_routes", "mailboxes")
"""Top-level keys that the design fixes and that no platform supports yet."""
