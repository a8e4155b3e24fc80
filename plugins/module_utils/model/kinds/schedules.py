"""The table of schedules: when the exchange is open."""

from __future__ import annotations

from ..fields import Field, Kind
from ..value_types import Exceptions, Holidays, Numbers, Text, Trunks, Weekly

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
            default="None: the schedule is programmed and switches no trunk.",
        ),
        Field(
            "extensions",
            Numbers(),
            "The extensions whose class of service and toll class switch with the schedule.",
            default="None.",
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
