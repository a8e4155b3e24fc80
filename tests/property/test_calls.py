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
from tests.property.whole_sites import AUDIO_FILES, Site, activate, installed, whole_sites
from tests.unit.instant import Bench

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


def open_at(schedule: dict[str, Any], moment: datetime.datetime) -> bool:
    """Whether a schedule is open, on a date with hours of its own too."""
    dates = {exception["date"]: exception["open"] for exception in schedule.get("exceptions", ())}
    hours = dates.get(f"{moment:%Y-%m-%d}", schedule["weekly"].get(WEEKDAYS[moment.weekday()], []))
    return is_open({WEEKDAYS[moment.weekday()]: hours}, moment)


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


def answering_box(site: Site, trunk: int, moment: datetime.datetime) -> str | None:
    """The mailbox that answers a trunk, by the site file; None where none names it."""
    found, others = "", None
    for box in site["mailboxes"]:
        for answer in box.get("answers", ()):
            ranges = [[int(end) for end in text.split("-")] for text in answer["trunks"]]
            if not any(part[0] <= trunk <= part[-1] for part in ranges):
                continue
            others = others or ""
            if "weekly" not in answer:
                others = box["number"]
                continue
            named = [date["open"] for date in answer.get("dates", ()) if date["date"] == f"{moment:%m-%d}"]
            weekly = {WEEKDAYS[moment.weekday()]: named[0]} if named else answer["weekly"]
            found = box["number"] if is_open(weekly, moment) else found
    return found or others


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


NO_ANSWER = 20
"""Seconds after which a number, or a ring group, that nobody answers at is left (22-01-06, -07)."""


def goes_on(site: Site, destination: dict[str, Any], moment: datetime.datetime, events: list[Event]) -> bool:
    """Whether a call that nobody answered came to what the site file says comes after, and at its time."""
    then = destination.get("then")
    if not isinstance(then, dict) or not {"user", "ring"} & set(destination):
        return True
    expected = first_stop(site, then, moment)
    if expected is None:
        return True
    first = next(place for place, event in enumerate(events) if event.kind is Kind.RINGS)
    later = events[first + 1 :]
    kind, subjects = expected
    if {event.second for event in later[:1]} != {NO_ANSWER}:
        return False
    return met(later, kind) <= subjects if "queue" in then else met(later, kind) == subjects


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
            closed = "schedule" in route and not open_at(named(site, "schedules", route["schedule"]), moment)
            destination = route["closed"] if closed else route["open"]
            expected = first_stop(site, destination, moment)
            trunk = int(route["trunks"][0]) if "trunks" in route else 1
            digits = "" if "trunks" in route else UNKNOWN if route["number"].startswith("*") else route["number"]
            if digits == UNKNOWN and route.get("other_numbers") is False:
                expected = "DISCONNECTED", set()
            events = place_call(bench.exchange.state, trunk=trunk, digits=digits, at=moment)
            assert overflows_agree(site, events), (route, moment, [str(event) for event in events])
            if expected is None:
                continue
            kind, subjects = expected
            if kind == "RINGS":
                assert goes_on(site, destination, moment, events), (route, moment, [str(event) for event in events])
            first = met(events, kind)
            if "queue" in destination and kind == "RINGS":
                assert set() < first <= subjects, (route, moment, [str(event) for event in events])
            else:
                assert first == subjects, (route, moment, [str(event) for event in events])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=whole_sites(), site=whole_sites(), times=st.lists(moments, min_size=5, max_size=12))
def test_the_voice_mail_answers_a_trunk_with_the_mailbox_of_the_site_file(
    tmp_path: Path, first: Site, site: Site, times: list[datetime.datetime]
) -> None:
    for number, name in enumerate(AUDIO_FILES):
        write_tone(tmp_path / name, 300 + 100 * number)
    bench = installed(tmp_path)
    for wished in (first, site):
        assert bench.apply(wished, audio=tmp_path, most_deletions=1000).end in ("all new", "nothing to do")
    for trunk in (1, 2, 7, 8, 9, 30):
        lead_to_the_voice_mail(bench, trunk)
        for moment in times:
            expected = answering_box(site, trunk, moment)
            events = place_call(bench.exchange.state, trunk=trunk, at=moment)
            told = (site["mailboxes"], trunk, moment, [str(event) for event in events])
            if expected is None:
                assert any(event.kind is Kind.AUTO_ATTENDANT for event in events), told  # as from the factory
            else:
                assert met(events, "IN_MAILBOX") == ({expected} if expected else set()), told


entries = st.tuples(
    st.sampled_from("0123"),
    st.sampled_from(("1 1", "1 2", "2 1", "3 1")),
    st.sampled_from("123467"),
    st.sampled_from("1237"),
    st.sampled_from("1567"),
    st.sampled_from(("1124", "1126")),
    st.sampled_from(("0000", "0800", "1200")),
    st.sampled_from(("0000", "1200", "1600")),
)
"""An entry of an answer table that somebody programmed."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    table=st.sampled_from((1, 5)),
    default=st.sampled_from(("0", "1 1", "1 2", "2 1")),
    programmed=st.lists(entries, max_size=4),
    times=st.lists(moments, min_size=8, max_size=16),
)
def test_an_adopted_table_answers_as_it_did(
    tmp_path: Path, table: int, default: str, programmed: list[tuple[str, ...]], times: list[datetime.datetime]
) -> None:
    old, new = Bench(tmp_path / "old"), Bench(tmp_path / "new")
    old.apply({"hunt_groups": [{"name": "Sales", "pilot": "190"}], "mailboxes": [{"number": "190", "group": "Sales"}]})
    old.poke("47-11-03", str(table), default)
    old.poke("47-12-01", "1 1", "0")
    for trunk in range(1, 31):
        old.poke("47-10-01", str(trunk), str(table))
    for number, entry in enumerate(programmed, start=1):
        for part, data in enumerate(entry, start=1):
            old.poke(f"47-12-0{part}", f"{table} {number}", data)
    gathered = old.gather()
    if not any("answers" in box for box in gathered.site["mailboxes"]):
        return  # listed as what a site file cannot say: see tests/unit/sv9100
    assert not old.draft(dict(gathered.site), slots=gathered.slots).operations
    new.slots = gathered.slots
    assert new.apply(dict(gathered.site)).end == "all new"
    for bench in (old, new):
        lead_to_the_voice_mail(bench, 7)
    for moment in times:
        events = [place_call(bench.exchange.state, trunk=7, at=moment) for bench in (old, new)]
        assert met(events[0], "IN_MAILBOX") == met(events[1], "IN_MAILBOX"), (moment, gathered.site["mailboxes"])


def lead_to_the_voice_mail(bench: Bench, trunk: int) -> None:
    """Make a trunk an ordinary one whose calls the voice mail answers."""
    for mode in range(1, 9):
        bench.poke("22-02-01", f"{trunk} {mode}", "0")
        bench.poke("22-05-01", f"{trunk} {mode}", "102")
