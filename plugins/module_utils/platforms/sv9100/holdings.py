"""What an exchange holds, and what it shall hold, as objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...model.fields import Object
from ...model.kinds import KINDS
from .context import Context
from .directory import Directory, View
from .greetings import Greeting, GreetingTarget, decode_greetings
from .hunt_groups import HuntGroup, HuntGroupTarget, decode_hunt_groups
from .schedules import Schedule, ScheduleTarget, decode_schedules
from .slot_kind import Resolution, SlotKind
from .target import Movement
from .users import User, UserTarget, decode_users


@dataclass(frozen=True)
class Holdings:
    """The objects of one exchange: users by extension, everything else by slot."""

    users: dict[str, User]
    groups: dict[int, HuntGroup]
    greetings: dict[int, Greeting]
    schedules: dict[int, Schedule]
    slot_objects: dict[str, dict[int, Object]]
    """The objects of every kind that sits in slots (``slot_kind.py``), by kind and slot."""

    def directory(self, context: Context, extensions: set[str]) -> Directory:
        """Who is called what in these holdings; ``extensions`` are the numbers that can be reached."""
        objects: dict[str, dict[int, Object]] = {
            "users": {
                user.port: {"extension": user.extension, "name": user.name, "virtual": user.virtual}
                for user in self.users.values()
            },
            "hunt_groups": {
                number: {"name": group.name, "pilot": group.pilot} for number, group in self.groups.items()
            },
            "greetings": {number: {"name": greeting.name} for number, greeting in self.greetings.items()},
            "schedules": {
                number: {"name": schedule.name, "trunks": schedule.trunks, "timetable": schedule.timetable}
                for number, schedule in self.schedules.items()
            },
        }
        return Directory({**objects, **self.slot_objects}, extensions)

    def site(self, context: Context, *, with_port: bool, everything: bool = False) -> dict[str, list[dict[str, Any]]]:
        """The kinds that the wish manages (or all), as site files would have them."""
        users = sorted(self.users.values(), key=lambda user: (len(user.extension), user.extension))
        site = {
            "users": [user.write(with_port=with_port) for user in users],
            "hunt_groups": [group.write() for _number, group in sorted(self.groups.items())],
            "greetings": [greeting.write() for _number, greeting in sorted(self.greetings.items())],
            "schedules": [schedule.write(context) for _number, schedule in sorted(self.schedules.items())],
        }
        for kind, objects in self.slot_objects.items():
            site[kind] = [KINDS[kind].write(entry) for _slot, entry in sorted(objects.items())]
        site = {kind: site[kind] for kind in KINDS if kind in site}
        shown = set(site) if everything else {kind for kind in site if context.manages(kind)}
        if any("hunt_group" in entry for entry in context.wished("users")):
            shown.add("hunt_groups")
        if any("pickup_group" in entry for entry in context.wished("users")):
            shown.add("pickup_groups")
        if "answering_positions" in shown:
            self._say_overflows_once(site)
        return {kind: entries for kind, entries in site.items() if kind in shown}

    def _say_overflows_once(self, site: dict[str, list[dict[str, Any]]]) -> None:
        """Where a position overflows, the forwarding of its extension is that, and no more is to be said of it."""
        overflowing = {entry["extension"] for entry in site["answering_positions"] if "overflow" in entry}
        for user in site["users"]:
            if user["extension"] in overflowing:
                user.pop("forward", None)

    def slots(self) -> dict[str, dict[str, int]]:
        """Name to slot for each kind. A name that two users share says nothing about either, so it is left out."""
        shared = Counter(user.name for user in self.users.values())
        return {
            "users": {user.name: user.port for user in self.users.values() if shared[user.name] == 1},
            "hunt_groups": {group.name: number for number, group in self.groups.items()},
            "greetings": {greeting.name: number for number, greeting in self.greetings.items()},
            "schedules": {schedule.name: number for number, schedule in self.schedules.items()},
            **{
                kind: {str(entry[KINDS[kind].key]): slot for slot, entry in objects.items()}
                for kind, objects in self.slot_objects.items()
            },
        }


@dataclass(frozen=True)
class Goal:
    """What shall be there, kind by kind, and what that means for those who are there now."""

    users: UserTarget
    movement: Movement
    groups: HuntGroupTarget
    greetings: GreetingTarget
    schedules: ScheduleTarget
    resolutions: dict[str, Resolution]

    @property
    def holdings(self) -> Holdings:
        """The objects that shall be there."""
        return Holdings(
            self.users.users,
            self.groups.groups,
            self.greetings.greetings,
            self.schedules.schedules,
            {kind: resolution.objects for kind, resolution in self.resolutions.items()},
        )


def decode_holdings(context: Context, slot_kinds: Sequence[SlotKind]) -> Holdings:
    """The objects that an exchange holds. The kinds in slots stand so that each knows those it refers to."""
    holdings = Holdings(
        decode_users(context), decode_hunt_groups(context), decode_greetings(context), decode_schedules(context), {}
    )
    for slot_kind in slot_kinds:
        directory = holdings.directory(context, set(context.snapshot.rows.order))
        view = View(context.snapshot.rows, directory)
        holdings.slot_objects[slot_kind.kind.name] = slot_kind.decode(context, view)
    return holdings
