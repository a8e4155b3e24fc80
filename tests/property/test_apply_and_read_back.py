"""For any two valid sites: the second is reached from the first, read back, left alone, and taken back."""

from __future__ import annotations

from hypothesis import given, settings

from tests.property.canonical import as_read, canonical
from tests.property.rehearsal import RawSite, Rehearsal
from tests.property.sites import removed_numbers, sites


def reads_back_as(rehearsal: Rehearsal, site: RawSite) -> None:
    """The exchange holds what the site says, and every user is on the port that the site names."""
    _wish, prepared = rehearsal.prepare(site)
    checksums = {path: converted.sha256 for path, converted in prepared.audio.items()}
    there = canonical(dict(rehearsal.gather().site), rehearsal.today, {})
    assert there == canonical(as_read(site), rehearsal.today, checksums)
    rows = rehearsal.native().rows
    for user in site["users"]:
        if "port" in user:
            factory = str(100 + user["port"])
            assert rows.get(f"11-02-01 {user['port']}", factory) == user["extension"]


def leaves_alone(rehearsal: Rehearsal, site: RawSite) -> None:
    """Applying the site once more sends no write."""
    rehearsal.fleet.fault(rehearsal.name, writes_fatal="on")
    again = rehearsal.apply(site)
    rehearsal.fleet.clear_faults(rehearsal.name)
    assert (again.end, again.writes) == ("nothing to do", 0)
    assert rehearsal.fleet.counters(rehearsal.name)["fatal_writes"] == 0


@given(first=sites(), second=sites(), exchange=removed_numbers)
def test_second_site_is_reached_from_first_and_taken_back(
    rehearsal: Rehearsal, first: RawSite, second: RawSite, exchange: str
) -> None:
    rehearsal.begin(exchange)
    assert rehearsal.apply(first).end in ("all new", "nothing to do")
    reads_back_as(rehearsal, first)
    before = rehearsal.native()
    outcome = rehearsal.apply(second)
    assert outcome.end in ("all new", "nothing to do"), outcome.reason
    reads_back_as(rehearsal, second)
    leaves_alone(rehearsal, second)
    if outcome.end == "all new":
        rehearsal.undo(outcome)
    assert rehearsal.native() == before


@settings(max_examples=2)
@given(first=sites(), second=sites())
def test_ssh_reaches_the_second_site_too(rehearsal: Rehearsal, first: RawSite, second: RawSite) -> None:
    rehearsal.begin("keep", transport="ssh")
    rehearsal.apply(first)
    rehearsal.apply(second)
    reads_back_as(rehearsal, second)
    leaves_alone(rehearsal, second)
