"""InMail: mailboxes and answer tables."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.simulator.calls.conftest import Programmed

TUESDAY, DATE = "3", "1124"
ENTRY_ITEMS = ("kind", "box", "day", "first", "last", "date", "start", "end")


@pytest.fixture
def inmail(pbx: Programmed) -> Programmed:
    """InMail answers trunk 1 by table 2, whose default is routing box 9."""
    pbx.put("22-05-01 1 1", 102)
    pbx.put("47-10-01 1", 2)
    pbx.put("47-11-03 2", "3 9")
    return pbx


def entry(pbx: Programmed, number: int, table: int = 2, **data: str) -> None:
    for name, value in {"start": "0000", "end": "0000", **data}.items():
        pbx.put(f"47-12-0{ENTRY_ITEMS.index(name) + 1} {table} {number}", value)


def test_nothing_in_effect_is_the_default_box(inmail: Programmed) -> None:
    assert inmail.call() == ["0 AUTO_ATTENDANT 9"]
    inmail.put("47-11-03 2", 0)
    assert inmail.call() == ["0 DISCONNECTED"]


def test_the_table_is_that_of_the_trunk(inmail: Programmed) -> None:
    inmail.put("47-10-01 1", 1)
    assert inmail.call() == ["0 AUTO_ATTENDANT 1"]


def test_the_override_goes_before_everything(inmail: Programmed) -> None:
    entry(inmail, 1, kind="3", box="3 2", date=DATE)
    inmail.put("47-11-02 2", "3 4")
    assert inmail.call() == ["0 AUTO_ATTENDANT 4"]


@pytest.mark.parametrize(
    ("data", "is_in_effect"),
    [
        ({"kind": "1", "day": TUESDAY}, True),
        ({"kind": "1", "day": "4"}, False),
        ({"kind": "2", "first": "2", "last": "6"}, True),
        ({"kind": "2", "first": "4", "last": "6"}, False),
        ({"kind": "2", "first": "6", "last": "3"}, True),
        ({"kind": "2", "first": "6", "last": "2"}, False),
        ({"kind": "2", "first": "2", "last": ""}, False),
        ({"kind": "3", "date": DATE}, True),
        ({"kind": "3", "date": "1125"}, False),
        ({"kind": "0", "day": TUESDAY}, False),
        ({"kind": "1", "day": TUESDAY, "start": "1000", "end": "1001"}, True),
        ({"kind": "1", "day": TUESDAY, "start": "1001", "end": "1200"}, False),
        ({"kind": "1", "day": TUESDAY, "start": "0900", "end": "1000"}, False),
        ({"kind": "1", "day": TUESDAY, "start": "0900", "end": "0000"}, True),
        ({"kind": "1", "day": TUESDAY, "start": "", "end": ""}, False),
        ({"kind": "1", "day": TUESDAY, "start": "", "end": "1200"}, False),
    ],
)
def test_when_an_entry_is_in_effect(inmail: Programmed, data: dict[str, Any], is_in_effect: bool) -> None:
    entry(inmail, 1, box="3 2", **data)
    assert inmail.call() == [f"0 AUTO_ATTENDANT {2 if is_in_effect else 9}"]


def test_a_date_goes_before_a_weekday_and_that_before_a_range(inmail: Programmed) -> None:
    entry(inmail, 1, kind="2", box="3 2", first="1", last="7")
    assert inmail.call() == ["0 AUTO_ATTENDANT 2"]
    entry(inmail, 2, kind="1", box="3 3", day=TUESDAY)
    assert inmail.call() == ["0 AUTO_ATTENDANT 3"]
    entry(inmail, 3, kind="3", box="3 4", date=DATE)
    assert inmail.call() == ["0 AUTO_ATTENDANT 4"]


def test_of_two_entries_of_a_kind_the_first_counts(inmail: Programmed) -> None:
    entry(inmail, 2, kind="1", box="3 3", day=TUESDAY)
    entry(inmail, 1, kind="1", box="3 2", day=TUESDAY)
    assert inmail.call() == ["0 AUTO_ATTENDANT 2"]


def test_the_next_table_is_searched_before_the_default(inmail: Programmed) -> None:
    inmail.put("47-11-04 2", 5)
    assert inmail.call() == ["0 AUTO_ATTENDANT 9"]
    entry(inmail, 1, table=5, kind="1", box="3 3", day=TUESDAY)
    assert inmail.call() == ["0 AUTO_ATTENDANT 3"]
    inmail.put("47-12-01 5 1", 0)
    inmail.put("47-11-03 5", "3 8")
    assert inmail.call() == ["0 AUTO_ATTENDANT 8"]
    inmail.put("47-11-04 5", 2)  # a circle of tables
    assert inmail.call() == ["0 AUTO_ATTENDANT 8"]


def test_a_box_may_be_that_of_a_station_or_a_group(inmail: Programmed) -> None:
    inmail.put("47-11-03 2", "1 12")
    assert inmail.call() == ["0 IN_MAILBOX STATION 12"]
    inmail.put("47-11-03 2", "2 3")
    assert inmail.call() == ["0 IN_MAILBOX GROUP 3"]


def test_a_group_mailbox_of_kind_2_is_a_routing_box(inmail: Programmed) -> None:
    inmail.put("47-11-03 2", "2 3")
    inmail.put("47-03-03 3", 2)
    inmail.put("47-03-04 3", 21)
    assert inmail.call() == ["0 AUTO_ATTENDANT 21"]


def test_a_mailbox_that_is_not_in_use_is_nobodys(inmail: Programmed) -> None:
    inmail.put("47-11-03 2", "1 12")
    inmail.put("47-02-01 12", 0)
    assert inmail.call() == ["0 DISCONNECTED"]
    inmail.put("47-11-03 2", "2 3")
    inmail.put("47-03-03 3", 0)
    assert inmail.call() == ["0 DISCONNECTED"]
