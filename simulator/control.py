"""The control channel: how faults are switched on and counters read from outside while the fleet runs.

JSON lines over TCP on 127.0.0.1. The port and a token are in ``control.json`` in the state folder, readable only by
its owner. A request is ``{"token": ..., "verb": ..., "exchange": ..., ...}``, an answer ``{"ok": true, "result": ...}``
or ``{"ok": false, "error": "one sentence"}``.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from simulator.calls.requests import answer_call, answer_dial
from simulator.control_client import CONTROL_FILE
from simulator.fault import FaultSettingError
from simulator.fleet_file import parse_clock
from simulator.replies import Refused
from simulator.server import Fleet, FleetError, Station
from simulator.storage import write_private
from simulator.telephones import set_at_telephone

Request = dict[str, Any]
LONGEST_REQUEST = 1_000_000


def fleet_status(fleet: Fleet) -> dict[str, Any]:
    """Return what runs and where."""
    return {"pid": os.getpid(), "exchanges": [station.describe() for station in fleet.stations.values()]}


def _fault(station: Station, request: Request) -> Any:
    faults = station.exchange.faults
    if request.get("clear"):
        faults.clear()
    faults.set(request.get("settings", {}))
    return faults.as_dict()


def _counters(station: Station, request: Request) -> Any:
    return station.exchange.counters.as_dict()


def _reset(station: Station, request: Request) -> Any:
    station.exchange.reset()
    return None


def _snapshot(station: Station, request: Request) -> Any:
    return station.exchange.state.snapshot_rows()


def _poke(station: Station, request: Request) -> Any:
    data = request.get("data")
    station.exchange.poke(str(request.get("item")), str(request.get("index")), None if data is None else str(data))
    return None


def _night_mode(station: Station, request: Request) -> Any:
    group, mode = request.get("group"), request.get("mode")
    spaces = station.exchange.state.model.spaces
    if not (spaces["night_group"].holds(str(group)) and spaces["mode"].holds(str(mode))):
        raise ValueError(f"there is no night group {group} with a mode {mode}")
    station.exchange.state.set_night_mode(int(str(group)), int(str(mode)))
    return None


def _keep_messages(station: Station, request: Request) -> Any:
    count = str(request.get("count"))
    if not count.isdecimal():
        raise ValueError(f"{count!r} is not a number of messages")
    station.exchange.keep_messages(str(request.get("kind")), str(request.get("mailbox")), int(count))
    return None


def _telephone(station: Station, request: Request) -> Any:
    if request.get("setting") not in ("on", "off"):
        raise ValueError(f"{request.get('setting')!r} is neither on nor off")
    extension, what = str(request.get("extension")), str(request.get("what"))
    set_at_telephone(station.exchange.state, extension, what, on=request["setting"] == "on")
    return None


def _call(station: Station, request: Request) -> Any:
    return answer_call(station.exchange, request)


def _dial(station: Station, request: Request) -> Any:
    return str(answer_dial(station.exchange, str(request.get("extension")), str(request.get("digits"))))


def _clock(station: Station, request: Request) -> Any:
    moment = request.get("moment")
    station.exchange.set_clock(None if moment is None else parse_clock(str(moment)))
    return None


def _cut(station: Station, request: Request) -> Any:
    station.exchange.cut_connections()
    return None


VERBS: dict[str, Callable[[Station, Request], Any]] = {
    "fault": _fault,
    "counters": _counters,
    "reset": _reset,
    "snapshot": _snapshot,
    "poke": _poke,
    "night-mode": _night_mode,
    "keep-messages": _keep_messages,
    "telephone": _telephone,
    "call": _call,
    "dial": _dial,
    "clock": _clock,
    "cut": _cut,
}


class ControlServer:
    """Serves the control channel of a fleet."""

    def __init__(self, fleet: Fleet, folder: Path, about: dict[str, Any]) -> None:
        """Serve ``fleet``; ``about`` is written to the control file beside pid, port and token."""
        self._fleet = fleet
        self._path = folder / CONTROL_FILE
        self._about = about
        self._token = secrets.token_hex(16)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self.stop_asked = asyncio.Event()

    async def start(self) -> None:
        """Listen on a free port and write the control file."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST_REQUEST)
        port = self._server.sockets[0].getsockname()[1]
        content = {**self._about, **fleet_status(self._fleet), "port": port, "token": self._token}
        write_private(self._path, json.dumps(content, indent=1).encode("ascii"))

    def stop(self) -> None:
        """Stop listening and remove the control file."""
        if self._server is not None:
            self._server.close()
        for writer in self._writers:
            writer.close()
        self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while line := await reader.readline():
                writer.write(json.dumps(self._answer(line)).encode("ascii") + b"\n")
                await writer.drain()
        except (OSError, ValueError):
            pass  # the other side went away, or sent a line without end
        finally:
            self._writers.discard(writer)
            with contextlib.suppress(OSError):
                writer.close()

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise ValueError("a request is a JSON object")
            if not hmac.compare_digest(str(request.get("token", "")).encode(), self._token.encode()):
                raise ValueError("wrong token")
            return {"ok": True, "result": self._perform(request)}
        except (Refused, ValueError, FleetError, FaultSettingError) as error:
            return {"ok": False, "error": str(error)}

    def _perform(self, request: Request) -> Any:
        verb = request.get("verb")
        if verb == "status":
            return fleet_status(self._fleet)
        if verb == "stop":
            self.stop_asked.set()
            return None
        if verb not in VERBS:
            raise ValueError(f"there is no verb {verb!r}; there are status, stop, {', '.join(VERBS)}")
        return VERBS[verb](self._fleet.station(str(request.get("exchange"))), request)
