"""Which extensions may be in groups and follow schedules, and who comes along when a user moves."""

from __future__ import annotations

from ...model.kinds import USERS
from .context import Context
from .membership import HUNT
from .schedules import ScheduleTarget
from .slot_kind import Resolution
from .target import Movement
from .users import UserTarget


def followed_members(context: Context, users: UserTarget, movement: Movement) -> dict[str, str]:
    """The new number of every extension that can be in a group now and stays."""
    rows = context.snapshot.rows
    gone = {user.extension for user in users.gone}
    staying = {
        member: member for members in HUNT.members_by_group(rows).values() for member in members if member not in gone
    }
    return {**staying, **movement.renamed}


def possible_members(context: Context, users: UserTarget, movement: Movement) -> set[str]:
    """Who may be in a group: where users are managed as a whole, only they; else every extension that exists."""
    if context.manages("users") and context.wish.state == "overridden":
        return set(users.users)
    gone = {user.extension for user in users.gone} | set(movement.renamed)
    return (set(context.snapshot.rows.order) - gone) | set(users.users)


def join_pickup_groups(context: Context, resolution: Resolution) -> None:
    """Users who name their pickup group come after the members that it lists, by extension."""
    if context.wish.state == "deleted":
        return
    by_name = {str(entry["name"]): slot for slot, entry in resolution.objects.items()}
    for user in sorted(context.wished("users"), key=lambda entry: (len(entry["extension"]), entry["extension"])):
        if "pickup_group" not in user:
            continue
        if user["pickup_group"] not in by_name:
            sentence = f"there is no pickup group {user['pickup_group']!r}"
            context.refuse(USERS.label(user), "pickup_group", sentence)
            continue
        for slot, entry in resolution.objects.items():
            members = tuple(member for member in entry.get("members", ()) if member != user["extension"])
            if slot == by_name[user["pickup_group"]]:
                listed = user["extension"] in entry.get("members", ())
                members = entry["members"] if listed else (*members, user["extension"])
            if members != entry.get("members", ()):
                resolution.joined.add(slot)
                entry["members"] = members


def check_followers(context: Context, schedules: ScheduleTarget, possible: set[str]) -> None:
    """An extension that switches with a schedule exists, and switches with one only."""
    owners: dict[str, str] = {}
    for schedule in schedules.schedules.values() if context.manages("schedules") else ():
        sharing = sum(1 for other in schedules.schedules.values() if other.night_group == schedule.night_group)
        if schedule.extensions and sharing > 1:
            sentence = "switch with a schedule that has its trunks alone; this one shares them"
            context.refuse(schedule.label, "extensions", sentence)
        for extension in schedule.extensions:
            if extension not in possible:
                sentence = f"{extension} does not exist: no user has that extension"
                context.refuse(schedule.label, "extensions", sentence)
            elif extension in owners:
                sentence = f"{extension} switches with {owners[extension]} already; it follows one schedule"
                context.refuse(schedule.label, "extensions", sentence)
            owners[extension] = schedule.label
