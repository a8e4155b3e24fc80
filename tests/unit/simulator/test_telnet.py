"""The line grammar over real telnet on loopback."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.telnet import OptionFilter
from simulator.thread import FleetHandle
from tests.unit.simulator.line_client import TELNET_OFFER, LineClient

Connect = Callable[[], LineClient]
BANNER = b"SENTRAL STAND-IN PROGRAMMING SESSION\r\nPRG> "


def test_the_log_in_dialogue_byte_by_byte(connect: Connect) -> None:
    client = connect()
    assert client.log_in() == TELNET_OFFER + b"Login: tech\r\nPassword: \r\n" + BANNER


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\0"])
def test_any_line_end(connect: Connect, end: bytes) -> None:
    client = connect()
    client.until(b"Login: ")
    client.send(b"tech" + end)
    client.until(b"Password: ")
    client.send(b"12345678" + end)
    client.until(b"PRG> ")
    for _ in range(2):
        client.send(b"READ 11-02-01 5" + end)
        assert client.until(b"PRG> ") == b"READ 11-02-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> "


def test_lines_cut_anywhere_and_lines_sent_together(session: LineClient) -> None:
    for byte in b"READ 11-02-01 5\r\n":
        session.send(bytes([byte]))
    one = session.until(b"PRG> ")
    session.send(b"READ 11-02-01 5\r\nREAD 11-02-01 5\r\nREAD 11-02-01 5\n\r\n")
    three = b""
    while three.count(b"PRG> ") < 4:
        three += session.until(b"PRG> ")
    assert three == one * 3 + b"\r\nPRG> "


def test_an_empty_line_brings_the_prompt(session: LineClient) -> None:
    session.send(b"\r")
    assert session.until(b"PRG> ") == b"\r\nPRG> "


def test_backspace_takes_a_letter_back(session: LineClient) -> None:
    session.send(b"\x08VERSIOM\x7fN\r")
    assert session.until(b"PRG> ").startswith(b"VERSIOM\b \bN\r\nMODEL SV9100\r\n")


def test_logout_says_goodbye_and_closes(session: LineClient) -> None:
    session.send(b"LOGOUT\r")
    assert session.rest() == b"LOGOUT\r\nGOODBYE\r\n"


def test_three_wrong_passwords_close(connect: Connect, fleet: FleetHandle) -> None:
    client = connect()
    for name, password in (("tech", "1"), ("nobody", "12345678"), ("", "")):
        client.until(b"Login: ")
        client.send(f"{name}\r{password}\r".encode())
    assert client.rest() == name_echo("") + b"Password: \r\nLOGIN INCORRECT\r\n"
    assert fleet.counters("oslo")["login_failures"] == 3


def name_echo(name: str) -> bytes:
    return name.encode() + b"\r\n"


def test_after_two_wrong_passwords_the_right_one_works(connect: Connect) -> None:
    client = connect()
    client.until(b"Login: ")
    client.send(b"tech\r0000\rADMIN1\r9999\r")
    client.send(b"ADMIN1\r0000\r")
    assert client.until(b"PRG> ").count(b"LOGIN INCORRECT") == 2
    assert client.ask("LIST 15-01") == ["REFUSED 06 LEVEL"]


def test_a_password_changed_in_90_02_works_at_the_next_log_in(session: LineClient, connect: Connect) -> None:
    assert session.ask("WRITE 90-02-02 2 = *777#") == ["STORED"]
    connect().log_in("tech", "*777#")


def test_accounts_without_level_name_or_password_cannot_log_in(session: LineClient, connect: Connect) -> None:
    for place in ("90-02-03 2 = 0", "90-02-02 3 =", "90-02-01 4 ="):
        assert session.ask(f"WRITE {place}") == ["STORED"]
    client = connect()
    client.until(b"Login: ")
    client.send(b"tech\r12345678\rADMIN1\r\r\r9999\r")
    assert client.rest().count(b"LOGIN INCORRECT") == 3


def test_a_third_session_is_told_the_limit(session: LineClient, connect: Connect, fleet: FleetHandle) -> None:
    connect().log_in()
    third = connect()
    third.until(b"Login: ")
    third.send(b"tech\r12345678\r")
    assert third.rest().endswith(b"Password: \r\nSESSION LIMIT 2\r\n")
    session.send(b"LOGOUT\r")
    session.rest()
    connect().log_in()
    counters = fleet.counters("oslo")
    assert (counters["sessions"], counters["sessions_refused"]) == (3, 1)


def test_a_line_that_is_too_long_is_refused_and_the_session_goes_on(session: LineClient) -> None:
    session.send(b"WRITE 15-01-01 101 = " + b"x" * 100_000 + b"\r")
    assert session.until(b"PRG> ").endswith(b"\r\nREFUSED 01 UNKNOWN COMMAND\r\nPRG> ")
    assert session.ask("READ 15-01-01 101")[0] == "15-01-01 101 ="


def test_a_client_that_negotiates_everything(connect: Connect) -> None:
    client = connect()
    client.send(bytes([255, 253, 1, 255, 253, 3, 255, 254, 1]))  # these need no answer
    client.log_in()
    client.send(bytes([255, 251, 31, 255, 253, 24, 255, 251, 3, 255, 251, 31]))
    client.send(bytes([255, 250, 31, 0, 80, 255, 255, 0, 24, 255, 240, 255, 241]) + b"READ 11-02-01 5\r")
    answer = client.until(b"PRG> ")
    assert answer.count(bytes([255, 254, 31])) == 1  # DONT window size
    assert bytes([255, 252, 24]) in answer  # WONT terminal type
    assert bytes([255, 253, 3]) in answer  # DO suppress go-ahead
    assert answer.endswith(b"READ 11-02-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\nPRG> ")


def test_telnet_commands_cut_anywhere() -> None:
    stream = b"a" + bytes([255, 253, 24]) + b"b" + bytes([255, 250, 24, 1, 255, 240]) + b"c" + bytes([255, 255]) + b"d"
    whole = OptionFilter().feed(stream)
    bytewise = OptionFilter()
    pieces = [bytewise.feed(bytes([byte])) for byte in stream]
    assert whole == (b"abc\xffd", bytes([255, 252, 24]))
    assert (b"".join(plain for plain, _ in pieces), b"".join(answer for _, answer in pieces)) == whole


def test_a_long_listing_arrives_whole(session: LineClient) -> None:
    rows = session.ask("LIST 15-07 ALL")
    assert rows[-1] == f"OK ROWS {1059 * 48}"
    assert len(rows) == 1059 * 48 + 1


def test_counters_by_word(session: LineClient, fleet: FleetHandle) -> None:
    for line in ("READ 11-02-01 5", "READ 11-02-01 6", "LIST 11-02", "VRS LIST", "NONSENSE 1", "VRS NONSENSE"):
        session.ask(line)
    counters = fleet.counters("oslo")
    assert counters["commands"] == {"READ": 2, "LIST": 1, "VRS LIST": 1, "OTHER": 2}
    assert counters["refusals"] == {"01": 2}


def test_a_client_that_vanishes_frees_its_session(connect: Connect) -> None:
    for _ in range(5):
        client = connect()
        client.log_in()
        client.send(b"LIST 15-07 ALL\r")
        client.close()
        _wait_for_a_free_session(connect)


def _wait_for_a_free_session(connect: Connect) -> None:
    """Log in again and again until a session is free: the exchange notices a lost client when it next reads."""
    for _ in range(1000):
        client = connect()
        client.until(b"Login: ")
        client.send(b"tech\r12345678\rLOGOUT\r")
        if b"GOODBYE" in client.rest():
            return
    raise AssertionError("no session became free")
