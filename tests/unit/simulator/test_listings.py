"""Listings: what they hold, their order, and that they are fast."""

from __future__ import annotations

import time

import pytest

from tests.unit.simulator.conftest import Desk, new_exchange


@pytest.mark.parametrize(
    ("program", "rows"),
    [
        ("11-01", 20),
        ("11-02", 960),
        ("11-04", 512),
        ("12-02", 19_200),
        ("12-04", 11_712),
        ("15-07", 1059 * 48),
        ("20-06", 1059 * 8),
        ("22-04", 9_600),
        ("22-11", 24_000),
        ("90-02", 24),
    ],
)
def test_all_rows_of_a_factory_exchange(desk: Desk, program: str, rows: int) -> None:
    assert desk.status(f"LIST {program}") == "OK ROWS 0"
    assert desk.status(f"LIST {program} ALL") == f"OK ROWS {rows}"


def test_rows_are_sorted_by_item_then_index(desk: Desk) -> None:
    for place in ("22-04-02 10 2", "22-04-01 10 2", "22-04-01 9 10", "22-04-01 9 9"):
        desk.status(f"WRITE {place} = 5")
    places = [row.partition(" = ")[0] for row in desk.rows("LIST 22-04")[:-1]]
    assert places == ["22-04-01 9 9", "22-04-01 9 10", "22-04-01 10 2", "22-04-02 10 2"]


def test_extensions_are_sorted_by_length_first(desk: Desk) -> None:
    for number in ("3101", "199", "201"):
        desk.status(f"WRITE 15-01-01 {number} = x")
    assert [row[9:] for row in desk.rows("LIST 15-01")[:-1]] == ["199 = x", "201 = x", "3101 = x"]


def test_an_emptied_port_differs_from_the_factory(desk: Desk) -> None:
    desk.status("WRITE 11-02-01 5 =")
    assert desk.rows("LIST 11-02") == ["11-02-01 5 =", "OK ROWS 1"]


def test_data_that_went_back_to_the_factory_value_is_not_listed(desk: Desk) -> None:
    desk.status("WRITE 16-02-02 105 = 7")
    assert desk.status("LIST 16-02") == "OK ROWS 1"
    desk.status("WRITE 16-02-02 105 = 5")
    assert desk.status("LIST 16-02") == "OK ROWS 0"


def test_a_listing_is_of_one_moment(desk: Desk) -> None:
    reply = desk.interpreter.execute("LIST 15-01 ALL")
    desk.status("WRITE 15-01-01 3961 = late")
    desk.status("WRITE 11-02-01 960 =")
    rows = list(reply.rows)
    assert len(rows) == 2 * 1059
    assert "15-01-01 3961 =" in rows


def test_what_an_exchange_says_of_itself() -> None:
    desk = Desk(
        new_exchange(
            software="10.01",
            region="AU",
            hardware=[{"slot": 2, "card": "GCD", "trunks": "1-4"}, {"slot": 1, "card": "DLCA", "ports": "1-16"}],
        )
    )
    assert desk.rows("VERSION")[:-1] == ["MODEL SV9100", "REGION AU", "SOFTWARE 10.01", "LINE STAND-IN 1"]
    assert desk.rows("HARDWARE") == ["SLOT 1 CARD DLCA PORTS 1-16", "SLOT 2 CARD GCD TRUNKS 1-4", "OK ROWS 2"]


def test_licences_are_told_by_name_behind_the_identity() -> None:
    desk = Desk(new_exchange(system="SV91-3F2A77B1", licences={"VOICE-MAIL-PORTS": 16, "ACD-AGENTS": 0}))
    told = ["SYSTEM SV91-3F2A77B1", "LICENCE ACD-AGENTS 0", "LICENCE VOICE-MAIL-PORTS 16", "OK ROWS 3"]
    assert desk.rows("LICENCES") == told
    desk.exchange.reset()
    assert desk.rows("LICENCES") == told
    assert desk.status("LICENCES ALL") == "REFUSED 01 UNKNOWN COMMAND"


def test_a_long_listing_is_fast(desk: Desk) -> None:
    start = time.process_time()
    assert desk.status("LIST 20-06 ALL") == "OK ROWS 8472"
    assert time.process_time() - start < 0.5  # some 10 ms where it was written
