"""Direct dialling in: digits, table and areas, transfer, intercept, vacant numbers."""

from __future__ import annotations

import pytest

from tests.unit.simulator.calls.conftest import Programmed

RINGS_ON = ["0 ENTRY 1", "0 RINGS 105", "0 GOES_ON"]
VACANT = ["0 VACANT_NUMBER 2299", "0 DISCONNECTED"]


def transfer(ddi: Programmed, mode: int, first: int = 0, second: int = 0, intercept: int = 0) -> None:
    for row, data in (("22-11-04 1", mode), ("22-11-05 1", first), ("22-11-06 1", second)):
        ddi.put(row, data)
    ddi.put("22-12-01 1 1", intercept)


def test_the_last_digits_count(ddi: Programmed) -> None:
    assert ddi.call("2233") == RINGS_ON
    assert ddi.call("21872233") == RINGS_ON
    ddi.put("22-09-01 1", 2)
    ddi.put("22-11-01 1", 33)
    assert ddi.call("21872233") == RINGS_ON


def test_the_digits_are_those_of_the_trunk_group(ddi: Programmed) -> None:
    ddi.put("14-05-01 1", 2)
    ddi.put("22-09-01 2", 3)
    assert ddi.call("2233") == ["0 VACANT_NUMBER 233", "0 DISCONNECTED"]


def test_a_table_has_two_areas_and_the_first_is_searched_first(ddi: Programmed) -> None:
    ddi.put("22-11-01 150", 2233)
    ddi.put("22-11-02 150", 120)
    ddi.put("22-10-01 1", 101)
    ddi.put("22-10-02 1", 200)
    assert ddi.call("2233")[0] == "0 ENTRY 150"
    ddi.put("22-10-03 1", 1)
    ddi.put("22-10-04 1", 100)
    assert ddi.call("2233")[0] == "0 ENTRY 150"
    ddi.put("22-11-01 150", "")
    assert ddi.call("2233")[0] == "0 ENTRY 1"


def test_entries_outside_the_areas_do_not_count(ddi: Programmed) -> None:
    ddi.put("22-11-01 101", 2299)
    ddi.put("22-11-02 101", 105)
    assert ddi.call("2299") == VACANT


def test_the_table_is_that_of_trunk_group_and_mode(ddi: Programmed) -> None:
    ddi.put("22-02-01 1 2", 3)
    ddi.put("22-13-01 1 2", 2)
    ddi.put("22-11-01 101", 2233)
    ddi.put("22-11-02 101", 120)
    assert ddi.call("2233")[0] == "0 ENTRY 1"
    ddi.state.set_night_mode(1, 2)
    assert ddi.call("2233")[0] == "0 ENTRY 101"


def test_a_vacant_number_is_cut_or_intercepted(ddi: Programmed) -> None:
    ddi.put("22-12-01 1 1", 2)
    ddi.put("22-04-01 2 1", 120)
    assert ddi.call("2299") == VACANT
    ddi.put("22-09-02 1", 1)
    assert ddi.call("2299") == ["0 VACANT_NUMBER 2299", "0 TRANSFERS", "0 RINGS 120", "0 GOES_ON"]
    ddi.put("22-12-01 1 1", 0)
    assert ddi.call("2299") == VACANT


def test_an_entry_that_leads_to_nobody_is_a_vacant_number(ddi: Programmed) -> None:
    ddi.put("22-11-02 1", "")
    assert ddi.call("2233") == ["0 ENTRY 1", "0 VACANT_NUMBER 2233", "0 DISCONNECTED"]
    ddi.put("22-11-02 1", 499)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 VACANT_NUMBER 2233", "0 DISCONNECTED"]


def test_without_transfer_mode_the_target_rings_on_or_is_busy(ddi: Programmed) -> None:
    transfer(ddi, 0, first=102, intercept=102)
    assert ddi.call("2233") == RINGS_ON
    assert ddi.call("2233", busy=["105"]) == ["0 ENTRY 1", "0 BUSY_TONE"]


TRANSFERRED = ["20 TRANSFERS", "20 IN_MAILBOX STATION 5"]
TRANSFERRED_AT_ONCE = ["0 ENTRY 1", "0 TRANSFERS", "0 IN_MAILBOX STATION 5"]


@pytest.mark.parametrize(
    ("mode", "without_answer", "when_busy"),
    [
        (1, RINGS_ON, TRANSFERRED_AT_ONCE),
        (2, [*RINGS_ON[:2], *TRANSFERRED], ["0 ENTRY 1", "0 BUSY_TONE"]),
        (3, [*RINGS_ON[:2], *TRANSFERRED], TRANSFERRED_AT_ONCE),
        (4, TRANSFERRED_AT_ONCE, TRANSFERRED_AT_ONCE),
    ],
)
def test_the_transfer_mode(ddi: Programmed, mode: int, without_answer: list[str], when_busy: list[str]) -> None:
    transfer(ddi, mode, first=102)
    assert ddi.call("2233") == without_answer
    assert ddi.call("2233", busy=["105"]) == when_busy


def test_at_once_needs_no_target(ddi: Programmed) -> None:
    transfer(ddi, 4, first=102)
    ddi.put("22-11-02 1", "")
    assert ddi.call("2233") == ["0 ENTRY 1", "0 TRANSFERS", "0 AUTO_ATTENDANT 1"]


def test_the_target_rings_for_22_01_06(ddi: Programmed) -> None:
    transfer(ddi, 3, first=102)
    ddi.put("22-01-06 1", 33)
    assert ddi.call("2233")[2:] == ["33 TRANSFERS", "33 IN_MAILBOX STATION 5"]
    ddi.put("22-01-06 1", 0)
    assert ddi.call("2233") == RINGS_ON


def test_destination_1_then_2_then_the_intercept_of_the_table(ddi: Programmed) -> None:
    transfer(ddi, 3, first=2, second=3, intercept=4)
    ddi.put("22-01-06 1", 15)
    ddi.put("22-01-07 1", 25)
    for group, extension in ((2, 120), (3, 121), (4, 122)):
        ddi.put(f"22-04-01 {group} 1", extension)
    assert ddi.call("2233")[1:] == [
        "0 RINGS 105",
        "15 TRANSFERS",
        "15 RINGS 120",
        "40 TRANSFERS",
        "40 RINGS 121",
        "65 TRANSFERS",
        "65 RINGS 122",
        "65 GOES_ON",
    ]
    transfer(ddi, 3, second=3)
    assert ddi.call("2233")[1:] == ["0 RINGS 105", "15 TRANSFERS", "15 RINGS 121", "15 GOES_ON"]


def test_the_factory_intercept_rings_group_1(ddi: Programmed) -> None:
    ddi.put("22-11-04 1", 3)
    ddi.state.commit([("22-12-01", "1 1", None)])
    assert ddi.call("2233")[2:4] == ["20 TRANSFERS", "20 RINGS 101 102 103 104 105 106 107 108"]


def test_without_any_destination_a_transferred_call_is_cut(ddi: Programmed) -> None:
    transfer(ddi, 3)
    assert ddi.call("2233")[1:] == ["0 RINGS 105", "20 DISCONNECTED"]


def test_a_pilot_rings_for_22_01_08(ddi: Programmed) -> None:
    transfer(ddi, 3, first=102)
    ddi.put("11-07-01 5", 300)
    ddi.put("22-11-02 1", 300)
    ddi.put("16-02-01 120", 5)
    assert ddi.call("2233")[1:] == ["0 RINGS 120", "60 TRANSFERS", "60 AUTO_ATTENDANT 1"]
    ddi.put("22-01-08 1", 12)
    assert ddi.call("2233")[1:] == ["0 RINGS 120", "12 TRANSFERS", "12 AUTO_ATTENDANT 1"]


def test_a_target_may_be_the_pilot_of_a_queue(ddi: Programmed) -> None:
    ddi.put("11-17-01 4", 300)
    ddi.put("22-11-02 1", 300)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 QUEUED 4", "0 GOES_ON"]


def test_a_target_may_be_the_number_of_a_mailbox(ddi: Programmed) -> None:
    ddi.put("47-02-01 70", 1)
    ddi.put("47-02-02 70", 477)
    ddi.put("22-11-02 1", 477)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 IN_MAILBOX STATION 70"]


def test_an_undefined_group_mailbox_has_no_number(ddi: Programmed) -> None:
    ddi.put("47-03-02 7", 477)
    ddi.put("22-11-02 1", 477)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 IN_MAILBOX GROUP 7"]
    ddi.put("47-03-03 7", 0)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 VACANT_NUMBER 2233", "0 DISCONNECTED"]


def test_an_extension_goes_before_the_mailbox_of_the_same_number(ddi: Programmed) -> None:
    assert ddi.get("47-02-02 5") == "105"
    assert ddi.call("2233") == RINGS_ON


@pytest.mark.parametrize(
    ("destination", "events"),
    [
        (205, ["0 RINGS 120", "0 GOES_ON"]),
        (103, ["0 UNSUPPORTED"]),
        (400, ["0 UNSUPPORTED"]),
        (401, ["0 UNSUPPORTED"]),
        (507, ["0 PLAYS 7", "10 DISCONNECTED"]),
        (1012, ["0 OUTSIDE speed dial 1012"]),
    ],
)
def test_what_a_transfer_destination_may_be(ddi: Programmed, destination: int, events: list[str]) -> None:
    transfer(ddi, 4, first=destination)
    ddi.put("16-02-01 120", 5)
    assert ddi.call("2233") == ["0 ENTRY 1", "0 TRANSFERS", *events]


def test_a_busy_department_group_gives_the_call_to_the_next_destination(ddi: Programmed) -> None:
    transfer(ddi, 4, first=205, second=102)
    ddi.put("16-02-01 120", 5)
    assert ddi.call("2233", busy=["120"])[1:] == ["0 TRANSFERS", "0 TRANSFERS", "0 IN_MAILBOX STATION 5"]


def test_forwarding_comes_before_the_time_of_the_number_or_too_late(ddi: Programmed) -> None:
    transfer(ddi, 3, first=102)
    ddi.put("24-09-01 105", 2)
    ddi.put("24-09-02 105", 120)
    forwarded = ["0 RINGS 105", "10 FORWARDED 105 120", "10 RINGS 120"]
    assert ddi.call("2233")[1:] == [*forwarded, "20 TRANSFERS", "20 IN_MAILBOX STATION 5"]
    ddi.put("24-02-03 1", 30)
    assert ddi.call("2233")[1:] == ["0 RINGS 105", "20 TRANSFERS", "20 IN_MAILBOX STATION 5"]
