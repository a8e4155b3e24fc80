"""Calls by time for one number: type 8 of 22-02, the tables of 22-17, and the dialled step that switches one on."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.state import ExchangeState
from simulator.storage import FolderStorage
from simulator.tables import load_model
from tests.unit.simulator.calls.conftest import Programmed

TUESDAY, WEDNESDAY = 3, 4
VACANT = ["0 VACANT_NUMBER 2233", "0 DISCONNECTED"]


def by_day(entry: int, extension: int) -> list[str]:
    return [f"0 ENTRY {entry}", f"0 RINGS {extension}", "0 GOES_ON"]


def table(pbx: Programmed, number: int, day: int, *patterns: tuple[str, str, int]) -> None:
    for pattern, (start, end, entry) in enumerate(patterns, 1):
        pbx.put(f"22-17-02 {number} {pattern}", start)
        pbx.put(f"22-17-03 {number} {pattern}", end)
        pbx.put(f"22-17-04 {number} {pattern}", entry)
    pbx.put(f"22-17-05 {number}", day)
    pbx.put(f"22-17-01 {number}", 2233)


@pytest.fixture
def timed() -> Programmed:
    """An SV9100 whose trunk 1 looks for 2233 in table 12, for Tuesdays: 105 from 8 to 16, else 120."""
    pbx = Programmed()
    pbx.put("22-02-01 1 1", 8)
    pbx.put("22-12-01 1 1", 0)
    pbx.put("22-11-02 1", 105)
    pbx.put("22-11-02 2", 120)
    table(pbx, 12, TUESDAY, ("0000", "0800", 2), ("0800", "1600", 1), ("1600", "0000", 2))
    return pbx


def test_a_table_that_nobody_has_activated_is_not_in_force(timed: Programmed) -> None:
    assert timed.call("2233") == ["0 NOTE", *VACANT]
    assert str(timed.dial("101", "888 12 1")) == "ACCEPTED, stored"
    assert timed.call("2233") == by_day(1, 105)


def test_the_time_pattern_says_which_entry(timed: Programmed) -> None:
    timed.dial("101", "888 12 1")
    for moment, found in (("07:59", by_day(2, 120)), ("08:00", by_day(1, 105)), ("16:00", by_day(2, 120))):
        assert timed.call("2233", at=f"2026-11-24 {moment}") == found


def test_a_table_is_for_one_day_of_the_week(timed: Programmed) -> None:
    timed.dial("101", "888 12 1")
    assert timed.call("2233", at="2026-11-25 10:00") == VACANT
    table(timed, 13, WEDNESDAY, ("0000", "1200", 2), ("1200", "0000", 2))
    timed.dial("101", "888 13 1")
    assert timed.call("2233", at="2026-11-25 10:00") == by_day(2, 120)
    assert timed.call("2233") == by_day(1, 105)


def test_on_an_sv8100_a_table_is_for_every_day() -> None:
    pbx = Programmed("sv8100")
    assert "22-17-05" not in pbx.state.model.items
    for row, data in (("22-02-01 1 1", 8), ("22-11-02 1", 105), ("22-17-04 1 1", 1), ("22-17-03 1 1", "1200")):
        pbx.put(row, data)
    pbx.put("22-17-01 1", 2233)
    pbx.dial("101", "888 1 1")
    for day in ("2026-11-24", "2026-11-29"):
        assert pbx.call("2233", at=f"{day} 10:00") == by_day(1, 105)


def test_a_date_of_the_trunks_night_group_is_a_holiday(timed: Programmed) -> None:
    table(timed, 14, 8, ("0000", "1200", 2), ("1200", "0000", 2))
    timed.put("12-06-01 1", 2)
    timed.put("12-04-01 2 1124", 1)
    timed.dial("101", "888 12 1")
    assert timed.call("2233") == ["0 NOTE", *by_day(1, 105)], "the table for holidays is not in force"
    timed.dial("101", "888 14 1")
    assert timed.call("2233") == by_day(2, 120)
    timed.put("12-06-01 1", 1)
    assert timed.call("2233") == by_day(1, 105)


def test_a_pattern_without_times_is_chosen_by_hand(timed: Programmed) -> None:
    table(timed, 15, TUESDAY, ("0000", "0000", 1), ("0000", "0000", 2), ("0000", "0000", 0))
    timed.put("22-17-01 12", "")
    timed.dial("101", "888 15 2")
    assert timed.call("2233") == by_day(2, 120)
    timed.dial("101", "888 015 1")
    assert timed.call("2233") == by_day(1, 105)
    timed.dial("101", "888 15 3")
    assert timed.call("2233") == VACANT


def test_the_last_digits_count_and_other_numbers_are_vacant(timed: Programmed) -> None:
    timed.dial("101", "888 12 1")
    assert timed.call("21872233") == by_day(1, 105)
    assert timed.call("2299") == ["0 VACANT_NUMBER 2299", "0 DISCONNECTED"]
    timed.put("22-09-02 1", 1)
    timed.put("22-12-01 1 1", 2)
    timed.put("22-04-01 2 1", 120)
    assert timed.call("2299") == ["0 VACANT_NUMBER 2299", "0 TRANSFERS", "0 RINGS 120", "0 GOES_ON"]


def test_the_entry_goes_on_as_any_other(timed: Programmed) -> None:
    timed.dial("101", "888 12 1")
    timed.put("22-11-04 1", 3)
    timed.put("22-11-05 1", 2)
    timed.put("22-04-01 2 1", 120)
    assert timed.call("2233") == ["0 ENTRY 1", "0 RINGS 105", "20 TRANSFERS", "20 RINGS 120", "20 GOES_ON"]


@pytest.mark.parametrize("digits", ["888", "888 1", "888 101 1", "888 0 1", "888 12 9", "888 12 0"])
def test_what_is_no_table_or_pattern_is_refused(timed: Programmed, digits: str) -> None:
    assert not timed.dial("101", digits).accepted
    assert timed.state.active_tables == {}


def test_an_activation_survives_a_restart_and_not_a_reset(tmp_path: Path) -> None:
    folder = tmp_path
    state = ExchangeState(load_model("sv9100"), FolderStorage(folder))
    state.activate_time_table(12, 1)
    again = ExchangeState(load_model("sv9100"), FolderStorage(folder))
    assert again.active_tables == {12: 1}, "from the journal"
    again.close()
    third = ExchangeState(load_model("sv9100"), FolderStorage(folder))
    assert third.active_tables == {12: 1}, "from the snapshot"
    third.reset()
    assert third.active_tables == {}
