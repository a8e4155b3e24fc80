"""The simulator's call model agrees with the site file, for generated sites, routes and times."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.calls import place_call
from simulator.calls.events import Event, Kind
from tests.property.rehearsal import write_tone
from tests.property.whole_sites import AUDIO_FILES, Site, activate, installed, whole_sites

MONDAY = datetime.datetime(2026, 11, 23)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNKNOWN = "22330000"
"""A number that no route has."""
moments = st.integers(0, 7 * 96 - 1).map(lambda quarter: MONDAY + datetime.timedelta(minutes=15 * quarter + 1))


def is_open(weekly: dict[str, list[str]], moment: datetime.datetime) -> bool:
    """Whether the hours of a week hold the moment."""
    now = f"{moment:%H:%M}"
    return any(
        start <= now < end for start, end in (hours.split("-") for hours in weekly.get(WEEKDAYS[moment.weekday()], []))
    )


def named(site: Site, kind: str, name: str) -> dict[str, Any]:
    """The object of a kind with this name."""
    return next(entry for entry in site[kind] if entry["name"] == name)


def first_stop(site: Site, destination: dict[str, Any], moment: datetime.datetime) -> tuple[str, set[str]] | None:
    """What the caller meets first, by the site file: the kind of event and what it concerns; None: not said here."""
    if "ring" in destination:
        return "RINGS", set(destination["ring"])
    if "user" in destination:
        forwards = [p for p in site["answering_positions"] if p["extension"] == destination["user"] and "overflow" in p]
        return None if forwards else ("RINGS", {destination["user"]})
    if "disconnect" in destination:
        return "DISCONNECTED", set()
    if "voice_mail" in destination:
        return None
    if "greeting" in destination:
        number = [greeting["name"] for greeting in site["greetings"]].index(destination["greeting"]) + 1
        return "PLAYS", {str(number)}
    if "mailbox" in destination:
        return "IN_MAILBOX", {destination["mailbox"]}
    if "hunt_group" in destination:
        members = named(site, "hunt_groups", destination["hunt_group"])["members"]
        return ("RINGS", set(members[:1])) if members else None
    if "queue" in destination:
        queue = named(site, "queues", destination["queue"])
        hours = queue.get("hours")
        if not queue["agents"] or (hours is not None and not is_open(hours, moment)):
            return None
        return "RINGS", set(queue["agents"])
    return "OUTSIDE", {destination["number"]}


def met(events: list[Event], kind: str) -> set[str]:
    """What the first event of a kind concerns."""
    event = next((event for event in events if event.kind is Kind[kind]), None)
    if event is None:
        return set()
    return {event.remark} if kind == "IN_MAILBOX" else {str(subject) for subject in event.subjects}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(site=whole_sites(), times=st.lists(moments, min_size=3, max_size=6))
def test_a_call_goes_where_the_site_file_says(tmp_path: Path, site: Site, times: list[datetime.datetime]) -> None:
    for number, name in enumerate(AUDIO_FILES):
        write_tone(tmp_path / name, 300 + 100 * number)
    bench = installed(tmp_path)
    assert bench.apply(site, audio=tmp_path, most_deletions=1000).end == "all new"
    activate(bench)
    for moment in times:
        for route in site["incoming_routes"]:
            closed = "schedule" in route and not is_open(named(site, "schedules", route["schedule"])["weekly"], moment)
            destination = route["closed"] if closed else route["open"]
            expected = first_stop(site, destination, moment)
            trunk = int(route["trunks"][0]) if "trunks" in route else 1
            digits = "" if "trunks" in route else UNKNOWN if route["number"].startswith("*") else route["number"]
            if digits == UNKNOWN and route.get("other_numbers") is False:
                expected = "DISCONNECTED", set()
            events = place_call(bench.exchange.state, trunk=trunk, digits=digits, at=moment)
            if expected is None:
                continue
            kind, subjects = expected
            first = met(events, kind)
            if "queue" in destination and kind == "RINGS":
                assert set() < first <= subjects, (route, moment, [str(event) for event in events])
            else:
                assert first == subjects, (route, moment, [str(event) for event in events])
