"""Runs a fleet in this process until it is asked to stop."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.control import ControlServer, fleet_status
from simulator.fleet_file import read_fleet_file
from simulator.server import Fleet


def run_fleet(fleet_file: Path, state_folder: Path, ready: Callable[[dict[str, Any]], None]) -> None:
    """Run the exchanges of a fleet file until SIGINT, SIGTERM or a control request.

    ``ready`` is called with the status when every listener is bound. Raise ``FleetFileError`` or ``FleetError``
    when that cannot be; then nothing is left open.
    """
    config = read_fleet_file(fleet_file)
    allow_many_connections()
    asyncio.run(_run(Fleet(config, state_folder), fleet_file, state_folder, ready))


async def _run(fleet: Fleet, fleet_file: Path, state_folder: Path, ready: Callable[[dict[str, Any]], None]) -> None:
    async with fleet:
        control = ControlServer(fleet, state_folder, {"fleet": str(fleet_file.resolve())})
        await control.start()
        try:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, control.stop_asked.set)
            ready(fleet_status(fleet))
            await control.stop_asked.wait()
        finally:
            control.stop()


def allow_many_connections() -> None:
    """Raise the limit of open files as far as this user may: each exchange needs three, each session one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
