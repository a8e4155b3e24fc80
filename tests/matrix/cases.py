"""Every fault, as settings for the command number `k` from the moment when the plan is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.matrix.stage import PATIENCE, Site

SHORT = 0.15
"""Seconds of patience where something hangs."""


@dataclass(frozen=True)
class Case:
    """A fault that can begin at any command. ``patience`` is in seconds."""

    name: str
    at: Callable[[int], dict[str, Any]]
    patience: float = PATIENCE
    lies: bool = False
    """Whether it may give an answer that is right in itself, and not the one to the command."""


def _once(name: str, *, patience: float = PATIENCE, label: str = "", **options: Any) -> Case:
    """A fault that strikes once, at a command of any kind."""
    settings = {f"{name}_{option}": value for option, value in options.items()}
    return Case(label or name, lambda k: {name: k, f"{name}_of": "commands", **settings}, patience)


def _from(
    name: str, value: Any, *, patience: float = PATIENCE, label: str = "", lies: bool = False, **options: Any
) -> Case:
    """A fault that lasts, from a command on."""
    settings = {f"{name}_{option}": value for option, value in options.items()}
    return Case(label or name, lambda k: {name: value, f"{name}_at": k, **settings}, patience, lies)


CASES = (
    _once("refuse"),
    _once("unknown", label="unknown, not executed"),
    _once("unknown", executed="yes", label="unknown, executed"),
    Case("drop before", lambda k: {"drop": k - 1}),
    Case("drop after", lambda k: {"drop": k - 1, "drop_when": "after"}),
    _once("hang", patience=SHORT, label="hang, not executed"),
    _once("hang", patience=SHORT, executed="yes", label="hang, executed"),
    _once("restart", connects=2, label="restart, not executed"),
    _once("restart", connects=2, executed="yes", label="restart, executed"),
    _once("restart", connects=1000, executed="yes", label="restart, for good"),
    _from("busy", 2, label="busy for a while"),
    _from("busy", "on", label="busy for good"),
    Case("disk full for good", lambda k: {"full_disk": k}),
    Case("disk full once", lambda k: {"full_disk": k, "full_disk_refusals": 1}),
    Case(
        "drop, then session limit",
        lambda k: {"drop": k - 1, "drop_when": "after", "session_limit": 0, "session_limit_refusals": 2},
    ),
    Case("drop, then session limit for good", lambda k: {"drop": k - 1, "session_limit": 0}),
    _from("rate_limit", 1, times=3, label="rate limit, busy"),
    _from("rate_limit", 1, times=3, answer="refused", label="rate limit, refused"),
    _from("latency", 2, times=5),
    _from("chunk", 1, times=3),
    _from("alarm", 12, label="alarm in an answer"),
    _from("alarm", "every", label="alarm in every answer"),
    _from("echo_delay", 2, times=5),
    _from("echo_delay", 0, after=3, times=1, label="echo inside the answer"),
    _from("echo_delay", 0, after=3, label="echo inside every answer"),
    _from("echo_delay", 0, after=1_000_000, times=1, patience=SHORT, label="echo after the prompt"),
    _from("pager", 50),
    _from("pager", 1, text="Press any key", times=1, patience=SHORT, label="pager of another kind"),
    _from("wrong_order", "rows", label="rows in another order"),
    _from("wrong_order", "answers", times=1, label="the answer before, once", lies=True),
    _from("wrong_order", "answers", label="one answer behind", lies=True),
    _from("truncated", 1, times=1, label="cut once"),
    _from("truncated", 1, label="cut every time"),
    _from("truncated", 1, closing="none", times=1, label="cut without a status line"),
    _from("truncated", 1, closing="silent", times=1, patience=SHORT, label="cut without a prompt"),
    _from("truncated", 0, closing="recounted", times=1, label="cut and recounted", lies=True),
)


def site(*, new: bool) -> Site:
    """The two sites between which the matrix goes: a plan of 17 steps over users, groups, queues, routes and audio."""
    return {
        "users": [
            {"extension": "101", "name": "Kari Lie" if new else "Kari N"},
            {"extension": "102", "name": "Ola"},
            {"extension": "103", "name": "Liv"},
            {"extension": "104", "name": "Per"},
            *([{"extension": "400", "name": "Eva"}] if new else []),
        ],
        "hunt_groups": [
            {"name": "Support", "pilot": "180", "members": ["101", "102", "400"] if new else ["101", "104"]}
        ],
        "pickup_groups": [{"name": "Front", "members": ["101"]}],
        "queues": [
            {"name": "Help", "agents": ["102"]},
            {
                "name": "Sales",
                "pilot": "190",
                "agents": ["103"],
                "announcements": [{"greeting": "wait", "after": 10, "repeat": 2}],
                "overflow": {"after": 45 if new else 60, "to": {"mailbox": "190"}},
            },
        ],
        "greetings": [
            {"name": "wait", "audio": "closed.wav" if new else "queue.wav"},
            {"name": "welcome", "audio": "welcome.wav"},
        ],
        "schedules": [
            {"name": "open", "trunks": ["1-30"], "weekly": {"monday": ["09:00-16:00" if new else "08:00-16:00"]}}
        ],
        "incoming_routes": [
            {
                "number": "22334455",
                "trunk_group": 1,
                "schedule": "open",
                "open": {"queue": "Sales" if new else "Help"},
                "closed": {"greeting": "welcome", "then": "disconnect"},
            }
        ],
        "mailboxes": [{"number": "190", "group": "Sales"}],
    }
