"""The tables of hunt groups and pickup groups."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Choice, Number, Numbers, Text

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

PICKUP_GROUPS = Kind(
    name="pickup_groups",
    word="pickup group",
    key="name",
    fields=(
        Field("name", Text(), "The group's name.", required=True),
        Field(
            "members",
            Numbers(),
            "The extensions of the members, who may take each other's calls.",
            default="The users whose pickup_group names this group.",
        ),
    ),
)
