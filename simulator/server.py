"""A fleet of exchanges in one event loop: listeners, host keys, state folders."""

from __future__ import annotations

import asyncio
import errno
import os
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import asyncssh

from simulator.exchange import Exchange
from simulator.fleet_file import ExchangeConfig, FleetConfig
from simulator.serial_line import PseudoTerminal, SerialPort, serve_console
from simulator.ssh import host_key, listen_ssh, public_key_line
from simulator.state_lock import lock_folder
from simulator.storage import FolderStorage, MemoryStorage, Storage, StorageError
from simulator.telnet import serve_telnet

Address = tuple[str, int]
DEFAULT_SSH_PORT = 22
SERIAL_LINK = "serial_line"
"""In the state folder of an exchange: its serial line, whatever number the device has this time."""


class FleetError(Exception):
    """A fleet that cannot be started; the text is one clear sentence."""


@dataclass
class Station:
    """One exchange with its network side."""

    exchange: Exchange
    key: asyncssh.SSHKey
    ssh: asyncssh.SSHAcceptor | None = None
    telnet: asyncio.Server | None = None
    console: asyncio.Server | None = None
    serial_ports: list[SerialPort] = field(default_factory=list)
    pseudo_terminal: PseudoTerminal | None = None

    @property
    def ssh_address(self) -> Address | None:
        """Where SSH is offered."""
        return (self.exchange.config.address, self.ssh.get_port()) if self.ssh else None

    @property
    def telnet_address(self) -> Address | None:
        """Where telnet is offered."""
        return self._address_of(self.telnet)

    @property
    def console_address(self) -> Address | None:
        """Where the console server of a serial port is."""
        return self._address_of(self.console)

    @property
    def serial_line(self) -> str | None:
        """The device that is the other end of a serial port."""
        return self.pseudo_terminal.device if self.pseudo_terminal else None

    def _address_of(self, server: asyncio.Server | None) -> Address | None:
        if server is None:
            return None
        return self.exchange.config.address, server.sockets[0].getsockname()[1]

    @property
    def known_hosts_line(self) -> str | None:
        """The line of a known_hosts file that lets a client recognise the exchange."""
        if self.ssh_address is None:
            return None
        address, port = self.ssh_address
        host = address if port == DEFAULT_SSH_PORT else f"[{address}]:{port}"
        return f"{host} {public_key_line(self.key)}"

    def describe(self) -> dict[str, Any]:
        """Return name, model and addresses as plain data."""
        return {
            "name": self.exchange.config.name,
            "model": self.exchange.state.model.name,
            "ssh": _plain(self.ssh_address),
            "telnet": _plain(self.telnet_address),
            "console": _plain(self.console_address),
            "serial_line": self.serial_line,
            "host_key": public_key_line(self.key),
            "known_hosts": self.known_hosts_line,
            "fingerprint": self.key.get_fingerprint(),
            "open_sessions": self.exchange.open_sessions,
            "faults": self.exchange.faults.as_dict(),
        }


class Fleet:
    """Runs exchanges: ``async with Fleet(config) as fleet: ...``.

    With a ``state_folder`` the exchanges survive a restart, and a second fleet on the same folder is refused.
    Without one they live in memory.
    """

    def __init__(self, config: FleetConfig, state_folder: Path | None = None) -> None:
        """Prepare; nothing is opened before ``start``."""
        self._config = config
        self._folder = state_folder
        self._lock: int | None = None
        self.stations: dict[str, Station] = {}

    async def start(self) -> None:
        """Open everything, or raise ``FleetError`` and leave nothing open."""
        try:
            if self._folder is not None:
                self._lock = _lock(self._folder)
            for config in self._config.exchanges:
                await self._start_exchange(config)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Close listeners, cut connections, put the state away."""
        for station in self.stations.values():
            for listener in (station.ssh, station.telnet, station.console):
                if listener is not None:
                    listener.close()
            for port in station.serial_ports:
                await port.stop()
            if station.pseudo_terminal is not None:
                station.pseudo_terminal.close()
            station.exchange.cut_connections()
        await asyncio.sleep(0)
        for station in self.stations.values():
            station.exchange.state.close()
        self.stations.clear()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    async def __aenter__(self) -> Fleet:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()

    def station(self, name: str) -> Station:
        """Return an exchange by its name; raise ``FleetError`` when there is none."""
        if name not in self.stations:
            raise FleetError(f"there is no exchange {name!r}; there are {', '.join(self.stations)}")
        return self.stations[name]

    async def _start_exchange(self, config: ExchangeConfig) -> None:
        folder = None if self._folder is None else self._folder / "exchanges" / config.name
        try:
            storage: Storage = MemoryStorage() if folder is None else FolderStorage(folder)
            station = Station(Exchange(config, storage), host_key(folder))
        except (StorageError, OSError, asyncssh.KeyImportError) as error:
            raise FleetError(f"exchange {config.name}: {error}") from error
        self.stations[config.name] = station
        await self._listen(station, config)
        try:
            self._lay_serial_line(station, config, folder)
        except OSError as error:
            raise FleetError(f"exchange {config.name}: serial_line: {error}") from error

    def _lay_serial_line(self, station: Station, config: ExchangeConfig, folder: Path | None) -> None:
        """Make the device, and a link to it that keeps its name."""
        if not config.serial_line:
            return
        port = SerialPort(station.exchange)
        station.serial_ports.append(port)
        station.pseudo_terminal = PseudoTerminal(port)
        if folder is not None:
            link = folder / SERIAL_LINK
            link.unlink(missing_ok=True)
            link.symlink_to(station.pseudo_terminal.device)

    async def _listen(self, station: Station, config: ExchangeConfig) -> None:
        port = config.ssh_port
        try:
            if port is not None:
                station.ssh = await listen_ssh(station.exchange, station.key, port)
            port = config.telnet_port
            if port is not None:
                station.telnet = await asyncio.start_server(
                    lambda reader, writer: serve_telnet(station.exchange, reader, writer), config.address, port
                )
            port = config.console_port
            if port is not None:
                await self._listen_console(station, config.address, port)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is already taken" if taken else f"cannot be used: {error.strerror or error}"
            raise FleetError(f"exchange {config.name}: the address {config.address}:{port} {why}") from error

    async def _listen_console(self, station: Station, address: str, port: int) -> None:
        serial_port = SerialPort(station.exchange)
        station.serial_ports.append(serial_port)
        station.console = await asyncio.start_server(
            lambda reader, writer: serve_console(serial_port, station.exchange, reader, writer), address, port
        )


def _lock(folder: Path) -> int:
    try:
        return lock_folder(folder)
    except BlockingIOError as error:
        raise FleetError(f"a simulator is already running with the state in {folder}") from error


def _plain(address: Address | None) -> dict[str, Any] | None:
    return None if address is None else {"address": address[0], "port": address[1]}
