"""One simulated exchange for each worker, made new before each test that uses it."""

from __future__ import annotations

import array
import math
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine import undo
from simulator.thread import FleetHandle, run_in_thread
from tests.unit.engine.workshop import NAME, Workshop

HARDWARE = [{"slot": 1, "card": "DLCA", "ports": "1-8"}, {"slot": 6, "card": "VRS", "messages": "1-4"}]


@pytest.fixture(scope="session")
def fleet() -> Iterator[FleetHandle]:
    """A fleet of one small exchange."""
    with run_in_thread([{"name": NAME, "telnet_port": 0, "hardware": HARDWARE}]) as handle:
        yield handle


@pytest.fixture
def shop(fleet: FleetHandle, tmp_path: Path) -> Iterator[Workshop]:
    """The engine at work on a new exchange."""
    fleet.cut(NAME)
    fleet.reset(NAME)
    workshop = Workshop(fleet, tmp_path)
    yield workshop
    fleet.clear_faults(NAME)
    for session in workshop.sessions:
        session.close()


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way back tries as often as ever, and does not wait in between."""
    monkeypatch.setattr(undo, "PAUSES", (0.0,) * len(undo.PAUSES))


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    """Records a tone in the exchange's own format."""

    def write(name: str, hertz: int = 440) -> Path:
        samples = array.array("h", (round(9000 * math.sin(math.tau * hertz * n / 8000)) for n in range(800)))
        with wave.open(str(tmp_path / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(samples.tobytes())
        return tmp_path / name

    return write
