"""What the checks need to know besides the site: the day, and what the platform says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Timers:
    """Seconds of the whole exchange, unless they were read as the factory sets them. 0 is never."""

    forwarding: int = 10
    """Until a call is forwarded that is not answered (24-02-03)."""
    ddi: int = 20
    """Until an incoming number goes on to what comes after (22-01-06)."""
    ring_group: int = 20
    """The same where telephones ring together (22-01-07)."""
    pilot: int = 60
    """The same where the number of a hunt group or queue was reached (22-01-08)."""
    between_announcements: int = 20
    """Between two announcements to a waiting caller (22-01-11)."""


@dataclass(frozen=True)
class Surroundings:
    """The day and the platform. What is not known is left out, and then nothing is said about it."""

    today: datetime.date
    whole: bool = True
    """Whether a kind that is in the site is complete (overridden), or only part of what the exchange holds (merged)."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """How much the model can have, by the platform's own names (``acd_groups``, ``ports``)."""
    timers: Timers = field(default_factory=Timers)
    supposed: bool = True
    """Whether the timers are only supposed to be the factory's, because no exchange was asked; then findings say so."""
    greeting_seconds: Mapping[str, float] = field(default_factory=dict)
    """How long the recordings are, by the name of their greeting."""
    shortest_greeting: float = 0.5
    """Seconds below which nobody has understood anything."""
    longest_greeting: float | None = None
    """Seconds that a message of the exchange can have."""
    factory_account: str = ""
    """The account that the inventory logs in with, where its password is the factory's."""
    numbering: Mapping[str, int] | None = None
    """Length of the numbers inside by their first digit. Left out, it is taken from the numbers of the site."""
    own_numbers: frozenset[str] = frozenset()
    """Numbers that the exchange has of itself, such as that of its voice mail."""
    stored_digits: int = 4
    """How many of a public number's last digits a trunk group stores, unless it was told otherwise."""
    most_stored_digits: int = 8
    """How many it can store at most."""
