"""Serial lines, on the simulator's console server and on its pseudo-terminal: whatever the one before has left."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serial

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    InvalidSetting,
    LoginRefused,
    PlaintextRefused,
    SessionLimitReached,
    SessionLost,
    SessionTimeout,
    Unreachable,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.serial_settings import SerialSettings
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Jump, Target
from ansible_collections.sentral.nec.plugins.module_utils.session.write_guard import ensure_writable
from simulator.thread import FleetHandle, run_in_thread
from tests.unit.session.jump_server import JUMP_PASSWORD, JUMP_USER, JumpServer, jumping

X = "branch-office"
Leave = Callable[[bytes, bytes], None]


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """An exchange with both kinds of line, and one session in all."""
    with run_in_thread(
        [{"name": X, "console_port": 0, "serial_line": True, "telnet_port": 0, "sessions": 1}]
    ) as handle:
        yield handle


@pytest.fixture(params=["console", "device"])
def place(request: pytest.FixtureRequest, fleet: FleetHandle) -> str:
    """Where the line is; each test runs over both kinds."""
    if request.param == "device":
        return fleet.serial_line(X)
    host, port = fleet.address(X, "console")
    return f"{host}:{port}"


def target_of(place: str, **options: object) -> Target:
    settings: dict[str, object] = {"password": "12345678", "login_timeout": 5.0, **options}
    return Target(X, "ignored", None, "serial", "tech", serial=SerialSettings(place), **settings)  # type: ignore[arg-type]


@pytest.fixture
def leave(place: str) -> Leave:
    """Somebody before: types something, waits for what it ends with, and goes without a word."""

    def type_and_go(typed: bytes, until: bytes) -> None:
        received = b""
        if place.startswith("/"):
            with serial.Serial(place, timeout=10) as port:
                port.write(typed)
                while until not in received:
                    received += port.read(max(1, port.in_waiting))
            return
        host, _colon, port_text = place.partition(":")
        with socket.create_connection((host, int(port_text)), timeout=10) as connection:
            connection.sendall(typed)
            while until not in received:
                received += connection.recv(65536)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):  # the console server has let go of the port when it closes
                pass

    return type_and_go


def works(target: Target, profile: SessionProfile, fleet: FleetHandle) -> None:
    """A session is opened, reads, and is logged out."""
    with Session.open(target, profile) as session:
        assert session.send("READ 11-02-01 5").rows == ("11-02-01 5 = 105",)
        assert len(session.send("LIST 11-02 ALL").rows) == 960
    assert session.not_logged_out is None
    assert fleet.status()["exchanges"][0]["open_sessions"] == 0


def test_a_quiet_line(place: str, profile: SessionProfile, fleet: FleetHandle) -> None:
    for _ in range(3):
        works(target_of(place), profile, fleet)
    assert fleet.counters(X)["login_failures"] == 0


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        (b"some", b"some"),
        (b"someone\r\n", b"Password: "),
        (b"someone\r\nhalf a pass", b"Password: "),
        (b"tech\r\n12345678\r\n", b"PRG> "),
        (b"tech\r\n12345678\r\nWRITE 15-01-01 105 = Ka", b"= Ka"),
        (b"tech\r\n12345678\r\nLIST 11-02 ALL\r\n", b"LIST 11-02 ALL\r\n"),
        (b"tech\r\n12345678\r\nLOGOUT\r\n", b"Login: "),
    ],
    ids=["half a name", "a name", "half a password", "a session", "half a command", "an answer on its way", "nobody"],
)
def test_what_the_one_before_has_left(
    place: str, profile: SessionProfile, fleet: FleetHandle, leave: Leave, typed: bytes, until: bytes
) -> None:
    leave(typed, until)
    works(target_of(place), profile, fleet)
    assert fleet.state(X) == {}, "half a command was executed"


def test_a_session_of_ours_that_was_given_up(place: str, profile: SessionProfile, fleet: FleetHandle) -> None:
    fleet.fault(X, latency=600)
    with pytest.raises(SessionTimeout), Session.open(target_of(place, command_timeout=0.2), profile) as session:
        session.send("LIST 11-02 ALL")
    fleet.fault(X, latency=None)
    works(target_of(place), profile, fleet)


def test_a_session_that_ends_on_the_line(place: str, profile: SessionProfile, fleet: FleetHandle) -> None:
    with Session.open(target_of(place), profile) as session:
        fleet.fault(X, drop=0, drop_when="after")
        with pytest.raises(SessionLost, match="'Login:'") as raised:
            session.send("WRITE 15-01-01 105 = Per")
        assert not isinstance(raised.value, SessionTimeout), "it is seen at once, not when the time is over"
    works(target_of(place), profile, fleet)


def test_refusals(place: str, profile: SessionProfile, fleet: FleetHandle) -> None:
    with pytest.raises(LoginRefused, match="refused the log-in of 'tech'"):
        Session.open(target_of(place, password="87654321"), profile)
    host, port = fleet.address(X, "telnet")
    with (
        Session.open(Target(X, host, port, "telnet", "tech", "12345678"), profile),
        pytest.raises(SessionLimitReached),
    ):
        Session.open(target_of(place), profile)
    works(target_of(place), profile, fleet)


def test_small_chunks_and_an_alarm(place: str, profile: SessionProfile, fleet: FleetHandle) -> None:
    fleet.fault(X, chunk=1, alarm="every")
    works(target_of(place), profile, fleet)


def test_the_simulator_may_be_written_to(place: str, profile: SessionProfile) -> None:
    with Session.open(target_of(place), profile) as session:
        ensure_writable(session)


def test_a_line_is_used_by_one_at_a_time(place: str, profile: SessionProfile) -> None:
    with Session.open(target_of(place), profile), pytest.raises((Unreachable, SessionLost)) as raised:
        Session.open(target_of(place), profile)
    assert "another program uses it" in str(raised.value) or "Port already in use" in str(raised.value)


def test_the_settings_reach_the_line(
    profile: SessionProfile, fleet: FleetHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pseudo-terminal keeps speed and stop bits, but never has a parity."""
    import termios

    device = fleet.serial_line(X)
    settings = SerialSettings(device, baud=19200, stop_bits=2, flow_control="software")
    with Session.open(Target(X, "", None, "serial", "tech", "12345678", serial=settings), profile):
        descriptor = os.open(device, os.O_RDWR | os.O_NOCTTY)
        iflag, _oflag, cflag, _lflag, speed_in, speed_out, _cc = termios.tcgetattr(descriptor)
        os.close(descriptor)
    assert (speed_in, speed_out) == (termios.B19200, termios.B19200)
    assert cflag & termios.CSTOPB
    assert iflag & termios.IXON
    asked: dict[str, object] = {}
    monkeypatch.setattr(serial, "Serial", lambda _device, **options: asked.update(options) or serial.PosixPollSerial())
    with pytest.raises((SessionLost, SessionTimeout)):
        Session.open(_odd(device), profile)
    assert (asked["parity"], asked["bytesize"]) == ("O", 7)


def _odd(device: str) -> Target:
    settings = SerialSettings(device, data_bits=7, parity="odd")
    return Target(X, "", None, "serial", "tech", "12345678", serial=settings, login_timeout=0.1)


def test_a_console_server_behind_a_jump_host(profile: SessionProfile, fleet: FleetHandle, tmp_path: Path) -> None:
    with jumping(JumpServer()) as server:
        (tmp_path / "k").write_text(server.known_hosts_line())
        jump = Jump(
            X, "127.0.0.1", server.port, user=JUMP_USER, password=JUMP_PASSWORD, known_hosts=(str(tmp_path / "k"),)
        )
        host, port = fleet.address(X, "console")
        works(target_of(f"{host}:{port}", jumps=(jump,)), profile, fleet)


def test_a_silent_line(profile: SessionProfile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(
            SessionTimeout, match=r"silent for 0.2 s \(pbx_login_timeout\).*speed and parity at both ends"
        ):
            Session.open(target_of(f"127.0.0.1:{port}", login_timeout=0.2), profile)
    near, far = os.openpty()
    try:
        with pytest.raises(SessionTimeout, match="any question or prompt on the serial line"):
            Session.open(target_of(os.ttyname(far), login_timeout=0.2), profile)
    finally:
        os.close(near)
        os.close(far)


def test_a_line_that_is_pulled_out(profile: SessionProfile) -> None:
    near, far = os.openpty()

    def pull_out() -> None:
        os.read(near, 1)
        os.close(near)

    thread = threading.Thread(target=pull_out)
    thread.start()
    with pytest.raises(SessionLost, match="closed the connection"):
        Session.open(target_of(os.ttyname(far)), profile)
    thread.join()
    os.close(far)


def test_plain_text(profile: SessionProfile) -> None:
    with pytest.raises(PlaintextRefused, match=r"the console server at 192.0.2.1:7001 would .* pbx_allow_plaintext"):
        Session.open(target_of("192.0.2.1:7001"), profile)


@pytest.mark.parametrize(
    ("place", "says"),
    [("/dev/no-such-line", "no such file"), ("/dev/null", "cannot be opened"), ("/", "cannot be opened")],
)
def test_what_is_no_line(profile: SessionProfile, place: str, says: str) -> None:
    with pytest.raises(Unreachable, match=rf"the serial line {place} cannot be opened .*check pbx_serial") as raised:
        Session.open(target_of(place), profile)
    assert says in str(raised.value)


@pytest.mark.parametrize("place", ["console", "console:", "ttyS0", ":7001", "console:99999"])
def test_what_is_no_place(place: str) -> None:
    with pytest.raises(InvalidSetting, match="neither a device such as /dev/ttyS0 nor the host:port"):
        target_of(place)


def test_what_does_not_go_together() -> None:
    with pytest.raises(InvalidSetting, match="pbx_transport: serial needs pbx_serial"):
        Target(X, "h", transport="serial")
    jump = Jump(X, "jump.example", user="operator")
    with pytest.raises(InvalidSetting, match="give only one of them"):
        target_of("/dev/ttyS0", jumps=(jump,))
