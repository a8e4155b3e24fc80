"""The rules, one by one, without a network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.rules import Write, item_can_be_written
from tests.unit.simulator.conftest import Desk, new_exchange

STORED = "STORED"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("FOO", "REFUSED 01 UNKNOWN COMMAND"),
        ("read 11-02-01 5", "REFUSED 01 UNKNOWN COMMAND"),
        ("READ", "REFUSED 01 UNKNOWN COMMAND"),
        ("READ  11-02-01 5", "REFUSED 01 UNKNOWN COMMAND"),
        ("READ 11-02-01 5 ", "REFUSED 01 UNKNOWN COMMAND"),
        ("READ 11-02 5", "REFUSED 01 UNKNOWN COMMAND"),
        ("LIST 11-02 SOME", "REFUSED 01 UNKNOWN COMMAND"),
        ("WRITE 11-02-01 5", "REFUSED 01 UNKNOWN COMMAND"),
        ("WRITE 11-02-01 5=105", "REFUSED 01 UNKNOWN COMMAND"),
        ("VERSION 2", "REFUSED 01 UNKNOWN COMMAND"),
        ("VRS", "REFUSED 01 UNKNOWN COMMAND"),
        ("VRS PLAY 1", "REFUSED 01 UNKNOWN COMMAND"),
        ("READ 15-01-01 " + "1" * 5000, "REFUSED 01 UNKNOWN COMMAND"),
        ("READ 99-01-01 1", "REFUSED 02 UNKNOWN ITEM"),
        ("READ 11-02-99 1", "REFUSED 02 UNKNOWN ITEM"),
        ("LIST 99-01", "REFUSED 02 UNKNOWN ITEM"),
        ("READ 11-02-01", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 11-02-01 5 5", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 11-02-01 05", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 11-02-01 x", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 15-01-01 10x", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 11-02-01 ²", "REFUSED 03 INDEX OUT OF RANGE"),
        ("READ 15-01-01 300", "REFUSED 09 NO SUCH EXTENSION"),
        ("MODE 33", "REFUSED 03 INDEX OUT OF RANGE"),
        ("MODE", "REFUSED 01 UNKNOWN COMMAND"),
    ],
)
def test_refused_line(desk: Desk, line: str, status: str) -> None:
    assert desk.status(line) == status


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("20-06-01 101 1 = 16", "REFUSED 04 DATA OUT OF RANGE"),
        ("20-06-01 101 1 = 0", "REFUSED 04 DATA OUT OF RANGE"),
        ("20-06-01 101 1 = 05", "REFUSED 05 DATA FORMAT"),
        ("20-06-01 101 1 = x", "REFUSED 05 DATA FORMAT"),
        ("20-06-01 101 1 =", "REFUSED 05 DATA FORMAT"),
        ("20-06-01 101 1 = 15", STORED),
        ("15-01-01 101 = Kari Nordman", STORED),
        ("15-01-01 101 = Kari Nordmann", "REFUSED 04 DATA OUT OF RANGE"),
        ("15-01-01 101 = Kåre", "REFUSED 05 DATA FORMAT"),
        ("15-01-01 101 = a\tb", "REFUSED 05 DATA FORMAT"),
        ("15-01-01 101 = a\x7fb", "REFUSED 05 DATA FORMAT"),
        ("15-01-01 101 = a = b; c", STORED),
        ("12-02-01 1 3 1 = 2400", "REFUSED 05 DATA FORMAT"),
        ("12-02-01 1 3 1 = 1260", "REFUSED 05 DATA FORMAT"),
        ("12-02-01 1 3 1 = 800", "REFUSED 05 DATA FORMAT"),
        ("12-02-01 1 3 1 = 2359", STORED),
        ("15-07-01 101 1 = 09", STORED),
        ("15-07-01 101 1 = *03 201", STORED),
        ("15-07-01 101 1 = 01 " + "1" * 36, STORED),
        ("15-07-01 101 1 = 01 " + "1" * 37, "REFUSED 04 DATA OUT OF RANGE"),
        ("15-07-01 101 1 = 9", "REFUSED 05 DATA FORMAT"),
        ("15-07-01 101 1 = 09 ", "REFUSED 05 DATA FORMAT"),
        ("24-09-02 101 = 90*#@PR", STORED),
        ("24-09-02 101 = 12a", "REFUSED 05 DATA FORMAT"),
        ("24-09-02 101 = " + "1" * 37, "REFUSED 04 DATA OUT OF RANGE"),
        ("24-09-01 101 = 6", "REFUSED 04 DATA OUT OF RANGE"),
        ("41-02-01 101 8 = 64", STORED),
        ("22-11-02 1 = " + "1" * 24, STORED),
        ("22-11-02 1 = " + "1" * 25, "REFUSED 04 DATA OUT OF RANGE"),
        ("90-02-02 2 = 12a", "REFUSED 05 DATA FORMAT"),
        ("90-02-02 2 = 123456789", "REFUSED 04 DATA OUT OF RANGE"),
        ("11-02-01 5 = 12345678", "REFUSED 07 NOT IN NUMBERING PLAN"),
        ("11-02-01 5 = 123456789", "REFUSED 04 DATA OUT OF RANGE"),
        ("11-02-01 5 = 1 5", "REFUSED 05 DATA FORMAT"),
        ("15-01-01 300 = x", "REFUSED 09 NO SUCH EXTENSION"),
        ("15-01-01 300 =", "REFUSED 09 NO SUCH EXTENSION"),
        ("12-04-01 1 0229 = 1", STORED),
        ("22-07-01 1 1 = 777", STORED),
    ],
)
def test_write(desk: Desk, line: str, status: str) -> None:
    place, _, data = line.partition(" =")
    before = desk.rows(f"READ {place}")
    assert desk.status(f"WRITE {line}") == status
    after = desk.rows(f"READ {place}")
    assert after == ([f"{place} ={data}", "OK ROWS 1"] if status == STORED else before)


@pytest.mark.parametrize("place", ["11-02-01 6", "11-04-01 1", "11-06-01 1", "11-07-01 1", "11-08-01 1", "11-17-01 1"])
def test_a_number_stands_once_over_six_programs(desk: Desk, place: str) -> None:
    assert desk.status(f"WRITE {place} = 105") == "REFUSED 08 NUMBER IN USE 11-02-01 5"
    assert desk.status("WRITE 11-02-01 5 =") == STORED
    assert desk.status(f"WRITE {place} = 105") == STORED
    assert desk.status("WRITE 11-02-01 5 = 105") == f"REFUSED 08 NUMBER IN USE {place}"


def test_writing_the_number_that_is_there_is_no_conflict(desk: Desk) -> None:
    assert desk.status("WRITE 11-02-01 5 = 105") == STORED
    assert desk.status("LIST 11-02") == "OK ROWS 0"


@pytest.mark.parametrize("number", ["0", "600", "9", "1055", "31", "310", "31011"])
def test_a_number_must_fit_the_plan(desk: Desk, number: str) -> None:
    assert desk.status(f"WRITE 11-07-01 2 = {number}") == "REFUSED 07 NOT IN NUMBERING PLAN"


def test_the_plan_can_be_changed_and_touches_nothing_else(desk: Desk) -> None:
    assert desk.status("WRITE 11-01-01 4 = 5") == STORED
    assert desk.status("WRITE 11-07-01 2 = 41234") == STORED
    assert desk.status("WRITE 11-01-02 4 = 1") == STORED
    assert desk.rows("READ 11-07-01 2")[0] == "11-07-01 2 = 41234"
    assert desk.status("WRITE 11-07-01 3 = 41235") == "REFUSED 07 NOT IN NUMBERING PLAN"


def test_renumbering_leaves_rows_behind_and_they_come_back_to_life(desk: Desk) -> None:
    desk.status("WRITE 15-01-01 105 = Kari")
    desk.status("WRITE 22-04-01 2 1 = 105")
    assert desk.status("WRITE 11-02-01 5 = 500") == STORED
    assert desk.rows("LIST 15-01") == ["15-01-01 105 = Kari", "OK ROWS 1"]
    assert "15-01-01 105 = Kari" in desk.rows("LIST 15-01 ALL")
    assert "15-01-03 105 = 1" not in desk.rows("LIST 15-01 ALL")
    assert desk.rows("READ 15-01-01 500")[0] == "15-01-01 500 ="
    assert desk.rows("READ 22-04-01 2 1")[0] == "22-04-01 2 1 = 105"
    assert desk.status("WRITE 15-01-01 105 = Ola") == "REFUSED 09 NO SUCH EXTENSION"
    assert desk.status("WRITE 11-02-01 9 =") == STORED
    assert desk.status("WRITE 11-02-01 9 = 105") == STORED
    assert desk.rows("READ 15-01-01 105")[0] == "15-01-01 105 = Kari"
    assert desk.rows("READ 16-02-02 105")[0] == "16-02-02 105 = 9"


def test_the_empty_value_erases_a_stale_row_of_any_type(desk: Desk) -> None:
    desk.status("WRITE 20-06-01 105 1 = 7")
    desk.status("WRITE 11-02-01 5 =")
    assert desk.rows("LIST 20-06") == ["20-06-01 105 1 = 7", "OK ROWS 1"]
    assert desk.status("WRITE 20-06-01 105 1 =") == STORED
    assert desk.rows("LIST 20-06") == ["OK ROWS 0"]
    assert desk.status("WRITE 20-06-01 105 1 =") == "REFUSED 09 NO SUCH EXTENSION"


def test_stale_rows_stand_in_their_places(desk: Desk) -> None:
    desk.status("WRITE 16-02-01 105 = 2")
    desk.status("WRITE 11-02-01 5 =")
    rows = desk.rows("LIST 16-02 ALL")
    assert rows[3:6] == ["16-02-01 104 = 1", "16-02-01 105 = 2", "16-02-01 106 = 1"]
    assert rows[-1] == "OK ROWS 2117"  # 960 + 99 - 1 extensions, two items, one stale row


def test_an_exchange_may_erase_what_was_keyed_by_a_removed_number(eraser: Desk) -> None:
    eraser.status("WRITE 15-01-01 105 = Kari")
    eraser.status("WRITE 20-06-01 105 8 = 7")
    eraser.status("WRITE 20-06-01 1055 8 = 7")
    eraser.status("WRITE 15-01-01 106 = Ola")
    eraser.status("WRITE 22-04-01 2 1 = 105")
    assert eraser.status("WRITE 11-02-01 5 = 500") == STORED
    assert eraser.rows("LIST 15-01") == ["15-01-01 106 = Ola", "OK ROWS 1"]
    assert eraser.rows("LIST 20-06") == ["OK ROWS 0"]
    assert eraser.rows("LIST 22-04") == ["22-04-01 2 1 = 105", "OK ROWS 1"]


def test_erasing_leaves_rows_alone_when_the_number_stays(eraser: Desk) -> None:
    eraser.status("WRITE 15-01-01 105 = Kari")
    assert eraser.status("WRITE 11-02-01 5 = 105") == STORED
    assert eraser.rows("LIST 15-01")[0] == "15-01-01 105 = Kari"


def test_virtual_extensions_are_extensions_and_pilots_are_not(desk: Desk) -> None:
    assert desk.status("WRITE 15-01-01 201 = Virtual") == STORED
    desk.status("WRITE 11-07-01 1 = 500")
    assert desk.status("WRITE 15-01-01 500 = Pilot") == "REFUSED 09 NO SUCH EXTENSION"


@pytest.mark.parametrize(
    ("account", "line", "status"),
    [
        ("ADMIN1", "READ 11-02-01 1", "REFUSED 06 LEVEL"),
        ("ADMIN1", "LIST 15-01", "REFUSED 06 LEVEL"),
        ("ADMIN1", "WRITE 15-01-01 101 = x", "REFUSED 06 LEVEL"),
        ("ADMIN1", "WRITE 22-04-01 1 1 =", STORED),
        ("ADMIN1", "LIST 41-02", "OK ROWS 0"),
        ("ADMIN2", "LIST 41-02", "REFUSED 06 LEVEL"),
        ("ADMIN2", "READ 12-01-01 1", "REFUSED 06 LEVEL"),
        ("ADMIN2", "VERSION", "OK ROWS 4"),
        ("ADMIN1", "VRS LIST", "OK ROWS 0"),
        ("ADMIN2", "VRS LIST", "REFUSED 06 LEVEL"),
        ("tech", "LIST 41-02", "OK ROWS 0"),
    ],
)
def test_level(account: str, line: str, status: str) -> None:
    assert Desk(new_exchange(), account).status(line) == status


def test_an_account_of_too_low_a_level_erases_no_stale_row() -> None:
    exchange = new_exchange()
    exchange.poke("15-01-01", "300", "stale")
    assert Desk(exchange, "ADMIN1").status("WRITE 15-01-01 300 =") == "REFUSED 06 LEVEL"


def test_a_mode_needs_both_times(desk: Desk) -> None:
    assert desk.status("WRITE 12-02-03 1 3 1 = 2") == "REFUSED 12 INCOMPLETE"
    desk.status("WRITE 12-02-01 1 3 1 = 0000")
    assert desk.status("WRITE 12-02-03 1 3 1 = 2") == "REFUSED 12 INCOMPLETE"
    desk.status("WRITE 12-02-02 1 3 1 = 0000")
    assert desk.status("WRITE 12-02-03 1 3 1 = 2") == STORED
    assert desk.status("WRITE 12-02-03 1 3 1 =") == STORED


@pytest.mark.parametrize("place", ["12-03-01 1 2", "12-04-01 1 1225"])
def test_an_assigned_pattern_begins_at_midnight(desk: Desk, place: str) -> None:
    assert desk.status(f"WRITE {place} = 3") == "REFUSED 12 INCOMPLETE"
    desk.status("WRITE 12-02-01 1 3 1 = 0700")
    desk.status("WRITE 12-02-02 1 3 1 = 0000")
    desk.status("WRITE 12-02-03 1 3 1 = 2")
    assert desk.status(f"WRITE {place} = 3") == "REFUSED 12 INCOMPLETE"
    desk.status("WRITE 12-02-01 1 3 1 = 0000")
    assert desk.status(f"WRITE {place} = 3") == STORED


def test_a_holiday_can_be_taken_back(desk: Desk) -> None:
    assert desk.status("WRITE 12-04-01 1 1225 = 2") == STORED
    assert desk.status("WRITE 12-04-01 1 1225 = 0") == STORED
    assert desk.status("LIST 12-04") == "OK ROWS 0"


def test_passwords_go_in_and_never_come_out(desk: Desk) -> None:
    desk.status("WRITE 90-02-02 2 = 555")
    assert desk.rows("READ 90-02-02 2")[0] == "90-02-02 2 = ********"
    assert desk.rows("LIST 90-02") == ["90-02-02 2 = ********", "OK ROWS 1"]
    assert "555" not in str(desk.exchange.state.snapshot_rows())


def test_every_write_adds_an_alarm_and_refused_ones_do_not() -> None:
    desk = Desk(new_exchange(clock="2026-11-23 18:30"))
    desk.status("WRITE 15-01-01 105 = Kari")
    desk.status("WRITE 15-01-01 999 = Kari")
    alarm = "MIN 0041 WAR 2026-11-23 18:30 SYSTEM DATA CHANGE CPU 0 0 USER TECH"
    assert desk.rows("ALARMS") == [alarm, "OK ROWS 1"]
    for _ in range(300):
        desk.status("WRITE 15-01-01 105 = Kari")
    assert desk.status("ALARMS") == "OK ROWS 200"


def test_an_item_that_is_only_reported_is_not_written(desk: Desk) -> None:
    """No item of the four models has this mark yet."""
    state = desk.exchange.state
    item = replace(state.model.items["16-01-01"], read_only=True)
    with pytest.raises(Exception, match="REFUSED 11 READ ONLY"):
        item_can_be_written(Write(state, desk.interpreter._account, item, ("50",), "x"))
