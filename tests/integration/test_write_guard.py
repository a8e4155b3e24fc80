"""Nothing is written to another machine: shown with a session whose other end really is not loopback."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import Order
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.errors import WritesNotConfirmed
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from tests.confirmed import open_gate
from tests.integration.workbench import EXCHANGE, TODAY, Workbench, calm

SITE = {"users": [{"extension": "101", "name": "Kari"}]}
GUARD = "so this version of Sentral writes only to an exchange simulated on this machine."


def own_address() -> str | None:
    """This machine's address in its network, None where it is in none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


@contextmanager
def reached_from_outside(address: str, target: tuple[str, int]) -> Iterator[int]:
    """A port on ``address`` that leads to ``target``: so a session's other end is no loopback address."""
    loop = asyncio.new_event_loop()
    started = threading.Event()
    port: list[int] = []

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, back = await asyncio.open_connection(*target)
        await asyncio.gather(copy(reader, back), copy(onward, writer))

    async def main() -> None:
        server = await asyncio.start_server(serve, address, 0)
        port.append(server.sockets[0].getsockname()[1])
        end = asyncio.Event()
        loop.call_soon_threadsafe(started.set)
        stop.append(lambda: loop.call_soon_threadsafe(end.set))
        await end.wait()
        server.close()

    stop: list = []
    thread = threading.Thread(target=lambda: loop.run_until_complete(main()))
    thread.start()
    started.wait(10)
    try:
        yield port[0]
    finally:
        stop[0]()
        thread.join()
        loop.close()


def test_every_module_refuses_to_write_to_another_machine(bench: Workbench) -> None:
    address = own_address()
    if address is None:
        pytest.skip("this machine is in no network: every address is loopback")
    with reached_from_outside(address, bench.fleet.address(EXCHANGE, "telnet")) as port:
        way = bench.way_to(EXCHANGE, "telnet", ansible_host=address, ansible_port=port, pbx_allow_plaintext=True)
        bench.inventory({EXCHANGE: way})
        bench.writes_fatal()
        tasks = [
            {"sentral.nec.pbx_site": {"config": SITE}},
            {"sentral.nec.pbx_user": SITE["users"][0]},
            {"sentral.nec.pbx_command": {"commands": "WRITE 15-01-01 101 = Kari"}},
            {"sentral.nec.pbx_site": {"config": SITE}, "check_mode": True},
            {"sentral.nec.pbx_site_info": {}},
            {"sentral.nec.pbx_site": {"state": "gathered"}},
        ]
        run = bench.run([{**task, "ignore_errors": True} for task in tasks], "-vvv")
    calm(run)
    for result in run.results[:3]:
        assert result.status == "failed"
        assert f"{EXCHANGE}: nothing is written to {address}: " in result.message
        assert result.message.endswith(GUARD)
    assert [result.status for result in run.results[3:]] == ["ok"] * 3, "reading and planning are allowed"
    assert bench.fatal_writes() == 0
    assert not (bench.folder / ".sentral" / EXCHANGE / "journal").exists()


def test_the_engine_writes_nothing_and_begins_no_journal(bench: Workbench, tmp_path: Path) -> None:
    """The same without a network: a session that says that its other end is elsewhere."""
    host, port = bench.fleet.address(EXCHANGE, "telnet")
    wish = Wish(read_site(EXCHANGE, SITE), "overridden", {}, TODAY)

    def open_session() -> Session:
        session = Session.open(Target(EXCHANGE, host, port, "telnet", "tech", "12345678"), SV9100.line)
        session.peer = "192.0.2.7"
        return session

    order = Order(EXCHANGE, SV9100, open_session, tmp_path / "state", wish, SV9100.prepare(EXCHANGE, wish), open_gate)
    bench.writes_fatal()
    with pytest.raises(WritesNotConfirmed, match=r"nothing is written to 192\.0\.2\.7"):
        Apply(order).run()
    assert bench.fatal_writes() == 0
    assert not (tmp_path / "state" / "journal").exists()
