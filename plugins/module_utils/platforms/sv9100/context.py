"""What the planning of each kind works with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ...model.fields import Object
from ...model.findings import Finding
from ..operation import Wish
from .profile import Profile
from .ring_groups import Allocation, RingGroups
from .snapshot import Snapshot


@dataclass
class Context:
    """One planning: the exchange as it is, what is wished, and what was found on the way.

    ``slots`` begins as the slots that are known and ends as those that must be stored.
    """

    exchange: str
    profile: Profile
    snapshot: Snapshot
    wish: Wish
    slots: dict[str, dict[str, int]]
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    audio_paths: dict[str, str] = field(default_factory=dict)
    """The audio file that a recording comes from, by the checksum of the converted file."""
    greeting_checksums: dict[str, str] = field(default_factory=dict)
    """The checksum of what each greeting shall be recorded with, by the greeting's name."""
    people: set[str] = field(default_factory=set)
    """The extensions of the users that shall be there."""
    ring_groups: RingGroups = field(default_factory=RingGroups)
    """What the ring groups of the exchange hold now."""
    allocation: Allocation = field(default_factory=lambda: Allocation(RingGroups(), 0, set()))
    """The ring groups that this plan needs."""

    @property
    def today(self) -> datetime.date:
        """The day that the plan is made for."""
        return datetime.date.fromisoformat(self.wish.today)

    def sent_as(self, message: int) -> str:
        """The checksum of what was sent for a message: the exchange's own, unless it is known to keep other bytes."""
        kept = self.snapshot.messages[message]
        known = None if self.profile.audio_comes_back_unchanged else self.wish.recordings.get(message)
        return known.sent if known is not None and known.kept == kept else kept

    def manages(self, kind: str) -> bool:
        """Whether the wish says anything about a kind."""
        return self.wish.site.manages(kind)

    def wished(self, kind: str) -> tuple[Object, ...]:
        """The objects that the wish names."""
        return self.wish.site.of(kind)

    def refuse(self, label: str, field_name: str, sentence: str) -> None:
        """Note a reason why the wish cannot be fulfilled."""
        self.findings.append(Finding(self.exchange, label, field_name, sentence))

    def slot_of(self, kind: str, name: object) -> int | None:
        """The slot that is known to hold a name."""
        return self.slots.get(kind, {}).get(str(name))

    def names_by_slot(self, kind: str) -> dict[int, str]:
        """The names that slots are known to hold; the first in the alphabet, should a file name a slot twice."""
        return {slot: name for name, slot in sorted(self.slots.get(kind, {}).items(), reverse=True)}


def lowest_free(candidates: range | list[int], used: set[int]) -> int | None:
    """The lowest slot that is not used."""
    return next((slot for slot in candidates if slot not in used), None)
