"""Strategies: valid sites with every kind of object, whose references hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from simulator.calls import dial
from tests.unit.instant import Bench

WEDNESDAY = "2026-11-25"
"""A day of the week that the calls come in, on which a schedule may have other hours."""
PORTS, TRUNKS, LINES = 16, 30, (29, 30)
"""The last trunks are in trunk group 2 and can be direct lines."""
EXTENSIONS = ("101", "102", "103", "104", "105", "150", "400", "401")
PILOTS = ("180", "190", "191", "402", "403")
AUDIO_FILES = ("welcome.wav", "closed.wav", "holiday.wav", "queue.wav")
WEEKS: tuple[dict[str, list[str]], ...] = (
    {"monday": ["08:00-16:00"], "friday": ["08:00-15:00"]},
    {day: ["08:00-16:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    {"monday": ["08:00-11:00", "12:00-16:00"]},
    {"saturday": ["00:00-24:00"]},
)
ANSWERING_WEEKS: tuple[tuple[dict[str, list[str]], ...], ...] = (
    (WEEKS[0], WEEKS[1], WEEKS[2], {"saturday": ["06:00-07:00"], "sunday": ["06:00-07:00"]}),
    (
        {
            day: ["18:00-24:00"]
            for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        },
        {"sunday": ["17:00-19:00", "20:00-24:00"], "monday": ["17:00-19:00"]},
    ),
)
"""Hours of two mailboxes that answer the same trunks; they have no minute in common."""

ANSWERING_DATES: tuple[tuple[list[str], ...], ...] = (
    ([], ["09:00-10:00"], ["06:00-16:00"]),
    ([], ["19:00-20:00"], ["17:00-24:00"]),
)
KEYS: tuple[dict[str, Any], ...] = (
    {"function": "night_mode", "data": "0"},
    {"function": "voice_mail"},
    {"code": "01", "data": "888"},
    {"code": "*01", "data": "1"},
)
Site = dict[str, list[dict[str, Any]]]


def installed(folder: Path) -> Bench:
    """An exchange whose last trunks are in a trunk group of their own."""
    bench = Bench(folder)
    for trunk in LINES:
        bench.poke("14-05-01", str(trunk), "2")
    return bench


def activate(bench: Bench) -> None:
    """Dial the activation of every time table that has a number."""
    caller = bench.exchange.state.numbers.extensions()[0]
    for row in bench.rows():
        if row.startswith("22-17-01 "):
            assert dial(bench.exchange.state, caller, f"888 {row.split()[1]} 1", at=bench.exchange.now()).accepted


@st.composite
def whole_sites(draw: DrawFn) -> Site:
    """A site that manages all nine kinds."""
    numbers = draw(st.lists(st.sampled_from(EXTENSIONS), unique=True, min_size=1, max_size=6))
    virtual = ["201", *draw(st.lists(st.just("455"), max_size=1))]  # keys show 201, and so it stays
    pilots = draw(st.permutations(PILOTS))
    site: Site = {
        "users": [draw(user(number, False)) for number in numbers] + [draw(user(number, True)) for number in virtual],
        "greetings": [
            {"name": name, "audio": audio}
            for name, audio in zip(("welcome", "closed", "wait"), AUDIO_FILES, strict=False)
        ],
    }
    members = st.lists(st.sampled_from(numbers), unique=True, max_size=3)
    taken: set[str] = set()
    site["hunt_groups"] = []
    for name, pilot in zip(("Support", "Night"), pilots, strict=False):
        chosen = [number for number in draw(members) if number not in taken]
        taken |= set(chosen)
        site["hunt_groups"].append({"name": name, "pilot": pilot, "members": chosen})
    taken = set()
    site["pickup_groups"] = []
    for name in draw(st.lists(st.sampled_from(("Front", "Back")), unique=True)):
        chosen = [number for number in draw(members) if number not in taken]
        taken |= set(chosen)
        site["pickup_groups"].append({"name": name, "members": chosen})
    site["queues"] = draw(queues(numbers, list(pilots[2:])))
    site["mailboxes"] = draw(mailboxes(site, numbers))
    site["answering_positions"] = draw(positions(site, numbers))
    site["schedules"] = [
        {"name": "open", "trunks": [f"1-{TRUNKS}"], "weekly": draw(st.sampled_from(WEEKS))},
        {"name": "kitchen", "weekly": draw(st.sampled_from(WEEKS))},
    ]
    if draw(st.booleans()):
        site["schedules"][1]["trunks"] = [f"1-{TRUNKS}"]
    for schedule, chosen in zip(site["schedules"], (numbers[:1], numbers[1:2]), strict=True):
        if draw(st.booleans()) and "trunks" not in site["schedules"][1]:
            schedule["extensions"] = chosen
    if draw(st.booleans()):
        site["schedules"][0]["exceptions"] = [{"date": WEDNESDAY, "open": draw(st.sampled_from(([], ["10:00-12:00"])))}]
    site["incoming_routes"] = [*draw(routes(site, numbers)), *draw(intercepts(site, numbers))]
    site["incoming_routes"] += draw(lines(site, numbers))
    return site


@st.composite
def user(draw: DrawFn, number: str, virtual: bool) -> dict[str, Any]:
    """A user with some fields."""
    entry: dict[str, Any] = {"extension": number, "name": f"User {number}"}
    if virtual:
        return {**entry, "virtual": True}
    if draw(st.booleans()):
        entry["class_of_service"] = draw(st.sampled_from(({"day": 2, "night": 5}, {"day": 3}, {"day": 1, "mode_4": 9})))
    if draw(st.booleans()):
        entry["toll_class"] = {"day": draw(st.integers(2, 15)), "night": 4}
    if draw(st.booleans()):
        keys = draw(st.lists(st.integers(1, 12), unique=True, max_size=3))
        entry["keys"] = [{"key": key, **draw(st.sampled_from(KEYS)), "enforce": True} for key in keys]
        if draw(st.booleans()):
            ring = draw(st.sampled_from(("none", "at_once", "delayed")))
            entry["keys"].append(
                {"key": 13, "function": "virtual_extension", "data": "201", "ring": ring, "enforce": True}
            )
    return entry


@st.composite
def queues(draw: DrawFn, numbers: list[str], pilots: list[str]) -> list[dict[str, Any]]:
    """Two queues whose agents differ, and sometimes one without any that others overflow to."""
    found: list[dict[str, Any]] = []
    split = draw(st.integers(0, len(numbers)))
    every = ["Sales", "Help", *draw(st.lists(st.just("Night"), max_size=1))]
    for name, agents in zip(every, (numbers[:split], numbers[split:], []), strict=False):
        queue: dict[str, Any] = {"name": name, "agents": agents}
        if pilots and draw(st.booleans()):
            queue["pilot"] = pilots.pop()
        if agents and draw(st.booleans()):
            queue["hours"] = draw(st.sampled_from(WEEKS))
        count = draw(st.integers(0, 2))
        queue["announcements"] = [{"greeting": "wait", "after": 10, "repeat": 2}, {"greeting": "welcome"}][:count]
        for announcement in queue["announcements"]:
            if draw(st.booleans()):
                announcement["queue_depth"] = True
        if draw(st.booleans()):
            others = [{"queue": other} for other in every if other != name]
            mailbox = [{"mailbox": queue["pilot"]}] if "pilot" in queue else []
            targets: list[Any] = [*others, {"speed_dial": 17}, {"ring": draw(st.permutations(numbers))[:2]}, *mailbox]
            preferred = draw(st.permutations(others))[: draw(st.integers(1, len(others)))]
            targets += [preferred, [*preferred, *mailbox]]
            queue["overflow"] = {"after": draw(st.integers(0, 90)), "to": draw(st.sampled_from(targets))}
        if draw(st.booleans()):
            queue["limit"] = {"calls": 7, "when_full": draw(st.sampled_from(("busy", "last", "longest")))}
        if draw(st.booleans()):
            queue["waiting_tone"] = draw(st.sampled_from(("music", "ringback")))
        found.append(queue)
    return found


@st.composite
def mailboxes(draw: DrawFn, site: Site, numbers: list[str]) -> list[dict[str, Any]]:
    """Boxes of some users and of groups that have a pilot."""
    found: list[dict[str, Any]] = [
        {"number": number, "user": number}
        for number in draw(st.lists(st.sampled_from(numbers), unique=True, max_size=2))
    ]
    for group in (*site["hunt_groups"], *site["queues"]):
        if "pilot" in group and draw(st.booleans()):
            found.append({"number": group["pilot"], "group": group["name"]})
    for box in found:
        if draw(st.booleans()):
            box["greeting"] = draw(st.sampled_from(("welcome", "closed")))
        if draw(st.booleans()):
            box["messages"] = draw(st.integers(0, 99))
    draw(answering(found))
    return found


@st.composite
def answering(draw: DrawFn, boxes: list[dict[str, Any]]) -> None:
    """Some of the boxes answer trunks: one at all other times, and two at hours of their own."""
    chosen = draw(st.permutations(boxes))
    if chosen and (others := draw(st.sampled_from((None, "1-8", "1-30")))):
        chosen[0]["answers"] = [{"trunks": [others]}]
    for box, weeks, hours in zip(chosen[1:], ANSWERING_WEEKS, ANSWERING_DATES, strict=False):
        if not draw(st.booleans()):
            continue
        entry: dict[str, Any] = {"trunks": draw(st.sampled_from((["1-4"], ["2-3", "7"], ["8"])))}
        entry["weekly"] = draw(st.sampled_from(weeks))
        if "answers" in chosen[0] and draw(st.booleans()):
            date = draw(st.sampled_from(("11-25", "12-24")))
            entry["dates"] = [{"date": date, "open": draw(st.sampled_from(hours))}]
        box["answers"] = [entry]
        if draw(st.booleans()):
            box["answers"].append({"trunks": ["9-10"], "weekly": draw(st.sampled_from(weeks))})


@st.composite
def positions(draw: DrawFn, site: Site, numbers: list[str]) -> list[dict[str, Any]]:
    """At most two positions on different extensions that forward nothing of their own."""
    free = [entry["extension"] for entry in site["users"] if not entry.get("virtual")]
    found: list[dict[str, Any]] = []
    for number, extension in enumerate(draw(st.permutations(free))[: draw(st.integers(0, 2))], start=1):
        position: dict[str, Any] = {"name": f"Desk {number}", "number": number, "extension": extension}
        if draw(st.booleans()):
            position["overflow"] = {"hunt_group": "Support"}
        found.append(position)
    return found


@st.composite
def routes(draw: DrawFn, site: Site, numbers: list[str]) -> list[dict[str, Any]]:
    """Routes on trunk group 1, some of them by the schedule that its trunks follow, or all by time tables."""
    ends: list[Any] = [None, {"ring": numbers[:2]}, {"hunt_group": "Night"}, {"queue": "Help"}]
    firsts: list[dict[str, Any]] = [
        {"user": numbers[0]},
        {"hunt_group": "Support"},
        {"queue": "Sales"},
        {"ring": list(reversed(numbers))[:3]},
        {"number": "922334455"},
    ]
    found: list[dict[str, Any]] = []
    by_time = draw(st.booleans())
    for number in draw(
        st.lists(st.sampled_from(("22334401", "22334402", "22334403", "5566")), unique=True, max_size=4)
    ):
        route: dict[str, Any] = {"number": number, "trunk_group": 1, "open": dict(draw(st.sampled_from(firsts)))}
        end = draw(st.sampled_from(ends))
        if end is not None:
            route["open"]["then"] = end
        if draw(st.booleans()):
            route["name"] = f"Line {number[-2:]}"
        if draw(st.booleans()):
            followed = [entry["name"] for entry in site["schedules"] if by_time or "trunks" in entry]
            route["schedule"] = draw(st.sampled_from(followed))
            closed: list[dict[str, Any]] = [
                {"greeting": "closed", "then": draw(st.sampled_from(("disconnect", {"hunt_group": "Night"})))}
            ]
            closed += [{"mailbox": box["number"]} for box in site["mailboxes"]]
            route["closed"] = draw(st.sampled_from(closed))
        if by_time:
            route["time_tables"] = True
        found.append(route)
    return found


def by_schedule(draw: DrawFn, site: Site, route: dict[str, Any], closed: list[dict[str, Any]]) -> dict[str, Any]:
    """The route, or the same by one of the schedules that the trunks follow."""
    if draw(st.booleans()):
        shared = [entry["name"] for entry in site["schedules"] if "trunks" in entry]
        route |= {"schedule": draw(st.sampled_from(shared)), "closed": draw(st.sampled_from(closed))}
    return route


@st.composite
def intercepts(draw: DrawFn, site: Site, numbers: list[str]) -> list[dict[str, Any]]:
    """What takes the calls of trunk group 1 that nothing else takes, if anything does."""
    ends: list[dict[str, Any]] = [{"user": numbers[0]}, {"ring": numbers[:2]}, {"queue": "Help"}, {"voice_mail": True}]
    if not draw(st.booleans()):
        return []
    route: dict[str, Any] = {"number": "*1", "trunk_group": 1, "open": draw(st.sampled_from(ends))}
    if draw(st.booleans()):
        route["other_numbers"] = False
    return [by_schedule(draw, site, route, [{"disconnect": True}, *ends])]


@st.composite
def lines(draw: DrawFn, site: Site, numbers: list[str]) -> list[dict[str, Any]]:
    """Direct lines on the trunks of trunk group 2, each or both together."""
    ends: list[dict[str, Any]] = [
        {"user": numbers[0]},
        {"user": numbers[-1], "then": {"voice_mail": True}},
        {"hunt_group": "Support"},
        {"ring": list(reversed(numbers))[:2], "then": {"user": numbers[0]}},
        {"queue": "Sales"},
        {"voice_mail": True},
    ]
    together = st.sampled_from(([], [LINES[:1]], [LINES], [LINES[:1], LINES[1:]]))
    return [
        by_schedule(
            draw,
            site,
            {
                "number": f"444455{trunks[0]}",
                "trunks": [str(trunk) for trunk in trunks],
                "open": draw(st.sampled_from(ends)),
            },
            ends,
        )
        for trunks in draw(together)
    ]
