"""The table of incoming routes: where a call from outside leads."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Destination, Integer, RouteNumber, Text, Trunks, Truth

INCOMING_ROUTES = Kind(
    name="incoming_routes",
    word="incoming route",
    key="number",
    one_of=(("trunk_group", "trunks"),),
    needs=(("schedule", "closed"), ("closed", "schedule"), ("time_tables", "trunk_group")),
    fields=(
        Field(
            "number",
            RouteNumber(),
            "The full public number that is called, in quotes. V(*1) is every other number of trunk group 1, and where "
            "its calls go in the end when nobody takes them. A direct line that nobody has given its number yet is "
            "called by its first trunk, such as V(trunk-5).",
            required=True,
        ),
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
        Field(
            "other_numbers",
            Truth(),
            "For a route such as V(*1): whether calls to numbers that no route has go there too. Without, they are cut "
            "off, and only calls that nobody took go there.",
            default="V(true).",
        ),
        Field(
            "time_tables",
            Truth(),
            "Whether the number is routed by time on its own, instead of by the night mode of its trunks, which need "
            "not follow its schedule then. All numbers of a trunk group or none. It works only after somebody has "
            "activated the tables at a telephone, which Sentral cannot do; the plan says which.",
            default="V(false).",
        ),
    ),
)
