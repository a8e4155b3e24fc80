"""Strategies: valid sites, small enough to collide a lot with one another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ansible_collections.sentral.nec.plugins.module_utils.model.opening_hours import WEEKDAYS
from tests.property.rehearsal import AUDIO_FILES, PORTS, TRUNKS, RawSite

NUMBERS = (
    *("101", "102", "103", "104", "105"),  # the factory's numbers of ports that are installed
    *("112", "113", "150", "3101"),  # of the last port that is installed, and of ports that are not
    *("201", "202", "299"),  # of virtual ports
    *("400", "455", "599", "3999"),  # nobody's
)
PEOPLE = ("Kari N", "Ola N", "Per Hansen", "Liv", "Kari Nordmann Olsen", "Åse Øst")
SHOWN = ("Desk 1", "Desk 2", "Kari N", "K=N (1) ~", "STA 101")
GROUPS = ("Support", "Sales", "Night", "Reception and Service")
GREETINGS = ("welcome", "closed", "holiday")
SCHEDULES = ("opening-hours", "kitchen", "gate")
DAYS: tuple[list[str], ...] = (
    [],
    ["08:00-16:00"],
    ["09:00-16:00"],
    ["00:00-24:00"],
    ["08:00-12:00", "13:00-16:00"],
    ["00:00-01:30", "23:00-24:00"],
    ["00:00-08:00"],
    ["16:00-24:00"],
    [f"{hour:02d}:00-{hour:02d}:30" for hour in range(1, 10)],
    ["10:00-10:01"],
)
"""Ten kinds of days: as many as a night group has patterns, so that every timetable fits."""

DATES = ("2026-11-22", "2026-11-23", "2026-12-24", "2026-12-25", "2027-02-28", "2027-05-17", "2027-11-22", "2027-12-24")
FIT = 12
"""Characters of a name that the exchange can show."""


def fits(name: str) -> bool:
    """Whether the exchange can show a name."""
    return name.isascii() and len(name) <= FIT


def maybe(draw: DrawFn, entry: dict[str, Any], field: str, values: SearchStrategy[Any]) -> None:
    """Draw whether a field is given, and what."""
    if draw(st.booleans()):
        entry[field] = draw(values)


@st.composite
def users(draw: DrawFn, numbers: list[str], *, names: tuple[str, ...] = PEOPLE) -> list[dict[str, Any]]:
    """Users on ``numbers``; some share a name, some name their port or what is shown."""
    ports = draw(st.permutations(range(1, PORTS + 1)))
    chosen = [draw(st.sampled_from(names)) for _number in numbers]
    names_ports = draw(st.sampled_from((0, 1, 4)))
    entries = []
    for number, name, port in zip(numbers, chosen, ports, strict=False):
        entry: dict[str, Any] = {"extension": number, "name": name}
        if not fits(name) or draw(st.booleans()):
            # Two of the same name who show nothing cannot be told from numbers that nobody has.
            nothing = ("",) if chosen.count(name) == 1 else ()
            entry["display_name"] = draw(st.sampled_from((*SHOWN, *nothing)))
        if draw(st.integers(1, 4)) <= names_ports:
            entry["port"] = port
        entries.append(entry)
    return entries


@st.composite
def hunt_groups(draw: DrawFn, pilots: list[str], people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hunt groups whose members are among ``people``, some of whom name the group themselves."""
    names = draw(st.lists(st.sampled_from(GROUPS), unique=True, max_size=3))
    groups: list[dict[str, Any]] = [{"name": name} for name in names]
    for group in groups:
        if not fits(group["name"]):
            group["display_name"] = draw(st.sampled_from(("Front", "")))
        if pilots and draw(st.booleans()):
            group["pilot"] = pilots.pop()
        maybe(draw, group, "distribution", st.sampled_from(("priority", "circular")))
        maybe(draw, group, "members", st.just([]))
    for person in draw(st.permutations(people)):
        group = draw(st.sampled_from([None, *groups]))
        if group is None:
            continue
        listed = "members" in group and draw(st.booleans())
        if listed:
            group["members"] = [*group["members"], person["extension"]]
        if not listed or draw(st.booleans()):
            person["hunt_group"] = group["name"]
    return groups


@st.composite
def greetings(draw: DrawFn) -> list[dict[str, Any]]:
    """Greetings; two may play the same audio."""
    names = draw(st.lists(st.sampled_from(GREETINGS), unique=True))
    messages = draw(st.permutations(range(1, 7)))
    entries: list[dict[str, Any]] = []
    for name, message in zip(names, messages, strict=False):
        entry = {"name": name, "audio": draw(st.sampled_from(AUDIO_FILES))}
        maybe(draw, entry, "message", st.just(message))
        entries.append(entry)
    return entries


@st.composite
def schedules(draw: DrawFn) -> list[dict[str, Any]]:
    """Schedules that fit into the patterns of a night group; a trunk follows one of them."""
    names = draw(st.lists(st.sampled_from(SCHEDULES), unique=True, max_size=2))
    entries: list[dict[str, Any]] = [{"name": name} for name in names]
    trunks: dict[str, list[int]] = {name: [] for name in names}
    for trunk in range(1, TRUNKS // 2 + 1) if names else ():
        follows = draw(st.sampled_from([None, *names]))
        if follows is not None:
            trunks[follows].append(trunk)
    for entry in entries:
        if trunks[entry["name"]]:
            entry["trunks"] = [str(trunk) for trunk in trunks[entry["name"]]]
        maybe(draw, entry, "weekly", st.dictionaries(st.sampled_from(WEEKDAYS), st.sampled_from(DAYS)))
        maybe(draw, entry, "holidays", st.just({"calendar": "NO"}))
        maybe(
            draw,
            entry,
            "exceptions",
            st.lists(
                st.fixed_dictionaries({"date": st.sampled_from(DATES), "open": st.sampled_from(DAYS)}),
                unique_by=lambda exception: exception["date"],
                max_size=4,
            ),
        )
    return entries


@st.composite
def sites(draw: DrawFn) -> RawSite:
    """A valid site: all kinds are managed."""
    numbers = draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=10))
    split = draw(st.integers(0, len(numbers)))
    people = draw(users(numbers[split:]))
    groups = draw(hunt_groups(numbers[:split], people))
    return {
        "users": people,
        "hunt_groups": groups,
        "greetings": draw(greetings()),
        "schedules": draw(schedules()),
    }


removed_numbers = st.sampled_from(("keep", "erase"))
"""The two simulated exchanges: what happens to the rows of a number that is removed."""
