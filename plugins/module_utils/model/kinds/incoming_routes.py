"""The table of incoming routes: where a call from outside leads."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Destination, Integer, PublicNumber, Text, Trunks

INCOMING_ROUTES = Kind(
    name="incoming_routes",
    word="incoming route",
    key="number",
    one_of=(("trunk_group", "trunks"),),
    needs=(("schedule", "closed"), ("closed", "schedule")),
    fields=(
        Field("number", PublicNumber(), "The full public number that is called, in quotes.", required=True),
        Field("name", Text(), "The name of the route.", default="None."),
        Field(
            "trunk_group",
            Integer(lowest=1),
            "The trunk group that the calls come in on.",
            default="None: the calls come in on the trunks of a direct line.",
        ),
        Field(
            "trunks",
            Trunks(),
            'The trunks of a direct line, such as V(["5"]), instead of a trunk group.',
            default="None: the calls come in on a trunk group.",
        ),
        Field(
            "schedule",
            Text(),
            "The name of the schedule that says when it is open.",
            default="Always open.",
        ),
        Field(
            "open",
            Destination(),
            "Where calls lead while it is open, such as C({queue: Sales}).",
            required=True,
        ),
        Field(
            "closed",
            Destination(),
            "Where calls lead while it is closed, such as C({greeting: closed, then: disconnect}). Needed with a "
            "schedule.",
            default="Nowhere: without a schedule it is always open.",
        ),
    ),
)
