"""Where a connection goes: loopback or not, plain text or not, and what is said when nobody answers."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.session import address
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import (
    PlaintextRefused,
    Unreachable,
    WritesNotConfirmed,
)
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from ansible_collections.sentral.nec.plugins.module_utils.session.write_guard import ensure_writable


@pytest.mark.parametrize("numeric", ["127.0.0.1", "127.9.8.7", "::1", "::ffff:127.0.0.1"])
def test_loopback(numeric: str) -> None:
    assert address.is_loopback(numeric)


@pytest.mark.parametrize(
    "numeric", ["192.0.2.1", "10.0.0.1", "0.0.0.0", "::", "fe80::1%eth0", "::ffff:192.0.2.1", "128.0.0.1"]
)
def test_not_loopback(numeric: str) -> None:
    assert not address.is_loopback(numeric)


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to connect fails the test."""

    def connect(*_arguments: object) -> None:
        pytest.fail("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", connect)


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every name resolves to these addresses, without asking anybody."""
    answer: list[Any] = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (numeric, 23)) for numeric in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: answer)


@pytest.mark.usefixtures("no_connection")
@pytest.mark.parametrize("addresses", [("192.0.2.1",), ("127.0.0.1", "192.0.2.1")])
def test_plain_text_is_refused_before_connecting(monkeypatch: pytest.MonkeyPatch, addresses: tuple[str, ...]) -> None:
    resolving(monkeypatch, *addresses)
    with pytest.raises(PlaintextRefused, match=r"^branch-office: telnet to pbx.example:23 .*pbx_allow_plaintext: true"):
        address.connect(Target("branch-office", "pbx.example", transport="telnet"))


def test_plain_text_is_refused_when_the_peer_turns_out_to_be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setattr(address, "peer_address", lambda _connection: "192.0.2.1")
        with pytest.raises(PlaintextRefused):
            address.connect(Target("branch-office", "127.0.0.1", listener.getsockname()[1], "telnet"))


def test_plain_text_within_the_machine_or_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        address.connect(Target("branch-office", "127.0.0.1", port, "telnet")).close()
        monkeypatch.setattr(address, "is_loopback", lambda _address: False)
        allowed = Target("branch-office", "127.0.0.1", port, "telnet", allow_plaintext=True)
        with address.connect(allowed) as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable) as raised:
        address.connect(Target("branch-office", "127.0.0.1", port))
    assert str(raised.value).startswith(
        f"branch-office: cannot connect to 127.0.0.1:{port} (connection refused); check"
    )


def test_a_name_that_does_not_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(
        Unreachable, match=r"'pbx.example' cannot be resolved \(name or service not known\); check ansible_host"
    ):
        address.connect(Target("branch-office", "pbx.example"))


@pytest.mark.parametrize("host", ["", "a" * 64 + ".x", "in valid"])
def test_a_name_that_is_none(host: str) -> None:
    with pytest.raises(Unreachable):
        address.connect(Target("branch-office", host, port=1))


def test_writes_go_to_this_machine_only() -> None:
    class Elsewhere:
        exchange = "branch-office"
        peer = "192.0.2.1"

    with pytest.raises(WritesNotConfirmed, match=r"^branch-office: nothing is written to 192.0.2.1: "):
        ensure_writable(Elsewhere())  # type: ignore[arg-type]
    # Behind a jump host every address is one of that machine's, also this one.
    Elsewhere.peer = "127.0.0.1:23 behind the jump host 127.0.0.1:2222"
    with pytest.raises(WritesNotConfirmed):
        ensure_writable(Elsewhere())  # type: ignore[arg-type]
    Elsewhere.peer = "/dev/null"  # a device, and no pseudo-terminal: a real line
    with pytest.raises(WritesNotConfirmed):
        ensure_writable(Elsewhere())  # type: ignore[arg-type]
    Elsewhere.peer = "127.0.0.2"
    ensure_writable(Elsewhere())  # type: ignore[arg-type]


def test_default_ports() -> None:
    assert Target("x", "h").port == 22
    assert Target("x", "h", transport="telnet").address == "h:23"
    assert Target("x", "::1").address == "[::1]:22"
    with pytest.raises(ValueError, match="ssh, telnet or serial"):
        Target("x", "h", transport="pigeon")  # type: ignore[arg-type]
