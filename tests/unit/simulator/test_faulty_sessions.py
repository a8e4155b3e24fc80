"""Sessions that hang, fall together or are not admitted, and answers that are late, cut or paged."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from simulator.thread import FleetHandle
from tests.unit.simulator.line_client import LineClient

Connect = Callable[[], LineClient]
WRITE = "WRITE 15-01-01 105 = Kari"
KARI = {"15-01-01 105": "Kari"}
LISTING = "LIST 11-01 ALL"


@pytest.mark.parametrize(("executed", "state"), [("no", {}), ("yes", KARI)])
def test_a_hang_is_echoed_and_never_answered(
    fleet: FleetHandle, session: LineClient, connect: Connect, executed: str, state: object
) -> None:
    fleet.fault("oslo", hang=1, hang_executed=executed)
    assert session.ask("VERSION")[-1] == "OK ROWS 4"
    session.send(f"{WRITE}\r".encode())
    assert session.until(b"\r\n") == f"{WRITE}\r\n".encode()
    session.send(b"VERSION\rLOGOUT\r")  # nobody listens
    other = connect()
    other.log_in()
    assert other.ask("VERSION")[-1] == "OK ROWS 4"
    assert session.received == b""
    assert fleet.state("oslo") == state
    assert fleet.status()["exchanges"][0]["open_sessions"] == 2, "it is still open"
    session.close()
    while fleet.status()["exchanges"][0]["open_sessions"] > 1:
        time.sleep(0.001)


@pytest.mark.parametrize(("executed", "state"), [("no", {}), ("yes", KARI)])
def test_a_restart_ends_all_sessions_and_keeps_what_was_stored(
    fleet: FleetHandle, session: LineClient, connect: Connect, executed: str, state: dict[str, str]
) -> None:
    other = connect()
    other.log_in()
    fleet.fault("oslo", restart=2, restart_executed=executed, restart_connects=2)
    assert session.ask("WRITE 15-01-01 101 = a") == ["STORED"]
    session.send(f"{WRITE}\r".encode())
    session.rest()
    other.rest()
    assert fleet.state("oslo") == {"15-01-01 101": "a", **state}
    for _ in range(2):
        assert connect().rest() == b"", "cut as it comes"
    again = connect()
    again.log_in()
    assert again.ask("VERSION")[-1] == "OK ROWS 4"
    counters = fleet.counters("oslo")
    assert (counters["restarts"], counters["connections_refused"]) == (1, 2)
    assert fleet.status()["exchanges"][0]["faults"] == {}


def test_a_restart_that_takes_a_while(
    fleet: FleetHandle, session: LineClient, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("simulator.faulty_sessions.time.monotonic", lambda: now[0])
    fleet.fault("oslo", restart=1, restart_of="commands", restart_seconds=60)
    session.send(b"VERSION\r")
    session.rest()
    assert connect().rest() == b""
    now[0] += 59
    assert connect().rest() == b""
    now[0] += 1
    connect().log_in()


def test_a_session_limit_from_a_command_on(fleet: FleetHandle, session: LineClient, connect: Connect) -> None:
    fleet.fault("oslo", session_limit=1, session_limit_at=2, session_limit_refusals=1)
    session.ask("VERSION")
    second = connect()
    second.log_in()
    second.ask("VERSION")
    third = connect()
    third.until(b"Login: ")
    third.send(b"tech\r")
    third.until(b"Password: ")
    third.send(b"12345678\r")
    assert third.rest().endswith(b"SESSION LIMIT 1\r\n")
    assert session.ask("VERSION")[-1] == "OK ROWS 4", "who is in stays"
    second.send(b"LOGOUT\r")
    second.rest()
    connect().log_in()
    assert fleet.counters("oslo")["sessions_refused"] == 1


def test_a_late_echo_is_still_ahead_of_the_answer(fleet: FleetHandle, session: LineClient) -> None:
    plain = session.ask("VERSION")
    fleet.fault("oslo", echo_delay=50)
    start = time.monotonic()
    assert session.ask("VERSION") == plain
    assert time.monotonic() - start >= 0.05


@pytest.mark.parametrize(("after", "answer"), [(0, b"*STORED\r\nPRG> "), (3, b"STO*RED\r\nPRG> ")])
def test_an_echo_beside_the_answer(fleet: FleetHandle, session: LineClient, after: int, answer: bytes) -> None:
    fleet.fault("oslo", echo_delay=1, echo_delay_after=after)
    line = f"{WRITE}\r\n".encode()
    session.send(line)
    assert session.until(b"PRG> ") == answer.replace(b"*", line)


def test_an_echo_after_the_prompt(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", echo_delay=1, echo_delay_after=100, echo_delay_times=1)
    line = f"{WRITE}\r\n".encode()
    session.send(line)
    expected = b"STORED\r\nPRG> " + line
    assert session.exactly(len(expected)) == expected
    assert session.ask("VERSION")[-1] == "OK ROWS 4"


def test_a_pager_waits_for_a_key(fleet: FleetHandle, session: LineClient) -> None:
    plain = session.ask(LISTING)
    fleet.fault("oslo", pager=len(plain) - 2)  # all rows but one, and the status line
    session.send(f"{LISTING}\r".encode())
    first = session.until(b"-- MORE --")
    assert first.decode().split("\r\n")[1:] == [*plain[:-2], "-- MORE --"]
    session.send(b" ")
    assert session.until(b"PRG> ") == b"\r          \r" + "\r\n".join([*plain[-2:], "PRG> "]).encode()
    assert session.ask("VERSION")[-1] == "OK ROWS 4", "too short to be paged"


def test_a_pager_that_is_given_another_key_ends_the_listing(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", pager=2, pager_text="<more>")
    session.send(b"VERSION\r")
    session.until(b"<more>")
    session.send(b"q")
    assert session.until(b"PRG> ") == b"\r\nPRG> "


@pytest.mark.parametrize(
    ("closing", "ending"), [("count", b"OK ROWS 4\r\nPRG> "), ("recounted", b"OK ROWS 2\r\nPRG> "), ("none", b"PRG> ")]
)
def test_a_listing_that_is_cut(fleet: FleetHandle, session: LineClient, closing: str, ending: bytes) -> None:
    fleet.fault("oslo", truncated=2, truncated_closing=closing, truncated_times=1)
    session.send(b"VERSION\r")
    assert session.until(b"PRG> ") == b"VERSION\r\nMODEL SV9100\r\nREGION EU\r\n" + ending
    assert session.ask("VERSION")[-1] == "OK ROWS 4"


def test_a_listing_that_stops_without_a_word(fleet: FleetHandle, session: LineClient) -> None:
    fleet.fault("oslo", truncated=3, truncated_closing="silent", truncated_times=1)
    session.send(b"VERSION\r")
    assert session.until(b"12.00\r\n").endswith(b"SOFTWARE 12.00\r\n")
    assert session.ask("READ 11-02-01 5")[-1] == "OK ROWS 1", "the session goes on"


@pytest.mark.parametrize("closing", ["count", "recounted", "none", "silent"])
def test_a_listing_that_is_short_enough_is_not_cut(fleet: FleetHandle, session: LineClient, closing: str) -> None:
    fleet.fault("oslo", truncated=4, truncated_closing=closing)
    assert session.ask("VERSION")[-1] == "OK ROWS 4"
    assert session.ask(WRITE) == ["STORED"]
