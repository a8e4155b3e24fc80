"""The rules of single programs: keys, operators, mailboxes, tables of direct dialling in. And the data they hold."""

from __future__ import annotations

import pytest

from tests.unit.simulator.conftest import Desk

STORED = "STORED"
FORMAT = "REFUSED 05 DATA FORMAT"
TOO_MUCH = "REFUSED 04 DATA OUT OF RANGE"
NOT_CLEARED = "REFUSED 16 KEY NOT CLEARED"
STILL_RINGS = "REFUSED 17 STILL RINGS"
VIRTUAL_OPERATOR = "REFUSED 18 VIRTUAL OPERATOR"
AREA = "REFUSED 20 AREA"
RECEIVED_DIGITS = "REFUSED 21 RECEIVED DIGITS"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("22-05-01 1 1 = 104", TOO_MUCH),
        ("22-11-04 1 = 5", TOO_MUCH),
        ("22-11-05 1 = 0", STORED),
        ("22-11-05 1 = 100", STORED),
        ("22-11-05 1 = 101", TOO_MUCH),
        ("22-11-05 1 = 102", STORED),
        ("22-11-05 1 = 104", TOO_MUCH),
        ("22-11-05 1 = 200", TOO_MUCH),
        ("22-11-05 1 = 201", STORED),
        ("22-11-05 1 = 264", STORED),
        ("22-11-05 1 = 265", TOO_MUCH),
        ("22-11-05 1 = 400", STORED),
        ("22-11-05 1 = 402", TOO_MUCH),
        ("22-11-05 1 = 500", TOO_MUCH),
        ("22-11-06 1 = 600", STORED),
        ("22-11-06 1 = 601", TOO_MUCH),
        ("22-11-06 1 = 1000", STORED),
        ("22-11-06 1 = 2000", TOO_MUCH),
        ("22-11-06 1 = x", FORMAT),
        ("22-13-01 1 1 = 0", TOO_MUCH),
        ("41-08-01 1 = 5", STORED),
        ("41-08-01 1 = 6", TOO_MUCH),
        ("41-08-01 1 = 7", TOO_MUCH),
        ("41-08-01 1 = 8", STORED),
        ("41-08-01 1 = 9", STORED),
        ("41-08-01 1 = 10", TOO_MUCH),
        ("41-11-02 1 = 101", STORED),
        ("41-11-02 1 = 102", TOO_MUCH),
        ("41-05-02 1 1 = 2359", STORED),
        ("41-05-02 1 1 = 2400", FORMAT),
        ("41-05-02 1 1 =", FORMAT),
        ("47-11-02 1 = 0", STORED),
        ("47-11-02 1 = 1 128", STORED),
        ("47-11-02 1 = 1 129", TOO_MUCH),
        ("47-11-02 1 = 2 32", STORED),
        ("47-11-02 1 = 2 33", TOO_MUCH),
        ("47-11-02 1 = 3 32", STORED),
        ("47-11-02 1 = 3 0", TOO_MUCH),
        ("47-11-02 1 = 4 1", TOO_MUCH),
        ("47-11-02 1 = 0 1", TOO_MUCH),
        ("47-11-02 1 = 3", FORMAT),
        ("47-11-02 1 = 3 01", FORMAT),
        ("47-11-02 1 = 3  1", FORMAT),
        ("47-11-02 1 = 3 1 1", FORMAT),
        ("47-11-02 1 =", FORMAT),
        ("47-12-03 1 1 = 7", STORED),
        ("47-12-03 1 1 = 8", TOO_MUCH),
        ("47-12-04 1 1 =", STORED),
        ("47-12-06 1 1 = 0229", STORED),
        ("47-12-06 1 1 = 0230", FORMAT),
        ("47-12-06 1 1 = 1300", FORMAT),
        ("47-12-06 1 1 =", STORED),
        ("47-12-07 1 1 =", STORED),
        ("47-06-04 1 = 91", TOO_MUCH),
        ("25-06-01 1 0 = 12345678", STORED),
        ("25-06-01 1 0 = 123456789", TOO_MUCH),
        ("15-14-01 101 10 = 0*#@PR", STORED),
        ("21-11-01 101 = " + "1" * 24, STORED),
        ("21-11-01 101 = " + "1" * 25, TOO_MUCH),
        ("22-01-06 1 = 64800", STORED),
        ("22-01-06 1 = 64801", TOO_MUCH),
    ],
)
def test_write(desk: Desk, line: str, status: str) -> None:
    place, _, data = line.partition(" =")
    before = desk.rows(f"READ {place}")
    assert desk.status(f"WRITE {line}") == status
    assert desk.rows(f"READ {place}") == ([f"{place} ={data}", "OK ROWS 1"] if status == STORED else before)


# Keys

KEYS = pytest.mark.parametrize("place", ["15-07-01 101 5", "30-03-01 1 5"])


@KEYS
@pytest.mark.parametrize("empty", ["00", "*00"])
def test_a_key_gets_another_function_only_when_it_was_cleared(desk: Desk, place: str, empty: str) -> None:
    assert desk.status(f"WRITE {place} = 01 105") == STORED
    assert desk.status(f"WRITE {place} = 09") == NOT_CLEARED
    assert desk.status(f"WRITE {place} = 01 106") == NOT_CLEARED
    assert desk.rows(f"READ {place}")[0] == f"{place} = 01 105"
    assert desk.status(f"WRITE {place} = {empty}") == STORED
    assert desk.status(f"WRITE {place} = 09") == STORED


@KEYS
def test_what_a_key_holds_already_may_be_written_again(desk: Desk, place: str) -> None:
    desk.status(f"WRITE {place} = 01 105")
    assert desk.status(f"WRITE {place} = 01 105") == STORED


@pytest.mark.parametrize("mode", [1, 8])
def test_a_virtual_extension_rings_nowhere_before_its_key_is_removed(desk: Desk, mode: int) -> None:
    desk.status("WRITE 15-07-01 101 5 = *03 201")
    desk.status(f"WRITE 15-09-01 101 5 {mode} = 1")
    assert desk.status("WRITE 15-07-01 101 5 = 00") == STILL_RINGS
    assert desk.status("WRITE 15-07-01 101 5 = *00") == STILL_RINGS
    assert desk.status(f"WRITE 15-09-01 101 5 {mode} = 0") == STORED
    assert desk.status("WRITE 15-07-01 101 5 = 00") == STORED


def test_only_the_ringing_of_the_very_key_counts(desk: Desk) -> None:
    for line in ("15-07-01 101 5 = *03 201", "15-09-01 101 6 1 = 1", "15-09-01 102 5 1 = 1", "15-07-01 101 6 = 01 105"):
        assert desk.status(f"WRITE {line}") == STORED
    assert desk.status("WRITE 15-07-01 101 5 = 00") == STORED
    assert desk.status("WRITE 15-07-01 101 6 = 00") == STORED  # rings, but belongs to no virtual extension


def test_a_key_rings_late_only_when_it_rings(desk: Desk) -> None:
    assert desk.status("WRITE 15-11-01 101 5 2 = 1") == STILL_RINGS
    desk.status("WRITE 15-09-01 101 5 1 = 1")
    assert desk.status("WRITE 15-11-01 101 5 2 = 1") == STILL_RINGS
    desk.status("WRITE 15-09-01 101 5 2 = 1")
    assert desk.status("WRITE 15-11-01 101 5 2 = 1") == STORED
    assert desk.status("WRITE 15-11-01 101 6 1 = 0") == STORED


# Queues


@pytest.mark.parametrize("place", [1, 7])
def test_a_queue_is_no_place_of_its_own_overflow_table(desk: Desk, place: int) -> None:
    assert desk.status(f"WRITE 41-09-01 2 {place} = 2").startswith("REFUSED 04")
    assert desk.status(f"WRITE 41-09-01 2 {place} = 3") == STORED
    assert desk.status(f"WRITE 41-09-01 2 {place} = 65") == STORED
    assert desk.status(f"WRITE 41-09-01 2 {place} = 66").startswith("REFUSED 04")


# Operators


def test_a_virtual_extension_is_no_operator(desk: Desk) -> None:
    assert desk.status("WRITE 20-17-01 2 = 201") == VIRTUAL_OPERATOR
    assert desk.status("WRITE 20-17-01 2 = 105") == STORED
    assert desk.status("WRITE 20-17-01 2 =") == STORED
    assert desk.status("WRITE 20-17-01 2 = 555") == STORED  # whether there is such an extension is not looked at


def test_a_number_that_is_no_longer_virtual_may_be_an_operator(desk: Desk) -> None:
    desk.status("WRITE 11-04-01 1 =")
    assert desk.status("WRITE 20-17-01 2 = 201") == STORED


# Mailboxes


@pytest.mark.parametrize("place", ["47-02-02 2", "47-03-02 7"])
def test_a_number_belongs_to_one_mailbox(desk: Desk, place: str) -> None:
    desk.status("WRITE 47-02-02 2 = 300")
    assert desk.status(f"WRITE {place} = 101") == "REFUSED 19 MAILBOX NUMBER IN USE 47-02-02 1"
    assert desk.status("WRITE 47-02-01 1 = 0") == STORED
    assert desk.status(f"WRITE {place} = 101") == STORED
    assert desk.status("WRITE 47-02-01 1 = 2") == f"REFUSED 19 MAILBOX NUMBER IN USE {place}"
    assert desk.rows("READ 47-02-01 1")[0] == "47-02-01 1 = 0"


def test_group_mailboxes_count_as_well(desk: Desk) -> None:
    assert desk.status("WRITE 47-03-02 1 = 500") == STORED
    assert desk.status("WRITE 47-03-02 2 = 500") == "REFUSED 19 MAILBOX NUMBER IN USE 47-03-02 1"
    assert desk.status("WRITE 47-02-02 1 = 500") == "REFUSED 19 MAILBOX NUMBER IN USE 47-03-02 1"
    assert desk.status("WRITE 47-03-03 1 = 0") == STORED
    assert desk.status("WRITE 47-03-02 2 = 500") == STORED
    assert desk.status("WRITE 47-03-03 1 = 2") == "REFUSED 19 MAILBOX NUMBER IN USE 47-03-02 2"


def test_a_box_of_no_type_may_hold_any_number_and_boxes_without_a_number_are_many(desk: Desk) -> None:
    assert desk.status("WRITE 47-02-02 65 = 101") == STORED
    assert desk.status("WRITE 47-02-01 65 = 1") == "REFUSED 19 MAILBOX NUMBER IN USE 47-02-02 1"
    assert desk.status("WRITE 47-02-02 65 =") == STORED
    assert desk.status("WRITE 47-02-01 65 = 1") == STORED
    assert desk.status("WRITE 47-02-01 66 = 1") == STORED
    assert desk.status("WRITE 47-02-02 1 = 101") == STORED


# Tables of direct dialling in


@pytest.mark.parametrize(("first", "last"), [("22-10-01", "22-10-02"), ("22-10-03", "22-10-04")])
def test_an_area_does_not_run_backwards(desk: Desk, first: str, last: str) -> None:
    for line in (f"{first} 9 = 500", f"{last} 9 = 500", f"{first} 9 = 1", f"{last} 9 = 400"):
        assert desk.status(f"WRITE {line}") == STORED
    assert desk.status(f"WRITE {first} 9 = 401") == AREA
    assert desk.status(f"WRITE {first} 9 = 400") == STORED
    assert desk.status(f"WRITE {last} 9 = 399") == AREA
    assert desk.status(f"WRITE {last} 9 = 0") == STORED
    assert desk.status(f"WRITE {first} 9 = 4000") == STORED


def test_the_two_areas_of_a_table_do_not_touch_each_other(desk: Desk) -> None:
    assert desk.status("WRITE 22-10-03 1 = 50") == STORED
    assert desk.status("WRITE 22-10-04 1 = 60") == STORED
    assert desk.status("WRITE 22-10-04 2 = 1") == STORED


def test_an_entry_that_a_time_table_leads_to_has_no_received_digits(desk: Desk) -> None:
    assert desk.status("WRITE 22-11-01 7 = 2233") == STORED
    assert desk.status("WRITE 22-17-04 12 1 = 7") == RECEIVED_DIGITS
    assert desk.status("WRITE 22-11-01 7 =") == STORED
    assert desk.status("WRITE 22-17-04 12 1 = 7") == STORED
    assert desk.status("WRITE 22-11-01 7 = 2233") == RECEIVED_DIGITS
    assert desk.status("WRITE 22-11-01 8 = 2233") == STORED
    assert desk.status("WRITE 22-17-04 12 1 = 0") == STORED
    assert desk.status("WRITE 22-11-01 7 = 2233") == STORED


@pytest.mark.parametrize("half", ["22-10-01", "22-10-02", "22-10-03", "22-10-04"])
def test_a_table_with_half_an_area_is_given_to_no_trunk_group(desk: Desk, half: str) -> None:
    assert desk.status("WRITE 22-13-01 1 2 = 9") == STORED  # no area at all
    desk.status("WRITE 22-13-01 1 2 = 1")
    assert desk.status(f"WRITE {half} 9 = 77") == STORED
    assert desk.status("WRITE 22-13-01 1 2 = 9") == AREA
    other = half[:-1] + {"1": "2", "2": "1", "3": "4", "4": "3"}[half[-1]]
    desk.status(f"WRITE {other} 9 = 77")
    assert desk.status("WRITE 22-13-01 1 2 = 9") == STORED


def test_rules_of_a_table_do_not_fail_over_data_that_was_put_past_them(desk: Desk) -> None:
    desk.exchange.poke("22-10-01", "9", "junk")
    assert desk.status("WRITE 22-10-02 9 = 5") == STORED
