"""Merged adds and changes what it names, deleted removes what it names, and everything else stays."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.property.canonical import as_read, canonical
from tests.property.rehearsal import PORTS, RawSite, Rehearsal
from tests.property.sites import DAYS, greetings, maybe, removed_numbers, schedules, sites

NEW_NUMBERS = ("110", "144", "250", "3500", "480")


def checksums(rehearsal: Rehearsal, *raws: RawSite) -> dict[str, str]:
    """The checksum of every audio file that the sites name."""
    found: dict[str, str] = {}
    for raw in raws:
        _wish, prepared = rehearsal.prepare({"greetings": raw.get("greetings", [])})
        found |= {path: converted.sha256 for path, converted in prepared.audio.items()}
    return found


def there(rehearsal: Rehearsal) -> dict[str, Any]:
    """What can be read back now."""
    return canonical(dict(rehearsal.gather().site), rehearsal.today, {})


@st.composite
def named_sites(draw: DrawFn) -> RawSite:
    """A valid site in which nobody shares a name."""
    site = draw(sites())
    for user in site["users"]:
        user["name"] = f"Nr {user['extension']}"
    return site


def some(draw: DrawFn, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Some of a kind's objects, in any order."""
    return [entry for entry in draw(st.permutations(entries)) if draw(st.booleans())]


@st.composite
def additions(draw: DrawFn, site: RawSite) -> RawSite:
    """Parts of objects that ``site`` has, and new objects, as merged takes them."""
    people = [{"extension": user["extension"]} for user in some(draw, site["users"])]
    for person in people:
        maybe(draw, person, "display_name", st.sampled_from(("New 1", "New 2")))
    wanted = [number for number in NEW_NUMBERS if draw(st.booleans())]
    people += [{"extension": number, "name": f"Nr {number}"} for number in wanted[: PORTS - len(site["users"])]]
    groups = [{"name": group["name"]} for group in some(draw, site["hunt_groups"])]
    groups += [{"name": "Added"}] if draw(st.booleans()) else []
    for group in groups:
        maybe(draw, group, "distribution", st.sampled_from(("priority", "circular")))
    for person in people:
        maybe(draw, person, "hunt_group", st.sampled_from([group["name"] for group in groups] or [""]))
        if not person.get("hunt_group", "-"):
            del person["hunt_group"]
    recorded = [{"name": "added", "audio": "queue.wav"}] if draw(st.booleans()) else []
    recorded += [{"name": greeting["name"], "audio": "closed.wav"} for greeting in some(draw, site["greetings"])]
    hours = [{"name": "added"}] if draw(st.booleans()) else []
    hours += [{"name": schedule["name"]} for schedule in some(draw, site["schedules"])]
    # A date that did not differ from its weekday is not on the exchange, so a new week cannot keep its hours.
    dated = {schedule["name"] for schedule in site["schedules"] if {"holidays", "exceptions"} & set(schedule)}
    for schedule in (schedule for schedule in hours if schedule["name"] not in dated):
        maybe(draw, schedule, "weekly", st.fixed_dictionaries({"monday": st.sampled_from(DAYS[:3])}))
    kinds = {"users": people, "hunt_groups": groups, "greetings": recorded, "schedules": hours}
    return {kind: entries for kind, entries in kinds.items() if entries}


def merged(site: RawSite, added: RawSite) -> RawSite:
    """What ``site`` is after ``added`` was merged into it, worked out on the site alone."""
    result = copy.deepcopy(site)
    for kind, key in (("users", "extension"), ("hunt_groups", "name"), ("greetings", "name"), ("schedules", "name")):
        for entry in added.get(kind, []):
            present = next((old for old in result[kind] if old[key] == entry[key]), None)
            if present is None:
                result[kind].append(dict(entry))
            else:
                present.update(entry)
    return result


@given(data=st.data(), site=named_sites(), exchange=removed_numbers)
def test_merged_changes_what_it_names_and_keeps_the_rest(
    rehearsal: Rehearsal, data: st.DataObject, site: RawSite, exchange: str
) -> None:
    added = data.draw(additions(site), label="added")
    rehearsal.begin(exchange)
    rehearsal.apply(site)
    before = rehearsal.native()
    groups_before = there(rehearsal)["hunt_groups"]

    outcome = rehearsal.apply(added, "merged")

    assert outcome.end in ("all new", "nothing to do"), outcome.reason
    expected = canonical(as_read(merged(site, added)), rehearsal.today, checksums(rehearsal, site, added))
    joining = {user["extension"]: user["hunt_group"] for user in added.get("users", []) if "hunt_group" in user}
    for name, group in expected["hunt_groups"].items():
        stay = groups_before.get(name, {"members": []})["members"]
        group["members"] = [number for number in stay if joining.get(number, name) == name]
        new = [number for number, wanted in joining.items() if wanted == name and number not in stay]
        group["members"] += sorted(new, key=lambda number: (len(number), number))
    assert there(rehearsal) == expected
    assert rehearsal.apply(added, "merged").writes == 0
    if outcome.end == "all new":
        rehearsal.undo(outcome)
    assert rehearsal.native() == before


@given(data=st.data(), site=named_sites(), exchange=removed_numbers)
def test_deleted_removes_what_it_names_and_keeps_the_rest(
    rehearsal: Rehearsal, data: st.DataObject, site: RawSite, exchange: str
) -> None:
    rehearsal.begin(exchange)
    rehearsal.apply(site)
    before = rehearsal.native()
    expected = there(rehearsal)
    named: RawSite = {}
    for kind, key in (("users", "extension"), ("hunt_groups", "name"), ("greetings", "name"), ("schedules", "name")):
        keys = data.draw(st.lists(st.sampled_from(sorted(expected[kind]) or [""]), unique=True), label=kind)
        if keys != [""]:
            named[kind] = [{key: word} for word in keys]
        for word in keys:
            expected[kind].pop(word, None)
    for group in expected["hunt_groups"].values():
        group["members"] = [member for member in group["members"] if member in expected["users"]]

    outcome = rehearsal.apply(named, "deleted")

    assert outcome.end in ("all new", "nothing to do"), outcome.reason
    assert there(rehearsal) == expected
    assert rehearsal.apply(named, "deleted").writes == 0
    if outcome.end == "all new":
        rehearsal.undo(outcome)
    assert rehearsal.native() == before


@given(site=sites(), recorded=st.none() | greetings(), hours=st.none() | schedules())
def test_a_kind_that_the_site_does_not_name_is_not_touched(
    rehearsal: Rehearsal, site: RawSite, recorded: list[dict[str, Any]] | None, hours: list[dict[str, Any]] | None
) -> None:
    rehearsal.begin()
    rehearsal.apply(site)
    part = {"greetings": recorded, "schedules": hours}
    second: RawSite = {kind: entries for kind, entries in part.items() if entries is not None}
    rehearsal.apply(second)
    expected = canonical(as_read({**site, **second}), rehearsal.today, checksums(rehearsal, site, second))
    assert there(rehearsal) == expected
