"""Greetings: which message holds which name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sentral.nec.plugins.module_utils.platforms.operation import PlanRefused
from tests.property.rehearsal import write_tone
from tests.unit.instant import Bench

Apply = Callable[..., Any]


def greeting(name: str, audio: str = "a.wav", **more: Any) -> dict[str, Any]:
    """A greeting of a site."""
    return {"name": name, "audio": audio, **more}


@pytest.fixture
def record(bench: Bench, tmp_path: Path) -> Apply:
    """Applies a site of greetings; ``a.wav`` and ``b.wav`` are there."""
    write_tone(tmp_path / "a.wav", 200)
    write_tone(tmp_path / "b.wav", 300)

    def apply(*greetings: dict[str, Any], state: str = "overridden") -> Any:
        return bench.apply({"greetings": list(greetings)}, state, audio=tmp_path)

    return apply


def held(bench: Bench) -> dict[int, str]:
    """Message to checksum."""
    return {number: message.checksum for number, message in bench.exchange.state.messages.items()}


def checksum(path: Path) -> str:
    """The checksum of a file that needs no conversion."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_new_greeting_gets_the_lowest_free_message(bench: Bench, record: Apply) -> None:
    record(greeting("welcome", message=1), greeting("closed"))
    assert bench.slots["greetings"] == {"closed": 2, "welcome": 1}


def test_only_another_recording_is_uploaded(bench: Bench, record: Apply, tmp_path: Path) -> None:
    record(greeting("welcome"), greeting("closed", "b.wav"))
    outcome = record(greeting("welcome"), greeting("closed"))
    assert [operation.object for operation in outcome.plan.operations] == ["closed"]
    assert held(bench) == {1: checksum(tmp_path / "a.wav"), 2: checksum(tmp_path / "a.wav")}


def test_the_old_audio_is_saved_with_the_journal_first(bench: Bench, record: Apply, tmp_path: Path) -> None:
    record(greeting("welcome"))
    outcome = record(greeting("welcome", "b.wav"))
    saved = {file.stem for file in outcome.journal.with_suffix(".audio").iterdir()}
    assert saved == {checksum(tmp_path / "a.wav"), checksum(tmp_path / "b.wav")}


def test_greeting_gives_way_to_one_that_names_its_message(bench: Bench, record: Apply) -> None:
    record(greeting("welcome"))
    record(greeting("welcome"), greeting("closed", "b.wav", message=1))
    assert bench.slots["greetings"] == {"closed": 1, "welcome": 2}


def test_merged_does_not_take_the_message_of_another_greeting(bench: Bench, record: Apply) -> None:
    record(greeting("welcome"))
    with pytest.raises(PlanRefused, match="oslo: greeting closed, message: message 1 is that of greeting welcome"):
        record(greeting("closed", "b.wav", message=1), state="merged")


def test_greeting_without_slot_is_known_by_its_message(bench: Bench, record: Apply) -> None:
    record(greeting("welcome"))
    bench.slots = {}
    assert record(greeting("hello", message=1), state="merged").end == "nothing to do"
    assert bench.slots["greetings"] == {"hello": 1}


def test_checksum_in_place_of_a_file_keeps_the_recording(bench: Bench, record: Apply, tmp_path: Path) -> None:
    record(greeting("welcome"))
    assert record(greeting("welcome", f"sha256:{checksum(tmp_path / 'a.wav')}")).end == "nothing to do"


def test_checksum_of_another_recording_is_refused(bench: Bench, record: Apply) -> None:
    record(greeting("welcome"))
    with pytest.raises(PlanRefused, match="message 1 holds another recording; name the audio file"):
        record(greeting("welcome", "sha256:" + "0" * 64))


def test_message_that_is_not_installed(tmp_path: Path) -> None:
    write_tone(tmp_path / "a.wav", 200)
    small = Bench(tmp_path, hardware=[{"slot": 6, "card": "VRS", "messages": "1-2"}])
    with pytest.raises(PlanRefused, match="greeting welcome, message: message 3 is not installed"):
        small.apply({"greetings": [greeting("welcome", message=3)]}, audio=tmp_path)
    with pytest.raises(PlanRefused, match="greeting c, message: no message is free; the exchange has 2"):
        small.apply({"greetings": [greeting(name) for name in "abc"]}, audio=tmp_path)
