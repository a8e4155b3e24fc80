"""Mailboxes: the messages they keep, and the recordings that are their greetings."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.mailboxes import keep_messages
from simulator.thread import run_in_thread
from tests.unit.simulator.conftest import Desk, new_exchange
from tests.unit.simulator.line_client import LineClient
from tests.unit.simulator.test_messages import greeting, upload

BEYOND = "REFUSED 03 INDEX OUT OF RANGE"


def keep(desk: Desk, kind: str, box: int, count: int) -> None:
    keep_messages(desk.exchange.state, kind, str(box), count)


def test_only_boxes_that_keep_messages_are_listed_stations_first(desk: Desk) -> None:
    assert desk.rows("MAILBOXES") == ["OK ROWS 0"]
    for kind, box, count in (("GROUP", 2, 1), ("STATION", 100, 4), ("STATION", 12, 3), ("STATION", 9, 99)):
        keep(desk, kind, box, count)
    assert desk.rows("MAILBOXES") == [
        "STATION 9 KEPT 99",
        "STATION 12 KEPT 3",
        "STATION 100 KEPT 4",
        "GROUP 2 KEPT 1",
        "OK ROWS 4",
    ]
    keep(desk, "STATION", 12, 0)
    keep(desk, "GROUP", 2, 2)
    assert desk.rows("MAILBOXES")[1:3] == ["STATION 100 KEPT 4", "GROUP 2 KEPT 2"]
    assert desk.status("MAILBOXES 1") == "REFUSED 01 UNKNOWN COMMAND"


def test_a_box_that_is_switched_off_keeps_its_messages(desk: Desk) -> None:
    keep(desk, "STATION", 12, 3)
    keep(desk, "GROUP", 2, 1)
    for line in ("47-02-01 12 = 0", "47-02-02 12 =", "47-03-03 2 = 0"):
        assert desk.status(f"WRITE {line}") == "STORED"
    assert desk.rows("MAILBOXES") == ["STATION 12 KEPT 3", "GROUP 2 KEPT 1", "OK ROWS 2"]


@pytest.mark.parametrize(
    ("kind", "box", "count", "message"),
    [
        ("STATION", "0", 1, "no mailbox STATION 0"),
        ("STATION", "129", 1, "no mailbox STATION 129"),
        ("GROUP", "33", 1, "no mailbox GROUP 33"),
        ("station", "1", 1, "no mailbox station 1"),
        ("STATION", "x", 1, "no mailbox STATION x"),
        ("GROUP", "1", 100, "keeps 0 to 99 messages"),
        ("GROUP", "1", -1, "keeps 0 to 99 messages"),
    ],
)
def test_messages_are_kept_only_where_there_is_a_mailbox(
    desk: Desk, kind: str, box: str, count: int, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        keep_messages(desk.exchange.state, kind, box, count)
    assert desk.status("MAILBOXES") == "OK ROWS 0"


def test_a_test_can_put_messages_into_a_box_and_a_reset_takes_them_away() -> None:
    with run_in_thread([{"name": "oslo", "telnet_port": 0, "model": "sl2100"}]) as fleet:
        fleet.keep_messages("oslo", "STATION", 12, 3)
        with LineClient(fleet.address("oslo", "telnet")) as client:
            client.log_in()
            assert client.ask("MAILBOXES") == ["STATION 12 KEPT 3", "OK ROWS 1"]
            assert fleet.counters("oslo")["commands"] == {"MAILBOXES": 1}
            fleet.reset("oslo")
            assert client.ask("MAILBOXES") == ["OK ROWS 0"]


# Greetings


@pytest.mark.parametrize("number", [1001, 1064, 2001, 2032])
def test_a_mailbox_has_a_greeting(desk: Desk, number: int) -> None:
    audio = greeting()
    assert upload(desk, number, audio) == "STORED"
    assert desk.rows("VRS LIST")[0].startswith(f"VRS {number} BYTES {len(audio)} ")
    assert desk.rows(f"VRS GET {number}")[0].startswith("DATA ")
    assert desk.status(f"VRS DELETE {number}") == "STORED"
    assert desk.status(f"VRS GET {number}") == "REFUSED 15 NO MESSAGE"
    assert desk.status(f"VRS DELETE {number}") == "REFUSED 15 NO MESSAGE"


@pytest.mark.parametrize("number", ["0", "101", "1000", "1065", "1128", "2000", "2033", "3001", "01001", "x", "1001 "])
def test_other_recordings_are_not_there(desk: Desk, number: str) -> None:
    status = "REFUSED 01 UNKNOWN COMMAND" if number.endswith(" ") else BEYOND
    assert desk.status(f"VRS GET {number}") == status
    assert desk.status(f"VRS DELETE {number}") == status
    assert desk.status(f"VRS BEGIN {number} BYTES 5 SHA256 " + "0" * 64) == status


@pytest.mark.parametrize(
    ("cards", "there", "missing"),
    [
        ([{"slot": 1, "card": "INMAIL", "mailboxes": "1-128"}], [1001, 1128, 2032], [1129, 2033]),
        ([{"slot": 1, "card": "INMAIL", "mailboxes": "1-16"}], [1016, 2016], [1017, 2017]),
        ([{"slot": 1, "card": "DLCA", "ports": "1-16"}], [1, 100], [1001, 2001]),
    ],
)
def test_only_mailboxes_that_are_installed_have_greetings(
    cards: list[dict[str, Any]], there: list[int], missing: list[int]
) -> None:
    desk = Desk(new_exchange(hardware=cards))
    assert [desk.status(f"VRS GET {number}") for number in there] == ["REFUSED 15 NO MESSAGE"] * len(there)
    assert [desk.status(f"VRS GET {number}") for number in missing] == [BEYOND] * len(missing)


def test_greetings_are_listed_behind_the_messages(desk: Desk) -> None:
    for number in (2001, 7, 1012):
        upload(desk, number, greeting())
    assert [row.split()[1] for row in desk.rows("VRS LIST")[:-1]] == ["7", "1012", "2001"]
