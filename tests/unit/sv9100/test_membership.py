"""Places in hunt groups and pickup groups."""

from __future__ import annotations

from tests.unit.instant import Bench, sentences

PEOPLE = [{"extension": number, "name": f"User {number}"} for number in ("101", "102", "103")]


def test_two_members_with_the_same_priority_stay_as_they_are(bench: Bench) -> None:
    """The lower number comes first then, as it is gathered; nothing has to be written to keep it so."""
    site = {"users": PEOPLE, "hunt_groups": [{"name": "Sales", "pilot": "180", "members": ["101", "103"]}]}
    bench.apply(site)
    bench.poke("16-02-02", "101", "2")
    bench.poke("16-02-02", "103", "2")
    assert bench.gather().site["hunt_groups"][0]["members"] == ["101", "103"]
    assert sentences(bench.draft(site)) == []


def test_the_same_priority_is_told_apart_for_another_order(bench: Bench) -> None:
    site = {"users": PEOPLE, "hunt_groups": [{"name": "Sales", "pilot": "180", "members": ["101", "103"]}]}
    bench.apply(site)
    bench.poke("16-02-02", "101", "2")
    bench.poke("16-02-02", "103", "2")
    site["hunt_groups"] = [{"name": "Sales", "pilot": "180", "members": ["103", "101", "102"]}]
    bench.apply(site)
    assert bench.gather().site["hunt_groups"][0]["members"] == ["103", "101", "102"]
