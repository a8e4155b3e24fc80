"""Jump hosts: a real SSH server on the way, its key checked, its account used, and what is behind it not written to."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    HostKeyMismatch,
    HostKeyUnknown,
    InvalidSetting,
    LoginRefused,
    SessionError,
    SessionTimeout,
    Unreachable,
    WritesNotConfirmed,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.jump import proxy_jump, split_jump_host
from ansible_collections.sentral.nec.plugins.module_utils.session.profile import SessionProfile
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Jump, Target
from ansible_collections.sentral.nec.plugins.module_utils.session.write_guard import ensure_writable
from tests.unit.session.jump_server import JUMP_PASSWORD, JUMP_USER, JumpServer, jumping
from tests.unit.session.scripted_exchange import PASSWORD, USER, Script, echoed, serving

X = "branch-office"


@pytest.fixture
def server() -> Iterator[JumpServer]:
    """A jump host."""
    with jumping(JumpServer()) as running:
        yield running


def answers(command: str) -> list[bytes | float | None]:
    return [echoed(command, "OK ROWS 0")]


def jump_to(server: JumpServer, known: Path, **options: object) -> Jump:
    """How to log in to it; `known` then holds its key."""
    known.parent.mkdir(exist_ok=True)
    with known.open("a") as file:
        file.write(server.known_hosts_line())
    settings: dict[str, object] = {"password": JUMP_PASSWORD, "known_hosts": (str(known),), **options}
    return Jump(X, "127.0.0.1", server.port, user=JUMP_USER, **settings)  # type: ignore[arg-type]


@contextlib.contextmanager
def session_behind(
    profile: SessionProfile,
    jumps: tuple[Jump, ...],
    transport: str = "telnet",
    script: Script | None = None,
    **options: object,
) -> Iterator[Session]:
    """A session with a scripted exchange behind the jump hosts, which is named as only they may know it."""
    with serving(script or Script(answers), transport) as port:
        settings: dict[str, object] = {"host_key_checking": False, "login_timeout": 5.0, **options}
        target = Target(X, "localhost", port, transport, USER, PASSWORD, jumps=jumps, **settings)  # type: ignore[arg-type]
        with Session.open(target, profile) as session:
            yield session


def test_through_one_jump_host(profile: SessionProfile, server: JumpServer, tmp_path: Path, transport: str) -> None:
    with session_behind(profile, (jump_to(server, tmp_path / "k"),), transport) as session:
        assert session.send("VERSION").done
        assert server.asked_for == [("localhost", session.target.port)]
        assert session.peer == f"localhost:{session.target.port} behind the jump host 127.0.0.1:{server.port}"


def test_through_two_jump_hosts(profile: SessionProfile, server: JumpServer, tmp_path: Path, transport: str) -> None:
    with jumping(JumpServer(password="another")) as second:
        jumps = (jump_to(server, tmp_path / "k"), jump_to(second, tmp_path / "k", password="another"))
        with session_behind(profile, jumps, transport) as session:
            assert session.send("VERSION").done
            assert server.asked_for == [("127.0.0.1", second.port)]
            assert second.asked_for == [("localhost", session.target.port)]
        assert second.all_gone.wait(5)
    assert server.all_gone.wait(5)


def test_nothing_is_left_open(profile: SessionProfile, server: JumpServer, tmp_path: Path, transport: str) -> None:
    before = set(threading.enumerate())
    jump = jump_to(server, tmp_path / "k")
    with session_behind(profile, (jump,), transport):
        assert set(threading.enumerate()) - before
    with (
        pytest.raises(SessionError),
        session_behind(profile, (jump,), transport, Script(answers, password="x"), login_timeout=0.5),
    ):
        pass
    assert server.all_gone.wait(5)
    ours = [thread for thread in set(threading.enumerate()) - before if not thread.name.startswith("asyncio_")]
    for thread in ours:  # the others are the pool of the jump server's event loop, which grows when it looks up names
        thread.join(5)
        assert not thread.is_alive(), thread.name


def test_a_key_instead_of_a_password(profile: SessionProfile, tmp_path: Path) -> None:
    key = asyncssh.generate_private_key("ssh-ed25519")
    key.write_private_key(str(tmp_path / "id"), passphrase="open sesame")
    with jumping(JumpServer(public_key=key.export_public_key().decode())) as server:
        jump = jump_to(server, tmp_path / "k", private_key_file=str(tmp_path / "id"), password="open sesame")
        with session_behind(profile, (jump,)) as session:
            assert session.send("VERSION").done
        wrong = jump_to(server, tmp_path / "k", private_key_file=str(tmp_path / "id"), password=None)
        with (
            pytest.raises(LoginRefused, match="it needs a passphrase, which is taken from pbx_jump_password"),
            session_behind(profile, (wrong,)),
        ):
            pass


def test_nothing_is_written_behind_a_jump_host(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    """Although here everything is on this machine: that cannot be seen from the near end."""
    with (
        session_behind(profile, (jump_to(server, tmp_path / "k"),)) as session,
        pytest.raises(WritesNotConfirmed, match=r"nothing is written to localhost:.* behind the jump host"),
    ):
        ensure_writable(session)


def test_an_unknown_jump_host_gets_no_password(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    jump = jump_to(server, tmp_path / "k", known_hosts=(str(tmp_path / "empty"),))
    with pytest.raises(HostKeyUnknown, match=r"the SSH host key of 127.0.0.1:\d+ is not known .*playbooks/trust.yml"):
        Session.open(Target(X, "localhost", 1, "telnet", USER, PASSWORD, jumps=(jump,)), profile)
    (tmp_path / "k").write_text(JumpServer(port=server.port).known_hosts_line())
    jump = Jump(X, "127.0.0.1", server.port, user=JUMP_USER, password="x", known_hosts=(str(tmp_path / "k"),))
    with pytest.raises(HostKeyMismatch, match="somebody may be listening in"):
        Session.open(Target(X, "localhost", 1, "telnet", USER, PASSWORD, jumps=(jump,)), profile)
    assert server.logins == 0


def test_the_exchange_behind_it_is_checked_too(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    jump = jump_to(server, tmp_path / "k")
    with (
        pytest.raises(HostKeyUnknown, match=r"the SSH host key of localhost:\d+ is not known"),
        session_behind(profile, (jump,), "ssh", host_key_checking=True, known_hosts=(str(tmp_path / "k"),)),
    ):
        pass


def refusal(profile: SessionProfile, jump: Jump, target: Target | None = None) -> SessionError:
    onward = target or Target(X, "localhost", 1, "telnet", USER, PASSWORD)
    with pytest.raises(SessionError) as raised:
        Session.open(Target(X, onward.host, onward.port, "telnet", USER, PASSWORD, jumps=(jump,)), profile)
    assert str(raised.value).startswith(f"{X}: ")
    assert JUMP_PASSWORD not in str(raised.value)
    return raised.value


def test_the_jump_host_refuses(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    wrong = refusal(profile, jump_to(server, tmp_path / "k", password="no"))
    assert isinstance(wrong, LoginRefused)
    assert "refused the log-in of 'operator'; check the user in pbx_jump_host and pbx_jump_password" in str(wrong)
    none = refusal(profile, jump_to(server, tmp_path / "k", password=None))
    assert "pbx_jump_password or pbx_jump_private_key_file must be set" in str(none)


def test_the_jump_host_cannot_connect(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    jump = jump_to(server, tmp_path / "k")
    error = refusal(profile, jump, Target(X, "127.0.0.1", closed, "telnet"))
    assert isinstance(error, Unreachable)
    assert f"the jump host 127.0.0.1:{server.port} cannot connect to 127.0.0.1:{closed} (" in str(error)
    assert "check ansible_host" in str(error)
    server.allows = False
    assert "it may not open connections for others" in str(refusal(profile, jump))


def test_nobody_is_there(profile: SessionProfile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = refusal(profile, Jump(X, "127.0.0.1", port, user=JUMP_USER, password="x"))
    assert "(connection refused); check pbx_jump_host" in str(error)


def test_waits_for_a_jump_host_end(profile: SessionProfile, server: JumpServer, tmp_path: Path) -> None:
    server.stops_at = "login"
    late = refusal(profile, jump_to(server, tmp_path / "k", login_timeout=0.3))
    assert isinstance(late, SessionTimeout)
    assert "was silent for 0.3 s (pbx_login_timeout) while Sentral waited for the answer to the log-in" in str(late)
    server.stops_at = "channel"
    jump = jump_to(server, tmp_path / "k")
    with pytest.raises(
        Unreachable, match=r"cannot connect to localhost:1 \(no answer within 0.3 s, pbx_connect_timeout\)"
    ):
        Session.open(Target(X, "localhost", 1, "telnet", USER, PASSWORD, jumps=(jump,), connect_timeout=0.3), profile)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("operator@jump.example", ("operator", "jump.example", 22)),
        ("operator@jump.example:2222", ("operator", "jump.example", 2222)),
        (" ssh://operator@jump.example:2222 ", ("operator", "jump.example", 2222)),
        ("a@b@jump.example", ("a@b", "jump.example", 22)),
        ("operator@[2001:db8::1]:2222", ("operator", "2001:db8::1", 2222)),
        ("operator@2001:db8::1", ("operator", "2001:db8::1", 22)),
    ],
)
def test_how_a_jump_host_is_written(text: str, expected: tuple[str, str, int]) -> None:
    assert split_jump_host(X, text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("jump.example", "'jump.example' has no user; write user@jump.example"),
        ("@jump.example", "has no user"),
        ("operator@", "is not user@host"),
        ("operator@jump.example:port", "is not user@host"),
        ("operator@jump.example:0", "is not user@host"),
        ("operator@[2001:db8::1", "is not user@host"),
        ("operator@two words", "is not user@host"),
    ],
)
def test_what_is_no_jump_host(text: str, says: str) -> None:
    with pytest.raises(InvalidSetting, match=rf"^{X}: pbx_jump_host: .*{says}"):
        split_jump_host(X, text)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("-J operator@jump", ["operator@jump"]),
        ("-Joperator@jump:2222,second@inner", ["operator@jump:2222", "second@inner"]),
        ("-o ProxyJump=operator@jump", ["operator@jump"]),
        ("-oproxyjump='operator@jump'", ["operator@jump"]),
        ("-o 'ProxyJump operator@jump'", ["operator@jump"]),
        ('-o StrictHostKeyChecking=no -o ProxyJump="operator@jump" -C', ["operator@jump"]),
        ("-o ProxyJump=none", []),
        ("-o ProxyCommand=none", []),
        ("-o ServerAliveInterval=5", []),
        (None, []),
    ],
)
def test_proxy_jump_as_people_have_it(arguments: str | None, expected: list[str]) -> None:
    assert proxy_jump(X, arguments) == expected
    assert proxy_jump(X, "", arguments) == expected


@pytest.mark.parametrize("arguments", ['-o ProxyCommand="ssh -W %h:%p jump"', "-o 'ProxyCommand ssh jump'", "-J 'x"])
def test_arguments_that_cannot_be_honoured(arguments: str) -> None:
    with pytest.raises(InvalidSetting):
        proxy_jump(X, arguments)
