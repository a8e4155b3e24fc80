"""The table of greetings: recordings that callers hear."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Integer, Text

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
