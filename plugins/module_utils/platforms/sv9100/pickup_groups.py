"""Pickup groups: who may answer whose telephone (23-02). They have no name and no number on the exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from ...model.fields import Kind, Object
from ...model.kinds import PICKUP_GROUPS
from .context import Context
from .directory import Directory, View
from .membership import PICKUP
from .slot_kind import SlotKind, Written
from .stages import PICKUP_GROUPS as STAGE


class PickupGroups(SlotKind):
    """Pickup groups by number. Group 1 is where everybody starts, so no real group uses it."""

    kind: ClassVar[Kind] = PICKUP_GROUPS
    stage = STAGE
    defaults: ClassVar[Mapping[str, object]] = {"members": ()}

    def slots(self, context: Context, entry: Object | None = None) -> Iterable[int]:
        return range(PICKUP.nobody + 1, context.profile.limits.pickup_groups + 1)

    def where(self, slot: int) -> str:
        return f"pickup group {slot}"

    def decode(self, context: Context, view: View) -> dict[int, Object]:
        names = context.names_by_slot(self.kind.name)
        members = PICKUP.members_by_group(view.rows)
        return {
            slot: self.without_defaults(
                {"name": names.get(slot, self.invented_name(slot)), "members": members.get(slot, ())}
            )
            for slot in self.slots(context)
            if slot in members or slot in names
        }

    def check(self, context: Context, directory: Directory, slot: int, entry: Object) -> None:
        for member in entry.get("members", ()):
            if member not in directory.extensions:
                context.refuse(
                    self.kind.label(entry), "members", f"{member} does not exist: no user has that extension"
                )

    def rows(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        members = tuple(member for member in entry.get("members", ()) if view.rows.exists(member))
        leaving = [m for m in PICKUP.members_by_group(view.rows).get(slot, ()) if m not in members]
        return [
            *PICKUP.rows_of_leaving(view.rows, leaving),
            *PICKUP.rows_of_members(view.rows, slot, members, context.profile.limits.pickup_priority),
        ]

    def cleared(self, context: Context, view: View, slot: int, entry: Object) -> Written:
        members = PICKUP.members_by_group(view.rows).get(slot, ())
        return PICKUP.rows_of_leaving(view.rows, members)
