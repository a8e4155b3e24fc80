"""The simulator's call model agrees with the site file, for generated sites, routes and times."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.calls import place_call
from simulator.calls.events import Event, Kind
from tests.property.rehearsal import write_tone
from tests.property.whole_sites import AUDIO_FILES, Site, whole_sites
from tests.unit.instant import Bench

MONDAY = datetime.datetime(2026, 11, 23)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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


AFTER_AN_OVERFLOW = {"IN_MAILBOX": "mailbox", "AUTO_ATTENDANT": "mailbox", "OUTSIDE": "speed_dial", "RINGS": "ring"}
"""What comes after the overflow of a queue that leads to no other queue, and the word of the site file."""


def overflows_agree(site: Site, events: list[Event]) -> bool:
    """Whether every caller who left a queue came to a place that the queue's overflow names."""
    slots = {str(slot): queue for slot, queue in enumerate(site["queues"], start=1)}
    for left, then in pairwise(events):
        if left.kind is not Kind.OVERFLOWS:
            continue
        # In a circle it was sent on as often as can be; or the time of the number ended in the same second.
        if then.kind is Kind.LOOP or (then.kind is Kind.TRANSFERS and then.second == left.second):
            continue
        to = slots[left.subjects[0]]["overflow"]["to"]
        places = to if isinstance(to, list) else [to]
        if then.kind is Kind.QUEUED:
            agrees = {"queue": slots[then.subjects[0]]["name"]} in places
        else:
            agrees = any(AFTER_AN_OVERFLOW[then.kind.name] in place for place in places)
        if not agrees:
            return False
    return True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(site=whole_sites(), times=st.lists(moments, min_size=3, max_size=6))
def test_a_call_goes_where_the_site_file_says(tmp_path: Path, site: Site, times: list[datetime.datetime]) -> None:
    for number, name in enumerate(AUDIO_FILES):
        write_tone(tmp_path / name, 300 + 100 * number)
    bench = Bench(tmp_path)
    assert bench.apply(site, audio=tmp_path, most_deletions=1000).end == "all new"
    for moment in times:
        for route in site["incoming_routes"]:
            closed = "schedule" in route and not is_open(named(site, "schedules", route["schedule"])["weekly"], moment)
            destination = route["closed"] if closed else route["open"]
            expected = first_stop(site, destination, moment)
            events = place_call(bench.exchange.state, trunk=1, digits=route["number"], at=moment)
            assert overflows_agree(site, events), (route, moment, [str(event) for event in events])
            if expected is None:
                continue
            kind, subjects = expected
            first = met(events, kind)
            if "queue" in destination:
                assert set() < first <= subjects, (route, moment, [str(event) for event in events])
            else:
                assert first == subjects, (route, moment, [str(event) for event in events])
