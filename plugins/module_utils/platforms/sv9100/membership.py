"""Groups that an extension is in exactly one of, with a place in it: hunt groups (16-02) and pickup groups (23-02).

There is no "no group": whoever is in none is in group 1, which therefore is never a real one (F-SL11d p.209).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .rows import RowKey, Rows


@dataclass(frozen=True)
class Membership:
    """The two items of one sort of group."""

    group_item: str
    priority_item: str
    nobody: int = 1

    def members_by_group(self, rows: Rows) -> dict[int, tuple[str, ...]]:
        """The extensions that exist and are in another group than the first, in the order of their priority."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        for index, value in rows.of_item(self.group_item):
            extension = index[0]
            if rows.exists(extension) and int(value) != self.nobody:
                priority = int(rows.get(self.priority_item, extension) or 0)
                found.setdefault(int(value), []).append((priority, len(extension), extension))
        return {group: tuple(place[-1] for place in sorted(members)) for group, members in found.items()}

    def priorities(self, rows: Rows, members: tuple[str, ...], highest: int) -> dict[str, int]:
        """A rising priority for each member in order, keeping those that rise already, so that few rows change.

        Of two members with the same priority the lower number comes first, so that it rises from the one to the other.
        """
        chosen: dict[str, int] = {}
        last, before = 0, (0, "")
        for position, member in enumerate(members):
            in_a_group = rows.get(self.group_item, member) != str(self.nobody)
            present = int(rows.get(self.priority_item, member) or 0) if in_a_group else 0
            room = highest - (len(members) - position - 1)
            here = len(member), member
            last = present if (last, *before) < (present, *here) and 0 < present <= room else last + 1
            chosen[member], before = last, here
        return chosen

    def rows_of_members(
        self, rows: Rows, group: int, members: tuple[str, ...], highest: int
    ) -> list[tuple[RowKey, str]]:
        """The rows that put the members into a group, in their order."""
        chosen = self.priorities(rows, members, highest)
        written: list[tuple[RowKey, str]] = []
        for member in members:
            written.append(((self.group_item, (member,)), str(group)))
            written.append(((self.priority_item, (member,)), str(chosen[member])))
        return written

    def rows_of_leaving(self, rows: Rows, members: Iterable[str]) -> list[tuple[RowKey, str]]:
        """The rows that put extensions back to where everybody starts."""
        written: list[tuple[RowKey, str]] = []
        for member in members:
            written.append(((self.group_item, (member,)), str(self.nobody)))
            written.append(((self.priority_item, (member,)), rows.factory(self.priority_item, member)))
        return written


HUNT = Membership("16-02-01", "16-02-02")
PICKUP = Membership("23-02-01", "23-02-02")
