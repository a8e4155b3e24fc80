"""Who is called what: the objects of one moment by kind and slot, so that one kind can refer to another by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...model.fields import Object
from ...model.kinds import KINDS
from .rows import Rows


@dataclass
class Directory:
    """The objects by kind and slot, at one moment (as the exchange is, or as it shall be).

    Objects hold every field that is not the platform's default. ``extensions`` are the numbers that can be reached.
    """

    objects: dict[str, dict[int, Object]] = field(default_factory=dict)
    extensions: set[str] = field(default_factory=set)

    def of(self, kind: str) -> Mapping[int, Object]:
        """The objects of a kind by slot."""
        return self.objects.get(kind, {})

    def slot(self, kind: str, name: object) -> int | None:
        """The slot of the object that is called ``name``, by the kind's own key."""
        key = KINDS[kind].key
        return next((slot for slot, entry in self.of(kind).items() if entry.get(key) == name), None)

    def name(self, kind: str, slot: int) -> str | None:
        """What the object in a slot is called; None where there is none."""
        entry = self.of(kind).get(slot)
        return None if entry is None else str(entry[KINDS[kind].key])

    def pilot(self, number: str) -> dict[str, str] | None:
        """The hunt group or queue whose pilot is ``number``, as a destination."""
        for kind, word in (("hunt_groups", "hunt_group"), ("queues", "queue")):
            for entry in self.of(kind).values():
                if entry.get("pilot") == number:
                    return {word: str(entry["name"])}
        return None


@dataclass(frozen=True)
class View:
    """One moment of an exchange: its rows, and what is called what in them."""

    rows: Rows
    directory: Directory
