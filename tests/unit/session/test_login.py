"""Logging in, and every way in which it goes wrong: what is said, and what is never said."""

from __future__ import annotations

import socket
import threading
import traceback
from pathlib import Path

import asyncssh
import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    LoginRefused,
    SessionError,
    SessionLimitReached,
    SessionLost,
    SessionTimeout,
    UnexpectedGreeting,
    Unreachable,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from tests.unit.session.conftest import OpenSession
from tests.unit.session.scripted_exchange import BANNER, PASSWORD, PROMPT, USER, Script, one_byte_each


def nothing(_command: str) -> list[bytes | float | None]:
    """A script that never gets that far."""
    return []


def fails(open_session: OpenSession, script: Script, transport: str, **options: object) -> SessionError:
    """The error of a log-in that must fail; no password is anywhere in it."""
    with pytest.raises(SessionError) as raised, open_session(script, transport, **options):
        pass
    error = raised.value
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    # The fixture's own frame holds what the test has put in; everything after it is ours.
    told = told.partition("in open\n")[2]
    assert told
    assert PASSWORD not in told
    assert str(error).startswith("branch-office: ")
    return error


def test_wrong_password(open_session: OpenSession, transport: str) -> None:
    error = fails(open_session, Script(nothing, password="another"), transport)
    assert isinstance(error, LoginRefused)
    assert "refused the log-in of 'tech'" in str(error)
    assert "check ansible_user and ansible_password" in str(error)


def test_no_password(open_session: OpenSession, transport: str) -> None:
    assert isinstance(fails(open_session, Script(nothing), transport, password=None), LoginRefused)


def test_no_user(open_session: OpenSession, transport: str) -> None:
    assert "ansible_user must be set" in str(fails(open_session, Script(nothing), transport, user=""))


@pytest.mark.parametrize("password", ["x\r\nWRITE 90-02-03 2 = 1", "p\u00e5ssword"])
def test_a_password_that_telnet_cannot_carry(open_session: OpenSession, password: str) -> None:
    script = Script(nothing)
    error = fails(open_session, script, "telnet", password=password)
    assert "ansible_password holds a letter or control character" in str(error)
    assert not script.octets


def test_another_device_answers(open_session: OpenSession, transport: str) -> None:
    error = fails(open_session, Script(nothing, greeting=[b"Welcome to a router\r\n" + PROMPT]), transport)
    assert isinstance(error, UnexpectedGreeting)
    assert "check ansible_host and pbx_platform" in str(error)


def test_no_prompt(open_session: OpenSession, transport: str) -> None:
    error = fails(open_session, Script(nothing, greeting=[BANNER + b"router#"]), transport, login_timeout=0.3)
    assert isinstance(error, SessionTimeout)
    assert "the prompt 'PRG> '" in error.waited_for
    assert "'router#'" in str(error)


def test_session_limit(open_session: OpenSession, transport: str) -> None:
    """With the number of sessions that the exchange takes, however it ends the connection."""
    for greeting in ([b"SESSION LIMIT 2\r\n", None], [b"SESSION LIMIT 2\r\n"], [b"SESSION LIMIT 2", None]):
        error = fails(open_session, Script(nothing, greeting=[*greeting]), transport)
        assert isinstance(error, SessionLimitReached)
        assert "takes 2 programming sessions at a time, and too many are open; close another" in str(error)


def test_session_limit_before_the_login(open_session: OpenSession) -> None:
    for said in ([b"SESSION LIMIT 1\r\n", None], [b"SESSION LIMIT 1\r\n", 1.0]):
        assert isinstance(fails(open_session, Script(nothing, before_login=[*said]), "telnet"), SessionLimitReached)


def test_the_connection_closes_during_the_login(open_session: OpenSession, transport: str) -> None:
    assert isinstance(fails(open_session, Script(nothing, greeting=[None]), transport), SessionLost)
    if transport == "telnet":
        assert isinstance(fails(open_session, Script(nothing, before_login=[None]), transport), SessionLost)


def test_the_banner_in_chunks_of_one_byte_and_an_alarm_line(open_session: OpenSession, transport: str) -> None:
    greeting = one_byte_each(BANNER[:7] + b"\r\n*ALARM x\r\n" + BANNER[7:] + PROMPT)
    with open_session(Script(nothing, greeting=greeting), transport):
        pass


def test_telnet_answers_each_option_once(open_session: OpenSession) -> None:
    offers = b"\xff\xfb\x01\xff\xfb\x01\xff\xfb\x05\xff\xfd\x18\xff\xfd\x03\xff\xfa\x18\x01\xff\xf0\xff\xf1"
    script = Script(nothing, before_login=one_byte_each(offers))
    with open_session(script):
        pass
    answers = b"\xff\xfd\x01\xff\xfe\x05\xff\xfc\x18\xff\xfb\x03\xff\xfd\x03"
    assert bytes(script.octets).startswith(answers + b"tech\r\n")


def test_a_private_key(open_session: OpenSession, tmp_path: Path) -> None:
    """It is tried instead of the password. That a right one lets us in is proven with the simulator."""
    file_name = tmp_path / "id_ed25519"
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(file_name))
    for password in (None, PASSWORD):
        error = fails(open_session, Script(nothing), "ssh", private_key_file=str(file_name), password=password)
        assert isinstance(error, LoginRefused)


def test_a_private_key_that_is_none(open_session: OpenSession, tmp_path: Path) -> None:
    file_name = tmp_path / "id_ed25519"
    error = fails(open_session, Script(nothing), "ssh", private_key_file=str(file_name), password=None)
    assert "no such file" in str(error)
    file_name.write_text("not a key\n")
    error = fails(open_session, Script(nothing), "ssh", private_key_file=str(file_name), password=None)
    assert "cannot be used" in str(error)
    asyncssh.generate_private_key("ssh-ed25519").write_private_key(str(file_name), passphrase="open sesame")
    error = fails(open_session, Script(nothing), "ssh", private_key_file=str(file_name), password=None)
    assert "it needs a passphrase" in str(error)


def test_ssh_to_what_is_no_ssh(profile: SessionProfile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer() -> None:
            with listener.accept()[0] as connection:
                connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n" * 20)
                connection.recv(1000)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(Unreachable, match="does not speak SSH"):
            Session.open(Target("branch-office", "127.0.0.1", port, "ssh", USER, PASSWORD, connect_timeout=2), profile)
        thread.join()


def test_ssh_to_a_silent_port(profile: SessionProfile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        target = Target(
            "branch-office", "127.0.0.1", listener.getsockname()[1], "ssh", USER, PASSWORD, connect_timeout=0.5
        )
        with pytest.raises(Unreachable, match="does not speak SSH"):
            Session.open(target, profile)
        target = Target(
            "branch-office", "127.0.0.1", listener.getsockname()[1], "telnet", USER, PASSWORD, login_timeout=0.3
        )
        with pytest.raises(SessionTimeout, match=r"silent for 0.3 s .* 'Login: '"):
            Session.open(target, profile)


def test_nothing_is_left_behind_by_failed_logins(open_session: OpenSession, transport: str) -> None:
    before = threading.active_count()
    for _ in range(3):
        fails(open_session, Script(nothing, password="another"), transport)
    assert threading.active_count() <= before
