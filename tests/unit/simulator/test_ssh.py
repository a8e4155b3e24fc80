"""The same session over real SSH on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import asyncssh
import pytest

from simulator.thread import FleetHandle, run_in_thread

Result = TypeVar("Result")
BANNER = "SENTRAL STAND-IN PROGRAMMING SESSION\r\nPRG> "


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(asyncio.wait_for(coroutine, 20))


def connection(fleet: FleetHandle, **options: Any) -> Any:
    host, port = fleet.address("oslo")
    settings = {"username": "tech", "password": "12345678", "known_hosts": fleet.known_hosts().encode(), **options}
    return asyncssh.connect(host, port, client_keys=settings.pop("client_keys", None), config=None, **settings)


async def converse(fleet: FleetHandle, typed: str, terminal: str | None = "vt100", **options: Any) -> str:
    """Type something into a shell and return all that came."""
    async with (
        connection(fleet, **options) as client,
        client.create_process(encoding=None, term_type=terminal) as process,
    ):
        process.stdin.write(typed.encode("latin-1"))
        output: bytes = await process.stdout.read()
        return output.decode("latin-1")


@pytest.mark.parametrize("terminal", ["vt100", None])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\r\0"])
def test_a_session_with_and_without_a_terminal(fleet: FleetHandle, terminal: str | None, end: str) -> None:
    output = run(converse(fleet, f"READ 11-02-01 5{end}WRITE 15-01-01 105 = Kari N{end}LOGOUT{end}", terminal))
    assert output == (
        f"{BANNER}READ 11-02-01 5\r\n11-02-01 5 = 105\r\nOK ROWS 1\r\n"
        "PRG> WRITE 15-01-01 105 = Kari N\r\nSTORED\r\nPRG> LOGOUT\r\nGOODBYE\r\n"
    )
    assert fleet.state("oslo") == {"15-01-01 105": "Kari N"}


def test_the_connection_closes_after_logout(fleet: FleetHandle) -> None:
    async def scene() -> None:
        async with connection(fleet) as client:
            process = await client.create_process(encoding=None)
            process.stdin.write(b"LOGOUT\r")
            await client.wait_closed()

    run(scene())


def test_wrong_passwords_are_counted(fleet: FleetHandle) -> None:
    for name, password in (("tech", "1"), ("nobody", "12345678"), ("", "")):
        with pytest.raises(asyncssh.PermissionDenied):
            run(converse(fleet, "", username=name, password=password))
    assert fleet.counters("oslo")["login_failures"] == 3


def test_a_password_changed_in_90_02_works_at_the_next_log_in(fleet: FleetHandle) -> None:
    run(converse(fleet, "WRITE 90-02-02 2 = 777\rLOGOUT\r"))
    assert "GOODBYE" in run(converse(fleet, "LOGOUT\r", password="777"))
    with pytest.raises(asyncssh.PermissionDenied):
        run(converse(fleet, ""))


def test_the_level_of_the_account_counts(fleet: FleetHandle) -> None:
    output = run(converse(fleet, "LIST 15-01\rLOGOUT\r", username="ADMIN1", password="0000"))
    assert "REFUSED 06 LEVEL\r\n" in output


def test_commands_outside_a_shell_are_refused(fleet: FleetHandle) -> None:
    async def scene() -> asyncssh.SSHCompletedProcess:
        async with connection(fleet) as client:
            result: asyncssh.SSHCompletedProcess = await client.run("VERSION")
            return result

    result = run(scene())
    assert result.exit_status == 1
    assert "Open a shell" in str(result.stderr)
    assert fleet.counters("oslo")["commands"] == {}


def test_the_session_limit_is_shared_with_telnet(fleet: FleetHandle) -> None:
    async def scene() -> bytes:
        async with connection(fleet) as first, connection(fleet) as second, connection(fleet) as third:
            for client in (first, second):
                process = await client.create_process(encoding=None)
                await process.stdout.readuntil(b"PRG> ")
            process = await third.create_process(encoding=None)
            output: bytes = await process.stdout.read()
            return output

    assert run(scene()) == b"SESSION LIMIT 2\r\n"


def test_another_host_key_is_noticed(fleet: FleetHandle) -> None:
    host, port = fleet.address("oslo")
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    with pytest.raises(asyncssh.HostKeyNotVerifiable):
        run(converse(fleet, "", known_hosts=f"[{host}]:{port} {other}".encode()))


def test_a_public_key_logs_in_only_its_account_and_only_while_that_exists() -> None:
    key, stranger = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
    keys = [key.export_public_key().decode()]
    account = {"user": 2, "name": "sentral", "password": "4711", "level": "IN", "authorized_keys": keys}
    with run_in_thread([{"name": "oslo", "ssh_port": 0, "accounts": [account]}]) as fleet:
        options: dict[str, Any] = {"username": "sentral", "password": None, "client_keys": [key]}
        assert "GOODBYE" in run(converse(fleet, "LOGOUT\r", **options))
        for other in ({"client_keys": [stranger]}, {"username": "ADMIN1"}):
            with pytest.raises(asyncssh.PermissionDenied):
                run(converse(fleet, "", **{**options, **other}))
        fleet.poke("oslo", "90-02-03", "2", "0")
        with pytest.raises(asyncssh.PermissionDenied):
            run(converse(fleet, "", **options))


def test_chunks_are_packets_of_their_own(fleet: FleetHandle) -> None:
    sizes: list[int] = []

    class Recorder(asyncssh.SSHClientSession[bytes]):
        def data_received(self, data: bytes, datatype: asyncssh.DataType) -> None:
            sizes.append(len(data))

    async def scene() -> None:
        async with connection(fleet) as client:
            channel, _ = await client.create_session(Recorder, encoding=None)
            channel.write(b"READ 11-02-01 5\rLOGOUT\r")
            await channel.wait_closed()

    fleet.fault("oslo", chunk=1)
    run(scene())
    assert set(sizes) == {1}
    assert len(sizes) > 90
