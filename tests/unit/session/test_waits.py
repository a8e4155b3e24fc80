"""Every wait ends: a server that stops at each place, and a message that says what was waited for and which option.

The time-outs here are short; a wait without one would run into the limit of the test.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import asyncssh
import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    SessionError,
    SessionTimeout,
    Unreachable,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from tests.unit.session.conftest import OpenSession
from tests.unit.session.loop_thread import served
from tests.unit.session.scripted_exchange import BANNER, PASSWORD, PROMPT, USER, Script, echoed

X = "branch-office"
SHORT, LONG = 0.3, 60.0
"""Only the time-out that is tested is short: with another one the test would not end in time."""

pytestmark = pytest.mark.timeout(20)


def target_of(port: int, transport: str, **short: float) -> Target:
    settings: dict[str, object] = {
        "connect_timeout": LONG,
        "login_timeout": LONG,
        "command_timeout": LONG,
        "busy_timeout": LONG,
        "disconnect_timeout": LONG,
        **short,
    }
    return Target(X, "127.0.0.1", port, transport, USER, PASSWORD, host_key_checking=False, **settings)  # type: ignore[arg-type]


def ends(profile: SessionProfile, target: Target) -> SessionError:
    with pytest.raises(SessionError) as raised:
        Session.open(target, profile)
    assert str(raised.value).startswith(f"{X}: ")
    assert PASSWORD not in str(raised.value)
    return raised.value


@contextmanager
def stopping(says: bytes = b"", then: Callable[[socket.socket], None] | None = None) -> Iterator[int]:
    """A server that says something, perhaps goes on for a while, and then neither reads nor writes."""
    over = threading.Event()

    def serve() -> None:
        with suppress(OSError), listener.accept()[0] as connection:
            connection.sendall(says)
            if then is not None:
                then(connection)
            over.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            over.set()
            thread.join()


def test_a_name_server_that_does_not_answer(profile: SessionProfile, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def ask_in_vain(*_arguments: object, **_options: object) -> None:
        over.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "too late")

    monkeypatch.setattr(socket, "getaddrinfo", ask_in_vain)
    error = ends(profile, Target(X, "pbx.example", connect_timeout=SHORT))
    over.set()
    assert "nothing came for 0.3 s (pbx_connect_timeout) while Sentral waited for the address of the name" in str(error)


def test_a_connection_that_is_never_accepted(profile: SessionProfile) -> None:
    """A full backlog: the system drops what comes next, as a packet filter does."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        error = ends(profile, target_of(listener.getsockname()[1], "telnet", connect_timeout=SHORT))
        for one in waiting:
            one.close()
    assert isinstance(error, Unreachable)
    assert "cannot connect to 127.0.0.1" in str(error)
    assert "(no answer within 0.3 s, pbx_connect_timeout)" in str(error)


def test_no_ssh_banner(profile: SessionProfile) -> None:
    with stopping() as port:
        error = ends(profile, target_of(port, "ssh", connect_timeout=SHORT))
    assert "(no SSH banner came within 0.3 s, pbx_connect_timeout)" in str(error)


def test_no_ssh_keys(profile: SessionProfile) -> None:
    with stopping(b"SSH-2.0-stopped\r\n") as port:
        error = ends(profile, target_of(port, "ssh", connect_timeout=SHORT))
    assert "(the SSH keys were not agreed on within 0.3 s, pbx_connect_timeout)" in str(error)


class _Stopping(asyncssh.SSHServer):
    """An SSH server that stops in the log-in or before the terminal."""

    def __init__(self, place: str) -> None:
        self._place = place

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    async def validate_password(self, username: str, password: str) -> bool:
        if self._place == "login":
            await _for_ever()
        return True

    def session_requested(self) -> object:
        return _for_ever()


async def _for_ever() -> None:
    await asyncio.get_running_loop().create_future()


@pytest.mark.parametrize(
    ("place", "waited_for"),
    [("login", "the answer to the log-in"), ("terminal", "a terminal to be opened after the log-in")],
)
def test_ssh_stops(profile: SessionProfile, place: str, waited_for: str) -> None:
    with ssh_server(place) as port:
        error = ends(profile, target_of(port, "ssh", login_timeout=SHORT))
    assert isinstance(error, SessionTimeout)
    assert f"was silent for 0.3 s (pbx_login_timeout) while Sentral waited for {waited_for}" in str(error)


@contextmanager
def ssh_server(place: str) -> Iterator[int]:
    async def start() -> asyncssh.SSHAcceptor:
        key = asyncssh.generate_private_key("ssh-ed25519")
        return await asyncssh.listen("127.0.0.1", 0, server_factory=lambda: _Stopping(place), server_host_keys=[key])

    with served(start) as server:
        yield server.get_port()


def until(end: bytes) -> Callable[[socket.socket], bytes]:
    """Reads up to an end."""

    def read(connection: socket.socket) -> bytes:
        received = b""
        while not received.endswith(end):
            received += connection.recv(100)
        return received

    return read


def ask_for_a_password(connection: socket.socket) -> None:
    until(b"\r\n")(connection)
    connection.sendall(b"tech\r\nPassword: ")


def take_the_password(connection: socket.socket) -> None:
    ask_for_a_password(connection)
    until(b"\r\n")(connection)
    connection.sendall(b"\r\n" + BANNER)


@pytest.mark.parametrize(
    ("says", "then", "waited_for"),
    [
        (b"", None, "'Login: ' of the log-in; nothing came"),
        (b"Login: ", None, "'Password: ' of the log-in"),
        (b"Login: ", ask_for_a_password, "the prompt 'PRG> ' after the log-in"),
        (b"Login: ", take_the_password, "the prompt 'PRG> ' after the log-in; the last that came is 'SENTRAL"),
    ],
    ids=["before the name", "before the password", "after the password", "after the banner"],
)
def test_telnet_stops(
    profile: SessionProfile, says: bytes, then: Callable[[socket.socket], None] | None, waited_for: str
) -> None:
    with stopping(says, then) as port:
        error = ends(profile, target_of(port, "telnet", login_timeout=SHORT))
    assert isinstance(error, SessionTimeout)
    assert f"was silent for 0.3 s (pbx_login_timeout) while Sentral waited for {waited_for}" in str(error)


def test_the_prompt_over_ssh(open_session: OpenSession) -> None:
    script = Script(lambda _command: [], greeting=[BANNER])
    with (
        pytest.raises(SessionTimeout, match=r"0.3 s \(pbx_login_timeout\) .* the prompt 'PRG> ' after the log-in"),
        open_session(script, "ssh", login_timeout=SHORT),
    ):
        pass


@pytest.mark.parametrize("said", [b"", b"VERSION\r\n", b"VERSION\r\nMODEL SV9100\r\nOK ROWS 1\r\n"])
def test_an_answer(open_session: OpenSession, transport: str, said: bytes) -> None:
    script = Script(lambda _command: [said])
    with (
        open_session(script, transport, command_timeout=SHORT) as session,
        pytest.raises(SessionTimeout, match=r"0.3 s \(pbx_command_timeout\) .* the answer to 'VERSION' and the prompt"),
    ):
        session.send("VERSION")


def test_what_is_sent_is_not_taken(open_session: OpenSession, transport: str) -> None:
    """The exchange stops reading: what is sent fills the buffers on the way, and then nothing more goes out."""
    script = Script(lambda _command: [60.0])
    with open_session(script, transport, command_timeout=SHORT) as session:
        driver = session._driver
        driver.transmit(b"STOP\r\n")
        with pytest.raises(SessionTimeout, match=r"0.3 s \(pbx_command_timeout\) .* 'WRITE ...' to be sent"):
            driver._transmit_or_lost(b"x" * 1024 * 1024 * (8 if transport == "ssh" else 32), "WRITE ...")
        driver.abandon()


def test_busy_for_ever(open_session: OpenSession) -> None:
    script = Script(lambda command: [echoed(command, "BUSY SYSTEM BUSY")])
    with open_session(script, busy_timeout=SHORT) as session:
        assert "(still busy after 0.3 s, pbx_busy_timeout)" in session.send("VERSION").text


@pytest.mark.parametrize("flood", [False, True], ids=["silent", "talks for ever"])
def test_the_end_of_the_session(profile: SessionProfile, flood: bool) -> None:
    """`close` never raises; the session says what the exchange did not do."""

    def never_end(connection: socket.socket) -> None:
        take_the_password(connection)
        connection.sendall(PROMPT)
        until(b"LOGOUT\r\n")(connection)
        while flood:
            connection.sendall(b"still here\r\n")

    with stopping(b"Login: ", never_end) as port:
        session = Session.open(target_of(port, "telnet", disconnect_timeout=SHORT), profile)
        session.close()
    assert session.not_logged_out is not None
    assert "did not end the session within 0.3 s (pbx_disconnect_timeout) after LOGOUT" in session.not_logged_out


def test_the_end_of_a_session_in_order(open_session: OpenSession, transport: str) -> None:
    with open_session(Script(lambda _command: []), transport) as session:
        pass
    assert session.not_logged_out is None
