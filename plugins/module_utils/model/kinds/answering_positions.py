"""The table of answering positions: who answers the calls to the operator."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Integer, Number, OverflowTo, Text, Truth

ANSWERING_POSITIONS = Kind(
    name="answering_positions",
    word="answering position",
    key="name",
    fields=(
        Field("name", Text(), "The position's name.", required=True),
        Field("number", Integer(1, 8), "The number of the operator, 1 to 8.", required=True),
        Field("extension", Number(), "The extension of the telephone that answers, in quotes.", required=True),
        Field("console", Truth(), "Whether the telephone is an attendant console.", default="No."),
        Field(
            "overflow",
            OverflowTo(),
            "Where calls go that the position does not answer. Held as the forwarding when busy or not answered of its "
            "extension, because an exchange has no overflow of its own for positions.",
            default="The forwarding of the extension.",
        ),
    ),
)
