"""Hunt groups: department groups with a pilot number and members (11-07, 16-01, 16-02)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.fields import Object
from ...model.kinds import HUNT_GROUPS, USERS
from .characters import encode_name
from .context import Context, lowest_free
from .membership import HUNT

PILOT_ITEM = "11-07-01"
NAME_ITEM, CYCLE_ITEM = "16-01-01", "16-01-02"
SETTING_ITEMS = (NAME_ITEM, CYCLE_ITEM, "16-01-03", "16-01-04", "16-01-10")
MEMBER_ITEM, PRIORITY_ITEM = HUNT.group_item, HUNT.priority_item

CYCLES = {"0": "priority", "1": "circular"}
CYCLE_CODES = {word: code for code, word in CYCLES.items()}

NO_GROUP = HUNT.nobody


@dataclass(frozen=True)
class HuntGroup:
    """A hunt group as the exchange holds it, its members in ringing order."""

    name: str
    display_name: str
    group: int
    pilot: str
    distribution: str
    members: tuple[str, ...]

    @property
    def label(self) -> str:
        """How sentences call it."""
        return f"hunt group {self.name}"

    def write(self) -> dict[str, Any]:
        """As a site file would have it."""
        entry: Object = {"name": self.name}
        if self.display_name != self.name:
            entry["display_name"] = self.display_name
        if self.pilot:
            entry["pilot"] = self.pilot
        entry["distribution"] = self.distribution
        entry["members"] = self.members
        return HUNT_GROUPS.write(entry)


@dataclass
class HuntGroupTarget:
    """The groups that shall be there, by group number, and those that go."""

    groups: dict[int, HuntGroup]
    gone: tuple[HuntGroup, ...] = ()
    created: set[int] = field(default_factory=set)


def decode_hunt_groups(context: Context) -> dict[int, HuntGroup]:
    """The groups that differ from what the factory put there or that the slots know, by group number."""
    rows = context.snapshot.rows
    members = HUNT.members_by_group(rows)
    names = context.names_by_slot("hunt_groups")
    shared = Counter(value for _index, value in rows.of_item(NAME_ITEM)) + Counter(names.values())
    groups: dict[int, HuntGroup] = {}
    for group in range(1, context.profile.limits.department_groups + 1):
        if group in context.profile.protected_department_groups:
            continue
        # A group whose factory pilot somebody else got is as little a group as one that still has it.
        own_pilot = rows.programmed(PILOT_ITEM, str(group)) and rows.get(PILOT_ITEM, str(group)) != ""
        programmed = own_pilot or any(rows.programmed(item, str(group)) for item in SETTING_ITEMS)
        known = names.get(group)
        if programmed or group in members or known:
            shown = rows.get(NAME_ITEM, str(group))
            groups[group] = HuntGroup(
                name=known or (shown if shared[shown] == 1 else "") or f"hunt-group-{group}",
                display_name=shown,
                group=group,
                pilot=rows.get(PILOT_ITEM, str(group)),
                distribution=CYCLES[rows.get(CYCLE_ITEM, str(group))],
                members=members.get(group, ()),
            )
    return groups


def resolve_hunt_groups(
    context: Context, current: dict[int, HuntGroup], renamed: Mapping[str, str], exists: set[str]
) -> HuntGroupTarget:
    """Decide which groups shall be there, in which slots, with which members.

    ``renamed`` is the new number of every present extension that stays; ``exists`` are those that may be members.
    """
    present = {number: _followed(group, renamed) for number, group in current.items()}
    if context.manages("hunt_groups") and context.wish.state == "deleted":
        slots = {_match(context, entry, current) for entry in context.wished("hunt_groups")}
        return HuntGroupTarget(
            {number: group for number, group in present.items() if number not in slots},
            tuple(group for number, group in current.items() if number in slots),
        )
    target = HuntGroupTarget(dict(present))
    if context.manages("hunt_groups"):
        _apply_wished(context, current, present, target)
    _join_users(context, target)
    for group in target.groups.values():
        for member in group.members:
            if member not in exists:
                context.refuse(group.label, "members", f"{member} does not exist: no user has that extension")
    return target


def _followed(group: HuntGroup, renamed: Mapping[str, str]) -> HuntGroup:
    """The group with its members under their new numbers; those who go are left out."""
    members = tuple(renamed[member] for member in group.members if member in renamed)
    return HuntGroup(group.name, group.display_name, group.group, group.pilot, group.distribution, members)


def _match(context: Context, entry: Object, current: dict[int, HuntGroup]) -> int | None:
    """The group that a wished one is: by its slot, else by its own number, the pilot; never by guess."""
    slot = context.slot_of("hunt_groups", entry["name"])
    if slot is not None:
        return slot
    pilot = entry.get("pilot")
    named = set(context.slots.get("hunt_groups", {}).values())
    return next(
        (number for number, group in current.items() if pilot and group.pilot == pilot and number not in named), None
    )


def _apply_wished(
    context: Context, current: dict[int, HuntGroup], present: dict[int, HuntGroup], target: HuntGroupTarget
) -> None:
    wished = context.wished("hunt_groups")
    matched = {entry["name"]: _match(context, entry, current) for entry in wished}
    slots = {slot for slot in matched.values() if slot is not None}
    if context.wish.state == "overridden":
        target.groups = {}
        target.gone = tuple(group for number, group in current.items() if number not in slots)
    used = set(current) | slots | set(context.profile.protected_department_groups)
    for entry in wished:
        slot = matched[entry["name"]]
        if slot is None:
            slot = lowest_free(range(1, context.profile.limits.department_groups + 1), used)
            if slot is None:
                context.refuse(HUNT_GROUPS.label(entry), "", "no department group is free on the exchange")
                continue
            used.add(slot)
        if slot not in current:
            target.created.add(slot)
        target.groups[slot] = _wished_group(context, entry, slot, present.get(slot))
    claimed = {member for entry in wished for member in entry.get("members", ())}
    for number, group in list(target.groups.items()):
        if group.name not in matched and claimed & set(group.members):  # merged: a member is in one group only
            remaining = tuple(member for member in group.members if member not in claimed)
            target.groups[number] = HuntGroup(
                group.name, group.display_name, number, group.pilot, group.distribution, remaining
            )


def _wished_group(context: Context, entry: Object, slot: int, present: HuntGroup | None) -> HuntGroup:
    """The wished group; fields left out are the present ones under merged, the platform's defaults under overridden."""
    base = present if present is not None and context.wish.state == "merged" else None
    if "display_name" in entry or base is None or base.name != entry["name"]:
        text = str(entry.get("display_name", entry["name"]))
        shown = encode_name(text, context.profile.limits.name_length, context.wish.transliterate)
    else:
        shown = base.display_name
    return HuntGroup(
        name=entry["name"],
        display_name=shown,
        group=slot,
        pilot=entry.get("pilot", base.pilot if base else ""),
        distribution=entry.get("distribution", base.distribution if base else "priority"),
        members=entry.get("members", base.members if base else ()),
    )


def _join_users(context: Context, target: HuntGroupTarget) -> None:
    """Users who name their group come after the members that it lists, by extension."""
    if context.wish.state == "deleted":
        return
    by_name = {group.name: number for number, group in target.groups.items()}
    for entry in sorted(context.wished("users"), key=lambda user: (len(user["extension"]), user["extension"])):
        if "hunt_group" not in entry:
            continue
        if entry["hunt_group"] not in by_name:
            context.refuse(USERS.label(entry), "hunt_group", f"there is no hunt group {entry['hunt_group']!r}")
            continue
        for number, group in list(target.groups.items()):
            wanted = number == by_name[entry["hunt_group"]]
            if wanted == (entry["extension"] in group.members):
                continue
            members = tuple(member for member in group.members if member != entry["extension"])
            if wanted:
                members = (*members, entry["extension"])
            target.groups[number] = HuntGroup(
                group.name, group.display_name, number, group.pilot, group.distribution, members
            )
