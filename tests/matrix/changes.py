"""Random changes of a site, and random faults, all from one number: the same seed gives the same run."""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass
from typing import Any

from tests.matrix.cases import CASES, Case, site
from tests.matrix.stage import PATIENCE, Site

NAMES = ("Kari N", "Ola", "Liv", "Per", "Eva", "Nils", "Ada", "Bo")
NUMBERS = ("104", "105", "400", "401", "402", "403")
"""Of users that come and go; 101 to 103 stay."""
AUDIO = ("welcome.wav", "closed.wav", "holiday.wav", "queue.wav")
HOURS = ("08:00-16:00", "09:00-16:00", "08:00-11:30", "00:00-24:00", "10:00-10:01")
DAYS = ("monday", "tuesday", "friday", "sunday")
DISTRIBUTIONS = ("priority", "circular")
GOALS: tuple[dict[str, Any], ...] = (
    {"queue": "Sales"},
    {"queue": "Help"},
    {"hunt_group": "Support"},
    {"user": "101"},
)
MOST_COMMANDS = 120
"""A fault begins somewhere among these: most plans are shorter, so that some faults come in the reading back."""


def change(draw: random.Random, before: Site) -> Site:
    """The site with one to four changes, valid in itself."""
    after = copy.deepcopy(before)
    for _ in range(draw.randint(1, 4)):
        draw.choice(CHANGES)(draw, after)
    return after


@dataclass(frozen=True)
class Trouble:
    """Settings of faults, the patience that they need (seconds), and whether they count from the first reading on."""

    settings: dict[str, Any]
    patience: float
    from_the_start: bool


def trouble(draw: random.Random) -> Trouble:
    """No fault, one, or two at different commands."""
    chosen: list[Case] = draw.sample(CASES, k=draw.choices((0, 1, 2), (1, 6, 3))[0])
    # A listing that is short and whole by its own account cannot be told from the truth: not when it is the first
    # one, nor when it is to say what something else has left.
    liars = [case for case in chosen if case.lies]
    chosen = liars[:1] or chosen
    settings: dict[str, Any] = {}
    for case in chosen:
        at = case.at(draw.randint(1, draw.choice((8, 20, MOST_COMMANDS))))
        if not {key.partition("_")[0] for key in at} & {key.partition("_")[0] for key in settings}:
            settings.update(at)
    patience = min((case.patience for case in chosen), default=PATIENCE)
    return Trouble(settings, patience, not liars and draw.random() < 0.1)


def first_site() -> Site:
    """Where a run begins."""
    return site(new=False)


def _user(draw: random.Random, now: Site) -> None:
    """Somebody comes, goes, or gets another name."""
    number = draw.choice(NUMBERS)
    people = now["users"]
    there = [user for user in people if user["extension"] == number]
    if not there:
        people.append({"extension": number, "name": draw.choice(NAMES)})
    elif draw.random() < 0.5:
        there[0]["name"] = draw.choice(NAMES)
    else:
        people.remove(there[0])
        for group in (*now["hunt_groups"], *now["pickup_groups"]):
            group["members"] = [member for member in group["members"] if member != number]
        for queue in now["queues"]:
            queue["agents"] = [agent for agent in queue["agents"] if agent != number]


def _hunt_group(draw: random.Random, now: Site) -> None:
    """Other members, in another order, called in another way."""
    everybody = [user["extension"] for user in now["users"]]
    now["hunt_groups"][0]["members"] = draw.sample(everybody, k=draw.randint(0, min(4, len(everybody))))
    now["hunt_groups"][0]["distribution"] = draw.choice(DISTRIBUTIONS)


def _pickup_group(draw: random.Random, now: Site) -> None:
    everybody = [user["extension"] for user in now["users"]]
    now["pickup_groups"][0]["members"] = draw.sample(everybody, k=draw.randint(0, min(3, len(everybody))))


def _queue(draw: random.Random, now: Site) -> None:
    """Other agents, another overflow, other announcements."""
    sales = now["queues"][1]
    taken = set(now["queues"][0]["agents"])
    free = [user["extension"] for user in now["users"] if user["extension"] not in taken]
    sales["agents"] = draw.sample(free, k=draw.randint(1, len(free)))
    sales["overflow"] = {"after": draw.randint(5, 90), "to": draw.choice(({"mailbox": "190"}, {"queue": "Help"}))}
    sales["announcements"] = [{"greeting": "wait", "after": draw.randint(5, 20), "repeat": 2}]


def _greeting(draw: random.Random, now: Site) -> None:
    """Another recording."""
    draw.choice(now["greetings"])["audio"] = draw.choice(AUDIO)


def _schedule(draw: random.Random, now: Site) -> None:
    """Other hours, and now and then a day by itself."""
    schedule = now["schedules"][0]
    schedule["weekly"] = {day: [draw.choice(HOURS)] for day in draw.sample(DAYS, k=draw.randint(1, len(DAYS)))}
    schedule["exceptions"] = [{"date": "2026-12-24", "open": [draw.choice(HOURS)]}] if draw.random() < 0.3 else []


def _route(draw: random.Random, now: Site) -> None:
    """It leads elsewhere, or there is a second one, or no longer."""
    routes = now["incoming_routes"]
    routes[0]["open"] = draw.choice(GOALS)
    if len(routes) > 1:
        routes.pop()
    elif draw.random() < 0.5:
        routes.append({"number": "22334466", "trunk_group": 1, "open": draw.choice(GOALS)})


CHANGES = (_user, _user, _hunt_group, _pickup_group, _queue, _greeting, _schedule, _route)
