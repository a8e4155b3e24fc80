"""The table of mailboxes of the voice mail."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Answers, Integer, Number, Text, Truth

MAILBOXES = Kind(
    name="mailboxes",
    word="mailbox",
    key="number",
    one_of=(("user", "group"),),
    fields=(
        Field("number", Number(), "The number of the mailbox, in quotes.", required=True),
        Field(
            "user",
            Number(),
            "The extension of the user whose mailbox it is, in quotes.",
            default="None: it is the mailbox of a group.",
        ),
        Field(
            "group",
            Text(),
            "The name of the hunt group or queue whose mailbox it is.",
            default="None: it is the mailbox of a user.",
        ),
        Field(
            "greeting",
            Text(),
            "The name of the greeting that callers hear.",
            default="The greeting of the voice mail itself.",
        ),
        Field("messages", Integer(0, 99), "How many messages the mailbox takes.", default="20."),
        Field(
            "keep_days",
            Integer(0, 90),
            "For how many days messages are kept, V(0) for as long as they are not erased.",
            default="V(0).",
        ),
        Field(
            "answers",
            Answers(),
            "The trunks whose calls it takes when the voice mail answers them, and when. Mailboxes share a trunk by "
            "their hours; one without hours takes the calls at all other times.",
            default="It takes no trunk's calls. Trunks that no mailbox names are answered as from the factory.",
        ),
        Field(
            "accept_kept_messages",
            Truth(),
            "Whether the messages that an earlier owner left in the box may be heard by this one.",
            default="No.",
        ),
    ),
)
