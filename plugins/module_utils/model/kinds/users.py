"""The table of users."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import ByMode, Forward, Integer, Keys, Number, Text, Truth

USERS = Kind(
    name="users",
    word="user",
    key="extension",
    exclusive=(("port", "virtual"),),
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
            "virtual",
            Truth(),
            "Whether the number stands on a virtual port, without a telephone of its own.",
            default="No.",
        ),
        Field(
            "class_of_service",
            ByMode(1, 15),
            "The class of service by mode, such as C({day: 2, night: 5}); C(mode_3) to C(mode_8) where they differ. It "
            "says what the telephone may use.",
            default="The class that the factory gives the extension.",
        ),
        Field(
            "toll_class",
            ByMode(1, 15),
            "The toll restriction class by mode, such as C({day: 1, night: 7}); C(mode_3) to C(mode_8) where they "
            "differ. It says which numbers may be called.",
            default="The class that the factory gives the extension.",
        ),
        Field(
            "forward",
            Forward(),
            'Where the calls go that the telephone does not take, such as C({busy: "180", no_answer: "180"}). One type '
            'at a time: all, both_ring, or busy and no_answer. C({}) or V("off") means none.',
            default="No forwarding.",
        ),
        Field(
            "hunt_group",
            Text(),
            "The name of the hunt group that the user is a member of, after the members that the group lists.",
            default="None, unless a hunt group lists the extension as a member.",
        ),
        Field(
            "pickup_group",
            Text(),
            "The name of the pickup group that the user is a member of.",
            default="None, unless a pickup group lists the extension as a member.",
        ),
        Field(
            "keys",
            Keys(),
            'What the function keys of the telephone do, such as C([{key: 5, function: night_mode, data: "1"}]).',
            default="The keys that the factory programmes.",
        ),
    ),
)
