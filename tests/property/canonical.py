"""A site in one form, whatever was left out or written in another way, so that two can be compared."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import holidays

from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from tests.property.rehearsal import RawSite

DAYS_AHEAD = 365


def canonical(raw: RawSite, today: str, checksums: Mapping[str, str]) -> dict[str, Any]:
    """What a site means. ``checksums`` is that of each audio file."""
    users, groups = raw.get("users", []), raw.get("hunt_groups", [])
    return {
        "users": _users(users),
        "hunt_groups": {group["name"]: _group(group, users) for group in groups},
        "greetings": {
            greeting["name"]: checksums.get(greeting["audio"], greeting["audio"].removeprefix("sha256:"))
            for greeting in raw.get("greetings", [])
        },
        "schedules": {
            schedule["name"]: _schedule(schedule, datetime.date.fromisoformat(today))
            for schedule in raw.get("schedules", [])
        },
    }


def as_read(raw: RawSite) -> RawSite:
    """What can be read back of a site: who shares his name is known by what is shown only."""
    names = Counter(user["name"] for user in raw["users"])
    users = [
        {**user, "name": user["display_name"]} if names[user["name"]] > 1 and "display_name" in user else user
        for user in raw["users"]
    ]
    return {**raw, "users": users}


def _users(users: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Extension to name and what is shown."""
    return {user["extension"]: (user["name"], user.get("display_name", user["name"])) for user in users}


def _group(group: Mapping[str, Any], users: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    listed = list(group.get("members", []))
    joined = [user["extension"] for user in users if user.get("hunt_group") == group["name"]]
    joined = sorted((number for number in joined if number not in listed), key=lambda number: (len(number), number))
    return {
        "shown": group.get("display_name", group["name"]),
        "pilot": group.get("pilot", ""),
        "distribution": group.get("distribution", "priority"),
        "members": [*listed, *joined],
    }


def _schedule(schedule: Mapping[str, Any], today: datetime.date) -> dict[str, Any]:
    """The trunks, the week, and the hours of every day of the coming year."""
    weekly = schedule.get("weekly", {})
    exceptions = {exception["date"]: exception["open"] for exception in schedule.get("exceptions", [])}
    calendar = schedule.get("holidays", {}).get("calendar")
    public = holidays.country_holidays(calendar) if calendar else {}
    days = []
    for offset in range(DAYS_AHEAD):
        date = today + datetime.timedelta(days=offset)
        usual = [] if date in public else weekly.get(WEEKDAYS[date.weekday()], [])
        days.append(tuple(exceptions.get(date.isoformat(), usual)))
    trunks: set[int] = set()
    for text in schedule.get("trunks", []):
        first, _dash, last = text.partition("-")
        trunks |= set(range(int(first), int(last or first) + 1))
    return {"trunks": sorted(trunks), "weekly": {day: weekly.get(day, []) for day in WEEKDAYS}, "days": days}
