"""Hypothesis profiles, one fleet for each worker, and a handful of tiny greetings.

The examples are the same in every run. A long search with new ones, which also looks for the smallest that fails:
``HYPOTHESIS_PROFILE=thorough python -m pytest -n 2 -o timeout=0 tests/property``.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from simulator.thread import FleetHandle, run_in_thread
from tests.property.rehearsal import AUDIO_FILES, PORTS, TRUNKS, Rehearsal, write_tone
from tests.property.whole_sites import AUDIO_FILES as SITE_AUDIO

_SEARCH = (Phase.explicit, Phase.reuse, Phase.generate)

settings.register_profile(
    "default",
    deadline=None,
    max_examples=16,
    phases=_SEARCH,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "thorough",
    settings.get_profile("default"),
    max_examples=500,
    phases=(*_SEARCH, Phase.shrink),
    derandomize=False,
    database=DirectoryBasedExampleDatabase(".hypothesis"),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

HARDWARE = [
    {"slot": 1, "card": "DLCA", "ports": f"1-{PORTS}"},
    {"slot": 5, "card": "PRIU", "trunks": f"1-{TRUNKS}"},
    {"slot": 6, "card": "VRS", "messages": "1-6"},
]


@pytest.fixture(scope="session")
def fleet() -> Iterator[FleetHandle]:
    """Two exchanges: one keeps what was keyed by a removed number, the other erases it."""
    exchanges = [
        {"name": name, "telnet_port": 0, "ssh_port": 0, "removed_numbers": name, "hardware": HARDWARE, "sessions": 4}
        for name in ("keep", "erase")
    ]
    with run_in_thread(exchanges) as handle:
        yield handle


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the greetings lie, and the journals go."""
    place = tmp_path_factory.mktemp("sentral")
    for number, name in enumerate(AUDIO_FILES, start=1):
        write_tone(place / name, 200 * number)
    return place


@pytest.fixture(scope="session")
def rehearsal(fleet: FleetHandle, folder: Path) -> Rehearsal:
    """Drives the engine against the fleet."""
    return Rehearsal(fleet, folder)


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """A folder for each example."""
    return (Path(tempfile.mkdtemp(dir=tmp_path)) for _number in itertools.count())


@pytest.fixture(scope="session")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The audio files that the sites name."""
    folder = tmp_path_factory.mktemp("audio")
    for number, name in enumerate(SITE_AUDIO):
        write_tone(folder / name, 300 + 100 * number)
    return folder
