"""Answers in place of the exchange's own: no room, too fast, in the wrong order; and when a fault has its turn."""

from __future__ import annotations

import pytest

from simulator.counters import Counters
from simulator.fault import FaultSettingError
from simulator.faults import FaultTable
from simulator.thread import FleetHandle
from tests.unit.simulator.line_client import LineClient

WRITE = "WRITE 15-01-01 105 = Kari"
FULL = ["REFUSED 90 DISK FULL"]
BEGIN = f"VRS BEGIN 1 BYTES 4 SHA256 {'0' * 64}"


def test_a_full_disk_from_the_nth_write_on(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", full_disk=2)
    assert session.ask(WRITE) == ["STORED"]
    assert session.ask("LIST 15-01")[-1] == "OK ROWS 1"
    for line in (WRITE, "WRITE 15-01-01 101 = a", BEGIN, "VRS DATA QUJD", "VRS STORE", WRITE):
        assert session.ask(line) == FULL
    assert session.ask("VRS DELETE 1") == ["REFUSED 15 NO MESSAGE"], "deleting needs no room"
    assert fleet.state("oslo") == {"15-01-01 105": "Kari"}
    fleet.clear_faults("oslo")
    assert session.ask(WRITE) == ["STORED"]


def test_an_upload_that_would_be_the_nth_write_finds_the_disk_full(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", full_disk=2)
    assert session.ask(BEGIN) == ["OK ROWS 0"], "the first write is still to come"
    assert session.ask(WRITE) == ["STORED"]
    assert session.ask(BEGIN) == FULL


def test_a_disk_that_has_room_again(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", full_disk=1, full_disk_refusals=2)
    assert [session.ask(WRITE) for _ in range(3)] == [FULL, FULL, ["STORED"]]
    assert fleet.status()["exchanges"][0]["faults"] == {}


def test_callers_leave_no_message_on_a_full_disk(fleet: FleetHandle, session: LineClient) -> None:
    fleet.keep_messages("oslo", "STATION", 12, 3)
    fleet.fault("oslo", full_disk=1)
    fleet.keep_messages("oslo", "STATION", 12, 4)  # it is full only from the next write on
    session.ask(WRITE)
    with pytest.raises(Exception, match="DISK FULL"):
        fleet.keep_messages("oslo", "STATION", 12, 5)
    fleet.keep_messages("oslo", "STATION", 12, 1)
    assert session.ask("MAILBOXES") == ["STATION 12 KEPT 1", "OK ROWS 1"]


def test_too_many_commands_are_busy_or_refused(
    fleet: FleetHandle, session: LineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("simulator.faulty_answers.time.monotonic", lambda: now[0])
    fleet.fault("oslo", rate_limit=2)
    assert [session.ask(WRITE) for _ in range(4)] == [["STORED"]] * 2 + [["BUSY TOO MANY COMMANDS"]] * 2
    now[0] += 0.9
    assert session.ask(WRITE) == ["BUSY TOO MANY COMMANDS"]
    now[0] += 0.1
    assert session.ask(WRITE) == ["STORED"]
    assert fleet.counters("oslo")["busy"] == 3
    fleet.fault("oslo", rate_limit=1, rate_limit_answer="refused")
    assert [session.ask("VERSION")[-1] for _ in range(2)] == ["OK ROWS 4", "REFUSED 91 TOO MANY COMMANDS"]
    session.send(b"LOGOUT\r")
    assert session.rest().endswith(b"GOODBYE\r\n")


def test_rows_come_last_one_first(fleet: FleetHandle, session: LineClient) -> None:
    plain = session.ask("LIST 11-01 ALL")
    fleet.fault("oslo", wrong_order="rows")
    assert session.ask("LIST 11-01 ALL") == [*plain[-2::-1], plain[-1]]


def test_answers_are_one_behind(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", wrong_order="answers", wrong_order_at=2, wrong_order_times=2)
    assert session.ask("READ 11-02-01 5") == ["11-02-01 5 = 105", "OK ROWS 1"]
    assert session.ask(WRITE) == ["11-02-01 5 = 105", "OK ROWS 1"]
    assert fleet.state("oslo") == {"15-01-01 105": "Kari"}, "it was executed"
    assert session.ask("VERSION") == ["STORED"]
    assert session.ask("VERSION")[-1] == "OK ROWS 4", "in order again"
    fleet.fault("oslo", wrong_order="answers")
    session.send(b"LOGOUT\r")
    assert session.rest().endswith(b"GOODBYE\r\n")


@pytest.mark.parametrize(
    ("options", "busy"),
    [
        ({"busy_at": 3}, [3, 4]),
        ({"busy_at": 2, "busy_of": "writes"}, [5, 6]),
        ({"busy_at": 2, "busy_of": "reads"}, [4, 5]),
        ({"busy_times": 1}, [1]),
    ],
)
def test_a_fault_that_lasts_begins_at_the_nth_command(options: dict[str, object], busy: list[int]) -> None:
    table = FaultTable()
    table.set({"busy": 2, **options})
    words = ["LIST", "WRITE", "VRS DATA", "READ", "WRITE", "LIST", "LIST"]
    assert [place for place, word in enumerate(words, 1) if table.before(word, Counters())] == busy
    assert table.as_dict() == {}


@pytest.mark.parametrize(
    ("settings", "struck"),
    [({"hang": 2}, 3), ({"hang": 2, "hang_of": "commands"}, 2), ({"hang": 3, "hang_of": "reads"}, 6)],
)
def test_a_fault_that_strikes_once_counts_what_it_should(settings: dict[str, object], struck: int) -> None:
    words = ["WRITE", "LIST", "VRS DELETE", "VRS BEGIN", "READ", "VERSION", "WRITE"]
    table = FaultTable()
    table.set(settings)
    assert [place for place, word in enumerate(words, 1) if table.before(word, Counters())] == [struck]


@pytest.mark.parametrize(
    "settings",
    [
        {"latency": 1, "latency_at": 0},
        {"latency": 1, "latency_of": "prayers"},
        {"latency": 1, "latency_times": "often"},
        {"refuse": 1, "refuse_at": 2},
        {"wrong_order": "words"},
        {"truncated": 1, "truncated_closing": "loudly"},
        {"restart": 1, "restart_connects": -1},
        {"rate_limit": 0},
        {"pager": 0},
        {"full_disk": 0},
        {"session_limit": "none"},
        {"echo_delay": 1, "echo_delay_after": "soon"},
    ],
)
def test_a_setting_that_cannot_be(settings: dict[str, object]) -> None:
    with pytest.raises(FaultSettingError):
        FaultTable().set(settings)
