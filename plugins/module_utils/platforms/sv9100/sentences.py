"""Changes said in words, one sentence for each object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from ...model.fields import Kind, Object
from ...model.kinds import QUEUES, USERS
from ...model.opening_hours import WEEKDAYS, write_date, write_day
from .greetings import Greeting
from .hunt_groups import HuntGroup
from .patterns import Day
from .ring_groups import RingGroup
from .schedules import Schedule
from .slot_kind import Resolution
from .users import User

ALWAYS_OPEN = "always open"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "nobody"


def _shown(user: User | HuntGroup) -> str:
    return f', shown as "{user.display_name}"' if user.display_name != user.name else ""


def user_added(user: User) -> str:
    """A user who was not there."""
    given = [
        f"{name.replace('_', ' ')} {USERS.field(name).type.say(value)}" for name, value in sorted(user.fields.items())
    ]
    where = "as a virtual extension" if user.virtual else f"on port {user.port}"
    return f"add {user.label} {where}{_shown(user)}" + (f"; {'; '.join(given)}" if given else "")


def user_changed(before: User, after: User) -> str:
    """Another name on the display, other fields."""
    parts = []
    if before.display_name != after.display_name:
        parts.append(f'shown as "{after.display_name}" instead of "{before.display_name}"')
    for name in sorted(after.given):
        was, becomes = before.fields.get(name), after.fields.get(name)
        if was != becomes:
            say = USERS.field(name).type.say
            parts.append(
                f"{name.replace('_', ' ')} {say(becomes) if becomes else 'as from the factory'} instead of "
                f"{say(was) if was else 'as from the factory'}"
            )
    return f"change {after.label}: {', '.join(parts) or 'programmed anew'}"


def user_moved(before: User, after: User, followed: int) -> str:
    """Another number, another port, or both."""
    parts: list[str] = []
    if before.extension != after.extension:
        parts.append(f"from {before.extension} to {after.extension}")
    if before.port != after.port:
        parts.append(f"from port {before.port} to port {after.port}")
    else:
        parts.append(f"on port {after.port}")
    if before.display_name != after.display_name:
        parts.append(f'shown as "{after.display_name}" instead of "{before.display_name}"')
    if followed:
        parts.append(f"{followed} reference{'s' if followed > 1 else ''} elsewhere follow{'' if followed > 1 else 's'}")
    verb = "renumber" if before.extension != after.extension else "move"
    return f"{verb} {after.label}: {', '.join(parts)}"


def object_added(kind: Kind, entry: Object, where: str) -> str:
    """An object that was not there."""
    said = [
        _field(kind, name, entry[name]) for name in _names(kind) if name in entry and name not in (kind.key, "name")
    ]
    place = f" as {where}" if where else ""
    return f"add {kind.label(entry)}{place}" + (f": {', '.join(said)}" if said else "")


def object_changed(kind: Kind, before: Object, after: Object, anew: str = "programmed anew") -> str:
    """Other values in some fields of an object; ``anew`` is said where there are none."""
    parts = []
    for name in _names(kind):
        if before.get(name) != after.get(name):
            was = kind.field(name).type.say(before[name]) if name in before else "the default"
            becomes = kind.field(name).type.say(after[name]) if name in after else "the default"
            parts.append(f"{name.replace('_', ' ')} {becomes} instead of {was}")
    return f"change {kind.label(after)}: {', '.join(parts) or anew}"


def object_deleted(kind: Kind, entry: Object, where: str) -> str:
    """An object that goes."""
    return f"delete {kind.label(entry)}" + (f" ({where})" if where else "")


def _names(kind: Kind) -> list[str]:
    return [field.name for field in kind.fields]


def _field(kind: Kind, name: str, value: object) -> str:
    return f"{name.replace('_', ' ')} {kind.field(name).type.say(value)}"


def ring_group(number: int, group: RingGroup | None, queues: Resolution) -> str:
    """What a ring group leads to; None when nobody needs it any more."""
    if group is None:
        return f"empty ring group {number}, which nothing leads through any more"
    if group.queue:
        name = queues.objects.get(group.queue, {}).get("name", group.queue)
        return f"ring group {number} leads to queue {name}"
    return f"ring group {number} rings {_listed(group.members)}"


def queue_hours(before: Mapping[str, Object], after: Mapping[str, Object]) -> str:
    """What becomes of the hours of each queue, by the queues' names. They share the rows of one weekly table."""
    parts: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            parts.append(f"queue {name}: its hours go")
            continue
        becomes = _queue_week(after[name])
        was = _queue_week(before[name]) if name in before else ""
        if becomes != was:
            parts.append(f"queue {name}: hours {becomes}" + (f" instead of {was}" if was else ""))
    said = "; ".join(parts) or "the same for every queue, in other work periods"
    return f"the weekly hours of the queues: {said}"


def _queue_week(queue: Object) -> str:
    """The hours of a queue; one without is always open."""
    return QUEUES.field("hours").type.say(queue["hours"]) if "hours" in queue else ALWAYS_OPEN


def user_deleted(user: User) -> str:
    """A user who goes."""
    return f"delete {user.label} from port {user.port}"


def group_added(group: HuntGroup) -> str:
    """A hunt group that was not there."""
    pilot = f"pilot {group.pilot}" if group.pilot else "no pilot"
    return f"add {group.label} as department group {group.group}: {pilot}, {group.distribution}{_shown(group)}"


def group_changed(before: HuntGroup, after: HuntGroup) -> str:
    """Other settings of a hunt group."""
    parts = []
    if before.pilot != after.pilot:
        parts.append(f"pilot {after.pilot or 'none'} instead of {before.pilot or 'none'}")
    if before.distribution != after.distribution:
        parts.append(f"{after.distribution} instead of {before.distribution}")
    if before.display_name != after.display_name:
        parts.append(f'called "{after.display_name}" instead of "{before.display_name}"')
    return f"change {after.label}: {', '.join(parts) or 'settings'}"


def group_members(before: tuple[str, ...], after: HuntGroup) -> str:
    """Other members, or the same in another order."""
    added = [member for member in after.members if member not in before]
    removed = [member for member in before if member not in after.members]
    parts = [f"add {_listed(added)}"] if added else []
    parts += [f"remove {_listed(removed)}"] if removed else []
    changed = "; ".join(parts) or "in another order"
    if added == list(after.members):
        return f"{after.label}: members {_listed(after.members)}"
    return f"{after.label}: members {_listed(after.members)} ({changed})"


def group_deleted(group: HuntGroup) -> str:
    """A hunt group that goes."""
    pilot = f" with pilot {group.pilot}" if group.pilot else ""
    return f"delete {group.label}{pilot} (department group {group.group})"


def greeting_recorded(greeting: Greeting, replaces: bool, seconds: float | None) -> str:
    """A new recording."""
    length = f", {seconds:.1f} s" if seconds is not None else ""
    verb = "replace" if replaces else "record"
    return f"{verb} {greeting.label} as message {greeting.message} ({greeting.audio}{length})"


def greeting_deleted(greeting: Greeting) -> str:
    """A recording that goes; it is saved with the journal first."""
    return f"delete {greeting.label}, message {greeting.message}"


def _hours(day: Day | None) -> str:
    return "closed" if not day else " and ".join(write_day(day))


def _week(hours: Mapping[str, str]) -> str:
    """Weekdays with their texts, neighbours with the same text together: ``monday-thursday 08:00-16:00``."""
    parts: list[str] = []
    for text, run in groupby((day for day in WEEKDAYS if day in hours), key=lambda day: hours[day]):
        days = list(run)
        together = WEEKDAYS.index(days[-1]) - WEEKDAYS.index(days[0]) == len(days) - 1
        shown = f"{days[0]}-{days[-1]}" if together and len(days) > 1 else " and ".join(days)
        parts.append(f"{shown} {text}")
    return ", ".join(parts)


def _trunks(number: int) -> str:
    return (
        "no trunk follows"
        if not number
        else f"{number} trunk{'s' if number > 1 else ''} follow{'' if number > 1 else 's'}"
    )


def schedule_added(schedule: Schedule) -> str:
    """A schedule that was not there."""
    days = _week({day: _hours(schedule.timetable.weekly[day]) for day in WEEKDAYS})
    number = len(schedule.timetable.dates)
    dates = (
        f", {number} date{'s' if number > 1 else ''} with hours of {'their' if number > 1 else 'its'} own"
        if number
        else ""
    )
    switching = f"; extensions {_listed(schedule.extensions)} switch with it" if schedule.extensions else ""
    followers = f"{_trunks(len(schedule.trunks))} it{switching}"
    return f"add {schedule.label} as night group {schedule.night_group}: {days}{dates}; {followers}"


def schedule_changed(before: Schedule, after: Schedule) -> str:
    """Other hours, dates or trunks."""
    old, new = before.timetable, after.timetable
    week = {
        day: f"{_hours(new.weekly[day])} instead of {_hours(old.weekly[day])}"
        for day in WEEKDAYS
        if new.weekly[day] != old.weekly[day]
    }
    parts = [_week(week)] if week else []
    parts += _dates(old.dates, new.dates)
    if before.trunks != after.trunks:
        parts.append(f"{_trunks(len(after.trunks))} it instead of {len(before.trunks)}")
    if before.extensions != after.extensions:
        parts.append(f"extensions {_listed(after.extensions)} switch with it instead of {_listed(before.extensions)}")
    if not before.readable:
        parts.append("what was programmed there and opening hours cannot say is replaced")
    if not before.automatic:
        parts.append("switch automatically")
    return f"change {after.label}: {'; '.join(parts) or 'the same hours, programmed anew'}"


def _dates(old: Mapping[str, Day], new: Mapping[str, Day]) -> list[str]:
    """Dates with the same change together, in the order of their first."""
    changes: dict[str, list[str]] = {}
    for date in sorted(old.keys() | new.keys()):
        if old.get(date) == new.get(date):
            continue
        was = f" instead of {_hours(old[date])}" if date in old else ""
        text = f"{_hours(new[date])}{was}" if date in new else "as on their weekdays again"
        changes.setdefault(text, []).append(write_date(date))
    return [f"{', '.join(dates)} {text}" for text, dates in changes.items()]


def schedule_deleted(schedule: Schedule) -> str:
    """A schedule that goes."""
    return f"delete {schedule.label} (night group {schedule.night_group})"
