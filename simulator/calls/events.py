"""What may happen to a call, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of events. The last event of a call is one of ``LAST``, and no earlier one is."""

    ARRIVES = "ARRIVES"
    ENTRY = "ENTRY"
    VACANT_NUMBER = "VACANT_NUMBER"
    RINGS = "RINGS"
    FLASHES = "FLASHES"
    FORWARDED = "FORWARDED"
    HUNTS = "HUNTS"
    TRANSFERS = "TRANSFERS"
    QUEUED = "QUEUED"
    ANNOUNCES = "ANNOUNCES"
    OVERFLOWS = "OVERFLOWS"
    PLAYS = "PLAYS"
    CALLER_MAY_DIAL = "CALLER_MAY_DIAL"
    NOTE = "NOTE"

    ANSWERED_BY = "ANSWERED_BY"
    IN_MAILBOX = "IN_MAILBOX"
    AUTO_ATTENDANT = "AUTO_ATTENDANT"
    OUTSIDE = "OUTSIDE"
    BUSY_TONE = "BUSY_TONE"
    DISCONNECTED = "DISCONNECTED"
    GOES_ON = "GOES_ON"
    """Nothing else will happen: it rings, or waits, until the caller gives up."""
    LOOP = "LOOP"
    UNSUPPORTED = "UNSUPPORTED"


LAST = frozenset(
    (
        Kind.ANSWERED_BY,
        Kind.IN_MAILBOX,
        Kind.AUTO_ATTENDANT,
        Kind.OUTSIDE,
        Kind.BUSY_TONE,
        Kind.DISCONNECTED,
        Kind.GOES_ON,
        Kind.LOOP,
        Kind.UNSUPPORTED,
    )
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the second since the call came in, what happens, to what (numbers as text), and a remark."""

    second: int
    kind: Kind
    subjects: tuple[str, ...] = ()
    remark: str = ""

    def __str__(self) -> str:
        """Write it as a line: ``  20 s  RINGS 101 102 (ring group 3)``."""
        words = " ".join((self.kind.value, *self.subjects))
        return f"{self.second:>5} s  {words}" + (f" ({self.remark})" if self.remark else "")
