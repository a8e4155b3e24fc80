"""Where a call can be sent."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extension:
    """A telephone, by its number."""

    number: str


@dataclass(frozen=True, slots=True)
class DepartmentGroup:
    """The pilot of a department (hunt) group."""

    group: int


@dataclass(frozen=True, slots=True)
class AcdGroup:
    """A queue; ``by_pilot`` when its pilot number was called."""

    group: int
    by_pilot: bool = False


@dataclass(frozen=True, slots=True)
class RingGroup:
    """An incoming ring group."""

    group: int


@dataclass(frozen=True, slots=True)
class InMail:
    """The voice mail's automated attendant, as the trunk's answer table says (102)."""


@dataclass(frozen=True, slots=True)
class StationMailbox:
    """A station mailbox, by its number in 47-02."""

    box: int


@dataclass(frozen=True, slots=True)
class GroupMailbox:
    """A group mailbox, by its number in 47-03."""

    box: int


@dataclass(frozen=True, slots=True)
class RoutingMailbox:
    """A call routing mailbox: a menu of the automated attendant."""

    box: int


@dataclass(frozen=True, slots=True)
class VrsMessage:
    """A message of the VRS, during which the caller may dial."""

    message: int


@dataclass(frozen=True, slots=True)
class OutsideNumber:
    """A number of the public network, with the trunk access code, or a speed-dial bin."""

    number: str


@dataclass(frozen=True, slots=True)
class Operator:
    """The operators of 20-17."""


@dataclass(frozen=True, slots=True)
class NotModelled:
    """Something that exists, but that this model knows nothing of."""

    reason: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A number that leads to nobody."""

    number: str


Target = (
    Extension
    | DepartmentGroup
    | AcdGroup
    | RingGroup
    | InMail
    | StationMailbox
    | GroupMailbox
    | RoutingMailbox
    | VrsMessage
    | OutsideNumber
    | Operator
    | NotModelled
    | Nowhere
)
