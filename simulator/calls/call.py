"""One call on its way: the programming it meets, the time, and the events so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from simulator.calls.events import Event, Kind
from simulator.calls.people import People
from simulator.calls.targets import Target
from simulator.messages import BYTES_A_SAMPLE, SAMPLE_RATE
from simulator.night_modes import mode_now
from simulator.state import ExchangeState

SYSTEM = "1"
"""The index of items that are there once for the whole exchange."""
WAV_HEADER = 44


class Result(Enum):
    """How the stay of a call at a target came to its end."""

    ENDED = auto()
    TIME_OUT = auto()
    BUSY = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Moved:
    """The call goes on to another target. ``at_rest``: no time of an earlier target runs any longer."""

    target: Target
    at_rest: bool = False


Outcome = Result | Moved


@dataclass(slots=True)
class Call:
    """A call. An internal one has no trunk. ``mode`` is the night mode, which is fixed when the call comes in."""

    state: ExchangeState
    moment: datetime
    people: People
    mode: int
    trunk: str = ""
    now: int = 0
    moves: int = 0
    by_pilot: bool = False
    forwarded_by: str = ""
    events: list[Event] = field(default_factory=list)

    @property
    def is_outside(self) -> bool:
        """Whether the call came in by a trunk."""
        return bool(self.trunk)

    def value(self, code: str, *index: object) -> str:
        """Return the data of an item."""
        return self.state.value_at(code, *map(str, index))

    def number(self, code: str, *index: object) -> int:
        """Return the data of an item as a number; 0 when it is none (only programming by hand can do that)."""
        data = self.value(code, *index)
        return int(data) if data.isdecimal() else 0

    def time(self, code: str) -> int | None:
        """Return when a time of the whole exchange that starts now is over, or ``None`` when it is 0: never.

        That 0 is never is published for 22-01-04 [P-SL21b p.308] and assumed for the others.
        """
        seconds = self.number(code, SYSTEM)
        return self.now + seconds if seconds else None

    def mode_of_extension(self, extension: str) -> int:
        """Return the night mode that an extension is in: that of its night group (12-05)."""
        return mode_now(self.state, self.value("12-05-01", extension), self.moment)

    def message_seconds(self, message: int) -> int:
        """Return how long a recorded message is, in full seconds; 0 when nothing is recorded."""
        kept = self.state.messages.get(message)
        bytes_a_second = SAMPLE_RATE * BYTES_A_SAMPLE
        return 0 if kept is None else -(-max(0, kept.size - WAV_HEADER) // bytes_a_second)

    def recorded(self, message: int) -> str:
        """Return the remark about a message of which there is no recording."""
        known = message in self.state.messages or not self.state.model.spaces["message"].holds(str(message))
        return "" if known else "nothing is recorded"

    def add(self, kind: Kind, *subjects: object, remark: str = "") -> None:
        """Note what happens now."""
        self.events.append(Event(self.now, kind, tuple(map(str, subjects)), remark))

    def end(self, kind: Kind, *subjects: object, remark: str = "") -> Result:
        """Note the last event."""
        self.add(kind, *subjects, remark=remark)
        return Result.ENDED


def earliest(*times: int | None) -> int | None:
    """Return the first of some times, of which those that never come are ``None``."""
    return min((time for time in times if time is not None), default=None)
