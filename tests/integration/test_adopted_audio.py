"""Recordings that become files: also those of an exchange that gives back other bytes, and those that cannot."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.model.fields import Object
from ansible_collections.sentral.nec.plugins.module_utils.model.site import Site, read_site
from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import Wish
from ansible_collections.sentral.nec.plugins.module_utils.platforms.sv9100.platform import SV9100
from ansible_collections.sentral.nec.plugins.plugin_utils.adopted_audio import AdoptedAudio, AudioAdoption
from simulator.thread import FleetHandle
from tests.integration.test_reencoded_greetings import PLATFORM, Desk, fleet, record
from tests.integration.workbench import TODAY
from tests.unit.instant import Bench

__all__ = ["fleet"]  # the fixture: an exchange that keeps recordings in a codec of its own


def adoption(folder: Path, download: Callable[[int], bytes]) -> AudioAdoption:
    """Adoption into an empty folder, from an exchange that gives recordings back unchanged."""
    folder.mkdir(exist_ok=True)
    wish = Wish(Site("fjord", {"greetings": ()}), "merged", {}, TODAY)
    return AudioAdoption(SV9100, "fjord", wish, folder, (str(folder),), download)


def greeting(name: str, message: int, checksum: str) -> Object:
    """A greeting as it is gathered."""
    return {"name": name, "audio": f"sha256:{checksum}", "message": message}


def test_an_exchange_that_gives_back_other_bytes_has_nothing_to_do_afterwards(
    fleet: FleetHandle, tmp_path: Path
) -> None:
    record(tmp_path / "a.wav", 7)
    desk = Desk(fleet, tmp_path)
    desk.apply("a.wav")
    session = desk._session()
    snapshot = PLATFORM.read("fjord", session)
    seen = Wish(Site("fjord", {"greetings": ()}), "merged", {}, TODAY)
    gathered = PLATFORM.gather("fjord", snapshot, seen)
    greetings = read_site("fjord", gathered.site).of("greetings")

    way = dataclasses.replace(
        adoption(tmp_path / "sites", lambda message: PLATFORM.download(session, message)), platform=PLATFORM
    )
    adopted = way.of(greetings, snapshot)
    session.close()
    assert adopted.greetings == [{"name": "greeting-1", "audio": "greetings/greeting-1.wav", "message": 1}]
    assert adopted.warnings == []
    for path, content in adopted.files.items():
        path.parent.mkdir()
        path.write_bytes(content)

    wish = Wish(
        Site("fjord", {"greetings": tuple(adopted.greetings)}),
        "overridden",
        gathered.slots,
        TODAY,
        audio_roots=(str(tmp_path / "sites"),),
        recordings=adopted.recordings,
    )
    assert PLATFORM.draft("fjord", snapshot, wish, PLATFORM.prepare("fjord", wish)).operations == ()


@pytest.mark.parametrize(
    ("content", "warning"),
    [(b"no audio at all", "the recording is not an audio file"), (None, "would be recorded anew")],
)
def test_what_would_not_be_the_same_again_keeps_its_checksum(
    tmp_path: Path, content: bytes | None, warning: str
) -> None:
    record(tmp_path / "other.wav", 3)
    given = (tmp_path / "other.wav").read_bytes() if content is None else content
    snapshot = SV9100.read("oslo", Bench(tmp_path).open())
    wanted = greeting("welcome", 1, "0" * 64)
    adopted = adoption(tmp_path / "sites", lambda message: given).of((wanted,), snapshot)
    assert (adopted.greetings, adopted.files, adopted.recordings) == ([wanted], {}, {})
    assert len(adopted.warnings) == 1
    assert adopted.warnings[0].startswith("greeting welcome: ")
    assert warning in adopted.warnings[0]


def test_two_names_that_make_the_same_file_and_names_that_make_none(tmp_path: Path) -> None:
    found = adopted_names(tmp_path, "vent litt", "vent/litt", "...", "..")
    assert found == [
        "greetings/vent-litt.wav",
        "greetings/vent-litt-2.wav",
        "greetings/greeting.wav",
        "greetings/greeting-4.wav",
    ]


def adopted_names(tmp_path: Path, *names: str) -> list[str]:
    """The audio files of recordings with these names."""
    record(tmp_path / "a.wav", 7)
    content = (tmp_path / "a.wav").read_bytes()
    wish = Wish(
        Site("fjord", {"greetings": ({"name": "a", "audio": "a.wav"},)}),
        "merged",
        {},
        TODAY,
        audio_roots=(str(tmp_path),),
    )
    checksum = SV9100.prepare("fjord", wish).audio["a.wav"].sha256
    entries = tuple(greeting(name, place, checksum) for place, name in enumerate(names, start=1))
    adopted: AdoptedAudio = adoption(tmp_path / "sites", lambda message: content).of(entries, None)
    assert len(adopted.files) == len(names)
    assert not any(".." in path.relative_to(tmp_path).as_posix() for path in adopted.files)
    return [str(entry["audio"]) for entry in adopted.greetings]
