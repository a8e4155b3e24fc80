"""A small site in which nothing is wrong, to be made wrong in one thing at a time."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

from ansible_collections.sentral.nec.plugins.module_utils.model.checks.report import Report, check_site
from ansible_collections.sentral.nec.plugins.module_utils.model.checks.surroundings import Surroundings
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site

Raw = dict[str, list[dict[str, Any]]]
Change = Callable[[Raw], None]

TODAY = datetime.date(2026, 11, 23)
"""A Monday."""

WORKDAYS = {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}

LENGTHS = {"please-wait": 5.0, "closed": 8.0}

LIMITS = {
    "ports": 40,
    "trunk_groups": 20,
    "department_groups": 20,
    "pickup_groups": 20,
    "acd_groups": 20,
    "ring_groups": 20,
    "ddi_entries": 40,
    "operators": 8,
    "messages": 30,
    "station_mailboxes": 30,
    "group_mailboxes": 30,
    "answer_tables": 10,
    "night_groups": 30,
}

QUIET: Raw = {
    "users": [{"extension": str(number), "name": f"User {number}"} for number in range(101, 107)],
    "hunt_groups": [{"name": "Support", "pilot": "180", "members": ["101", "102"]}],
    "pickup_groups": [{"name": "Front", "members": ["101"]}],
    "queues": [
        {
            "name": "Sales",
            "agents": ["103", "104"],
            "hours": WORKDAYS,
            "announcements": [{"greeting": "please-wait", "after": 10, "repeat": 2}],
            "overflow": {"after": 60, "to": {"queue": "Help"}},
        },
        {"name": "Help", "pilot": "191", "agents": ["105"]},
    ],
    "answering_positions": [
        {"name": "Reception", "number": 1, "extension": "106", "overflow": {"hunt_group": "Support"}}
    ],
    "greetings": [
        {"name": "please-wait", "audio": "wait.wav"},
        {"name": "closed", "audio": "closed.wav"},
    ],
    "schedules": [{"name": "opening-hours", "trunks": ["1-8"], "weekly": WORKDAYS, "holidays": {"calendar": "NO"}}],
    "incoming_routes": [
        {
            "number": "22334455",
            "trunk_group": 1,
            "schedule": "opening-hours",
            "open": {"queue": "Sales"},
            "closed": {"greeting": "closed", "then": "disconnect"},
        },
        {"number": "22334456", "trunk_group": 1, "open": {"answering_position": "Reception"}},
    ],
    "mailboxes": [{"number": "180", "group": "Support"}, {"number": "101", "user": "101"}],
}
"""Every kind, and nothing to say about it."""


def quiet_site() -> Raw:
    """A copy that may be changed."""
    return copy.deepcopy(QUIET)


def report(raw: Raw, *, partial: bool = False, silences: Any = (), **around: Any) -> Report:
    """What the checks find in a site as a file would hold it."""
    surroundings = {"today": TODAY, "limits": LIMITS, "greeting_seconds": LENGTHS, "whole": not partial, **around}
    return check_site(read_site("oslo", raw, partial=partial), Surroundings(**surroundings), silences=silences)


def lines(raw: Raw, **around: Any) -> list[str]:
    """The findings, one line each."""
    return [str(finding) for finding in report(raw, **around).findings]


def entry(raw: Raw, kind: str, place: int = 0) -> dict[str, Any]:
    """One object of a site."""
    return raw[kind][place]
