"""An exchange that gives recordings back with other bytes: compared by the checksum recorded after upload."""

from __future__ import annotations

import dataclasses
import io
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.engine.apply import Apply
from ansible_collections.sentral.nec.plugins.module_utils.engine.journal import ALL_NEW, ALL_OLD
from ansible_collections.sentral.nec.plugins.module_utils.engine.order import NOTHING, Order, Outcome
from ansible_collections.sentral.nec.plugins.module_utils.model.site import read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Recordings, Slots, Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.line import SESSION_PROFILE
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import Sv9100Platform
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.profiles import SV9100
from ansible_collections.sentral.nec.plugins.module_utils.session.session import Session
from ansible_collections.sentral.nec.plugins.module_utils.session.target import Target
from simulator.thread import FleetHandle, run_in_thread
from tests.confirmed import open_gate

PLATFORM = Sv9100Platform("sv9100", dataclasses.replace(SV9100, audio_comes_back_unchanged=False), SESSION_PROFILE)


@pytest.fixture
def fleet() -> Iterator[FleetHandle]:
    """One exchange that keeps recordings in a codec of its own."""
    with run_in_thread([{"name": "fjord", "telnet_port": 0, "recordings": "reencoded"}]) as handle:
        yield handle


def record(path: Path, step: int) -> None:
    """A WAV file in the exchange's format, half a second."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes((number * step) % 251 for number in range(8000)))
    path.write_bytes(stream.getvalue())


class Desk:
    """Applies sites with what the last apply left to remember."""

    def __init__(self, fleet: FleetHandle, folder: Path) -> None:
        self.fleet, self.folder = fleet, folder
        self.slots: Slots = {}
        self.recordings: Recordings = {}

    def apply(self, *audio: str) -> Outcome:
        """Make the greetings of the exchange these files, in order."""
        site = read_site("fjord", {"greetings": [{"name": f"greeting {name}", "audio": name} for name in audio]})
        wish = Wish(
            site, "overridden", self.slots, "2026-11-23", audio_roots=(str(self.folder),), recordings=self.recordings
        )
        outcome = Apply(
            Order(
                "fjord",
                PLATFORM,
                self._session,
                self.folder,
                wish,
                PLATFORM.prepare("fjord", wish),
                open_gate,
                most_deletions=9,
            )
        ).run()
        if outcome.end in (ALL_NEW, NOTHING):
            self.slots, self.recordings = outcome.plan.slots, outcome.recordings
        return outcome

    def _session(self) -> Session:
        host, port = self.fleet.address("fjord", "telnet")
        return Session.open(Target("fjord", host, port, "telnet", "tech", "12345678"), SESSION_PROFILE)


def test_a_greeting_is_uploaded_once_and_the_plan_says_how_it_is_compared(fleet: FleetHandle, tmp_path: Path) -> None:
    record(tmp_path / "a.wav", 7)
    desk = Desk(fleet, tmp_path)
    first = desk.apply("a.wav")
    assert first.end == ALL_NEW
    assert any("compared by the checksums recorded" in warning for warning in first.plan.warnings)
    assert desk.recordings[1].sent != desk.recordings[1].kept == fleet.messages("fjord")[1]
    assert desk.apply("a.wav").end == NOTHING


def test_a_message_that_somebody_else_recorded_is_uploaded_again(fleet: FleetHandle, tmp_path: Path) -> None:
    record(tmp_path / "a.wav", 7)
    record(tmp_path / "b.wav", 11)
    desk, other = Desk(fleet, tmp_path), Desk(fleet, tmp_path)
    desk.apply("a.wav")
    kept = fleet.messages("fjord")
    other.apply("b.wav")
    assert fleet.messages("fjord") != kept
    assert desk.apply("a.wav").end == ALL_NEW
    assert fleet.messages("fjord") == {1: kept[1]}


def test_the_way_back_restores_what_the_exchange_kept(fleet: FleetHandle, tmp_path: Path) -> None:
    record(tmp_path / "a.wav", 7)
    record(tmp_path / "b.wav", 11)
    record(tmp_path / "c.wav", 13)
    desk = Desk(fleet, tmp_path)
    desk.apply("a.wav", "b.wav")
    kept = fleet.messages("fjord")
    fleet.fault("fjord", drop=PLATFORM.profile.reads + 10, drop_when="after")
    record(tmp_path / "a.wav", 17)
    outcome = desk.apply("a.wav", "c.wav")
    fleet.clear_faults("fjord")
    assert outcome.end == ALL_OLD
    assert fleet.messages("fjord") == kept
