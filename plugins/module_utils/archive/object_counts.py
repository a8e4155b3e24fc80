"""What differs between two site files, counted by kind: users +3, schedules ~1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..model.kinds import KINDS

Site = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Counts:
    """How many objects of one kind came, went and changed."""

    kind: str
    came: int
    went: int
    changed: int

    def __str__(self) -> str:
        signed = (("+", self.came), ("-", self.went), ("~", self.changed))
        return " ".join([self.kind.replace("_", " "), *(f"{sign}{number}" for sign, number in signed if number)])


def count_changes(before: Site, after: Site) -> list[Counts]:
    """Kinds in which something differs, in their order."""
    found = []
    for kind in KINDS:
        old, new = _by_key(kind, before), _by_key(kind, after)
        counts = Counts(
            kind,
            came=len(new.keys() - old.keys()),
            went=len(old.keys() - new.keys()),
            changed=sum(1 for key in old.keys() & new.keys() if old[key] != new[key]),
        )
        if counts.came or counts.went or counts.changed:
            found.append(counts)
    return found


def _by_key(kind: str, site: Site) -> dict[str, Any]:
    return {str(entry.get(KINDS[kind].key)): entry for entry in site.get(kind) or ()}
